import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Panel } from '../theme/Panel.tsx';
import { Page } from './Page.tsx';

export function NotFound() {
  const translate = useTranslate();
  return (
    <Page title={translate('shell.not_found.title')}>
      <Panel>
        <EmptyState title={translate('shell.not_found.title')} action={<Button component={Link} to="/">{translate('shell.not_found.home')}</Button>}>{translate('shell.not_found.hint')}</EmptyState>
      </Panel>
    </Page>
  );
}

export function AccessDenied() {
  const translate = useTranslate();
  return (
    <Page title={translate('shell.error.forbidden')}>
      <Panel><EmptyState title={translate('shell.error.forbidden')} action={<Button component={Link} to="/">{translate('shell.not_found.home')}</Button>}>{translate('shell.error.forbidden_hint')}</EmptyState></Panel>
    </Page>
  );
}
