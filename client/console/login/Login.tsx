import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import type { Role } from '../../../server/domain/words.ts';
import { boot } from '../boot.ts';
import { PersonBadge } from '../fields/Person.tsx';
import { useWord } from '../fields/words.ts';
import { request } from '../providers/httpClient.ts';
import { explain, problemOf, statusOf } from '../providers/problem.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { Gate } from './Gate.tsx';

type SignInPage = { demo: { password: string; people: { email: string; name: string; role: Role }[] } | null; firstAdmin: boolean };

const fromBoot: SignInPage | undefined = boot?.demo && { demo: { password: boot.demo.password, people: boot.demo.accounts }, firstAdmin: false };

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
  const { data, error: unreachable, refetch } = useQuery({ queryKey: ['sign-in-page'], queryFn: () => request<SignInPage>('GET', '/sign-in-page'), initialData: fromBoot, staleTime: 60_000 });
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
      <form onSubmit={submit}>
        <TextField label={translate('login.email')} type="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} required fullWidth autoFocus />
        <TextField label={translate('login.password')} type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} required fullWidth inputRef={passwordField} />
        <Box role="alert" sx={{ color: tone.bad, minHeight: fault ? undefined : 0, marginTop: fault ? 0.5 : 0 }}>{fault && <>✕ {fault}</>}</Box>
        <Button type="submit" variant="contained" color="primary" fullWidth loading={busy} sx={{ marginTop: 1.5, padding: '8px' }}>{translate('ra.auth.sign_in')}</Button>
      </form>
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
