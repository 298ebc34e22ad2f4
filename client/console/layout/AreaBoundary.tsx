import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Panel } from '../theme/Panel.tsx';

function Crashed() {
  const translate = useTranslate();
  return (
    <Panel>
      <EmptyState title={translate('shell.crash.title')} action={<Button variant="contained" color="primary" onClick={() => location.reload()}>{translate('shell.crash.reload')}</Button>}>
        {translate('shell.crash.hint')}
      </EmptyState>
    </Panel>
  );
}

/** A screen that fails – or whose code a newer release has replaced – takes nothing but itself down. */
export class AreaBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}
