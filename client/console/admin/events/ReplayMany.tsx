import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDataProvider, useListContext, useNotify, useTranslate } from 'react-admin';
import type { EventDisposition } from '../../../../server/domain/words.ts';
import { formatNumber } from '../../fields/format.ts';
import type { ConsoleDataProvider } from '../../providers/dataProvider.ts';
import { explain } from '../../providers/problem.ts';
import { tone } from '../../theme/palette.ts';
import { DispositionChip } from './DispositionChip.tsx';
import { asSentence } from './reasons.ts';
import { canBeTriedAgain, type IncomingEvent } from './records.ts';

type Tried = { event: IncomingEvent; disposition: EventDisposition; because: string | null };

/** In the order in which they happened, so that what waits for another comes after it. */
const byTime = (a: IncomingEvent, b: IncomingEvent) => a.occurredAt.localeCompare(b.occurredAt);

function Result({ tried, onClose }: { tried: readonly Tried[]; onClose: () => void }) {
  const translate = useTranslate();
  const taken = tried.filter(({ disposition }) => disposition === 'applied' || disposition === 'late');
  const others = tried.filter((one) => !taken.includes(one));
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="replayed">
      <DialogTitle id="replayed">{translate('events.replay.result', { smart_count: taken.length, of: formatNumber(tried.length) })}</DialogTitle>
      <DialogContent>
        {others.length === 0 ? translate('events.replay.all_taken') : (
          <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '8px' }}>
            {others.map(({ event, disposition, because }) => (
              <li key={event.id}>
                <DispositionChip value={disposition} /> <b>{translate(`events.types.${event.type.replace('.', '_')}`, { _: event.type })}</b> {event.upgradeRef}
                {because !== null && <Box sx={{ color: tone.mute }}>{asSentence(because)}</Box>}
              </li>
            ))}
          </Box>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose} autoFocus>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}

/** Tries the marked events again, one after another, and says of each that was not taken why not. */
export function ReplayMany() {
  const translate = useTranslate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const dataProvider = useDataProvider<ConsoleDataProvider>();
  const { selectedIds, onUnselectItems } = useListContext<IncomingEvent>();
  const [done, setDone] = useState<number | null>(null);
  const [tried, setTried] = useState<Tried[] | null>(null);

  const tryOne = async (event: IncomingEvent): Promise<Tried> => {
    if (!canBeTriedAgain(event)) return { event, disposition: event.disposition, because: translate('events.replay.nothing_to_do') };
    try {
      const { disposition, because } = await dataProvider.command<IncomingEvent>('incoming-events', event.id, 'replay', { version: event.version });
      return { event, disposition, because };
    } catch (error) {
      const { title, detail } = explain(error, translate);
      return { event, disposition: event.disposition, because: detail ?? title };
    }
  };

  const replay = async () => {
    setDone(0);
    try {
      // As they are now: a page that was left behind may hold older versions.
      const { data } = await dataProvider.getMany<IncomingEvent>('incoming-events', { ids: selectedIds });
      const results: Tried[] = [];
      for (const event of data.toSorted(byTime)) {
        results.push(await tryOne(event));
        setDone(results.length);
      }
      setTried(results);
    } catch (error) {
      const { title, detail } = explain(error, translate);
      notify(detail ?? title, { type: 'error' });
    } finally {
      setDone(null);
      await queryClient.invalidateQueries({ queryKey: ['incoming-events'] });
    }
  };

  return (
    <>
      <Button onClick={() => void replay()} loading={done !== null} loadingPosition="start">{done === null ? translate('events.replay.button') : translate('events.replay.progress', { done: formatNumber(done), of: formatNumber(selectedIds.length) })}</Button>
      {tried && (
        <Result
          tried={tried}
          onClose={() => {
            setTried(null);
            onUnselectItems();
          }}
        />
      )}
    </>
  );
}
