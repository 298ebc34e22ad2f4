/** With which filters the console asks for each big list, and in which order it then wants it: every pair has an index that serves both. */
export const USUAL: Record<string, [filter: Record<string, unknown>, sort: string][]> = {
  accounts: [[{ managerId: 'ada' }, 'name'], [{ segment: 'smb' }, 'name'], [{ region: 'emea' }, 'name'], [{ customerSince_gte: '2025-06-01' }, 'customerSince']],
  contacts: [[{ accountId: 'account-000001' }, 'name']],
  devices: [[{ accountId: 'account-000001' }, 'serial'], [{ status: 'due_back' }, 'serial']],
  subscriptions: [[{ accountId: 'account-000001' }, 'startsOn'], [{ product: 'CLOUD' }, 'startsOn'], [{ status: 'active' }, 'endsOn']],
  upgrades: [
    [{ status: 'draft' }, 'startedAt'], [{ kind: 'renewal' }, 'startedAt'], [{ pathId: 'refresh' }, 'startedAt'], [{ motion: 'assisted' }, 'startedAt'], [{ accountId: 'account-000001' }, 'startedAt'], [{ exceptionStatus: 'waiting' }, 'startedAt'],
  ],
  escalations: [
    ...['queueDueAt', 'openedAt', 'score', 'arrAtStakeMinor'].flatMap((sort): [Record<string, unknown>, string][] => ['waiting', 'paused', 'handed_back'].map((status) => [{ status }, sort])),
    [{ assigneeId: 'ada', status: 'claimed' }, 'queueDueAt'], [{ ownerId: 'ada', status: 'waiting' }, 'queueDueAt'], [{ priority: 'urgent', status: 'waiting' }, 'queueDueAt'], [{ kind: 'renewal', status: 'waiting' }, 'queueDueAt'],
    [{ region: 'emea', status: 'waiting' }, 'queueDueAt'], [{ accountId: 'account-000001' }, 'openedAt'], [{ upgradeId: 'upgrade-000001' }, 'openedAt'],
  ],
  returns: [
    [{ status: 'authorised' }, 'dueOn'], [{ complete: false }, 'dueOn'], [{ accountId: 'account-000001' }, 'dueOn'], [{ owed: true }, 'dueOn'], [{ owed: true, dueOn_lt: '2025-06-01' }, 'dueOn'], [{ isMismatched: true }, 'dueOn'],
  ],
  attestations: [[{ status: 'signed' }, 'recordedAt'], [{ returnId: 'return-000001' }, 'recordedAt'], [{ accountId: 'account-000001' }, 'recordedAt']],
  'audit-events': [[{ actorId: 'ada' }, 'id'], [{ resource: 'escalations', recordId: 'escalation-000001' }, 'id'], [{ accountId: 'account-000001' }, 'id'], [{ action: 'escalations.claim-7' }, 'id'], [{ upgradeId: 'upgrade-000001' }, 'id']],
  outbox: [[{ status: 'dead' }, 'createdAt'], [{ escalationId: 'escalation-000001' }, 'createdAt'], [{ upgradeId: 'upgrade-000001' }, 'createdAt'], [{ accountId: 'account-000001' }, 'createdAt']],
  'incoming-events': [[{ disposition: 'quarantined' }, 'receivedAt'], [{ type: 'upgrade.placed' }, 'receivedAt']],
};

/**
 * What may be sorted after it was looked up. Of several states at once no index has the order, and what they match is what is open. A range of
 * days SQLite, once it has looked at its data, may look up kind by kind.
 */
export const MAY_SORT: Record<string, [filter: Record<string, unknown>, sort: string][]> = {
  upgrades: [[{ startedAt_gte: '2025-06-01T00:00:00.000Z', startedAt_lte: '2025-06-30T00:00:00.000Z' }, 'startedAt']],
  escalations: [
    [{ status: ['waiting', 'claimed', 'paused', 'handed_back'] }, 'queueDueAt'], [{ status: ['waiting', 'claimed', 'paused', 'handed_back'] }, 'openedAt'], [{ assigneeId: 'ada', status: ['claimed', 'paused'] }, 'queueDueAt'],
    [{ status: ['waiting', 'claimed'], firstRespondedAt_null: true, firstResponseDueAt_lte: '2025-03-01T00:00:00.000Z' }, 'queueDueAt'],
  ],
  outbox: [[{ status: ['waiting', 'sending'] }, 'createdAt']],
};
