import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { openPort } from '../support/listen.ts';

const MB = 1_048_576;
let desk: Desk;
let ada: Client;
let base: string;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  base = await openPort(desk);
});
afterAll(() => desk.close());

const times = <T>(many: number, work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: many }, work));

/** As curl sends it: what it has to say is announced first. */
const announced = (path: string, body: string): Promise<{ status: number; text: string }> => new Promise((resolve, reject) => {
  const sent = request(`${base}/api${path}`, { method: 'POST', agent: false, headers: { 'cookie': ada.cookie, 'content-type': 'application/json', 'content-length': body.length, 'expect': '100-continue' } }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  sent.on('continue', () => sent.end(body)).on('error', reject);
});

/** Half of it, and the rest only when the server has long seen that it is too large. */
const inHalves = (path: string, body: string): Promise<string> => new Promise((resolve, reject) => {
  const half = body.length / 2;
  const { hostname, port } = new URL(base);
  const line = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, async () => {
    line.write(`POST /api${path} HTTP/1.1\r\nhost: desk\r\ncookie: ${ada.cookie}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, half)}`);
    for (let n = 0; n < 10; n += 1) await fetch(`${base}/healthz`).then((response) => response.text());
    line.write(body.slice(half), () => void whole.then((text) => line.end(() => resolve(text))));
  });
  let text = '';
  const whole = new Promise<string>((ended) => { line.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => ended(text)).on('error', reject); });
});

const answered = async (path: string, type: string, body: BodyInit) => {
  const response = await fetch(`${base}/api${path}`, { method: 'POST', headers: { 'cookie': ada.cookie, 'connection': 'close', ...(type && { 'content-type': type }) }, body, duplex: 'half' } as RequestInit);
  return { status: response.status, text: await response.text() };
};

describe('What is larger than it may be', () => {
  it('is told so, whoever sends it and however, and the line is not cut off before that', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(2 * MB) });
    const answers = [...await times(20, () => answered('/accounts', 'application/json', body)), ...await times(20, () => announced('/accounts', body))];
    for (const { status, text } of answers) {
      expect(status).toBe(413);
      expect(JSON.parse(text)).toMatchObject({ title: 'Too large', detail: 'The request is larger than 1 MB' });
    }
  });

  it('is told so even where it is sent slowly', async () => {
    for (const text of await times(5, () => inHalves('/accounts', 'x'.repeat(2 * MB)))) expect(text).toMatch(/^HTTP\/1.1 413 .*The request is larger than 1 MB/s);
  });

  it('and says not how large it is', async () => {
    const pieces = () => new ReadableStream<Uint8Array>({ start: (stream) => { for (let n = 0; n < 40; n += 1) stream.enqueue(new Uint8Array(100_000).fill(32)); stream.close(); } });
    for (const { status } of await times(5, () => answered('/accounts', 'application/json', pieces()))) expect(status).toBe(413);
  });

  it('and is events or a file', async () => {
    for (const { status, text } of await times(5, () => answered('/events', 'application/cloudevents-batch+json', ' '.repeat(6 * MB)))) expect([status, text]).toEqual([413, expect.stringContaining('4 MB')]);
    const form = () => {
      const data = new FormData();
      data.append('file', new Blob([new Uint8Array(12 * MB)]), 'photo.png');
      return data;
    };
    for (const { status, text } of await times(3, () => answered('/returns/none/files', '', form()))) expect([status, text]).toEqual([413, expect.stringContaining('10 MB')]);
  });
});
