import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { startServer } from '../support/child.ts';
import type { Bench } from './main.ts';
import { kb, median, ms, times, type Measured } from './table.ts';

const ROUNDS = 5;
const BUILT = fileURLToPath(new URL('../../dist/client', import.meta.url));
/** As a browser of today on an older laptop, at 10 Mb/s. */
const SLOWER = 4;
const BYTES_A_SECOND = (10 * 1_000_000) / 8;
const LATENCY_MS = 20;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Node with Fastify and one route, until it listens. */
const bareStart = (): Promise<void> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', "import Fastify from 'fastify'; const app = Fastify(); app.get('/', async () => ({})); await app.listen({ port: 0, host: '127.0.0.1' }); console.log('ready'); process.exit(0)"], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => resolve());
  child.once('error', reject);
});

/** The writer's lock is held by the server that the other measurements use: this one has to be stopped. */
export async function measureStart({ path }: Pick<Bench, 'path'>): Promise<Measured[]> {
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timed(bareStart));
    let stop: () => Promise<unknown> = async () => undefined;
    ours.push(await timed(async () => {
      const server = await startServer(`file:${path}`, /Upgrade Desk: http/, { BACKUP_EVERY_HOURS: '0' });
      stop = () => server.kill('SIGKILL');
    }));
    await stop();
  }
  const [own, plain] = [median(ours), median(bare)];
  return [{ what: 'start to ready', ours: ms(own), bare: `${ms(plain)} (bare Fastify)`, ratio: times(own / plain), goal: '≤ 500 ms', met: own <= 500 }];
}

type Visit = { firstRowMs: number; js: Buffer[] };

async function visit(port: number, cookie: string): Promise<Visit> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: `http://127.0.0.1:${port}` }]);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: LATENCY_MS, downloadThroughput: BYTES_A_SECOND, uploadThroughput: BYTES_A_SECOND });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const js: Promise<Buffer>[] = [];
    page.on('response', (response) => void (new URL(response.url()).pathname.endsWith('.js') && js.push(response.body())));
    const firstRowMs = await timed(async () => {
      await page.goto(`http://127.0.0.1:${port}/escalations`, { waitUntil: 'commit' });
      await page.locator('[role=row] [role=gridcell], tbody tr td').first().waitFor({ timeout: 60_000 });
    });
    return { firstRowMs, js: await Promise.all(js) };
  } finally {
    await browser.close();
  }
}

export async function measureFirstRow({ ours, cookie }: Bench): Promise<Measured[]> {
  if (!existsSync(BUILT) || readdirSync(BUILT).length === 0) throw new Error('The console is not built: npm run build');
  const visits: Visit[] = [];
  for (let round = 0; round < 3; round += 1) visits.push(await visit(ours.port, cookie));
  const files = visits[0]?.js ?? [];
  const total = (pack: (file: Buffer) => Buffer) => files.reduce((sum, file) => sum + pack(file).length, 0);
  const [gz, br, row] = [total((file) => gzipSync(file, { level: 9 })), total((file) => brotliCompressSync(file)), median(visits.map((one) => one.firstRowMs))];
  return [
    { what: 'JavaScript of the first page, gzip', ours: kb(gz), bare: `${kb(br)} (Brotli, as sent)`, ratio: '', goal: '≤ 400 KB', met: gz <= 400 * 1024 },
    { what: `first row of the queue, CPU ${SLOWER} × slower, 10 Mb/s`, ours: ms(row), bare: '', ratio: '', goal: '≤ 3,500 ms', met: row <= 3_500 },
  ];
}
