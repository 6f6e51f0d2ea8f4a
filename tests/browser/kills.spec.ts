import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { figures } from './support/figures';
import { dice, Killable, sleep } from './support/killable';
import { breakOffLog, leftHalfARecord } from './support/leveldb';
import type { Native } from './support/native';
import { Reportmark } from './support/page';

/** How often the browser is killed. More than CI has time for: `REPORTMARK_KILLS=1000`. */
const KILLS = Number(process.env.REPORTMARK_KILLS ?? 50);
/** How often only the page breaks down. */
const CRASHES = Math.max(5, Math.round(KILLS / 5));
/** How often on one profile: each time, all that is in it is read and compared. */
const PER_PROFILE = 50;
const LINES = 400;

const lineOf = (round: number, nth: number) => `第${round}轮第${nth}项新增就业${nth}万人`;

/** A document of one round. */
const textOf = (round: number) => Array.from({ length: LINES }, (_, nth) => lineOf(round, nth)).join('\n');

// What is lost once in a thousand times is lost: nothing here is tried twice.
test.describe.configure({ mode: 'serial', retries: 0 });

const seen = { kills: 0, halfWritten: 0, crashes: 0, acknowledged: 0, lost: 0 };

/** What is in the store is what the page says after a start: the first lines of each document, each once. */
class Witness {
  /** For each round, how many lines were said to be kept. */
  readonly kept = new Map<number, number>();
  /** How many came back at the last start. */
  private readonly back = new Map<number, number>();

  acknowledged(): number {
    return [...this.kept.values()].reduce((sum, kept) => sum + kept, 0);
  }

  check(native: Native): void {
    for (const [round, kept] of this.kept) {
      const document = native.documents.find(({ name }) => name === `${round}.txt`);
      const quotes = document?.spans.map(({ quote }) => quote) ?? [];
      const expected = quotes.map((_, nth) => lineOf(round, nth));
      expect(quotes, `round ${round}`).toEqual(expected);
      seen.lost += Math.max(0, kept - quotes.length);
      expect(quotes.length, `round ${round}`).toBeGreaterThanOrEqual(this.back.get(round) ?? kept);
      this.back.set(round, quotes.length);
    }
  }
}

test(`${KILLS} kills lose nothing that was said to be saved`, async ({ site }) => {
  test.setTimeout(KILLS * 20_000 + 60_000);
  const random = dice(20_261_128);
  for (let left = KILLS; left > 0; left -= PER_PROFILE) {
    await killOften(Math.min(left, PER_PROFILE), site.url, random);
  }
  figures('kills', seen);
});

test('a kill in the middle of writing a record loses nothing, nor does the next one', async ({ site }) => {
  const browser = new Killable();
  try {
    for (let round = 1; round <= 5; round += 1) {
      const page = await browser.start();
      const app = await start(page, site.url);
      await expect(app.notices).toHaveCount(0);
      await expect(app.documents).toHaveCount(round - 1);
      await app.openText(textOf(round), `${round}.txt`);
      await app.saved();
      await browser.kill();
      breakOffLog(browser.profile);
      expect(leftHalfARecord(browser.profile)).toBe(true);
    }
  } finally {
    await browser.end();
  }
});

test('a store that is gone after a kill is missed', async ({ site }) => {
  const browser = new Killable();
  try {
    const page = await browser.start();
    const app = await start(page, site.url);
    await app.openText(textOf(1));
    await app.saved();
    // The browser has not written `localStorage` yet.
    await expect.poll(() => page.evaluate(hasMark)).toBe(true);
    await browser.kill();
    rmSync(join(browser.profile, 'Default', 'IndexedDB'), { recursive: true });
    const after = await start(await browser.start(), site.url);
    await expect(after.notices).toHaveText(/1 document.*is gone/s);
  } finally {
    await browser.end();
  }
});

