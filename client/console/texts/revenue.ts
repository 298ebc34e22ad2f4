/** The books: the bridge, the ledger, the months, and whether all of it is right. */
export const revenue = {
  revenue: {
    menu: 'Revenue menu', from: 'From', to: 'To', month: 'Month', moved_along: '“%{field}” went along, to %{month}: a time ends no earlier than it begins.',
    pages: { bridge: 'ARR bridge', entries: 'Entries', periods: 'Months of the books', miscoding: 'Miscoding', differences: 'Differences' },
    view: { corrected: 'As corrected', reported: 'As reported' },
    cut: { segment: 'Segment', region: 'Region', managerId: 'Manager', kind: 'Kind', pathId: 'Path', family: 'Family' },
    weight: { gain: 'Gains', loss: 'Losses', neutral: 'Neutral', all: 'All together' },
    weight_of: { gain: 'new, expansion, reactivation', loss: 'contraction, churn', neutral: 'currency, transfers' },
    grain: { movement: 'A bar is one movement of one month.', weight: 'A bar is all gains, all losses or the rest of one month. A shorter window shows each movement.', month: 'A bar is all that one month did. A shorter window shows its gains and losses.' },
    bridge: {
      title: 'ARR bridge', controls: 'What to show', book: 'Which book', chart: 'Waterfall, month by month: arrows go from bar to bar, Enter opens its entries', bar: '%{month}, %{what}: %{amount}, to %{level}', level: 'brings it to %{level}', not_from_zero: 'The axis does not begin at 0: bars show what changed.',
      opening: 'Opening', closing: 'Closing', opening_on: 'Opening, %{day}', closing_on: 'Closing, %{day}', closing_so_far: '%{month}, so far', so_far: 'so far', so_far_mark: 'so far: the month is not over', closed_mark: '■ the month is closed', subscriptions: 'ARR of the subscriptions', subscriptions_short: 'Subscriptions', agrees: 'comes to the same', posted_later: 'posted later than it took effect', see_differences: 'See the differences',
      nothing: 'Nothing moved in these months', nothing_hint: 'Choose other months, or take a filter away.', by_month: 'Month by month', copy: 'Copy the table', copied: 'Copied: paste it into a spreadsheet', not_copied: 'It could not be copied', every: 'Every bar and every figure opens its entries, a row its month.', worth_nothing: 'Flat renewals and what is not recurring are worth 0 and have no bar; their entries:',
    },
    summary: {
      in: 'in %{month}', from_to: 'from %{from} to %{to}', moved: 'gains %{gain}, losses %{loss}, neutral %{neutral}',
      rose: '%{view}, ARR rose by %{change} %{window}, from %{opening} to %{closing}: %{moved}.', fell: '%{view}, ARR fell by %{change} %{window}, from %{opening} to %{closing}: %{moved}.',
      stayed: '%{view}, ARR ended where it began %{window}, at %{closing}: %{moved}.', nothing: 'There was no ARR in the books %{window}, and none came.',
      part: 'These changes alone came to %{change} %{window}: %{moved}. Opening, closing and the subscriptions are of whole accounts: a kind, a path or a family has none.',
    },
    difference: {
      switch: 'Show the difference', title: 'From reported to corrected', column: 'Difference', entries: 'The entries that make the difference', open: 'Open as a list', none: 'In these months both books say the same.', no_entries: 'No entry stands in another month than its own.',
      hint: 'An entry that takes effect in a closed month posts to the earliest open one after it: reported figures keep it there, corrected ones show it where it belongs.',
    },
    entries: {
      title: 'Entries', position: 'No.', account: 'Account', upgrade: 'Upgrade', movement: 'Movement', driver: 'Driver', amount: 'Amount', effective: 'Effective', posting_month: 'Posts to', effective_month: 'Belongs to', origin: 'Origin', reversal_of: 'Reverses', reversal: 'reversal', posted: 'Posted', hash: 'Hash',
      late: 'late', late_hint: 'Its own month was closed: it stands in the earliest open one', copy: 'Copy the hash of entry %{position}', copied: 'Hash copied', tab: { late: 'Late', corrections: 'Corrections', reversals: 'Reversals' },
      empty: 'The books are empty', empty_hint: 'Orders, lapses and imports post entries.', hint: 'Entries hang together by their hashes, in this order. None is ever changed: what was wrong is reversed and entered anew.',
      checkpoint: 'Checkpoint', checkpoint_hint: 'How long the ledger is and where it ends, signed. Keep it elsewhere: npm run verify checks the ledger against it.', checkpoint_done: 'Signed at %{length} entries: keep it outside of the desk', ledger: 'Ledger', ledger_hint: 'Every entry with its hash, a line each, in the order of the chain: what npm run verify reads without the desk. It is noted in the audit log.',
    },
    periods: {
      title: 'Months of the books', ends: 'Ends', state: 'State', waiting: 'Waits for review', reported_closing: 'Reported closing', closed: 'Closed at', closed_by: 'Closed by', reopened: 'Reopened', reopened_by: 'Reopened by', tab: { to_close: 'To close', closed: 'Closed', ahead: 'Not ended yet' },
      empty: 'No month here', empty_hint: 'A month is there once an entry stands in it, and can be closed when it has ended.', facts: 'Facts', open_bridge: 'Its bridge', open_entries: 'Its entries', figure: 'Figure', as_reported: 'Reported, frozen', as_reported_now: 'Would be reported', as_corrected: 'Corrected, now',
      books: 'The month in both books', books_closed: 'What was reported, and what is known now', late: 'Entries that stand in another month', no_late: 'None: both books say the same.',
    },
    close: {
      action: 'Close', title: 'Close %{month}', checks: 'Before it closes', checks_closed: 'Since it closed', holds: 'holds', does_not_hold: 'does not hold yet', not_yet: 'What is marked ✕ comes first', by_admin: 'Nothing stands in its way any more. Closing it is for an admin.', done: 'Closed: its reported figures stay as they are',
      check: { order: 'In order.', ended: 'Ended.', review: 'Reviewed.', bridge: 'Balanced.' }, way: { order: 'Open', review: 'Review', bridge: 'Look' },
      effect_frozen: 'Its reported figures are kept as they are now, with a closing of %{closing}.', effect_later: 'What takes effect in %{month} and comes later posts to %{next} or after, and shows as the difference between the two books.', effect_reopen: 'An admin can reopen it, with a reason, while no later month is closed.',
    },
    reopen: {
      action: 'Reopen', title: 'Reopen %{month}', reason: 'Reason', reason_hint: 'Stands in the audit log for good.', done: 'Reopened', not_last: 'Only the last closed month can be reopened', effect_frozen: 'The figures that were reported are no longer kept: closing it again reports those of then.', effect_posts: 'New entries that take effect in %{month} post to it again; those posted elsewhere stay where they are.', effect_audit: 'The audit log keeps who did it, when, why, and what was reported.',
    },
    miscoding: {
      title: 'Miscoding', by_label: 'Counted by', by: { pathId: 'Path', rule: 'Rule', kind: 'Kind', month: 'Month' }, by_title: { pathId: 'By upgrade path', rule: 'By the rule that decided', kind: 'By kind of order', month: 'By month of effect' }, without: { pathId: 'No path', kind: 'Of no kind' },
      coded: 'Coded', miscoded: 'Miscoded', rate: 'Rate', few: 'few orders', few_hint: 'Under %{few} orders: one more or less moves the rate a lot', sentence: '%{miscoded} of %{coded} orders were miscoded: %{rate}.', meaning: 'Path and lines did not agree, or somebody corrected what was coded.', none: 'No order was coded in these months.', empty: 'No order was coded in these months', empty_hint: 'Choose others.',
    },
    differences: {
      title: 'Differences', on: 'On', balanced: 'The books balance', compared: 'On %{day}, of every account, its entries were added up, and so were its lines: they come to the same. What is kept as its ARR is the sum of its lines.', sum: 'The month closes at %{sum}, by entries and by lines alike.', accounts: 'Accounts that do not balance', entries: 'By entries', lines: 'By lines', kept: 'Kept as ARR', cause: 'Cause',
    },
    books: { title: 'The books', open: 'Open', balance: 'Entries against lines', balanced: 'They balance', off: '%{count} account is off |||| %{count} accounts are off', closed: 'Closed up to', never: 'nothing yet', next: 'Next to close', ready: 'Ready: nothing stands in its way.' },
  },
};
