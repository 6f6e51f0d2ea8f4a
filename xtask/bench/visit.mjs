// One visit of a page with a document: it is opened, scrolled, tagged in, its list is
// filtered where there is one, and it is weighed. The script is
// the same for every page, and so is the code that measures, but for the page's own User Timing.

import { fileURLToPath } from 'node:url';

import { memory, processMemory } from './memory.mjs';

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));

/** A desktop window. */
const VIEWPORT = { width: 1280, height: 900 };

/** Turns of the wheel, and pixels of each. */
const WHEEL = { steps: 60, pixels: 240 };
/** Jumps of one page. */
const PAGES = 20;
/** Jumps through the whole text, as fractions of the way. */
const FAR = [0.5, 0.1, 0.9, 0.3, 0.75, 0.02, 0.6, 0.98, 0.2, 0.45, 0.85, 0];

/** Where is tagged: stretches of the document, and places down the height of what is seen there. */
const STRETCHES = [0, 0.25, 0.5, 0.75, 0.97];
const PLACES = [0.15, 0.4, 0.6, 0.85];
/** Characters tagged; each place has its own number. */
const LENGTHS = [6, 8, 10, 12];

/** Characters written to filter by. */
const PHRASE = 3;

/** Milliseconds in which a page that was asked for something does it, and is at rest again. */
const SOON = 10_000;
const REST = 80;

/**
 * Visits `subject` with a document and hands each figure to `say(figure, value)` as soon as it is
 * known. `patience` is how long opening may take, in milliseconds. Gives the size of what scrolls.
 */
export async function visit(browser, subject, address, patience, say) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const complaints = listen(page);
    await page.addInitScript({ path: PROBE });
    try {
      return await measure({ browser, context, page, subject, address, patience, say });
    } catch (error) {
      const said = complaints.length > 0 ? `; the page said: ${complaints.join(' | ')}` : '';
      throw new Error(`${error.message.split('\n')[0]}${said}`, { cause: error });
    }
  } finally {
    await context.close();
  }
}

async function measure({ browser, context, page, subject, address, patience, say }) {
  const bench = (method, ...args) =>
    page.evaluate(([name, rest]) => window.bench[name](...rest), [method, args]);
  const now = () => page.evaluate(() => performance.now());
  const counts = [];
  const count = async () => counts.push(await bench('count'));

  await page.goto(address, { waitUntil: 'commit' });
  await open(page, subject, patience, say);
  await page.evaluate(({ scroller, span }) => {
    Object.assign(window.bench, { scroller, span });
  }, subject);
  await page.locator(`${subject.scroller} ${subject.span}`).first().waitFor({ timeout: SOON });
  await bench('quiet', patience);
  if (subject.key) await suggest(page, bench, subject, patience, say);
  await count();

  const scrolling = [await now()];
  await scroll(page, bench, say);
  scrolling.push(await now());
  await count();

  const tagging = [await now()];
  await tag(page, bench, subject, say);
  tagging.push(await now());
  await count();

  const phases = { scrolling, tagging };
  if (subject.list) {
    phases.filtering = [await now()];
    await filter(page, bench, subject.list);
    phases.filtering.push(await now());
    await count();
  }

  const long = await page.evaluate(() => window.bench.long);
  for (const [name, [from, to]] of Object.entries(phases)) {
    const within = long.filter(({ start }) => start >= from && start < to);
    say(`long-${name}`, within.length);
    for (const { duration } of within) say(`long-${name}-task`, duration);
  }
  for (const kind of ['elements', 'reader', 'nodes']) {
    say(kind, Math.max(...counts.map((one) => one[kind])));
  }

  await bench('quiet', patience);
  const held = await memory(await context.newCDPSession(page));
  for (const [kind, bytes] of Object.entries(held)) say(`memory-${kind}`, bytes);
  const whole = await processMemory(browser);
  if (whole !== undefined) say('memory-process', whole);
  return page.evaluate(() => window.bench.box().getBoundingClientRect().toJSON());
}

/** Switches suggestions on, waits until all are found, and says how many. */
async function suggest(page, bench, { scroller, key }, patience, say) {
  await page.locator(scroller).focus();
  await page.keyboard.press(key);
  const found = await page.waitForFunction(
    () => {
      const at = (name) => document.querySelector(`[data-testid="${name}"]`);
      return !at('suggest-progress') && at('suggest-count')?.textContent.replace(/\D/g, '');
    },
    null,
    { timeout: patience, polling: 100 },
  );
  say('suggestions', Number(await found.jsonValue()));
  await bench('quiet', patience);
}

