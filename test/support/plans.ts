import Database from 'better-sqlite3';
import pg from 'pg';

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Plan Rows': number; Plans?: Node[] };

/**
 * How the database goes about a statement, in a few words for each part; `analyse` lets it look at its data first. `able`: not what it deems
 * cheapest for the rows that it has or guesses, but whether it could do without reading a table whole and without sorting.
 */
export type Planner = { planOf(statement: string, parameters: readonly unknown[], able?: boolean): Promise<string[]>; analyse(): Promise<void>; close(): Promise<void> };

const forSqlite = (path: string): Planner => {
  // The statistics are read when a connection opens.
  let connection = new Database(path, { readonly: true });
  return {
    planOf: async (statement, parameters) => (connection.prepare(`explain query plan ${statement}`).all(...parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))) as { detail: string }[]).map((row) => row.detail),
    analyse: async () => {
      connection.close();
      const writer = new Database(path);
      writer.exec('analyze');
      writer.close();
      connection = new Database(path, { readonly: true });
    },
    close: async () => void connection.close(),
  };
};

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
const named = (node: Node) => `${node['Node Type']}${node['Relation Name'] ? ` on ${node['Relation Name']}` : ''} (${node['Plan Rows']})`;

async function forPostgres(url: string): Promise<Planner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let asked = false;
  return {
    planOf: async (statement, parameters, able = false) => {
      if (able !== asked) await client.query(['seqscan', 'sort', 'hashjoin', 'mergejoin', 'bitmapscan'].map((way) => `set enable_${way} = ${able ? 'off' : 'on'}`).join(';'));
      asked = able;
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${statement}`, [...parameters]);
      return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => flat(Plan))).map(named);
    },
    analyse: async () => void (await client.query('analyze')),
    close: () => client.end(),
  };
}

export const openPlanner = async (url: string): Promise<Planner> => (url.startsWith('file:') ? forSqlite(url.slice('file:'.length)) : forPostgres(url));
