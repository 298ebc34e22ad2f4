import { defineConfig } from '@playwright/test';

const port = Number(process.env.BROWSER_TEST_PORT ?? 4817);

/** The built console and a server of its own over a new demo world; the system's Chromium. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  fullyParallel: false,
  workers: 2,
  // A browser on a machine that does two things at once may miss a moment; what needed its second try is named at the end of the run.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list'], ['json']],
  outputDir: '../../test-results',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // A page that moves is waited for until it stands still.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      // A page lives for seconds here: code that is optimised is never used long enough to pay for it.
      args: ['--js-flags=--no-opt --no-maglev', '--no-sandbox', '--disable-gpu', '--disable-gpu-compositing', '--disable-lcd-text', '--disable-threaded-animation', '--disable-threaded-scrolling', '--num-raster-threads=1', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: {
    command: 'node test/browser/server.ts',
    cwd: '../..',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 90_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
