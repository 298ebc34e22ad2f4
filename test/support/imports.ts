import type { Answer, Body, Client, Desk } from './app.ts';

export type Batch = {
  id: string; status: string; columns: string[]; filled: Record<string, number>; mapping: Record<string, string>; options: Body; counts: Record<string, number>; reasons: Record<string, number>; newProducts: { name: string; listPriceMinor: number }[];
  total: number; done: number; error: string | null; version: number;
};
export type Row = { line: number; cells: string[]; outcome: string; reason: string | null; detail: string | null; recordId: string | null; committed: boolean };

/** Uploads a file as the console does: as text/csv, kind and name in the query. */
export async function upload(desk: Desk, client: Client, kind: string, text: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await desk.app.inject({ method: 'POST', url: `/api/imports?kind=${kind}&fileName=${kind}.csv`, payload: text, headers: { cookie: client.cookie, 'content-type': 'text/csv', ...headers } });
  return { status: response.statusCode, body: response.json() as never, headers: response.headers };
}

export async function uploaded(desk: Desk, client: Client, kind: string, text: string): Promise<Batch> {
  const answer = await upload(desk, client, kind, text);
  if (answer.status !== 201) throw new Error(`The upload was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function planned(desk: Desk, client: Client, kind: string, text: string, wish: Body = {}): Promise<Batch> {
  const batch = await uploaded(desk, client, kind, text);
  const answer = await client.post(`/imports/${batch.id}/plan`, { version: batch.version, ...wish });
  if (answer.status !== 200) throw new Error(`The plan was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Asks until the background has come to an end. */
export async function settled(client: Client, id: string): Promise<Batch> {
  for (;;) {
    const batch = (await client.get(`/imports/${id}`)).body as Batch;
    if (batch.status !== 'running') return batch;
    await new Promise(setImmediate);
  }
}

export async function imported(desk: Desk, client: Client, kind: string, text: string, wish: Body = {}): Promise<Batch> {
  const plan = await planned(desk, client, kind, text, wish);
  const answer = await client.post(`/imports/${plan.id}/commit`, { version: plan.version });
  if (answer.status !== 200) throw new Error(`The commit was refused: ${JSON.stringify(answer.body)}`);
  return settled(client, plan.id);
}
