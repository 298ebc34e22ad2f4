import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router';
import { request } from '../providers/httpClient.ts';
import { explain, fieldErrors, statusOf } from '../providers/problem.ts';
import { setSession, type Session } from '../providers/session.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { Gate } from './Gate.tsx';

type AccessLink = { purpose: 'first_admin' | 'set_password'; email: string | null; name: string | null };

const LEAST_LENGTH = 10;

function PasswordForm({ token, link }: { token: string; link: AccessLink }) {
  const translate = useTranslate();
  const first = link.purpose === 'first_admin';
  const [email, setEmail] = useState(link.email ?? '');
  const [name, setName] = useState(link.name ?? '');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    if (password !== again) {
      setErrors({ again: translate('access.differs') });
      return;
    }
    setErrors({});
    setBusy(true);
    try {
      setSession(await request<Session>('POST', `/access/${encodeURIComponent(token)}`, first ? { password, email: email.trim(), name: name.trim() } : { password }));
      // A fresh document: nothing of the page before sign-in is kept.
      location.assign('/');
    } catch (error) {
      const fields = fieldErrors(error);
      if (fields) setErrors(fields);
      else setFault(explain(error, translate).detail ?? explain(error, translate).title);
      setBusy(false);
    }
  };
  const fieldProps = (field: string) => ({ error: errors[field] !== undefined, helperText: errors[field] });
  return (
    <form onSubmit={(event) => void submit(event)}>
      {first && <TextField label={translate('access.name')} value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" required fullWidth autoFocus {...fieldProps('name')} />}
      {first
        ? <TextField label={translate('login.email')} type="email" value={email} onChange={(event) => setEmail(event.target.value)} autoComplete="username" required fullWidth {...fieldProps('email')} />
        : <Box sx={{ color: tone.mute, marginBottom: 0.5 }}>{link.name} · {link.email}<input type="hidden" name="username" autoComplete="username" value={link.email ?? ''} readOnly /></Box>}
      <TextField label={translate('access.new_password')} type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} required fullWidth autoFocus={!first} error={errors['password'] !== undefined} helperText={errors['password'] ?? translate('access.hint', { least: LEAST_LENGTH })} />
      <TextField label={translate('access.again')} type="password" autoComplete="new-password" value={again} onChange={(event) => setAgain(event.target.value)} required fullWidth {...fieldProps('again')} />
      <Box role="alert" sx={{ color: tone.bad }}>{fault}</Box>
      <Button type="submit" variant="contained" color="primary" fullWidth loading={busy} sx={{ marginTop: 1.5, padding: '8px' }}>{translate('access.submit')}</Button>
    </form>
  );
}

/** Behind a one-time link: set a password, and be signed in. */
export function Access() {
  const translate = useTranslate();
  const { token = '' } = useParams();
  const { data, error } = useQuery({ queryKey: ['access', token], queryFn: () => request<AccessLink>('GET', `/access/${encodeURIComponent(token)}`), retry: false, staleTime: Number.POSITIVE_INFINITY });
  const title = translate(data?.purpose === 'first_admin' ? 'access.first_admin' : 'access.title');
  useEffect(() => {
    document.title = `${title} · Upgrade Desk`;
  }, [title]);
  // One that was cut off on its way is no token at all: the next step is the same.
  const gone = [400, 404, 410, 422].includes(statusOf(error) ?? 0);
  return (
    <Gate title={title}>
      {data && <PasswordForm token={token} link={data} />}
      {error && (gone
        ? <><Box sx={{ marginBottom: 1.5 }}>{translate('access.gone')}</Box><Button component={Link} to="/login">{translate('login.title')}</Button></>
        : <ErrorNotice error={error} />)}
    </Gate>
  );
}
