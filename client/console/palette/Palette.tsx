import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { useWord, type WordSet } from '../fields/words.ts';
import { keyCap } from '../keys/registry.ts';
import { useMay } from '../providers/session.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { visuallyHidden } from '../theme/hidden.ts';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { useActivePaletteActions } from './actions.ts';
import { ADMIN_PAGES, INNER_PAGES, MAIN_PAGES, OWN_PAGES, RECORD_PAGES } from './pages.ts';
import { pageOf, useSearch, type Found } from './search.ts';

const WORDS_BESIDE: Record<string, readonly WordSet[]> = { accounts: ['segment'], upgrades: ['upgrade_kind', 'upgrade'], escalations: ['escalation'] };

type Entry = { id: string; group: string; label: string; hint?: string; shortcut?: string; run: () => void };

/** Words in any order, each the beginning of one: "aud" and "log au" both find "Audit log". */
export function fits(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return text.toLowerCase().split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
}

/** The domain's words in what stands beside a hit, as everywhere else. */
function useHint(): (found: Found) => string | undefined {
  const word = useWord();
  return ({ resource, subtitle }) => {
    if (!subtitle) return undefined;
    const sets = WORDS_BESIDE[resource];
    return subtitle.split(' · ').map((part, index) => (sets?.[index] ? word(sets[index], part) : part)).join(' · ');
  };
}

function useEntries(text: string): { entries: Entry[]; error: unknown; searching: boolean } {
  const translate = useTranslate();
  const navigate = useNavigate();
  const may = useMay();
  const hintOf = useHint();
  const actions = useActivePaletteActions();
  const { data: found, error, isFetching } = useSearch(text);
  const entries: Entry[] = [
    ...actions.filter(({ label }) => fits(label, text)).map(({ id, label, hint, shortcut, run }) => ({ id: `action-${id}`, group: 'palette.actions', label, hint, shortcut, run })),
    ...(text.trim() ? (found ?? []) : []).map((each) => ({
      id: `found-${each.resource}-${each.id}`, group: `words.resource.${each.resource}`, label: each.title, hint: hintOf(each),
      run: () => void navigate(pageOf(each)),
    })),
    ...[...MAIN_PAGES, ...RECORD_PAGES, ...INNER_PAGES, ...ADMIN_PAGES, ...OWN_PAGES]
      .filter(({ label, needs }) => (!needs || may(needs)) && fits(translate(label), text))
      .map(({ to, label }) => ({ id: `page-${to}`, group: 'palette.pages', label: translate(label), run: () => void navigate(to) })),
  ];
  return { entries, error, searching: isFetching };
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const base = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { entries, error, searching } = useEntries(text);
  const active = Math.min(at, Math.max(0, entries.length - 1));

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const next = (active + step + entries.length) % entries.length;
      setAt(next);
      document.getElementById(`${base}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(entries[active]);
    }
  };

  return (
    <>
      <InputBase
        autoFocus fullWidth value={text} placeholder={translate('shell.find')} onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        sx={{ fontSize: 15, padding: '12px 16px', borderBottom: `1px solid ${tone.line}` }}
        slotProps={{ input: { role: 'combobox', 'aria-label': translate('shell.find'), 'aria-expanded': true, 'aria-controls': `${base}-list`, 'aria-autocomplete': 'list', 'aria-activedescendant': entries.length > 0 ? `${base}-${active}` : undefined } }}
      />
      <Box id={`${base}-list`} role="listbox" aria-label={translate('palette.title')} sx={{ overflowY: 'auto', maxHeight: 'min(52vh, 420px)', padding: '6px' }}>
        {entries.map((entry, index) => (
          <Box key={entry.id} role="presentation">
            {entry.group !== entries[index - 1]?.group && <Box role="presentation" sx={{ fontSize: 11.5, fontWeight: 600, color: tone.mute, padding: '8px 10px 3px' }}>{translate(entry.group, { _: entry.group })}</Box>}
            <Box
              id={`${base}-${index}`} role="option" aria-selected={index === active} onClick={() => choose(entry)} onMouseMove={() => setAt(index)}
              sx={{ display: 'flex', alignItems: 'baseline', gap: 1, borderRadius: '7px', padding: '6px 10px', cursor: 'pointer', ...(index === active && { bgcolor: tone.accentSoft }) }}
            >
              <Box component="span" sx={{ fontWeight: 500, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>{entry.label}</Box>
              {entry.hint && <Box component="span" sx={{ color: tone.mute, fontSize: 11.5, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }}>{entry.hint}</Box>}
              {entry.shortcut && <Box component="span" sx={{ marginLeft: 'auto' }}><Kbd decorative>{keyCap(entry.shortcut)}</Kbd></Box>}
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ padding: entries.length === 0 ? '10px 16px 18px' : 0, color: tone.mute }} role="status">
        {entries.length === 0 && (searching ? translate('palette.searching') : translate('palette.nothing', { text }))}
      </Box>
      {error !== null && error !== undefined && <Box sx={{ padding: '0 12px 12px' }}><ErrorNotice error={error} compact /></Box>}
    </>
  );
}

/** Go to a page, find a record, run what the page offers: everything from one field. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const title = useId();
  return (
    <Dialog
      open={open} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={title} transitionDuration={80}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{ paper: { sx: { marginTop: '9vh', overflow: 'hidden' } } }}
    >
      <Box component="h2" id={title} sx={visuallyHidden}>{translate('palette.title')}</Box>
      <PaletteBody onClose={onClose} />
    </Dialog>
  );
}