test(`${CRASHES} crashes of the page lose nothing that was said to be saved`, async ({ context, site }) => {
  test.setTimeout(CRASHES * 20_000 + 60_000);
  const random = dice(7);
  const witness = new Witness();
  await context.addInitScript(keepBlobs);
  for (let round = 1; round <= CRASHES + 1; round += 1) {
    const page = await context.newPage();
    const app = await start(page, site.url);
    await expect(app.notices, `after crash ${round - 1}`).toHaveCount(0);
    if (round > 1) witness.check(await exported(page));
    if (round > CRASHES) break;
    const session = await context.newCDPSession(page);
    await tagUntilGone(app, round, witness, 60 + random(1_400), async () => {
      const gone = page.waitForEvent('crash');
      session.send('Page.crash').catch(() => undefined);
      await gone;
    });
    await page.close();
    seen.crashes += 1;
  }
  seen.acknowledged += witness.acknowledged();
  figures('kills', seen);
});

/** Whether the mark is there that something was stored. Runs in the page. */
async function hasMark(): Promise<boolean> {
  try {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('reportmark.kept')).getFile();
    return file.size > 0;
  } catch {
    return false;
  }
}

/** Kill the browser so often while it works on one profile, and look at what came back each time. */
async function killOften(kills: number, url: string, random: (sides: number) => number): Promise<void> {
  const browser = new Killable();
  const witness = new Witness();
  try {
    for (let round = 1; round <= kills + 1; round += 1) {
      const page = await browser.start();
      await page.addInitScript(keepBlobs);
      const app = await start(page, url);
      await expect(app.notices, `after kill ${round - 1}`).toHaveCount(0);
      if (round > 1) witness.check(await exported(page));
      if (round > kills) break;
      await tagUntilGone(app, round, witness, 60 + random(1_400), () => browser.kill());
      seen.kills += 1;
      seen.halfWritten += Number(leftHalfARecord(browser.profile));
    }
  } finally {
    await browser.end();
  }
  seen.acknowledged += witness.acknowledged();
}

async function start(page: Page, url: string): Promise<Reportmark> {
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('reportmark:ready').length > 0);
  const app = new Reportmark(page);
  // After a crash the lock of the page that is gone may be held for a moment.
  await expect(app.save).toHaveAttribute('data-state', 'saved');
  return app;
}

/** Open a document and tag its lines as fast as the page can, until it is ended. */
async function tagUntilGone(
  app: Reportmark,
  round: number,
  witness: Witness,
  wait: number,
  end: () => Promise<void>,
): Promise<void> {
  const { page } = app;
  witness.kept.set(round, 0);
  await page.exposeFunction('kept', (count: number) => {
    witness.kept.set(round, Math.max(witness.kept.get(round) ?? 0, count));
  });
  await app.openText(textOf(round), `${round}.txt`);
  await app.saved();
  // The page says up to which change there is something, and up to which it is kept.
  await page.evaluate(() => {
    const say = Reflect.get(window, 'kept') as (count: number) => void;
    const after = new Map<number, number>();
    const look = () => {
      const save = document.querySelector<HTMLElement>('[data-testid="save-state"]')?.dataset;
      after.set(Number(save?.made), Number(document.querySelector('[data-testid="list-count"]')?.textContent));
      for (const [change, count] of after) {
        if (change > Number(save?.kept)) continue;
        after.delete(change);
        if (count > 0) say(count);
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true, characterData: true });
  });
  await app.reader.press('Control+Home');
  const tagging = app.reader.evaluate(async (reader, lines) => {
    const press = (key: string, shiftKey = false) =>
      reader.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    for (let nth = 0; nth < lines; nth += 1) {
      press('End', true);
      press('1');
      press('ArrowRight');
      await new Promise((done) => setTimeout(done, 8));
    }
  }, LINES);
  tagging.catch(() => undefined);
  await sleep(wait);
  await end();
  await tagging.catch(() => undefined);
}

/** Keeps what is handed out as a download within reach of the test. Runs in the page. */
function keepBlobs(): void {
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (of: Blob) => {
    Reflect.set(window, 'blob', of);
    return make(of);
  };
}

/** The project as the page hands it out. */
async function exported(page: Page): Promise<Native> {
  await page.getByTestId('export-native').click();
  await page.waitForFunction(() => Reflect.get(window, 'blob') !== undefined);
  const text = await page.evaluate(() => (Reflect.get(window, 'blob') as Blob).text());
  return JSON.parse(text) as Native;
}
