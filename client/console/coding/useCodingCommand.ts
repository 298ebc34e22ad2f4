import { useCallback } from 'react';
import type { Leg } from '../../../server/domain/coding/case.ts';
import { formatDay } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { useVersioned } from '../forms/useVersioned.tsx';
import { legText } from './legs.ts';
import type { CodingRecord } from './records.ts';

type Values = Record<string, unknown>;

const FIELDS = { status: 'coding.column.status', legs: 'coding.column.legs', effectiveOn: 'coding.column.effective' } as const;
const ALONGSIDE = ['revenue-entries', 'periods', 'accounts', 'subscriptions', 'revenue'] as const;

/** Commands on a coding; two people's corrections are shown side by side before one goes over the other. */
export function useCodingCommand() {
  const word = useWord();
  const inWords = useCallback((values: Values) => {
    const said: Values = {};
    if (values['status'] !== undefined) said['status'] = word('coding', String(values['status']));
    if (Array.isArray(values['legs'])) said['legs'] = (values['legs'] as Leg[]).map((leg) => legText(leg, word)).join('; ');
    if (values['effectiveOn'] !== undefined) said['effectiveOn'] = formatDay(String(values['effectiveOn']));
    return said;
  }, [word]);
  return useVersioned<CodingRecord>('codings', { fields: FIELDS, inWords, alongside: ALONGSIDE });
}
