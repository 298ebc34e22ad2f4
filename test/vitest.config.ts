import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything that touches data, once per engine; the rules, the house and the console once. */
const data = ['test/{rest,people,accounts,upgrades,escalations,intake,jobs,live,db,record,admin,portal,mail,coding,returns,adoption}/**/*.test.ts', 'test/backup/ledger.test.ts', 'test/seeds/copies.test.ts'];
const engine = (name: 'sqlite' | 'postgres') => ({
  extends: true as const,
  // Files share the loaded modules of their worker, not a database: loading the server anew for each takes longer than its tests.
  test: { name, include: [...data, `test/backup/${name}.test.ts`], isolate: false, env: { ENGINE: name }, globalSetup: [`${root}test/support/build.setup.ts`, `${root}test/support/${name}.setup.ts`] },
});

export default defineConfig({
  root,
  // The setup of whichever tests start programs builds them first.
  define: { __STARTS_BUILT__: 'true' },
  test: {
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'rules', isolate: false, include: ['test/domain/**/*.test.ts', 'test/{house,settings,schema,sqlite,start}.test.ts', 'test/seeds/{world,simulated}.test.ts'], globalSetup: [`${root}test/support/build.setup.ts`] } },
      engine('sqlite'),
      engine('postgres'),
      { extends: true, test: { name: 'console', isolate: false, include: ['test/console/**/*.test.{ts,tsx}'], environment: 'happy-dom' } },
    ],
  },
});
