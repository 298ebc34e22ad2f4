import Database from 'better-sqlite3';
import pg from 'pg';

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Plan Rows': number; Plans?: Node[] };

/** How the database goes about a statement, in a few words for each part; `analyse` lets it look at its data first. */
export type Planner = { planOf(statement: string, parameters: readonly unknown[]): Promise<string[]>; analyse(): Promise<void>; close(): Promise<void> };

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
  return {
    planOf: async (statement, parameters) => {
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${statement}`, [...parameters]);
      return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => flat(Plan))).map(named);
    },
    analyse: async () => void (await client.query('analyze')),
    close: () => client.end(),
  };
}

export const openPlanner = async (url: string): Promise<Planner> => (url.startsWith('file:') ? forSqlite(url.slice('file:'.length)) : forPostgres(url));
