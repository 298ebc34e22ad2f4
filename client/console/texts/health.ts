/** How the installation stands. */
export const health = {
  health: {
    title: 'Health', backup: 'Backup', last: 'Last', schedule: 'Made', every: 'every hour |||| every %{smart_count} hours', by_hand: 'by hand', by_hand_hint: 'With the command npm run backup, where the server runs.', none_yet: 'There is no backup yet, and none is made by itself. Unless somebody else sees to it, a lost disk loses everything.', holds: 'It holds', rows: '%{rows} rows, %{size}', kept: 'Kept', look: 'Look',
    backup_hint: 'Each is checked when it is made. Try now and then that one can be restored, with the command npm run restore.',
    state: { ok: 'up to date', late: 'too old', never: 'none yet', failed: 'failed' },
    alarm: { late: 'The last backup is too old.', never: 'There is no backup yet.', failed: 'The last backup failed.' },
    outbox: 'Outgoing mail', open_outbox: 'Open', waiting: 'Waiting', dead: 'Given up', database: 'Database', engine: 'Kind', answers: 'Answers in',
  },
};
