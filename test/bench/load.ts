import { connect, type Socket } from 'node:net';

/** Requests as they go over the wire, one after the other: null ends it. */
export type Requests = () => string | null;
export type Load = { count: number; perSecond: number; p50: number; p99: number };
type Answer = { status: number; body: Buffer };

export const get = (path: string, headers: Record<string, string> = {}): string => wire('GET', path, headers, '');
export const post = (path: string, headers: Record<string, string>, body: string): string => wire('POST', path, { 'content-type': 'application/json', ...headers, 'content-length': String(Buffer.byteLength(body)) }, body);

const wire = (method: string, path: string, headers: Record<string, string>, body: string): string =>
  `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;

/** One kept connection. Its parser knows what these servers answer with, a length: a client that knew all of HTTP would take more time than what is measured. */
class Connection {
  readonly #socket: Socket;
  #kept: Buffer = Buffer.alloc(0);
  #answered: ((answer: Answer) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.on('data', (piece) => this.#hear(piece));
    this.#socket.on('error', (error) => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error('The connection was closed')));
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  #hear(piece: Buffer): void {
    this.#kept = this.#kept.length === 0 ? piece : Buffer.concat([this.#kept, piece]);
    const end = this.#kept.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#kept.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#kept.length < end + 4 + length) return;
    const body = this.#kept.subarray(end + 4, end + 4 + length);
    this.#kept = this.#kept.subarray(end + 4 + length);
    this.#answered?.({ status: Number(head.slice(9, 12)), body });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }
}

/** One request and its answer, which has to be a good one. */
export async function ask<T>(port: number, request: string): Promise<T> {
  const connection = new Connection(port);
  const { status, body } = await connection.ask(request).finally(() => connection.close());
  if (status >= 300) throw new Error(`${request.split('\r\n')[0]}: ${status} ${body.toString()}`);
  return JSON.parse(body.toString() || 'null') as T;
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Sends requests over so many connections, each waiting for its answer, until there are none left. An answer that is no good ends the run. */
export async function drive(port: number, connections: number, next: Requests): Promise<Load> {
  const taken: number[] = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    const connection = new Connection(port);
    try {
      for (let request = next(); request !== null; request = next()) {
        const asked = performance.now();
        const { status, body } = await connection.ask(request);
        taken.push(performance.now() - asked);
        if (status >= 300) throw new Error(`${request.split('\r\n')[0]}: ${status} ${body.toString()}`);
      }
    } finally {
      connection.close();
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  taken.sort((a, b) => a - b);
  return { count: taken.length, perSecond: taken.length / seconds, p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
}

/** The same request for so long. */
/** For so long: one request again and again, or several by turns. */
export function during(ms: number, ...requests: readonly string[]): Requests {
  const end = performance.now() + ms;
  let sent = 0;
  return () => (performance.now() < end ? (requests[sent++ % requests.length] ?? null) : null);
}

export function each(requests: readonly string[]): Requests {
  let index = 0;
  return () => requests[index++] ?? null;
}
