import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

import { defineConfig } from '@playwright/test';

const root = resolve(__dirname, '../..');

/** The system's own Chromium; none is ever downloaded. `cargo xtask test` names the one it found. */
export function chromiumPath(): string {
  const named = process.env.REPORTMARK_CHROMIUM;
  if (named) return named;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
  if (!found) throw new Error('no Chromium on the PATH: run `cargo xtask setup` or set REPORTMARK_CHROMIUM');
  return found;
}

/** Without sandbox, graphics and traffic of its own. */
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: __dirname,
  outputDir: join(root, 'test-results'),
  reporter: [['list'], ['./support/policy.ts']],
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine one failure must not hide what the rest finds; a test that needs its second
  // try is named as flaky at the end, and has found something.
  retries: 1,
  // Generous, since the machine may be busy; a sound test is far from these.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    viewport: { width: 1280, height: 900 },
    // What a test answers for the host must not be answered by a worker, and what one test kept must
    // not meet another: offline.spec.ts alone lets the page have its worker.
    serviceWorkers: 'block',
    actionTimeout: 15_000,
    // Without pictures: taking them slows every test by a quarter.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: chromiumPath(),
      args: ARGUMENTS,
    },
  },
});
