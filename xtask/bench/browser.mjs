// The browser of the measurements: one set of switches for all of them.

import { chromium } from 'playwright-core';

/** Starts the browser that REPORTMARK_CHROMIUM names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.REPORTMARK_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}
