import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import Popover from '@mui/material/Popover';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslate } from 'react-admin';
import { tone } from '../../theme/palette.ts';
import { useSavedReplies } from '../queries.ts';
import type { SavedReply } from '../../records.ts';
import { useWork } from './work.ts';

/** The replies that fit what is typed; those for this escalation's reason first. */
export function fittingReplies(replies: readonly SavedReply[], text: string, reason: string): SavedReply[] {
  const wanted = text.trim().toLowerCase();
  return replies.filter((reply) => `${reply.name} ${reply.text}`.toLowerCase().includes(wanted)).sort((one, other) => Number(other.rootCause === reason) - Number(one.rootCause === reason));
}

type SavedRepliesProps = { anchor: HTMLElement | null; onClose: () => void; onChoose: (text: string) => void };

export function SavedReplies({ anchor, onClose, onChoose }: SavedRepliesProps) {
  return (
    <Popover open={anchor !== null} anchorEl={anchor} onClose={onClose} anchorOrigin={{ vertical: 'top', horizontal: 'left' }} transformOrigin={{ vertical: 'bottom', horizontal: 'left' }} transitionDuration={80} slotProps={{ paper: { sx: { width: 'min(460px, calc(100vw - 32px))' } } }}>
      <Choices onChoose={onChoose} onClose={onClose} />
    </Popover>
  );
}

function Choices({ onChoose, onClose }: Omit<SavedRepliesProps, 'anchor'>) {
  const translate = useTranslate();
  const base = useId();
  const { escalation } = useWork();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const replies = fittingReplies(useSavedReplies(), text, escalation.reason);
  const active = Math.min(at, Math.max(0, replies.length - 1));
  const choose = (reply: SavedReply | undefined) => {
    if (!reply) return;
    onClose();
    onChoose(reply.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && replies.length > 0) {
      event.preventDefault();
      const next = (active + step + replies.length) % replies.length;
      setAt(next);
      document.getElementById(`${base}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(replies[active]);
    }
  };
  return (
    <Box role="dialog" aria-label={translate('composer.saved_replies')}>
      <InputBase
        autoFocus fullWidth value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} placeholder={translate('composer.find_reply')} sx={{ padding: '8px 12px', borderBottom: `1px solid ${tone.line}` }}
        slotProps={{ input: { role: 'combobox', 'aria-expanded': true, 'aria-controls': `${base}-list`, 'aria-autocomplete': 'list', 'aria-label': translate('composer.find_reply'), 'aria-activedescendant': replies.length > 0 ? `${base}-${active}` : undefined } }}
      />
      <Box id={`${base}-list`} role="listbox" aria-label={translate('composer.saved_replies')} sx={{ maxHeight: 280, overflowY: 'auto', padding: '5px' }}>
        {replies.map((reply, index) => (
          <Box key={reply.id} id={`${base}-${index}`} role="option" aria-selected={index === active} onClick={() => choose(reply)} onMouseMove={() => setAt(index)} sx={{ padding: '6px 9px', borderRadius: '7px', cursor: 'pointer', ...(index === active && { bgcolor: tone.accentSoft }) }}>
            <Box sx={{ fontWeight: 600 }}>{reply.name}</Box>
            <Box sx={{ color: tone.mute, fontSize: 11.5, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{reply.text}</Box>
          </Box>
        ))}
        {replies.length === 0 && <Box sx={{ padding: '8px 9px', color: tone.mute }}>{translate('composer.no_replies')}</Box>}
      </Box>
    </Box>
  );
}
