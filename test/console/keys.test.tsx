import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { KeysHelp } from '../../client/console/keys/KeysHelp.tsx';
import { useKeys } from '../../client/console/keys/registry.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

function Screen({ run, when }: { run: () => void; when?: boolean }) {
  useKeys([{ key: 'c', label: 'Claim', run, when }, { key: 'mod+k', label: 'Find', run, everywhere: true }]);
  return <><label>Note<textarea /></label><div role="dialog" aria-label="Sure?"><button type="button">Yes</button></div></>;
}

it('a letter runs the page’s action', async () => {
  const run = vi.fn();
  renderConsole(<Screen run={run} />);
  await userEvent.keyboard('c');
  expect(run).toHaveBeenCalledTimes(1);
});

it('a letter typed into a field, pressed in a dialog, or held with a modifier does nothing', async () => {
  const run = vi.fn();
  renderConsole(<Screen run={run} />);
  await userEvent.type(screen.getByLabelText('Note'), 'ccc');
  screen.getByRole('button', { name: 'Yes' }).focus();
  await userEvent.keyboard('c');
  fireEvent.keyDown(document.body, { key: 'c', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: 'c', altKey: true });
  fireEvent.keyDown(document.body, { key: 'C', shiftKey: true });
  expect(run).not.toHaveBeenCalled();
});

it('a key with Ctrl works from inside a field', () => {
  const run = vi.fn();
  renderConsole(<Screen run={run} />);
  fireEvent.keyDown(screen.getByLabelText('Note'), { key: 'k', ctrlKey: true });
  expect(run).toHaveBeenCalledTimes(1);
});

it('an action that is not possible now has no key', async () => {
  const run = vi.fn();
  renderConsole(<Screen run={run} when={false} />);
  await userEvent.keyboard('c');
  expect(run).not.toHaveBeenCalled();
});

it('whoever switched single letters off keeps the others', async () => {
  const run = vi.fn();
  renderConsole(<Screen run={run} />, { singleKeys: false });
  await userEvent.keyboard('c');
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  expect(run).toHaveBeenCalledTimes(1);
});

it('the help lists what works here and now', () => {
  renderConsole(<><Screen run={vi.fn()} /><KeysHelp open onClose={vi.fn()} /></>);
  expect(screen.getByText('Claim')).toBeTruthy();
  expect(screen.getByText('Ctrl K')).toBeTruthy();
});

it('a key acts on the page as it is when it is pressed, not as it was when it was drawn first', async () => {
  function Counter() {
    const [count, setCount] = useState(0);
    useKeys([{ key: 'n', label: 'Next', run: () => setCount(count + 1) }]);
    return <output>{count}</output>;
  }
  renderConsole(<Counter />);
  await userEvent.keyboard('nnn');
  expect(screen.getByRole('status').textContent).toBe('3');
});
