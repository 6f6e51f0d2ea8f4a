import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { lasting, only } from './support/native';
import { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;

test('the page says when it is saving and when all is saved', async ({ app, page }) => {
  await app.openText(TEXT);
  await app.saved();
  const states = await page.evaluateHandle(() => {
    const seen: (string | undefined)[] = [];
    new MutationObserver(() => {
      seen.push(document.querySelector<HTMLElement>('[data-testid="save-state"]')?.dataset.state);
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
    return seen;
  });
  await app.tag(JOBS, '1');
  await expect.poll(() => states.jsonValue()).toEqual(['saving', 'saved']);
  await expect(app.save).toHaveText(/已保存/);
});

test('files that are chosen before the store was read join what is in it', async ({ app, page }) => {
  await app.openText(TEXT, 'a.txt');
  await app.tag(JOBS, '1');
  await app.saved();
  // A slow disk, or a browser with much to do.
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      const request = open.call(this, name, version);
      const { addEventListener } = request;
      request.addEventListener = (type: string, listener: EventListener) =>
        addEventListener.call(request, type, (event: Event) => setTimeout(() => listener(event), 1_500));
      return request;
    };
  });
  await page.reload();
  await expect(app.save).toHaveText(/正在载入/);
  await app.open({ name: 'b.txt', bytes: TEXT });
  await expect(app.save).toHaveText(/正在载入/);
  await expect(app.documents).toHaveCount(2);
  await app.saved();
  await app.reload();
  await expect(app.documents).toHaveCount(2);
  await expect(app.title).toHaveText('b.txt');
  await app.documents.first().click();
  await app.expectDrawn(`target: ${JOBS}`);
});

test('a store that does not answer is waited for, and this is said', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      const request = open.call(this, name, version);
      request.addEventListener = () => undefined;
      return request;
    };
  });
  await page.goto('./');
  const app = new Reportmark(page);
  await expect(app.save).toHaveText(/正在载入/);
  await app.open({ name: 'a.txt', bytes: TEXT });
  await expect(app.notices).toHaveCount(0);
  await page.clock.fastForward(10_000);
  await expect(app.notices).toHaveText(/没有响应.*重新载入/s);
  await expect(app.documents).toHaveCount(0);
});

test('a store that is deleted under the page is missed at once, and all is handed out', async ({ app, page, context }) => {
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.saved();
  const other = await context.newPage();
  await other.goto('./guideline/zh.html');
  await other.evaluate(
    () =>
      new Promise((done, fail) => {
        const request = indexedDB.deleteDatabase('reportmark');
        request.onsuccess = done;
        request.onerror = fail;
      }),
  );
  await expect(app.save).toHaveAttribute('data-state', 'failed');
  await expect(app.notices).toHaveText(/存储不可用.*导出 JSON/s);
  await app.tag(HOMES, '2');
  await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  expect(only(await app.exportNative()).spans).toHaveLength(2);
});

