import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const entry = (name: string) => fileURLToPath(new URL(`client/${name}`, import.meta.url));

const compress = promisify(brotliCompress);
const WORTH_BYTES = 1024;

/** Writes `.br` beside every text file: the server sends those, and compresses nothing while somebody waits. */
function brotli(): Plugin {
  let out = '';
  return {
    name: 'brotli',
    apply: 'build',
    configResolved: (config) => {
      out = fileURLToPath(new URL(config.build.outDir, `file://${config.root}/`));
    },
    closeBundle: async () => {
      const files = (await readdir(out, { recursive: true })).filter((name) => /\.(?:js|css|svg|json)$/.test(name));
      await Promise.all(files.map(async (name) => {
        const content = await readFile(join(out, name));
        if (content.length < WORTH_BYTES) return;
        await writeFile(join(out, `${name}.br`), await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
      }));
    },
  };
}

/** In development the customer's page answers under `/portal/…` as it does on the server; its own modules lie there too and are left alone. */
function portalPage(): Plugin {
  return {
    name: 'portal-page',
    apply: 'serve',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        if (request.url?.startsWith('/portal/') && request.headers.accept?.includes('text/html')) request.url = '/portal.html';
        next();
      });
    },
  };
}

export default defineConfig({
  root: 'client',
  plugins: [react(), portalPage(), brotli()],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500, rolldownOptions: { input: { index: entry('index.html'), portal: entry('portal.html') } } },
  // The server takes changes from its own address only; in development the console has another.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:4000', headers: { origin: 'http://127.0.0.1:4000' } } } },
});
