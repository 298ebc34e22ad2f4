import type { Desk } from './app.ts';

export type Heard = { event: string; id: string | null; data: Record<string, unknown> };

/** A browser's ear on the stream: what it has heard, and the next thing that fits, within a second. `documentHeard`: how far its page says that it knew. */
export async function listenTo(base: string, cookie: string, lastId?: string, documentHeard?: number | string) {
  const stop = new AbortController();
  const response = await fetch(`${base}/api/stream${documentHeard === undefined ? '' : `?lastEventId=${documentHeard}`}`, { signal: stop.signal, headers: { cookie, accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) } });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
        text = text.slice(end + 2);
        if (fields.has('data')) heard.push({ event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown> });
        for (const look of waiting) look();
      }
    }
  })().catch(() => undefined).finally(() => { ended = true; for (const look of waiting) look(); });

  return {
    status: response.status, heard,
    /** The first such event, heard already or within a second. */
    next: (fits: (one: Heard) => boolean): Promise<Heard> => new Promise((resolve, reject) => {
      const late = setTimeout(() => { waiting.delete(look); reject(new Error(`not heard within a second; heard ${JSON.stringify(heard)}`)); }, 1000);
      const look = () => {
        const found = heard.find(fits);
        if (!found) return;
        clearTimeout(late);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    }),
    ended: async () => { await reading; return ended; },
    close: async () => { stop.abort(); await reading; },
  };
}

/** The desk's own address, listening. */
export async function openPort(desk: Desk): Promise<string> {
  return desk.app.listen({ host: '127.0.0.1', port: 0 });
}