test.describe('a reload keeps', () => {
  test('which document is shown, and where in it', async ({ app, page }) => {
    await app.openText(TEXT, 'a.txt');
    const lines = Array.from({ length: 400 }, (_, nth) => `第${nth}行：${'完成年度任务。'.repeat(nth % 9)}`);
    await app.openText(lines.join('\n'), 'b.txt');
    await app.openText(TEXT, 'c.txt');
    await app.saved();
    await app.documents.nth(1).click();
    await expect(app.title).toHaveText('b.txt');

    const kept = () => page.evaluate(() => localStorage.getItem('reportmark.place'));
    const before = await kept();
    await app.reader.hover();
    await page.mouse.wheel(0, 7777);
    await expect.poll(kept).not.toBe(before);
    // The last event of the wheel counts.
    await expect.poll(async () => (await top(page)) > 100).toBe(true);
    await settle(page);
    const place = await top(page);

    await app.reload();
    await expect(app.title).toHaveText('b.txt');
    await expect.poll(() => top(page)).toBe(place);
    await app.reload();
    await expect.poll(() => top(page), 'after a second reload').toBe(place);
  });

  test('language, theme and keys', async ({ app, page }) => {
    const theme = () => page.locator('html').getAttribute('data-theme');
    await page.getByTestId('language').click();
    for (const expected of ['light', 'dark']) {
      await page.getByTestId('theme').click();
      await expect.poll(theme).toBe(expected);
    }
    await app.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    expect(await theme()).toBe('dark');
  });

  test('everything that was said to be saved, however fast it came', async ({ app, page }) => {
    const lines = Array.from({ length: 30 }, (_, nth) => `第${nth + 1}项新增就业${nth + 1}万人`);
    await app.openText(lines.join('\n'));
    await app.reader.press('Control+Home');
    for (let nth = 0; nth < lines.length; nth += 1) {
      await page.keyboard.press('Shift+End');
      await page.keyboard.press(String((nth % 4) + 1));
      // From the end of the span over the end of the line.
      await page.keyboard.press('ArrowRight');
    }
    await app.saved();
    await app.reload();
    await expect(app.items).toHaveCount(30);
    expect(only(await app.exportNative()).spans.map(({ quote }) => quote)).toEqual(lines);
  });

  test('all that was saved when it comes in the middle of saving, and nothing is damaged', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    for (const phrase of [HOMES, '增长5%', '甲县住建局']) {
      await app.tag(phrase, '2');
      for (const key of ['3', '4', '1', '2']) await page.keyboard.press(key);
      await app.reload();
      await expect(app.notices).toHaveCount(0);
      await expect(app.reader.locator('[data-label="target"]', { hasText: JOBS })).toHaveCount(1);
    }
    await app.tag('一、工作目标', '4');
    await app.saved();
    const before = lasting(await app.exportNative());
    await app.reload();
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  for (const changes of [520, 1720]) {
    test(`${changes} changes, which are more than one snapshot holds`, async ({ app, page }) => {
      await app.openText(TEXT);
      await app.tag(JOBS, '1');
      await app.tag(HOMES, '1');
      await app.pressFast(Array.from({ length: changes }, (_, nth) => String(((nth + 1) % 4) + 1)));
      await app.expectDrawn(`target: ${JOBS}`, `target: ${HOMES}`);
      await app.saved();
      const before = lasting(await app.exportNative());

      await app.reload();
      await expect(app.notices).toHaveCount(0);
      expect(lasting(await app.exportNative())).toEqual(before);
      await page.keyboard.press('j');
      await page.keyboard.press('3');
      await app.expectDrawn(`party: ${JOBS}`, `target: ${HOMES}`);
      await app.saved();
      await app.reload();
      await app.expectDrawn(`party: ${JOBS}`, `target: ${HOMES}`);
    });
  }

  test('what can be undone and done again', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.tag(HOMES, '2');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await app.saved();
    await app.reload();
    await page.keyboard.press('Control+y');
    await app.expectDrawn(`target: ${JOBS}`);
    await page.keyboard.press('Control+z');
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await app.expectDrawn();
    await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
    await app.saved();
    await app.reload();
    await page.keyboard.press('Control+y');
    await app.expectDrawn(`target: ${JOBS}`);
    await expect(app.notices).toHaveCount(0);
  });

  test('a document whose text another one has too, when that was purged', async ({ app, page }) => {
    await app.openText(TEXT, 'a.txt');
    await app.openText(TEXT, 'b.txt');
    await app.tag(JOBS, '1');
    await app.documents.first().click();
    await page.getByTestId('bin-document').click();
    await page.getByTestId('bin').click();
    await page.getByTestId('empty-bin').click();
    await page.getByTestId('empty-bin-now').click();
    await app.saved();
    await app.reload();
    await expect(app.notices).toHaveCount(0);
    await app.expectDrawn(`target: ${JOBS}`);
  });
});

