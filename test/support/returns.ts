import { inArray } from 'drizzle-orm';
import type { Client, Desk } from './app.ts';
import { makeCustomer, type Customer } from './customers.ts';
import { configure, done, place, startUpgrade } from './work.ts';

export type Fact = { id: string; fact: string; serial: string | null; occurredAt: string; recordedAt: string; source: string; by: string | null; amountMinor?: number; cause?: string; stands?: boolean; attestationId: string | null };
export type Return = {
  writesTo: { name: string; email: string } | null;
  id: string; upgradeId: string; accountId: string; status: string; complete: boolean; owed: boolean; flags: string[]; disposition: string; devices: { serial: string; status: string }[]; facts: Fact[]; mismatches: { code: string; nextMover: string; serial: string | null; action: string }[];
  dueOn: string; daysOverdue: number; atStakeMinor: number; feeMinor: number; carrier: string | null; trackingNumber: string | null; labelUrl: string | null; remindedAt: string | null; version: number; acts: { act: string; byName: string; detail: Record<string, unknown> }[]; allowed: string[]; link?: string;
};
export type Attestation = {
  id: string; returnId: string; status: string; meaning: string; capture: string; signerName: string | null; statementId: string; statementEdition: number; statementText: string; signedAt: string; signedZone: string; hash: string; position: number; version: number; allowed: string[]; erased: boolean;
  devices: { serial: string }[]; evidence: { id: string; name: string; sha256: string }[]; supersededById: string | null; reason: string | null;
};

/** A placed refresh whose old device is due back, with the attestation that its path asks for. */
export async function makeReturn(desk: Desk, client: Client, wish: Parameters<typeof makeCustomer>[1] = {}): Promise<{ customer: Customer; back: Return; serial: string }> {
  const customer = await makeCustomer(desk.store, wish);
  const placed = await place(client, await configure(client, await startUpgrade(client, customer)));
  const [found] = placed.returns;
  return { customer, back: await readBack(client, found?.id ?? ''), serial: customer.serial };
}

export const readBack = (client: Client, id: string): Promise<Return> => done(client.get(`/returns/${id}`));

/** One more device on a return that is there. */
export async function addDevice(desk: Desk, back: Return, serial: string): Promise<void> {
  const { returnDevices } = desk.store.t;
  await desk.store.write(async ({ db }) => {
    const [first] = await db.select().from(returnDevices).where(inArray(returnDevices.returnId, [back.id]));
    if (first) await db.insert(returnDevices).values({ ...first, id: `${first.id}-${serial}`, deviceId: null, serial, serialKey: serial.toUpperCase() });
  });
}

export const told = (client: Client, back: { id: string }, fact: string, more: Record<string, unknown> = {}) =>
  client.post(`/returns/${back.id}/record-fact`, { fact, occurredAt: '2026-03-10T09:00:00Z', source: 'carrier', ...more });

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');

/** Sends bytes as a browser's form does. */
export async function upload(desk: Desk, client: Client, back: { id: string }, { name = 'wipe.pdf', bytes = PDF, part = 'file', headers = {} }: { name?: string; bytes?: Buffer; part?: string; headers?: Record<string, string> } = {}) {
  const edge = 'edge-of-the-tests';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="${part}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const response = await desk.app.inject({
    method: 'POST', url: `/api/returns/${back.id}/files`, headers: { cookie: client.cookie, 'content-type': `multipart/form-data; boundary=${edge}`, ...headers }, payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json() as { id: string; name: string; mediaType: string; sha256: string; detail?: string; errors?: Record<string, string> } };
}

export const WIPED = { method: 'Purge', technique: 'Cryptographic erase', tool: 'Appliance console', toolVersion: '6.1', verification: 'The key slot was read back empty', standard: 'NIST SP 800-88', revision: 'r2' };

/** What somebody signed, as it is written down on their behalf. */
export const attestation = (serial: string, more: Record<string, unknown> = {}) => ({
  meaning: 'wiped', signer: { name: 'Priya Nair', title: 'IT manager', email: 'priya@customer.example' }, consent: true, capture: 'on_behalf', evidence: [], devices: [{ serial, sanitisation: WIPED }], ...more,
});

/** Recorded on behalf, with a file for evidence. */
export async function attest(desk: Desk, client: Client, back: { id: string }, serial: string, more: Record<string, unknown> = {}): Promise<Attestation> {
  const { body } = await upload(desk, client, back);
  return done(client.post(`/returns/${back.id}/attestations`, attestation(serial, { evidence: [body.id], ...more })));
}
