// Opens the page again and again and prints the time to its mark, a line per visit:
// `first 123.4` with an empty cache, `again 56.7` with what the first visit left in it. Then a large
// project is opened and changed, the page is broken off, and the next one timed until it can be worked
// with: `restart 789.0`. They alternate, so that a slow moment of the machine falls on all.
//
// Usage: node start.mjs URL VISITS PROJECT SPANS, with REPORTMARK_CHROMIUM naming the browser. PROJECT is
// a native file with so many spans.

import { launch } from './browser.mjs';

const MARK = 'reportmark:ready';
const PATIENCE_MS = 60_000;
/** Changes after the snapshot, all read again at the start: as many as there are before the next one. */
const CHANGES = 499;

const [url, visits, project, spans] = process.argv.slice(2);

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

/** Milliseconds from the start of the navigation until every annotation is there and can be changed. */
async function usable(page) {
  const time = await page.waitForFunction(
    (spans) => {
      const at = (name) => document.querySelector(`[data-testid=${name}]`);
      const count = at('list-count')?.textContent.replace(/\D/g, '');
      return at('save-state')?.dataset.state === 'saved' && count === spans && performance.now();
    },
    spans,
    { timeout: PATIENCE_MS, polling: 'raf' },
  );
  return (await time.jsonValue()).toFixed(1);
}

/** A page breaks off in which a large project was opened and worked on; the time until the next one is usable. */
async function restart(context) {
  const page = await context.newPage();
  await visit(page);
  await page.getByTestId('open-files').setInputFiles(project);
  await usable(page);
  await page.getByTestId('reader').press('j');
  const made = () => page.getByTestId('save-state').getAttribute('data-made').then(Number);
  const before = await made();
  await page.evaluate((changes) => {
    const reader = document.activeElement;
    for (let nth = 0; nth < changes; nth += 1) {
      // The labels in turn, so that each key changes something.
      const key = String((nth % 4) + 1);
      reader.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }, CHANGES);
  await usable(page);
  const after = await made();
  if (after < before + CHANGES) throw new Error(`${after - before} changes were made, not ${CHANGES}`);
  const session = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await gone;
  const next = await context.newPage();
  await next.goto(url, { waitUntil: 'commit' });
  return usable(next);
}

try {
  for (let count = 0; count < Number(visits); count += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    console.log('first', await visit(page));
    console.log('again', await visit(page));
    await page.close();
    console.log('restart', await restart(context));
    await context.close();
  }
} finally {
  await browser.close();
}
