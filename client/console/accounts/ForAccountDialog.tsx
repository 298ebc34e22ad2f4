import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useWord } from '../fields/words.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { useDebounced } from '../palette/search.ts';
import type { Account } from '../records.ts';
import { tone } from '../theme/palette.ts';

const NO_ACCOUNTS: Account[] = [];

/** An account, found by any part of its name or its number. */
function AccountSearch({ value, onChange }: { value: Account | null; onChange: (account: Account | null) => void }) {
  const translate = useTranslate();
  const word = useWord();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 150);
  const { data = NO_ACCOUNTS, isFetching } = useGetList<Account>('accounts', { filter: q && q !== value?.name ? { q } : {}, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 25 } });
  return (
    <Autocomplete
      options={data} value={value} onChange={(_event, next) => onChange(next)} inputValue={text} onInputChange={(_event, next) => setText(next)} filterOptions={(all) => all} loading={isFetching} autoHighlight openOnFocus
      getOptionLabel={({ name }) => name} getOptionKey={({ id }) => id} isOptionEqualToValue={(one, other) => one.id === other.id} noOptionsText={translate('log.no_account')}
      renderOption={({ key, ...props }, option) => <li key={key} {...props}><Box sx={{ flex: 1 }}>{option.name}</Box><Box sx={{ color: tone.mute, fontSize: 11.5 }}>{word('segment', option.segment)} · {option.managerName}</Box></li>}
      renderInput={(params) => <TextField {...params} label={translate('log.account')} autoFocus={!value} required />}
    />
  );
}

/** Asks for an account first, then shows a form about it. */
export function ForAccountDialog({ title, hint, onClose, children }: { title: string; hint: string; onClose: () => void; children: (account: Account) => ReactNode }) {
  const [account, setAccount] = useState<Account | null>(null);
  return (
    <FormDialog title={title} open onClose={onClose}>
      <Box sx={{ color: tone.mute, marginBottom: 1 }}>{hint}</Box>
      <AccountSearch value={account} onChange={setAccount} />
      {account && <Box key={account.id} sx={{ marginTop: 1 }}>{children(account)}</Box>}
    </FormDialog>
  );
}
