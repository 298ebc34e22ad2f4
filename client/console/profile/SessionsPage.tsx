import Box from '@mui/material/Box';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { When } from '../fields/Times.tsx';
import { Confirm } from '../forms/Confirm.tsx';
import { Page } from '../layout/Page.tsx';
import { request } from '../providers/httpClient.ts';
import { explain } from '../providers/problem.ts';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

type OwnSession = { id: string; createdAt: string; seenAt: string; expiresAt: string; userAgent: string; address: string; current: boolean };

const SYSTEMS: readonly [RegExp, string][] = [[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/Linux/, 'Linux']];
const BROWSERS: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']];

/** "Chrome, Linux": as much of a user agent as tells one's machines apart. */
export function machineOf(userAgent: string): string {
  const name = (list: readonly [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1];
  return [name(BROWSERS), name(SYSTEMS)].filter(Boolean).join(', ') || userAgent.slice(0, 60) || '?';
}

/** Where one is signed in, and a way to end it. */
export function SessionsPage() {
  const translate = useTranslate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: () => request<OwnSession[]>('GET', '/sessions') });
  const end = async (id: string) => {
    try {
      await request('DELETE', `/sessions/${encodeURIComponent(id)}`);
      notify('profile.sessions.ended', { type: 'success' });
    } catch (refusal) {
      const { title, detail } = explain(refusal, translate);
      notify(detail ?? title, { type: 'error' });
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['sessions'] });
    }
  };
  return (
    <Page title={translate('profile.sessions.title')} trail={[{ label: translate('profile.title'), to: '/profile' }]}>
      <Box sx={{ maxWidth: 680 }}>
        {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data && (
          <Panel>
            {data.map(({ id, createdAt, seenAt, expiresAt, userAgent, address, current }) => (
              <Box key={id} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, padding: '8px 0', '& + &': { borderTop: `1px solid ${tone.line}` } }}>
                <Box sx={{ flex: 1, minWidth: 220 }}>
                  <b title={userAgent}>{machineOf(userAgent)}</b> {current && <Chip tone="accent" mark="●">{translate('profile.sessions.here')}</Chip>}
                  <Box sx={{ color: tone.mute, fontSize: 11.5 }}>
                    {translate('profile.sessions.seen')} <When at={seenAt} /> · {translate('profile.sessions.since')} <When at={createdAt} as="moment" /> · {translate('profile.sessions.until')} <When at={expiresAt} as="moment" /> · {address}
                  </Box>
                </Box>
                {!current && <Confirm label={translate('profile.sessions.end')} title={translate('profile.sessions.end_title')} danger onConfirm={() => end(id)}>{translate('profile.sessions.end_hint')}</Confirm>}
              </Box>
            ))}
            <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: 1 }}>{translate('profile.sessions.hint')}</Box>
          </Panel>
        )}
      </Box>
    </Page>
  );
}
