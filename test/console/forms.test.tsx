import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { email, HttpError, required, type RaRecord } from 'react-admin';
import { TextInput } from '../../client/console/forms/inputs.tsx';
import { RecordForm } from '../../client/console/forms/RecordForm.tsx';
import { Notices } from '../../client/console/layout/Notices.tsx';
import { changedFields, makeDataProvider } from '../../client/console/providers/dataProvider.ts';
import { explain } from '../../client/console/providers/problem.ts';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

type Person = RaRecord<string> & { name: string; email: string; version: number };
const person: Person = { id: 'p-1', name: 'Priya', email: 'priya@x.example', version: 3 };
const FIELDS = { name: 'Name', email: 'E-mail' };

function showForm(onSaved = vi.fn()) {
  renderConsole(
    <RecordForm<Person> resource="contacts" record={person} fields={FIELDS} onSaved={onSaved}>
      <TextInput source="name" label="Name" />
      <TextInput source="email" label="E-mail" />
    </RecordForm>,
    { dataProvider: makeDataProvider() },
  );
  return onSaved;
}

const sent = (fetch: ReturnType<typeof vi.fn>, call: number): unknown => JSON.parse(String((fetch.mock.calls[call]?.[1] as RequestInit | undefined)?.body));

it('sends what was changed and the version that was seen, and nothing else', async () => {
  const fetch = vi.fn(async () => answer(200, { ...person, name: 'Priya Nair', version: 4 }));
  vi.stubGlobal('fetch', fetch);
  const onSaved = showForm();
  await userEvent.type(screen.getByLabelText('Name'), ' Nair');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1));
  expect(sent(fetch, 0)).toEqual({ name: 'Priya Nair', version: 3 });
});

it('a refusal stands beside the field that it is about', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(422, { title: 'Refused by a rule', status: 422, detail: 'email must be an address', message: 'email must be an address', errors: { email: 'must be an address' } })));
  showForm();
  await userEvent.type(screen.getByLabelText('E-mail'), '!');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('must be an address')).toBeTruthy();
  expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
});

describe('when somebody else saved first', () => {
  const theirs = { ...person, name: 'Priya N.', email: 'new@x.example', version: 4 };

  it('both versions are shown, and one’s own can be applied again upon theirs', async () => {
    const fetch = vi.fn(async () => answer(200, { ...theirs, name: 'Priya Nair', version: 5 }));
    fetch.mockImplementationOnce(async () => answer(409, { title: 'Conflict', status: 409, detail: 'It has changed meanwhile', current: theirs }));
    vi.stubGlobal('fetch', fetch);
    const onSaved = showForm();
    await userEvent.type(screen.getByLabelText('Name'), ' Nair');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const notice = await screen.findByRole('alertdialog');
    expect(notice.textContent).toContain('Changed by somebody meanwhile');
    expect(notice.textContent).toContain('Priya N.');
    expect(notice.textContent).toContain('Priya Nair');
    expect(notice.textContent).toContain('new@x.example');
    await userEvent.click(screen.getByRole('button', { name: 'Apply mine again' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1));
    expect(sent(fetch, 1)).toEqual({ name: 'Priya Nair', version: 4 });
  });

  it('theirs can be taken', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => answer(409, { title: 'Conflict', status: 409, detail: 'It has changed meanwhile', current: theirs })));
    showForm();
    await userEvent.type(screen.getByLabelText('Name'), ' Nair');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Take theirs' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Priya N.'));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('the data provider', () => {
  it('sends every command with a key of its own, so that a second answer cannot act twice', async () => {
    const fetch = vi.fn(async () => answer(200, person));
    vi.stubGlobal('fetch', fetch);
    const provider = makeDataProvider();
    await provider.command('escalations', 'e-1', 'claim', { version: 1 });
    await provider.command('escalations', null, 'claim-next', {});
    const calls = fetch.mock.calls as unknown as [string, RequestInit][];
    expect(calls.map(([url]) => url)).toEqual(['/api/escalations/e-1/claim', '/api/escalations/claim-next']);
    const keys = calls.map(([, options]) => new Headers(options.headers).get('Idempotency-Key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('knows a total that the server stopped counting', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => answer(200, [person], { 'content-range': 'contacts 0-0/10001', 'x-total-exact': 'false' })));
    const result = await makeDataProvider().getList('contacts', { pagination: { page: 1, perPage: 1 }, sort: { field: 'name', order: 'ASC' }, filter: {} });
    expect(result).toMatchObject({ total: 10_001, meta: { totalIsExact: false } });
  });

  it('leaves out what nobody touched', () => {
    expect(changedFields({ a: 1, b: [1], version: 2 }, { a: 1, b: [2], version: 2 })).toEqual({ b: [1], version: 2 });
  });
});

it('a fault of the server is told with its reference, and never with its insides', () => {
  const said = explain(new HttpError('select * from', 500, { detail: 'select * from', instance: 'req-7' }), (key) => key);
  expect(said).toEqual({ title: 'shell.error.server', detail: 'shell.error.server_hint', reference: 'req-7' });
});

describe('a form that is not filled in', () => {
  it('says at the field what is missing, takes one there, and says nothing elsewhere', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    renderConsole(
      <>
        <RecordForm<Person> resource="contacts" fields={FIELDS} onSaved={vi.fn()}>
          <TextInput source="name" label="Name" validate={required()} />
          <TextInput source="email" label="E-mail" validate={[required(), email()]} />
        </RecordForm>
        <Notices />
      </>,
      { dataProvider: makeDataProvider() },
    );
    await userEvent.type(screen.getByLabelText(/^Name/), 'Priya');
    await userEvent.type(screen.getByLabelText(/^E-mail/), 'nobody');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('This is not an e-mail address.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^E-mail/)));
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(fetch).not.toHaveBeenCalled();
  });
});