test.describe('without a store', () => {
  const WITHOUT: [string, (page: Page) => Promise<unknown>][] = [
    [
      'that may be opened',
      (page) =>
        page.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          };
        }),
    ],
    [
      'at all',
      (page) => page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })),
    ],
    [
      'of this version',
      async (page) => {
        const body = '<!doctype html><link rel="icon" href="data:,">';
        await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body }));
        await page.goto('./blank.html');
        await page.evaluate(
          () =>
            new Promise((done, fail) => {
              const request = indexedDB.open('reportmark', 1_000_000);
              request.onsuccess = () => done(request.result.close());
              request.onerror = fail;
            }),
        );
      },
    ],
    [
      'that can be read',
      (page) =>
        page.addInitScript(() => {
          IDBObjectStore.prototype.getAll = () => {
            throw new DOMException('An internal error was encountered.', 'UnknownError');
          };
        }),
    ],
    ['that can be written', (page) => failWrites(page, 'UnknownError')],
  ];

  for (const [which, prepare] of WITHOUT) {
    test(`${which} the page works, says so, and hands everything out`, async ({ page }) => {
      await prepare(page);
      const app = new Reportmark(page);
      await app.start();
      await app.openText(TEXT);
      await expect(app.save).toHaveAttribute('data-state', 'failed');
      await expect(app.save).toHaveText(/保存失败/);
      await expect(app.notices).toHaveCount(1);
      await expect(app.notices).toHaveAttribute('data-kind', 'error');
      await expect(app.notices).toHaveText(/存储不可用.*导出 JSON/s);

      await app.tag(JOBS, '1');
      await app.tag(HOMES, '2');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+y');
      await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
      expect(only(await app.exportNative()).spans).toHaveLength(2);
      await expect(app.save).toHaveAttribute('data-state', 'failed');
      await expect(app.notices).toHaveCount(1);
    });
  }

  test('that has room left it is said that there is none', async ({ page }) => {
    await failWrites(page, 'QuotaExceededError');
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await expect(app.save).toHaveAttribute('data-state', 'failed');
    await expect(app.notices).toHaveText(/存储空间已满.*导出 JSON/s);
  });

  test('for a while nothing is lost, and all is saved as soon as it is back', async ({ page }) => {
    await failWrites(page, 'UnknownError');
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await expect(app.save).toHaveAttribute('data-state', 'failed');
    await app.tag(JOBS, '1');
    await app.tag(HOMES, '2');
    await letWrite(page);
    await app.saved();
    await expect(app.notices).toHaveCount(0);
    await app.reload();
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  });
});

/** Lets every transaction that writes fail, from the start of the page until `letWrite`. */
function failWrites(page: Page, name: string): Promise<unknown> {
  return page.addInitScript((name) => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...of) {
      if (Reflect.get(window, 'mayWrite')) return put.apply(this, of);
      if (name === 'QuotaExceededError') throw new DOMException('There is no room.', name);
      const request = put.apply(this, of);
      this.transaction.abort();
      return request;
    };
  }, name);
}

function letWrite(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.set(window, 'mayWrite', true));
}

/** Where the first line in view starts, in bytes of the text. */
function top(page: Page): Promise<number> {
  return page.evaluate(() => {
    const reader = document.querySelector('#reader');
    const edge = reader?.getBoundingClientRect().top ?? 0;
    const lines = [...document.querySelectorAll('.text-rows > p')];
    const first = lines.find((line) => line.getBoundingClientRect().bottom > edge + 1);
    return Number(first?.getAttribute('data-at') ?? -1);
  });
}

/** Wait until the text has not moved, and what is kept of its place has not changed, for a while. */
async function settle(page: Page): Promise<void> {
  const state = () =>
    page.evaluate(() => `${document.querySelector('#reader')?.scrollTop} ${localStorage.getItem('reportmark.place')}`);
  await expect
    .poll(
      async () => {
        const before = await state();
        await page.waitForTimeout(300);
        return before === (await state());
      },
      { intervals: [0] },
    )
    .toBe(true);
}
