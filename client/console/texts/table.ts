/** The one table and what stands around it. */
export const table = {
  table: {
    label: '%{title}, list', all: 'All', select_page: 'Select the whole page', select_row: 'Select %{name}', nothing: 'Nothing here yet', nothing_fits: 'Nothing fits these filters', nothing_fits_hint: 'Take one away, or clear them all.',
    clear_filters: 'Clear filters', pages: 'Pages', per_page: 'Rows a page', rows: '%{size} rows', range: '%{from}–%{to} of %{total}', previous: 'Previous page', next: 'Next page',
    bulk: 'With the selected rows', selected: '%{count} selected |||| %{count} selected', unselect: 'Clear', sort_by: 'Sort by', ascending: 'Sort ascending', descending: 'Sort descending', columns: 'Columns', pin: 'Keep %{label} in sight', earlier: 'Move %{label} to the left', later: 'Move %{label} to the right',
    dense: 'Tighter rows', roomy: '%{label} (where there is room)', reset: 'Reset', views: 'Views', save_view: 'Save view', view_name: 'Name of the view', view_hint: 'Keeps the filters, the order and the columns as they are now.', view_shared: 'Everybody can use it', view_saved: 'View saved',
    view_removed: 'View removed', view_not_removed: 'The view could not be removed', remove_view: 'Remove the view %{name}', shared_by: 'Shared by %{name}', from: 'From', until: 'Until',
    export: {
      action: 'Export', title: 'Export this list', hint: 'Every row that the filters let through, in this order, as a CSV file. It is noted in the audit log.', fields: 'Fields', all: 'All fields of the record', shown: 'The columns that are shown',
      running: 'Writing the file', rows: '%{rows} row so far |||| %{rows} rows so far', rows_of: '%{rows} of %{total} rows', done: '%{rows} row exported |||| %{rows} rows exported',
    },
    keys: { next: 'Next row', previous: 'Previous row', select: 'Select the row', range: 'Select up to the row', unselect: 'Clear the selection', filter: 'Filter', open: 'Open the row' },
  },
};
