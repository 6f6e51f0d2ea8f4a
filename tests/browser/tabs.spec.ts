import type { BrowserContext, Locator, Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { figures } from './support/figures';
import { dice } from './support/killable';
import { lasting, type Native } from './support/native';
import { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;

/** Another page of the same browser. */
async function another(context: BrowserContext): Promise<Reportmark> {
  const app = new Reportmark(await context.newPage());
  await app.start();
  return app;
}

const line = (app: Reportmark): Locator => app.page.getByTestId('access');
const takeOver = (app: Reportmark): Promise<void> => app.page.getByTestId('take-over').click();

async function writes(app: Reportmark): Promise<void> {
  await expect(line(app)).toHaveCount(0);
  await app.saved();
}

async function follows(app: Reportmark): Promise<void> {
  await expect(app.save).toHaveAttribute('data-state', 'following');
  await expect(line(app)).toBeVisible();
}

test('of two pages one writes; the other shows the same and follows', async ({ app, context }) => {
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.saved();
  const other = await another(context);
  await follows(other);
  await expect(line(other)).toHaveText(/另一个标签页.*只读/);
  await other.expectDrawn(`target: ${JOBS}`);

  await app.tag(HOMES, '2');
  await other.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  await app.openText('第二份', 'b.txt');
  await expect(other.documents).toHaveCount(2);
  await app.page.keyboard.press('Control+z');

  // Nothing is changed there, and it is said.
  other.text = TEXT;
  await other.documents.first().click();
  await other.select('增长5%');
  await other.page.keyboard.press('3');
  await expect(other.notices).toHaveText(/未更改.*接管/s);
  await other.expectDrawn(`target: ${JOBS}`);
  await other.open({ name: 'c.txt', bytes: '第三份' });
  await expect(other.documents).toHaveCount(2);
  // It can be looked around in, and all of it handed out.
  const here = lasting(await app.exportNative());
  expect(lasting(await other.exportNative())).toEqual(here);
});

test('the one that takes over writes, the other follows, and so on', async ({ app, context }) => {
  await app.openText(TEXT);
  await app.saved();
  const other = await another(context);
  other.text = TEXT;
  await takeOver(other);
  await writes(other);
  await follows(app);
  await other.tag(JOBS, '1');
  await app.expectDrawn(`target: ${JOBS}`);
  await takeOver(app);
  await writes(app);
  await follows(other);
  await app.tag(HOMES, '2');
  await app.saved();
  await other.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  // Undo goes back over what the other one did.
  for (const _ of [1, 2]) await app.page.keyboard.press('Control+z');
  await app.expectDrawn();
  await other.expectDrawn();
});

test('when the one that writes is closed, another one goes on', async ({ app, context }) => {
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.saved();
  const other = await another(context);
  other.text = TEXT;
  await follows(other);
  await app.page.close();
  await writes(other);
  await expect(other.notices).toHaveText(/现在由本页编辑/);
  await other.tag(HOMES, '2');
  await other.saved();
  await other.reload();
  await other.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
});

test('what was typed on until another one took over is kept', async ({ app, context }) => {
  const lines = Array.from({ length: 200 }, (_, nth) => `第${nth + 1}项新增就业${nth + 1}万人`);
  await app.openText(lines.join('\n'));
  await app.saved();
  const other = await another(context);
  await follows(other);
  await app.reader.press('Control+Home');
  const tagging = app.reader.evaluate(async (reader) => {
    for (let nth = 0; nth < 200; nth += 1) {
      for (const key of ['End', '1', 'ArrowRight']) {
        reader.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: key === 'End', bubbles: true }));
      }
      // Not by frames: a page behind another one has none.
      await new Promise((done) => setTimeout(done, 8));
    }
  });
  await expect.poll(async () => Number(await app.count.textContent())).toBeGreaterThan(20);
  await takeOver(other);
  await writes(other);
  await tagging;
  await follows(app);
  const there = lasting(await other.exportNative());
  expect(lasting(await app.exportNative())).toEqual(there);
  expect(there.documents[0].spans.length).toBeGreaterThan(20);
  await other.reload();
  expect(lasting(await other.exportNative())).toEqual(there);
});

test('a page that cannot write and is taken over keeps what it has, and offers it again', async ({ app, context }) => {
  await app.openText(TEXT);
  await app.saved();
  await app.page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...of) {
      const request = put.apply(this, of);
      if (!Reflect.get(window, 'mayWrite')) this.transaction.abort();
      return request;
    };
  });
  await app.tag(JOBS, '1');
  // The message moves the text down.
  await expect(app.save).toHaveAttribute('data-state', 'failed');
  await expect(app.notices).toHaveCount(1);
  await app.tag(HOMES, '2');
  const other = await another(context);
  other.text = TEXT;
  await takeOver(other);
  await writes(other);
  await other.expectDrawn();
  await other.tag('增长5%', '4');
  await other.saved();

  await expect(line(app)).toHaveAttribute('data-why', 'overtaken');
  await expect(line(app)).toHaveText(/未能保存/);
  await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  await app.page.evaluate(() => Reflect.set(window, 'mayWrite', true));
  await takeOver(app);
  await writes(app);
  await app.expectDrawn(`target: ${JOBS}`, 'result: 增长5%', `measure: ${HOMES}`);
  await expect(app.notices.filter({ hasText: '已补上' })).toHaveCount(1);
  await app.saved();
  await other.expectDrawn(`target: ${JOBS}`, 'result: 增长5%', `measure: ${HOMES}`);
});

