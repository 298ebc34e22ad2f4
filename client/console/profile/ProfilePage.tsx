import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useColorScheme } from '@mui/material/styles';
import Switch from '@mui/material/Switch';
import { useNotify, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { useWord } from '../fields/words.ts';
import { Page } from '../layout/Page.tsx';
import { explain } from '../providers/problem.ts';
import { usePreferences, useSession, type Preferences } from '../providers/session.ts';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const MODES = ['light', 'dark', 'system'] as const;

/** One's own settings; they follow one to any machine. */
export function ProfilePage() {
  const translate = useTranslate();
  const word = useWord();
  const notify = useNotify();
  const session = useSession();
  const { preferences, change } = usePreferences();
  const { mode, setMode } = useColorScheme();
  const save = async (part: Partial<Preferences>, said: string) => {
    try {
      await change(part);
      notify(said, { type: 'success' });
    } catch (error) {
      const { title, detail } = explain(error, translate);
      notify(detail ?? title, { type: 'error' });
    }
  };
  const chosen = preferences?.theme ?? mode ?? 'system';
  return (
    <Page title={translate('profile.title')}>
      <Box sx={{ maxWidth: 560, display: 'grid', gap: '14px' }}>
        <Panel title={translate('profile.you')}>
          <KeyValues
            items={[
              { label: translate('admin.users.name'), value: session?.name },
              { label: translate('admin.users.email'), value: session?.email },
              { label: translate('admin.users.role'), value: session && word('role', session.role) },
            ]}
          />
          <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: 1 }}>{translate('profile.admin_hint')}</Box>
        </Panel>
        <Panel title={translate('profile.look')}>
          <RadioGroup
            row aria-label={translate('profile.theme')} value={chosen}
            onChange={(_event, value) => {
              const theme = MODES.find((each) => each === value);
              if (!theme) return;
              setMode(theme);
              void save({ theme }, 'profile.saved');
            }}
          >
            {MODES.map((each) => <FormControlLabel key={each} value={each} control={<Radio />} label={translate(`shell.theme.${each}`)} />)}
          </RadioGroup>
        </Panel>
        <Panel title={translate('profile.keys')}>
          <FormControlLabel label={translate('profile.single')} control={<Switch checked={preferences?.singleKeys !== false} onChange={(event) => void save({ singleKeys: event.target.checked }, 'profile.saved')} />} />
          <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('profile.single_hint')}</Box>
        </Panel>
        {session?.role === 'sales_ops' && (
          <Panel title={translate('profile.weekly')}>
            <FormControlLabel label={translate('profile.weekly_label')} control={<Switch checked={preferences?.weeklySummary !== false} onChange={(event) => void save({ weeklySummary: event.target.checked }, 'profile.saved')} />} />
          </Panel>
        )}
        <Panel title={translate('profile.tables')}>
          <Button disabled={Object.keys(preferences?.tables ?? {}).length === 0} onClick={() => void save({ tables: {} }, 'profile.tables_reset')}>{translate('profile.reset_tables')}</Button>
        </Panel>
        <Box><Button component={Link} to="/profile/sessions">{translate('profile.sessions.title')}</Button></Box>
      </Box>
    </Page>
  );
}