/** The times of opening, as the page says them. */
async function open(page, { name }, patience, say) {
  let [whole] = await measures(page, `${name}:open`, 1, patience).catch((error) => {
    throw new Error(`${error.message}: does the page open what \`?open=\` names, and say so?`);
  });
  const { start, duration } = whole;
  say('open', duration);
  const said = (wanted) =>
    page.evaluate((wanted) => window.bench.said.find(({ name }) => name === wanted), wanted);
  const mark = await said(`${name}:parsed`);
  const parse = mark ? mark.start - start : (await said(`${name}:parse`))?.duration;
  if (parse !== undefined) say('open-parsed', duration - parse);
  // CodeMirror has read all of it by then; Reportmark shows what it has and says when it has all.
  if (name === 'reportmark') [whole] = await measures(page, `${name}:open-whole`, 1, patience);
  say('open-whole', whole.duration);
}

/** The page's measures of this name, when there are at least so many. */
async function measures(page, name, number, patience) {
  try {
    const found = await page.waitForFunction(
      ([wanted, number]) => {
        const found = window.bench.said.filter(({ name }) => name === wanted);
        return found.length >= number && found;
      },
      [name, number],
      { timeout: patience, polling: 50 },
    );
    return await found.jsonValue();
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    throw new Error(`the measure \`${name}\` did not come within ${patience / 1000} s`);
  }
}

/** The worst frame of each way to scroll. */
async function scroll(page, bench, say) {
  const { x, y, width, height } = await page.evaluate(() =>
    window.bench.box().getBoundingClientRect().toJSON(),
  );
  await page.mouse.move(x + width / 2, y + height / 2);
  const worst = async (name, script) => {
    await bench('record');
    await script();
    // The last step's frame is recorded at the one after it.
    for (let nth = 0; nth < 3; nth += 1) await bench('frame');
    const frame = Math.max(...(await bench('stop')));
    say(`scroll-${name}`, frame);
    return frame;
  };
  await bench('jump', 0);
  await bench('quiet', SOON);
  const frames = [
    await worst('wheel', async () => {
      for (let step = 0; step < WHEEL.steps; step += 1) await page.mouse.wheel(0, WHEEL.pixels);
    }),
    await worst('pages', async () => {
      for (let nth = 0; nth < PAGES; nth += 1) await bench('turn', 1);
    }),
    await worst('far', async () => {
      for (const fraction of FAR) await bench('jump', fraction);
    }),
  ];
  say('scroll', Math.max(...frames));
}

/** Writes a phrase of the text into the field of the list, chooses by everything that can be chosen
 * by, and takes all of it back. */
async function filter(page, bench, { search, choices }) {
  const settled = async () => {
    await page.waitForTimeout(REST);
    await bench('quiet', SOON);
  };
  const phrase = await page.evaluate(
    (length) => window.bench.box().querySelector(window.bench.span).textContent.slice(0, length),
    PHRASE,
  );
  await page.locator(search).click();
  for (const character of phrase) {
    await page.keyboard.type(character);
    await page.waitForTimeout(REST);
  }
  await settled();
  for (let nth = 0; nth < phrase.length; nth += 1) {
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(REST);
  }
  await settled();
  for (const choice of choices) {
    const field = page.locator(choice);
    for (const index of [1, 2, 0]) {
      await field.selectOption({ index });
      await settled();
    }
  }
}

/** The median time of a tag, as the page says it (`tag`) and as the probe does (`tag-probe`). */
async function tag(page, bench, { name }, say) {
  let times = [];
  let number = 0;
  for (const stretch of STRETCHES) {
    await bench('jump', stretch);
    await bench('quiet', SOON);
    for (const [nth, place] of PLACES.entries()) {
      const ends = await bench('place', place, LENGTHS[nth]);
      if (!ends) throw new Error(`no ${LENGTHS[nth]} unmarked characters stand in one line`);
      const [from, to] = ends;
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 4 });
      await page.mouse.up();
      await page.waitForTimeout(REST);
      await page.keyboard.press('1');
      number += 1;
      // Not asked at once: the question would take its time from the answer.
      await page.waitForTimeout(REST);
      times = await measures(page, `${name}:tag`, number, SOON).catch((error) => {
        throw new Error(`${error.message} for tag ${number}: did the key \`1\` tag what was selected?`);
      });
      await page.keyboard.press('Escape');
      await page.waitForTimeout(REST);
    }
  }
  const probed = await page.evaluate(() => window.bench.tags);
  if (probed.length < number) {
    throw new Error(`${number - probed.length} of ${number} tags drew no span`);
  }
  say('tag', median(times.map(({ duration }) => duration)));
  say('tag-probe', median(probed));
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** What the page complains about, as it comes. */
function listen(page) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('crash', () => complaints.push('it crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