test.describe('without locks', () => {
  test('the page that was opened last writes, and nothing is overwritten', async ({ context, page }) => {
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    const other = await another(context);
    other.text = TEXT;
    await writes(other);
    await follows(app);
    await other.tag(HOMES, '2');
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
    await takeOver(app);
    await writes(app);
    await follows(other);
  });
});

/** The labels of the keys from 1. */
const LABELS = ['target', 'measure', 'party', 'result'];

/** How many rounds of edits and take-overs there are for each number of pages. */
const ROUNDS = Number(process.env.REPORTMARK_ROUNDS ?? 100);
const seen = { rounds: 0, edits: 0, takeovers: 0, lost: 0 };

test.describe('a history', () => {
  // One after the other, so that their figures add up.
  test.describe.configure({ mode: 'serial' });

  for (const [tabs, seed] of [
    [2, 11],
    [3, 23],
  ]) {
    test(`that ${tabs} pages write at random is one, and loses nothing`, async ({ app, context }) => {
      test.setTimeout(ROUNDS * 8_000 + 60_000);
      const random = dice(seed);
      const pages: Reportmark[] = [app];
      while (pages.length < tabs) pages.push(await another(context));
      let writer = 0;
      // The label of what is marked in each document.
      const kept = new Map<string, string>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const nth = random(tabs);
        const act = random(10);
        if (act < 3 && nth !== writer) {
          // Some while the other one is still writing.
          const quick = random(2) === 0;
          if (quick) await edit(pages[writer], `${seed}-${round}-q`);
          await takeOver(pages[nth]);
          await writes(pages[nth]);
          if (quick) {
            kept.set(`${seed}-${round}-q`, 'target');
            seen.edits += 1;
          }
          writer = nth;
          seen.takeovers += 1;
        } else if (act === 3) {
          await pages[nth].reload();
          if (nth === writer) writer = await whoWrites(pages);
        } else if (act === 4) {
          await pages[nth].page.close();
          pages[nth] = await another(context);
          if (nth === writer) writer = await whoWrites(pages);
        } else if (act > 7 && kept.size > 0) {
          const name = [...kept.keys()][random(kept.size)];
          const key = random(LABELS.length);
          await relabel(pages[writer], name, String(key + 1));
          await pages[writer].saved();
          kept.set(name, LABELS[key]);
          seen.edits += 1;
        } else {
          await edit(pages[writer], `${seed}-${round}`);
          await pages[writer].saved();
          kept.set(`${seed}-${round}`, 'target');
          seen.edits += 1;
        }
        seen.rounds += 1;
      }
      // All show the same; each document that was said to be kept is there once, and marked.
      const all: Native[] = [];
      await pages[writer].saved();
      for (const page of pages) {
        await expect(page.documents).toHaveCount(kept.size);
        await expect.poll(() => page.page.evaluate(() => document.querySelectorAll('[data-testid=document]').length)).toBe(kept.size);
        all.push(await page.exportNative());
      }
      for (const native of all) expect(lasting(native)).toEqual(lasting(all[0]));
      const there = new Map(all[0].documents.map(({ name, spans }) => [name, spans.map(({ label }) => label).join()]));
      const said = new Map([...kept].map(([name, label]) => [`${name}.txt`, label]));
      seen.lost += [...said].filter(([name, label]) => there.get(name) !== label).length;
      expect([...there]).toEqual([...said]);
      await pages[writer].reload();
      await expect(pages[writer].notices).toHaveCount(0);
      const numbers = await journal(pages[writer].page);
      expect(numbers).toEqual(numbers.map((_, nth) => nth + 1));
      figures('tabs', seen);
    });
  }
});

/** Open a document and mark all of it. */
async function edit(app: Reportmark, name: string): Promise<void> {
  await app.openText(`新增就业${name}万人`, `${name}.txt`);
  await app.reader.press('Control+Home');
  await app.page.keyboard.press('Shift+End');
  await app.page.keyboard.press('1');
  await app.expectCount(1);
}

/** Give what is marked in a document another label. */
async function relabel(app: Reportmark, name: string, key: string): Promise<void> {
  await app.documents.filter({ has: app.page.getByText(`${name}.txt`, { exact: true }) }).click();
  await expect(app.title).toHaveText(`${name}.txt`);
  await app.reader.press('j');
  await app.page.keyboard.press(key);
}

/** Which page writes: one of them comes to. */
async function whoWrites(pages: Reportmark[]): Promise<number> {
  const states = async () =>
    Promise.all(pages.map((app) => app.save.getAttribute('data-state').then((state) => state === 'saved')));
  await expect.poll(async () => (await states()).filter(Boolean).length).toBe(1);
  return (await states()).indexOf(true);
}

/** The numbers of the records in the store. */
function journal(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((done, fail) => {
        const request = indexedDB.open('reportmark');
        request.onerror = fail;
        request.onsuccess = () => {
          const keys = request.result.transaction('journal').objectStore('journal').getAllKeys();
          keys.onsuccess = () => {
            request.result.close();
            done((keys.result as [string, number][]).map(([, number]) => number));
          };
        };
      }),
  );
}
