/** Imports: upload, columns, dry run, commit. */
export const imports = {
  imports: {
    title: 'Imports', new: 'New import', file: 'File', csv: 'CSV file', kind: 'What it holds', status: 'Status', rows: 'Rows', by: 'By', at: 'Uploaded', outcome: 'What it does',
    empty: 'Nothing has been imported yet', empty_hint: 'A CSV file of accounts, subscriptions or escalations. Nothing is changed before you have seen the plan.',
    upload: 'Upload', uploading: 'Uploading …', drop: 'Drop a CSV file here', choose: 'or choose one', chosen: '%{name}, %{size}', another: 'Choose another',
    upload_hint: 'UTF-8 or UTF-16, with a header; commas, semicolons or tabs; up to 50 MB and 200,000 rows.', needs: 'It needs', may_have: 'It may have',
    kinds: { accounts: 'Accounts', subscriptions: 'Subscriptions', escalations: 'Escalations (tickets)' },
    columns: 'Columns', columns_hint: 'Guessed from the header. A field marked * is needed in every row.', field: 'Field', column: 'Column of the file', filled: 'Filled', samples: 'For example', no_column: '– not in the file –',
    filled_share: '%{share} of the rows', unread: 'Columns that are not read: %{names}', needed: 'needed',
    options: 'Options', dry_run: 'Dry run', dry_run_again: 'Dry run again', dry_running: 'Comparing …', dry_run_hint: 'Compares every row with what is here. Nothing is changed.', stale: 'The columns or options have changed since: run it again.',
    option: {
      currency: 'Currency of amounts without one', createProducts: 'Add products that the catalogue lacks, at the price of their first paying row',
      reopenEscalated: 'Open escalated tickets again: they wait in the queue from now', reopenEscalated_hint: 'Their own times go into a note. All other closed tickets come in as history.',
      midMarketSeats: 'Mid market from seats', enterpriseSeats: 'Enterprise from seats', defaultSegment: 'Segment where neither it nor seats are told', defaultRegion: 'Region where neither it nor a known country is told', none: '– leave the row out –',
      managers: 'Deal new accounts out among', managers_hint: 'Nobody ticked: every active account manager. The same file deals the same way; an account that is here keeps its manager.',
    },
    plan: 'The plan', create: 'To create', update: 'To update', unchanged: 'Unchanged', skipped: 'To skip', created: 'Created', updated: 'Updated', left_out: 'Left out',
    nothing_to_do: 'There is nothing to do: every row is here already, or is left out.', new_products: 'Added to the catalogue: %{names}',
    commit: 'Commit %{smart_count} row |||| Commit %{smart_count} rows', commit_rest: 'Go on with the rest', cancel: 'Cancel the import', cancel_title: 'Cancel this import?', cancel_hint: 'Nothing has been changed, and nothing will be. The file can be uploaded again.', stop: 'Stop', stop_title: 'Stop here?', stop_hint: 'It ends after the rows that are being written. What is in stays in.',
    running: 'Importing', progress: '%{done} of %{total} rows', done: 'Done', cancelled: 'Cancelled. %{done} of %{total} rows had been settled; what is in stays in.', cancelled_before: 'Cancelled before anything was changed.', failed: 'It stopped',
    failed_rows: 'Rows left out, as CSV', look: { accounts: 'Accounts', subscriptions: 'Accounts', escalations: 'Escalations' }, again: 'Import another file',
    line: 'Line', reason: 'Reason', what: 'What', detail: 'Detail', row: 'Row', rows_title: 'Rows', no_rows: 'No rows here', changes: 'Changes: %{fields}', not_done: 'Not done',
    outcomes: { pending: 'Not looked at', create: 'Create', update: 'Update', unchanged: 'Unchanged', skipped: 'Skip' },
    outcomes_done: { pending: 'Not looked at', create: 'Created', update: 'Updated', unchanged: 'Unchanged', skipped: 'Left out' },
  },
};
