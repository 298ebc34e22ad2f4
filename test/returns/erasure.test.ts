import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAttestations } from '../../server/returns/verify.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { attest, makeReturn } from '../support/returns.ts';
import { done, logCall } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

/** Every table in which a text is found, whatever column it stands in. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, table] of Object.entries(desk.store.t)) {
    const rows = await desk.store.read.select().from(table as typeof desk.store.t.contacts);
    if (JSON.stringify(rows).toLowerCase().includes(text.toLowerCase())) found.push(name);
  }
  return found;
}

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
