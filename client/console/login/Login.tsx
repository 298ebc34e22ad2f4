import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import { useLocation, useSearchParams } from 'react-router';
import { SIGN_ON_REFUSALS } from '../../../server/domain/sign-on.ts';
import { PersonBadge } from '../fields/Person.tsx';
import { useWord } from '../fields/words.ts';
import { explain, problemOf, statusOf } from '../providers/problem.ts';
import { useSignInPage, type SignInPage } from '../providers/signInPage.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { Gate } from './Gate.tsx';

function DemoPeople({ demo, onPick }: { demo: NonNullable<SignInPage['demo']>; onPick: (email: string) => void }) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Box sx={{ borderTop: `1px solid ${tone.line}`, marginTop: 2.5, paddingTop: 2 }}>
      <Box component="h2" sx={{ fontSize: 12, fontWeight: 600, color: tone.mute, margin: '0 0 6px' }}>{translate('login.demo')}</Box>
      {demo.people.map(({ email, name, role }) => (
        <ButtonBase key={email} onClick={() => onPick(email)} sx={{ width: '100%', justifyContent: 'flex-start', gap: 1, padding: '6px 8px', borderRadius: '8px', font: 'inherit', textAlign: 'left', '&:hover': { bgcolor: tone.soft } }}>
          <span aria-hidden="true"><PersonBadge name={name} size={24} /></span>
          <Box component="span" sx={{ minWidth: 0 }}>
            <Box component="span" sx={{ fontWeight: 600 }}>{name}</Box> <Box component="span" sx={{ color: tone.mute }}>{word('role', role)}</Box>
            <Box component="span" sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{email}</Box>
          </Box>
        </ButtonBase>
      ))}
    </Box>
  );
}

/** The way through the identity provider: a page of its own, so it is left by a link, and come back from where one was going. */
function SignOn({ name, alone }: { name: string; alone: boolean }) {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const { state } = useLocation() as { state: { nextPathname?: string; nextSearch?: string } | null };
  const refused = SIGN_ON_REFUSALS.find((word) => word === search.get('refused'));
  const to = `${state?.nextPathname ?? '/'}${state?.nextSearch ?? ''}`;
  return (
    <>
      <Box role="alert" sx={{ color: tone.bad }}>{refused && <>✕ {translate(`login.refused.${refused}`, { name })}</>}</Box>
      <Button href={`/api/sign-on?to=${encodeURIComponent(to)}`} variant="contained" color="primary" fullWidth autoFocus={alone} sx={{ marginTop: 1, padding: '8px' }}>{translate('login.sign_on', { name })}</Button>
      {!alone && <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: tone.mute, fontSize: 12, margin: '14px 0 4px', '&::before, &::after': { content: '""', flex: 1, borderTop: `1px solid ${tone.line}` } }}>{translate('login.or')}</Box>}
    </>
  );
}

/** What went wrong, for somebody who cannot sign in: 401 is the words or the password, 429 that too many tried. */
function useFault() {
  const translate = useTranslate();
  return (error: unknown): string => {
    const status = statusOf(error);
    if (status === 401) return translate('login.wrong');
    if (status === 429) return problemOf(error).detail ?? translate('login.locked');
    const { title, detail } = explain(error, translate);
    return detail ? `${title} ${detail}` : title;
  };
}

export function Login() {
  const translate = useTranslate();
  const login = useLogin();
  const faultOf = useFault();
  const { data, error: unreachable, refetch } = useSignInPage();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = `${translate('login.title')} · Upgrade Desk`;
  }, [translate]);

  const enter = async (as: { email: string; password: string }) => {
    setBusy(true);
    setFault(null);
    try {
      await login(as);
    } catch (error) {
      setFault(faultOf(error));
      setBusy(false);
      passwordField.current?.select();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ email: email.trim(), password });
  };

  return (
    <Gate title={translate('login.title')}>
      {data?.firstAdmin && <Box role="status" sx={{ bgcolor: tone.blueSoft, color: tone.blue, borderRadius: '8px', padding: '8px 12px', marginBottom: 1 }}>{translate('login.first_admin')}</Box>}
      {unreachable && !data && <ErrorNotice error={unreachable} onRetry={() => void refetch()} compact />}
      {data?.signOn && <SignOn name={data.signOn.name} alone={!data.passwords} />}
      {data?.passwords !== false && <form onSubmit={submit}>
        <TextField label={translate('login.email')} type="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} required fullWidth autoFocus={!data?.signOn} />
        <TextField label={translate('login.password')} type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} required fullWidth inputRef={passwordField} />
        <Box role="alert" sx={{ color: tone.bad, minHeight: fault ? undefined : 0, marginTop: fault ? 0.5 : 0 }}>{fault && <>✕ {fault}</>}</Box>
        <Button type="submit" variant={data?.signOn ? 'outlined' : 'contained'} color="primary" fullWidth loading={busy} sx={{ marginTop: 1.5, padding: '8px' }}>{translate('ra.auth.sign_in')}</Button>
      </form>}
      {data?.demo && (
        <DemoPeople
          demo={data.demo}
          onPick={(picked) => {
            setEmail(picked);
            setPassword(data.demo?.password ?? '');
            setFault(null);
            void enter({ email: picked, password: data.demo?.password ?? '' });
          }}
        />
      )}
    </Gate>
  );
}
