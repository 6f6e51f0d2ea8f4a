// Opens the page again and again and prints the time to its mark, a line per visit:
// `first 123.4` with an empty cache, `again 56.7` with what the first visit left in it.
// The two alternate, so that a slow moment of the machine falls on both.
//
// Usage: node start.mjs URL VISITS, with REPORTMARK_CHROMIUM naming the browser.

import { launch } from './browser.mjs';

const MARK = 'reportmark:ready';
const PATIENCE_MS = 60_000;

const [url, visits] = process.argv.slice(2);

const browser = await launch();

/** Milliseconds from the start of the navigation to the mark. */
async function visit(page) {
  await page.goto(url, { waitUntil: 'commit' });
  const mark = await page.waitForFunction(
    (name) => performance.getEntriesByName(name, 'mark')[0]?.startTime,
    MARK,
    { timeout: PATIENCE_MS },
  );
  return (await mark.jsonValue()).toFixed(1);
}

try {
  for (let count = 0; count < Number(visits); count += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    console.log('first', await visit(page));
    console.log('again', await visit(page));
    await context.close();
  }
} finally {
  await browser.close();
}
