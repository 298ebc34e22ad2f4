import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeReturn, PDF, upload } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const bytesOf = (client: Client, returnId: string, fileId: string) => desk.app.inject({ method: 'GET', url: `/api/returns/${returnId}/files/${fileId}`, headers: client.cookie === '' ? {} : { cookie: client.cookie } });

describe('An evidence file', () => {
  it('is known by its bytes, kept once under their hash, and handed out as it came', async () => {
    const { back } = await makeReturn(desk, ada);
    const first = await upload(desk, ada, back, { name: 'photo.txt', bytes: PNG });
    expect(first).toMatchObject({ status: 200, body: { name: 'photo.txt', mediaType: 'image/png' } });
    const second = await upload(desk, ada, back, { name: 'again.png', bytes: PNG });
    expect(second.body.sha256).toBe(first.body.sha256);
    const got = await bytesOf(ada, back.id, first.body.id);
    expect(got.rawPayload.equals(PNG)).toBe(true);
    expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') });
    expect(await done<object[]>(ada.get(`/evidence-files?filter={"returnId":"${back.id}"}`))).toHaveLength(2);
  });

  it('that is text is saved and never shown as a page', async () => {
    const { back } = await makeReturn(desk, ada);
    const { body } = await upload(desk, ada, back, { name: 'wipe.log', bytes: Buffer.from('pass 1 of 1: ok\n') });
    const got = await bytesOf(ada, back.id, body.id);
    expect(got.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-disposition': expect.stringMatching(/^attachment;/) });
  });

  it.each([
    ['a page', 'evidence.html', '<!doctype html><script>alert(1)</script>'], ['a page that is called a text', 'evidence.txt', '  <script>alert(1)</script>'], ['a drawing that may hold scripts', 'evidence.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a text that is called a PDF', 'evidence.pdf', 'just words'], ['a program', 'evidence.pdf', 'MZ\u0000\u0003'], ['nothing', 'evidence.pdf', ''],
  ])('is refused where it is %s', async (_what, name, text) => {
    const { back } = await makeReturn(desk, ada);
    const answer = await upload(desk, ada, back, { name, bytes: Buffer.from(text, 'latin1') });
    expect(answer).toMatchObject({ status: 422, body: { errors: { file: expect.any(String) } } });
    expect(await done<object[]>(ada.get(`/evidence-files?filter={"returnId":"${back.id}"}`))).toEqual([]);
  });

  it.each([
    ['a number', 'note.txt', 'They paid by 4111 1111 1111 1111, please return it.'], ['a code', 'note.json', '{"cvv": "123"}'], ['a number far down', 'wipe.log', `${'pass 1 of 1: ok\n'.repeat(9_000)}card 5555-5555-5555-4444\n`], ['a number over two lines, where pieces meet', 'wipe.log', `${'x'.repeat(32_760)} 4111 1111\n1111 1111\n`],
  ])('that is text is refused where it holds a card: %s', async (_what, name, text) => {
    const { back } = await makeReturn(desk, ada);
    const answer = await upload(desk, ada, back, { name, bytes: Buffer.from(text) });
    expect(answer).toMatchObject({ status: 422, body: { errors: { file: expect.stringContaining('card') } } });
    expect(JSON.stringify(answer.body)).not.toMatch(/1111|4444/);
    expect(await done<object[]>(ada.get(`/evidence-files?filter={"returnId":"${back.id}"}`))).toEqual([]);
  });

  it.each([['../../etc/x.pdf', 'x.pdf'], ['..\\\\x.pdf', 'x.pdf'], ['..', 'file'], ['<script>.pdf', '<script>.pdf']])('called %s is shown as %s, and lies where its hash says', async (name, shown) => {
    const { back } = await makeReturn(desk, ada);
    const { status, body } = await upload(desk, ada, back, { name });
    expect({ status, name: body.name }).toEqual({ status: 200, name: shown });
    expect((await bytesOf(ada, back.id, body.id)).headers['content-disposition']).not.toContain('<');
  });

  it('larger than 10 MB, or sent in another way, is refused', async () => {
    const { back } = await makeReturn(desk, ada);
    expect((await upload(desk, ada, back, { bytes: Buffer.concat([PDF, Buffer.alloc(10 * 1_048_576)]) })).status).toBe(413);
    expect((await ada.post(`/returns/${back.id}/files`, { file: 'x' })).status).toBe(415);
    expect(await upload(desk, ada, back, { part: 'evidence' })).toMatchObject({ status: 400, body: { errors: { file: expect.any(String) } } });
  });

  it('is sent alone: of two, none is taken', async () => {
    const { back } = await makeReturn(desk, ada);
    const form = new FormData();
    for (const name of ['one.pdf', 'two.pdf']) form.append('file', new Blob([PDF]), name);
    const sent = new Response(form);
    const response = await desk.app.inject({ method: 'POST', url: `/api/returns/${back.id}/files`, headers: { 'cookie': ada.cookie, 'content-type': sent.headers.get('content-type') ?? '' }, payload: Buffer.from(await sent.arrayBuffer()) });
    expect([response.statusCode, response.json<{ errors: object }>().errors]).toEqual([400, { file: 'is not the only one: send one part with a file, named file' }]);
    expect(await done<object[]>(ada.get(`/evidence-files?filter={"returnId":"${back.id}"}`))).toEqual([]);
  });

  it('is there for who may see its return, and under that return alone', async () => {
    const [{ back }, { back: other }] = [await makeReturn(desk, ada), await makeReturn(desk, ada)];
    const { body } = await upload(desk, ada, back);
    expect((await bytesOf(await desk.as('ops'), back.id, body.id)).statusCode).toBe(200);
    expect((await bytesOf({ ...ada, cookie: '' }, back.id, body.id)).statusCode).toBe(401);
    expect((await bytesOf(ada, other.id, body.id)).statusCode).toBe(404);
    expect((await upload(desk, await desk.as('ops'), back)).status).toBe(403);
  });

  it('sent twice with the same key is one', async () => {
    const { back } = await makeReturn(desk, ada);
    const headers = { 'idempotency-key': `file-${back.id}` };
    const first = await upload(desk, ada, back, { headers });
    expect((await upload(desk, ada, back, { headers })).body.id).toBe(first.body.id);
    expect((await upload(desk, ada, back, { headers, bytes: PNG, name: 'x.png' })).status).toBe(422);
  });
});
