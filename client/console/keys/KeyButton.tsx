import Button, { type ButtonProps } from '@mui/material/Button';
import { Kbd } from '../theme/Kbd.tsx';
import { keyAria, keyCap, useKeys } from './registry.ts';

type KeyButtonProps = Omit<ButtonProps, 'onClick' | 'children'> & { label: string; shortcut: string; onRun: () => void; hint?: string };

/** A button and its key in one: disabled together, shown together. */
export function KeyButton({ label, shortcut, onRun, disabled, loading, hint, ...props }: KeyButtonProps) {
  useKeys([{ key: shortcut, label, run: onRun, when: !disabled && !loading }]);
  return (
    <Button {...props} disabled={disabled} loading={loading} onClick={onRun} aria-keyshortcuts={keyAria(shortcut)} title={hint}>
      {label}&nbsp;<Kbd decorative>{keyCap(shortcut)}</Kbd>
    </Button>
  );
}
