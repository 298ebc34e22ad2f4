import { useCallback } from 'react';
import { formatDay } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { useVersioned } from '../forms/useVersioned.tsx';
import type { AttestationRecord, ReturnRecord } from './records.ts';

type Values = Record<string, unknown>;

const FIELDS = { status: 'returns.column.status', dueOn: 'returns.column.due', disposition: 'returns.column.disposition' } as const;
const ALONGSIDE = ['attestations', 'evidence-files', 'upgrades', 'accounts', 'devices', 'contacts'] as const;
const DECIDED = { status: 'returns.column.status', reason: 'returns.reason' } as const;
const OF_ATTESTATION = ['returns'] as const;

const given = (values: Values, key: string, say: (value: string) => string): Values => (typeof values[key] === 'string' ? { [key]: say(values[key]) } : {});

/** Commands on a return; where a colleague was faster, both versions are shown before one goes over the other. */
export function useReturnCommand() {
  const word = useWord();
  const inWords = useCallback((values: Values) => ({ ...given(values, 'status', (value) => word('return', value)), ...given(values, 'dueOn', formatDay), ...given(values, 'disposition', (value) => word('disposition', value)) }), [word]);
  return useVersioned<ReturnRecord>('returns', { fields: FIELDS, inWords, alongside: ALONGSIDE });
}

/** The same for what was signed. */
export function useAttestationCommand() {
  const word = useWord();
  const inWords = useCallback((values: Values) => ({ ...given(values, 'status', (value) => word('attestation', value)), ...given(values, 'reason', (value) => value) }), [word]);
  return useVersioned<AttestationRecord>('attestations', { fields: DECIDED, inWords, alongside: OF_ATTESTATION });
}
