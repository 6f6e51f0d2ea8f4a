// What the page suggests, and how fast: opens texts, switches suggestions on, and prints a line per
// figure, `reportmark CASE FIGURE VALUE`, in milliseconds, bytes or plain numbers; `browser VERSION`
// comes first. Times run from the event of a key or click to the painted frame.
//
// - `first`: to the first suggestion in view; `all`: to when the whole text was looked at; `found`: how
//   many there are; `long-looking`: tasks over 50 ms in between, each a `long-looking-task`;
// - with STOP: `progress`, to when it is told how far the search is; `stop`, to when it has stopped,
//   and `behind`, how many hundredths it went on after that; `memory-before`, `memory-stopped` and
//   `memory-all`: bytes of the page before it all, after it was stopped, and when all is found;
// - with ACCEPT: `accept`, to when all that is listed was accepted; `accept-kept`, to when that is in
//   the store; `accept-task`, the longest task over 50 ms, 0 without one.
//
// Usage: node suggest.mjs URL RUNS CASES, where CASES are such as `17k:accept,1M:accept,10M:stop`, and
// URL serves the page and the texts in `bench/suggest/`; with REPORTMARK_CHROMIUM naming the browser.
// What is slow is done once: a case with `stop`.

import { fileURLToPath } from 'node:url';

import { launch } from './browser.mjs';
import { memory } from './memory.mjs';

const PROBES = ['probe.js', 'suggest-probe.js'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
const VIEWPORT = { width: 1280, height: 900 };

/** Milliseconds in which a page does what it was asked for, and goes through the largest text. */
const SOON = 60_000;
const PATIENCE = 900_000;
/** Hundredths of the text after which the search is stopped, and milliseconds in which it stays so. */
const STOP_AT = 2;
const REST = 1500;

const [url, runs, cases] = process.argv.slice(2);

const browser = await launch();
console.log('browser', browser.version());
try {
  for (const [name, todo] of cases.split(',').map((own) => own.split(':'))) {
    for (let run = 1; run <= (todo === 'stop' ? 1 : Number(runs)); run += 1) {
      const start = Date.now();
      const say = (figure, value) => console.log('reportmark', name, figure, Math.round(value * 100) / 100);
      try {
        await visit(name, todo, say);
      } catch (error) {
        console.log('reportmark', name, 'failed', error.message.split('\n')[0]);
      }
      console.error(`${name}, run ${run}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
    }
  }
} finally {
  await browser.close();
}

async function visit(name, todo, say) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    for (const path of PROBES) await page.addInitScript({ path });
    const address = new URL(url);
    address.searchParams.set('open', `bench/suggest/${name}.txt`);
    await page.goto(address.href, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.bench.said.some(({ name }) => name === 'reportmark:open'), null, {
      timeout: SOON,
    });
    // Suggestions go by the sections of a text: these are there before the key is pressed.
    await page.locator('[data-testid="outline"] [role="treeitem"]').first().waitFor({ timeout: SOON });
    await page.evaluate(() => {
      Object.assign(window.bench, { scroller: '#reader', span: '[data-testid="span"]' });
      return window.bench.quiet(60_000);
    });
    await look(page, context, todo, say);
    if (todo === 'accept') await accept(page, say);
  } finally {
    await context.close();
  }
}

/** Switches suggestions on and waits until all are found. */
async function look(page, context, todo, say) {
  const held = async (when) => {
    const session = await context.newCDPSession(page);
    for (const [kind, bytes] of Object.entries(await memory(session))) say(`memory-${when}-${kind}`, bytes);
    await session.detach();
  };
  if (todo === 'stop') await held('before');
  await page.locator('#reader').focus();
  await page.evaluate(() => {
    const { suggesting } = window;
    suggesting.listen('keydown', 'key');
    for (const shown of ['any', 'all', 'progress']) suggesting.watch(shown, shown);
  });
  await page.keyboard.press('g');
  let stood = 0;
  if (todo === 'stop') stood = await stop(page, held, say);
  const at = await moments(page, 'key', 'any', 'all');
  say('first', at.any - at.key);
  say('all', at.all - at.key - stood);
  if (todo === 'stop') await held('all');
  await tell(page, 'looking', at.key, at.all, say);
  say('found', await page.evaluate(() => window.suggesting.number('suggest-count')));
}

/** Stops a search and goes on with it. How long it stood still. */
async function stop(page, held, say) {
  const { key, progress } = await moments(page, 'key', 'progress');
  say('progress', progress - key);
  const percent = () => page.evaluate(() => window.suggesting.number('suggest-progress'));
  await page.waitForFunction((least) => window.suggesting.number('suggest-progress') >= least, STOP_AT, {
    timeout: PATIENCE,
  });
  await page.evaluate(() => {
    window.suggesting.remember();
    window.suggesting.listen('click', 'stop');
    window.suggesting.watch('stopped', 'stopped');
  });
  await page.getByTestId('suggest-stop').click();
  const { stop, stopped } = await moments(page, 'stop', 'stopped');
  say('stop', stopped - stop);
  const there = await percent();
  await page.waitForTimeout(REST);
  say('behind', (await percent()) - there);
  await held('stopped');
  await page.evaluate(() => window.suggesting.listen('click', 'on'));
  await page.getByTestId('suggest-stop').click();
  const { on } = await moments(page, 'on');
  return on - stopped;
}

/** Accepts all that is listed. */
async function accept(page, say) {
  await page.evaluate(() => {
    window.suggesting.listen('click', 'accept');
    window.suggesting.watch('decided', 'decided');
  });
  await page.getByTestId('accept-all').click();
  const { accept, decided } = await moments(page, 'accept', 'decided');
  say('accept', decided - accept);
  await page.waitForFunction(() => window.suggesting.isKept(), null, { timeout: PATIENCE, polling: 'raf' });
  const kept = await page.evaluate(() => performance.now());
  say('accept-kept', kept - accept);
  await page.evaluate(() => window.bench.quiet(10_000));
  const tasks = await long(page, accept, kept);
  say('accept-task', Math.max(0, ...tasks));
}

/** The moments of these names, when all of them came. */
async function moments(page, ...names) {
  const found = await page.waitForFunction(
    (names) => names.every((name) => name in window.suggesting.at) && window.suggesting.at,
    names,
    { timeout: PATIENCE, polling: 100 },
  );
  return found.jsonValue();
}

/** Tells how many tasks over 50 ms began between two moments, and how long each took. */
async function tell(page, what, from, to, say) {
  // What is observed is told a moment later.
  await page.waitForTimeout(200);
  const tasks = await long(page, from, to);
  say(`long-${what}`, tasks.length);
  for (const task of tasks) say(`long-${what}-task`, task);
}

function long(page, from, to) {
  return page.evaluate(
    ([from, to]) =>
      window.bench.long.filter(({ start }) => start >= from && start < to).map(({ duration }) => duration),
    [from, to],
  );
}
