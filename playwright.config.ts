import { defineConfig, devices } from '@playwright/test';
import { env } from './tests/e2e/env.ts';

const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

/** Journeys run against any address: `npm run e2e -- --base-url URL`. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  // A browser without a graphics card beside a whole shop on few cores is slow now and then; what passes only then is reported as flaky.
  retries: 1,
  reporter: [['list'], ['html', { open: 'never' }], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    baseURL: env.baseUrl,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    launchOptions: {
      executablePath: env.chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: desktop, grepInvert: /@alone/ },
    { name: 'phone', use: { ...devices['Pixel 7'] }, grep: /@phone/ },
    // What they do to the shop is felt by everybody in it: they come last, one after the other.
    { name: 'alone', use: desktop, grep: /@alone/, dependencies: ['desktop', 'phone'], workers: 1, fullyParallel: false },
  ],
});
