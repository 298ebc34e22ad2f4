import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useGetList, useListContext, useNotify, useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';
import { activeTab, switchTab, type FilterValues, type ListTab } from './filters.ts';
import { totalText } from './Pager.tsx';
import type { SavedView, useSavedViews } from './savedViews.ts';
import type { TableSettings } from './settings.ts';

function Count({ resource, filter, wait }: { resource: string; filter: FilterValues; wait: boolean }) {
  const { total } = useGetList(resource, { filter, pagination: { page: 1, perPage: 1 }, sort: { field: 'id', order: 'ASC' } }, { enabled: !wait, staleTime: 20_000 });
  return total === undefined ? null : <TabCount count={total} />;
}

const TabCount = ({ count }: { count: number }) => <Box component="em" sx={{ fontStyle: 'normal', color: tone.mute, fontWeight: 400, marginLeft: '4px' }}>{totalText(count)}</Box>;

const look = (on: boolean) => ({
  all: 'unset', cursor: 'pointer', padding: { xs: '8px 12px', md: '8px' }, whiteSpace: 'nowrap', borderBottom: '2px solid transparent', marginBottom: '-1px', color: tone.mute,
  '&:hover': { color: tone.ink }, '&:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: '-2px', borderRadius: '6px' },
  ...(on && { color: tone.ink, fontWeight: 600, borderBottomColor: tone.accent }),
});

type ViewTabsProps = { tabs: readonly ListTab[]; saved: ReturnType<typeof useSavedViews>; table: TableSettings };

/** The screen's own tabs, then people's saved views. */
export function ViewTabs({ tabs, saved, table }: ViewTabsProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { resource, filterValues, setFilters, setSort, sort, isPending } = useListContext();
  const values = filterValues as FilterValues;
  const current = activeTab(tabs, values);
  const isOn = (view: SavedView) => JSON.stringify(view.filter) === JSON.stringify(values) && (!view.sort || (view.sort.field === sort.field && view.sort.order === sort.order));
  const viewOn = saved.views.find(isOn);
  const show = (view: SavedView) => {
    setFilters(view.filter, undefined, false);
    if (view.sort) setSort(view.sort);
    if (view.columns) table.show(view.columns);
  };
  const remove = async (view: SavedView) => {
    try {
      await saved.remove(view);
      notify('table.view_removed', { type: 'success' });
    } catch {
      notify('table.view_not_removed', { type: 'error' });
    }
  };
  return (
    <Box role="group" aria-label={translate('table.views')} sx={{ display: 'flex', gap: '2px', overflowX: { xs: 'auto', md: 'visible' }, flexWrap: { md: 'wrap' }, scrollbarWidth: 'none', minWidth: 0, flex: '1 1 auto' }}>
      {tabs.map((tab) => {
        const on = !viewOn && current?.id === tab.id;
        return (
          <Box
            component="button" type="button" key={tab.id} aria-pressed={on} sx={look(on)}
            onClick={() => {
              // Once more on the tab that is on: back to nothing but it.
              setFilters(on || viewOn ? tab.filter : switchTab(tabs, values, tab), undefined, false);
              if (tab.sort) setSort(tab.sort);
            }}
          >
            {translate(tab.label, { _: tab.label })}
            {tab.count !== undefined && <TabCount count={tab.count} />}
            {tab.counted !== false && <Count resource={resource} filter={tab.filter} wait={isPending} />}
          </Box>
        );
      })}
      {saved.views.map((view) => {
        const on = viewOn?.id === view.id;
        return (
          <Box key={view.id} sx={{ display: 'flex', alignItems: 'center', flex: 'none' }}>
            <Box component="button" type="button" aria-pressed={on} title={view.shared && !saved.isMine(view) ? translate('table.shared_by', { name: view.ownerName ?? '' }) : undefined} onClick={() => show(view)} sx={look(on)}>
              {view.name}
            </Box>
            {on && saved.isMine(view) && <IconButton aria-label={translate('table.remove_view', { name: view.name })} onClick={() => void remove(view)}><CloseIcon sx={{ fontSize: 14 }} /></IconButton>}
          </Box>
        );
      })}
    </Box>
  );
}
