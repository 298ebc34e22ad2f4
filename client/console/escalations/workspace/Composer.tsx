import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import { keyAria, keyCap, useKeys } from '../../keys/registry.ts';
import type { Audience } from '../../providers/drafts.ts';
import { explain } from '../../providers/problem.ts';
import { Kbd } from '../../theme/Kbd.tsx';
import { tone } from '../../theme/palette.ts';
import { useDraft } from './drafts.ts';
import { SavedReplies } from './SavedReplies.tsx';
import { useWork } from './work.ts';

const toggle = { '&.Mui-selected, &.Mui-selected:hover': { fontWeight: 600 } };

/** Writes to the customer or to colleagues. What looks like a card never leaves the field. */
export function Composer() {
  const translate = useTranslate();
  const { escalation, can, run, pending } = useWork();
  const { draft, change } = useDraft(escalation.id);
  const [fault, setFault] = useState<string | null>(null);
  const [replies, setReplies] = useState<HTMLElement | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const writes = can('message');
  const audience: Audience = writes ? draft.audience : 'internal';
  const verb = audience === 'customer' ? 'message' : 'note';
  const name = escalation.contactName ?? translate('workspace.the_customer');
  const card = findCard(draft.text);
  const shown = card ? translate(`composer.${card}`) : fault;

  const focus = (to: Audience) => {
    change({ audience: to });
    field.current?.focus();
  };
  const openReplies = () => setReplies(field.current);
  useKeys([
    { key: 'm', label: translate('composer.write_customer'), run: () => focus('customer'), when: writes },
    { key: 'i', label: translate('composer.write_internal'), run: () => focus('internal') },
    { key: '/', label: translate('composer.saved_replies'), run: openReplies, when: writes },
  ]);

  const send = async () => {
    const text = draft.text.trim();
    if (text === '' || card || pending === verb) return;
    setFault(null);
    const result = await run(verb, { text }, { appends: true, quiet: true, success: audience === 'customer' ? 'composer.sent' : 'composer.noted' });
    if (result.ok) change({ text: '' });
    else {
      const { title, detail } = explain(result.error, translate);
      setFault(result.errors?.['text'] ? translate('composer.refused', { because: result.errors['text'] }) : (detail ?? title));
    }
    field.current?.focus();
  };
  const insert = (reply: string) => {
    const node = field.current;
    const at = node?.selectionStart ?? draft.text.length;
    const before = draft.text.slice(0, at).replace(/\/$/, '');
    change({ text: `${before}${reply}${draft.text.slice(node?.selectionEnd ?? at)}` });
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length + reply.length, before.length + reply.length);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') field.current?.blur();
    // At the start of a line a slash asks for a saved reply; in a path or a date it is a slash.
    else if (event.key === '/' && audience === 'customer' && /(^|\n)$/.test(draft.text.slice(0, field.current?.selectionStart ?? 0))) {
      event.preventDefault();
      openReplies();
    }
  };

  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginBottom: '6px' }}>
        <ToggleButtonGroup exclusive value={audience} onChange={(_event, next: Audience | null) => next && focus(next)} aria-label={translate('composer.audience')}>
          {writes && <ToggleButton value="customer" aria-keyshortcuts={keyAria('m')} sx={{ ...toggle, '&.Mui-selected, &.Mui-selected:hover': { bgcolor: tone.blueSoft, color: tone.blue } }}>{translate('composer.customer')}&nbsp;<Kbd decorative>{keyCap('m')}</Kbd></ToggleButton>}
          <ToggleButton value="internal" aria-keyshortcuts={keyAria('i')} sx={{ ...toggle, '&.Mui-selected, &.Mui-selected:hover': { bgcolor: tone.warnSoft, color: tone.warn } }}>{translate('composer.internal')}&nbsp;<Kbd decorative>{keyCap('i')}</Kbd></ToggleButton>
        </ToggleButtonGroup>
        {writes && <Button variant="text" onClick={openReplies} aria-haspopup="dialog" aria-keyshortcuts="/" sx={{ marginLeft: 'auto', color: tone.mute, fontWeight: 400, fontSize: 11.5 }}>{translate('composer.saved_replies')}&nbsp;<Kbd decorative>/</Kbd></Button>}
      </Box>
      <TextField
        multiline fullWidth minRows={3} maxRows={14} margin="none" inputRef={field} value={draft.text} error={shown !== null} helperText={shown ?? undefined} onKeyDown={onKeyDown}
        onChange={(event) => {
          setFault(null);
          change({ text: event.target.value });
        }}
        placeholder={translate(audience === 'customer' ? 'composer.to_customer' : 'composer.to_colleagues', { name })}
        slotProps={{
          htmlInput: { 'aria-label': translate(audience === 'customer' ? 'composer.to_customer' : 'composer.to_colleagues', { name }), maxLength: 10_000 },
          input: { sx: { padding: '9px 12px', '& textarea': { padding: 0 }, ...(audience === 'internal' && { bgcolor: `color-mix(in srgb, ${tone.warnSoft} 45%, ${tone.panel})` }) } },
          formHelperText: { role: 'alert', sx: { fontWeight: 600 } },
        }}
      />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', marginTop: '8px' }}>
        <Button onClick={() => void send()} loading={pending === verb} disabled={draft.text.trim() === '' || card !== null} title={translate('composer.send_hint')}>
          {translate(audience === 'customer' ? 'composer.send' : 'composer.add_note')}&nbsp;<Kbd decorative>{keyCap('mod+Enter')}</Kbd>
        </Button>
        {draft.text !== '' && !card && <Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('composer.kept')}</Box>}
      </Box>
      <SavedReplies anchor={replies} onClose={() => setReplies(null)} onChoose={insert} />
    </Box>
  );
}
