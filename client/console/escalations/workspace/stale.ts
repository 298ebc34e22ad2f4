import { useCallback } from 'react';
import type { EscalationStatus } from '../../../../server/domain/words.ts';
import { formatMoment } from '../../fields/format.ts';
import { useCauseName } from '../../fields/rootCauses.ts';
import { useWord } from '../../fields/words.ts';
import { useSession } from '../../providers/session.ts';
import type { EscalationRecord } from '../records.ts';

/** In what two people's work on one escalation can differ. */
export const WATCHED_FIELDS = {
  status: 'escalations.column.status', assigneeId: 'escalations.column.on_it', priority: 'escalations.column.priority', step: 'escalations.column.step', pausedUntil: 'workspace.paused_until', handedBackStep: 'workspace.handed_back_at',
  rootCause: 'workspace.root_cause', upgradeId: 'workspace.upgrade',
} as const;

type Values = Record<string, unknown>;

/** A record's values as one reads them; a refusal carries it without the names that lists join to it. */
export function useInWords(escalation: EscalationRecord): (values: Values) => Values {
  const word = useWord();
  const cause = useCauseName();
  const session = useSession();
  const { assigneeId, assigneeName, upgradeId, upgradeReference } = escalation;
  return useCallback((values: Values) => {
    const name = (id: unknown) => (typeof id !== 'string' ? null : id === session?.id ? session.name : id === assigneeId ? assigneeName : id);
    const said: Values = {};
    for (const [key, value] of Object.entries(values)) {
      if (value === null || value === undefined) said[key] = null;
      else if (key === 'status') said[key] = word('escalation', value as EscalationStatus);
      else if (key === 'priority') said[key] = word('band', String(value));
      else if (key === 'step' || key === 'handedBackStep') said[key] = word('step', String(value));
      else if (key === 'rootCause') said[key] = cause(String(value));
      else if (key === 'pausedUntil') said[key] = formatMoment(String(value), Date.now());
      else if (key === 'assigneeId') said[key] = name(value);
      else if (key === 'upgradeId') said[key] = value === upgradeId ? upgradeReference : value;
    }
    return said;
  }, [assigneeId, assigneeName, cause, session, upgradeId, upgradeReference, word]);
}
