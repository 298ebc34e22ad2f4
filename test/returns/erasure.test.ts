import { eq, inArray, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { checkLedger } from '../../server/coding/verify.ts';
import type { Leg } from '../../server/domain/coding/case.ts';
import { foldText } from '../../server/domain/fold.ts';
import { checkAttestations } from '../../server/returns/verify.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { eventAt, SECRETS, sendTo } from '../support/events.ts';
import { listPath } from '../support/paths.ts';
import { attest, makeReturn, readBack, upload, type Attestation } from '../support/returns.ts';
import { act, configure, done, fresh, logCall, move, place, startUpgrade, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

/** Every table in which a text is found, whatever column it stands in, with or without its diacritics. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, table] of Object.entries(desk.store.t)) {
    const rows = await desk.store.read.select().from(table as typeof desk.store.t.contacts);
    if (foldText(JSON.stringify(rows)).includes(foldText(text))) found.push(name);
  }
  return found;
}

type Person = { id: string; name: string; email: string; version: number };
const addPerson = (accountId: string, name: string, email: string): Promise<Person> => done(ada.post('/contacts', { accountId, name, email, title: 'Head of IT', phone: '+49 30 5550199', isPrimary: false }));
const erase = (id: string, reason = 'They asked for it.') => admin.post(`/contacts/${id}/erase`, { reason });
const verdict = () => checkAttestations({ db: desk.store.read, t: desk.store.t });
const ledger = () => checkLedger({ db: desk.store.read, t: desk.store.t });

describe('Erasing a contact', () => {
  it('leaves no trace of them but digests, breaks no chain, and says so', async () => {
    const { back, serial, customer } = await makeReturn(desk, ada, { name: 'Quillwright Foods' });
    const person = await done<{ id: string; version: number }>(ada.post('/contacts', { accountId: customer.accountId, name: 'Zebulon Quick', email: 'zebulon.quick@quillwright.example', title: 'Head of IT', phone: '+49 30 5550199', isPrimary: true }));
    await done(ada.post(`/returns/${back.id}/remind`));
    await attest(desk, ada, back, serial, { signer: { name: 'Zebulon Quick', title: 'Head of IT', email: 'zebulon.quick@quillwright.example' } });
    await logCall(ada, customer, { contactId: person.id, text: 'Zebulon Quick says that the label is gone. Write to zebulon.quick@quillwright.example.' });
    expect((await tablesWith('zebulon')).length).toBeGreaterThan(4);

    expect((await ada.post(`/contacts/${person.id}/erase`, { reason: 'They asked for it.' })).status).toBe(403);
    expect((await admin.post(`/contacts/${person.id}/erase`, {})).body).toMatchObject({ status: 400, errors: { reason: expect.any(String) } });
    const erased = await done<{ name: string; email: string }>(admin.post(`/contacts/${person.id}/erase`, { reason: 'They asked for it.' }));
    expect(erased).toMatchObject({ name: 'Erased contact', email: '', title: null, phone: null });

    expect(await tablesWith('zebulon')).toEqual([]);
    expect(await tablesWith('5550199')).toEqual([]);
    expect(await checkAttestations({ db: desk.store.read, t: desk.store.t })).toMatchObject({ erased: 1, faults: [] });
    const [said] = await done<{ text?: string; timeline?: { text: string }[] }[]>(ada.get(`/escalations?filter={"accountId":"${customer.accountId}"}`));
    expect(said).toBeDefined();
    const [kept] = await desk.store.read.select().from(desk.store.t.erasures).where(eq(desk.store.t.erasures.contactId, person.id));
    expect(kept).toMatchObject({ reason: 'They asked for it.', byName: 'Adil Roy', counts: { attestations: 1 } });
    expect((await admin.post(`/contacts/${person.id}/erase`, { reason: 'Again.' })).body).toMatchObject({ status: 409, detail: expect.stringContaining('already') });
  });

  it('finds a name with diacritics where texts are folded for the search, and where people left them away', async () => {
    const customer = await makeCustomer(desk.store);
    const { id } = await addPerson(customer.accountId, 'José Órtega Núñez', 'jose.ortega@customer.example');
    await logCall(ada, customer, { contactId: id, text: 'José Órtega Núñez wants a call' });
    await logCall(ada, customer, { text: 'JOSE ORTEGA NUNEZ has written to jose.ortega@customer.example' });
    expect(await tablesWith('ortega')).toEqual(expect.arrayContaining(['escalations', 'searchEntries', 'timeline', 'auditEvents']));
    await done(erase(id));
    expect(await tablesWith('ortega')).toEqual([]);
  });

  it('reaches every text that people write about an account, whichever table it stands in, and leaves the chains whole', async () => {
    const customer = await makeCustomer(desk.store);
    await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
    const said = 'Ævar Þórsson said so.';
    const { id } = await addPerson(customer.accountId, 'Ævar Þórsson', 'aevar@customer.example');
    const draft = await configure(ada, await startUpgrade(ada, customer), { priceException: { discountPercent: 3, reason: said } });
    const placed = await place(ada, draft);
    const [opened] = placed.returns;
    const back = await readBack(ada, opened?.id ?? '');
    const { body: file } = await upload(desk, ada, back, { name: 'Ævar_Þórsson wipe.pdf' });
    await done(ada.post(`/returns/${back.id}/extend`, { dueOn: '2026-04-30', reason: said, version: back.version }));
    const signed = await attest(desk, ada, back, customer.serial);
    await done(ada.post(`/attestations/${signed.id}/reject`, { reason: said, version: signed.version }));
    const [listed] = await done<{ id: string; version: number; legs: Leg[] }[]>(ada.get(listPath('codings', { upgradeId: placed.id })));
    await done(ada.post(`/codings/${listed?.id}/override`, { legs: listed?.legs.map((leg) => ({ ...leg, driver: 'price' })), reasonCode: 'other', note: said, version: listed?.version }));
    const call = await logCall(ada, customer, { text: 'A call.' });
    await move(ada, await move(ada, call, 'set-priority', { band: 'high', reason: said }), 'cancel', { reason: said });
    await act(ada, 'upgrades', await done<Upgrade>(ada.post('/upgrades', { accountId: customer.accountId, kind: 'add_on', subscriptionIds: [] })), 'cancel', { reason: said });
    expect(file.name).toContain('Ævar');
    expect(await tablesWith('ævar')).toEqual(expect.arrayContaining(['upgrades', 'escalations', 'returnActs', 'attestations', 'evidenceFiles', 'corrections']));

    expect(await done(erase(id, 'Ævar Þórsson asked for it.'))).toMatchObject({ name: 'Erased contact' });
    expect(await tablesWith('ævar')).toEqual([]);
    expect(await fresh<Upgrade>(ada, 'upgrades', placed)).toMatchObject({ exception: { reason: '[erased] said so.', byName: 'Ada Berg' } });
    expect(await done<object[]>(ada.get(listPath('evidence-files', { id: file.id })))).toMatchObject([{ name: '[erased] wipe.pdf' }]);
    expect((await ledger()).texts).toMatchObject({ erased: 1, faults: [] });
    expect((await verdict()).faults).toEqual([]);
    // A note that somebody else blanks in the database is no erasure.
    await desk.store.write(({ db, t }) => db.update(t.erasures).set({ counts: {} }).where(eq(t.erasures.contactId, id)).then(() => undefined));
    expect((await ledger()).texts.faults).toEqual([expect.stringContaining('no erasure says why')]);
    await desk.store.write(({ db, t }) => db.update(t.erasures).set({ counts: { corrections: 1 } }).where(eq(t.erasures.contactId, id)).then(() => undefined));
  });

  it('looks through what belongs to no account: events that were mended, lists that went out, views that were kept', async () => {
    const { accountId } = await makeCustomer(desk.store);
    const { id } = await addPerson(accountId, 'Wilhelmina Oakes', 'mina@customer.example');
    const event = eventAt('upgrade.escalated', { upgradeRef: 'U-NOBODY', step: 'nowhere', reason: 'other', text: 'Wilhelmina Oakes here.', contactEmail: 'mina@customer.example' }, desk.now());
    expect((await sendTo(desk, event)).results).toMatchObject([{ disposition: 'quarantined' }]);
    const [kept] = await done<{ id: string; version: number; data: object }[]>(admin.get(listPath('incoming-events', { eventId: event.id })));
    await done(admin.post(`/incoming-events/${kept?.id}/mend`, { data: { ...kept?.data, step: 'configure' }, version: kept?.version }));
    await done(admin.get(`/accounts/export.csv?filter=${encodeURIComponent('{"q":"wilhelmina oakes"}')}`));
    await done(ada.post('/saved-views', { resource: 'accounts', name: 'Hers', shared: false, filter: { q: 'Wilhelmina Oakes' }, sort: null }));
    await expect.poll(async () => (await admin.get(listPath('audit-events', { action: 'lists.export' }))).body).toHaveLength(1);
    expect(await tablesWith('wilhelmina')).toEqual(expect.arrayContaining(['auditEvents', 'incomingEvents', 'savedViews']));
    await done(erase(id));
    expect(await tablesWith('wilhelmina')).toEqual([]);
    expect(await tablesWith('mina@customer.example')).toEqual([]);
  });

  it('reaches somebody whose record was deleted first, and whatever they were called before', async () => {
    const { back, serial, customer } = await makeReturn(desk, ada);
    const { id, version } = await addPerson(customer.accountId, 'Cordelia Frost', 'cordelia@customer.example');
    const married = await done<Person>(ada.put(`/contacts/${id}`, { name: 'Cordelia Vance', email: 'vance@customer.example', version }));
    await logCall(ada, customer, { text: 'Cordelia Frost, now Cordelia Vance, called.' });
    await attest(desk, ada, back, serial, { signer: { name: 'C. Vance', title: 'Head of IT', email: 'Vance@Customer.EXAMPLE' } });
    await done(ada.delete(`/contacts/${id}?version=${married.version}`));
    expect((await ada.get(`/contacts/${id}`)).status).toBe(404);
    expect((await erase('nobody')).status).toBe(404);

    expect(await done(erase(id))).toMatchObject({ id, name: 'Erased contact', email: '', accountId: customer.accountId });
    for (const trace of ['cordelia', 'vance', '5550199']) expect(await tablesWith(trace), trace).toEqual([]);
    expect(await done<Attestation[]>(ada.get(listPath('attestations', { returnId: back.id })))).toMatchObject([{ signerName: null }]);
    expect((await verdict()).faults).toEqual([]);
    expect((await erase(id)).body).toMatchObject({ status: 409, detail: expect.stringContaining('already') });
  });

  it('is all that lets a signer be blank: what somebody else blanks in the database is found', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial);
    const { attestations } = desk.store.t;
    const [row] = await desk.store.read.select().from(attestations).where(eq(attestations.id, signed.id));
    const set = (patch: Partial<typeof attestations.$inferSelect>) => desk.store.write(({ db }) => db.update(attestations).set(patch).where(inArray(attestations.id, [signed.id])).then(() => undefined));
    const blank = { signerName: null, signerTitle: null, signerEmail: null, salt: null };
    await set(blank);
    expect((await verdict()).faults).toEqual([expect.stringContaining('no erasure says why')]);
    // Nor does an erasure cover more signatures than it blanked.
    const [erased] = await desk.store.read.select().from(desk.store.t.erasures).limit(1);
    await set({ contactId: erased?.contactId ?? null });
    expect((await verdict()).faults).toEqual([expect.stringContaining('no erasure says why')]);
    await set({ ...blank, signerName: 'Somebody' });
    expect((await verdict()).faults).toEqual([expect.stringContaining('blank in part')]);
    if (row) await set(row);
    expect((await verdict()).faults).toEqual([]);
  });

  it('opens the audit log for nothing else', async () => {
    const { auditEvents, erasing } = desk.store.t;
    await expect(desk.store.write(({ db }) => db.update(auditEvents).set({ actorName: 'Nobody' }).where(like(auditEvents.actorName, 'Ada%')).then(() => undefined))).rejects.toThrow();
    // Even while somebody is being erased, what was done stays what was done.
    await expect(desk.store.write(async ({ db }) => {
      await db.insert(erasing).values({ id: 'x' });
      await db.update(auditEvents).set({ action: 'something.else' });
    })).rejects.toThrow();
    expect(await desk.store.read.select().from(erasing)).toEqual([]);
  });
});
