import type { Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';
import { only, type Native } from './support/native';
import { content, Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;

/** What a trap says of itself. */
const TRAP = /unreachable/;

const PROGRAM = '**/reportmark-*_bg.wasm';

/**
 * Lets the program trap, once, the next time that it calls anything of the browser after `trap` was
 * set; or of itself: while it starts, or as soon as it has read its store.
 */
function prepare(page: Page, when?: 'start' | 'ready'): Promise<void> {
  return page.addInitScript((when) => {
    const state = window as unknown as { trap: boolean };
    state.trap = when === 'start';
    const wrapped = (imports: WebAssembly.Imports): WebAssembly.Imports => {
      const trapping = ([name, own]: [string, unknown]) => {
        if (typeof own !== 'function') return [name, own];
        const call = (...given: unknown[]) => {
          if (state.trap) {
            state.trap = false;
            throw new WebAssembly.RuntimeError('unreachable');
          }
          return own(...given);
        };
        return [name, call];
      };
      const module = ([name, own]: [string, object]) => [name, Object.fromEntries(Object.entries(own).map(trapping))];
      return Object.fromEntries(Object.entries(imports).map(module)) as WebAssembly.Imports;
    };
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = (source, imports) => instantiateStreaming(source, wrapped(imports ?? {}));
    if (when !== 'ready') return;
    const { mark } = performance;
    performance.mark = function (name, options) {
      if (name === 'reportmark:ready') state.trap = true;
      return mark.call(performance, name, options);
    };
  }, when);
}

const trap = (page: Page) => page.evaluate(() => Reflect.set(window, 'trap', true));

const broken = (page: Page) => page.getByTestId('broken');

/** What is handed out from the message. */
async function handedOut(page: Page): Promise<{ name: string; content: string }> {
  const coming = page.waitForEvent('download');
  await page.getByTestId('rescue-export').click();
  return content(await coming);
}

test.describe('a program that breaks down', () => {
  test.beforeEach(({ expectConsoleError }) => expectConsoleError(TRAP));

  test('says so, lets nothing be done, hands out what is kept, and comes back', async ({ page }) => {
    await prepare(page);
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.tag(HOMES, '2');
    await app.saved();

    await trap(page);
    await page.keyboard.press('j');
    await expect(broken(page)).toBeVisible();
    await expect(broken(page)).toContainText('Reportmark 已停止运行');
    await expect(broken(page)).toContainText('显示过“已保存”的内容都在');
    await expect(broken(page)).not.toContainText('has stopped');
    await expect(page.getByTestId('rescue-reload')).toBeFocused();

    // Nothing reaches the program any more, and the message stays.
    for (const key of ['3', 'Delete', 'Control+z', 'Escape', 'Escape', 'j', '4']) await page.keyboard.press(key);
    await page.mouse.click(5, 5);
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="language"]')?.click());
    await expect(broken(page)).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);

    const { name, content: file } = await handedOut(page);
    expect(name).toMatch(/^a-\d{8}-\d{6}\.json$/);
    const document = only(JSON.parse(file) as Native);
    expect(document.text).toBe(TEXT);
    expect(document.spans.map(({ quote, label }) => `${label}: ${quote}`)).toEqual([
      `target: ${JOBS}`,
      `measure: ${HOMES}`,
    ]);
    await expect(broken(page)).toContainText(`已导出：${name}`);

    await page.getByTestId('rescue-reload').click();
    await expect(broken(page)).toHaveCount(0);
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
    await app.saved();
    await app.tag('增长5%', '1');
    await app.saved();
  });

  test('says it in the language of the page, to everybody, in light and dark', async ({ page }) => {
    await prepare(page);
    const app = new Reportmark(page);
    await app.start();
    await page.getByTestId('language').click();
    await app.openText(TEXT);
    await app.saved();
    await trap(page);
    await page.keyboard.press('j');
    await expect(broken(page)).toContainText('Reportmark has stopped');
    await expect(broken(page)).not.toContainText('已停止');
    for (const theme of ['light', 'dark']) {
      await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme);
      expect(await axe(page), theme).toEqual([]);
    }
    // By the keyboard alone: to the export, and around within the message.
    await page.keyboard.press('Tab');
    await expect(page.getByTestId('rescue-export')).toBeFocused();
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect(only(JSON.parse((await content(await coming)).content) as Native).text).toBe(TEXT);
    for (let count = 0; count < 6; count += 1) {
      await page.keyboard.press('Tab');
      const inside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body);
      expect(await inside()).toBe(true);
    }
  });

  test('right after each start still hands everything out', async ({ page, app }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    await prepare(page, 'ready');
    for (let nth = 0; nth < 2; nth += 1) {
      await page.reload();
      await expect(broken(page)).toBeVisible();
      const { content: file } = await handedOut(page);
      expect(only(JSON.parse(file) as Native).spans).toHaveLength(1);
    }
  });

  test('while it starts says so in both languages, and hands everything out', async ({ page, app }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    await prepare(page, 'start');
    await page.reload();
    await expect(broken(page)).toContainText('Reportmark 已停止运行');
    await expect(broken(page)).toContainText('Reportmark has stopped');
    const { content: file } = await handedOut(page);
    expect(only(JSON.parse(file) as Native).spans).toHaveLength(1);
  });

  test('over an open dialog is said above it', async ({ page }) => {
    await prepare(page);
    const app = new Reportmark(page);
    await app.start();
    await page.getByTestId('keys').click();
    await expect(app.dialog).toBeVisible();
    await trap(page);
    await page.keyboard.press('Escape');
    await expect(broken(page)).toBeVisible();
    await expect(page.getByTestId('rescue-reload')).toBeFocused();
    await page.getByTestId('rescue-export').click();
    await expect(broken(page)).toContainText('存储中没有内容');
  });
});

test.describe('what is stored leaves as it lies there', () => {
  test.beforeEach(({ expectConsoleError }) => expectConsoleError(/Failed to (load resource|fetch|find)|integrity/));

  test('when the program cannot run at all', async ({ page, app }) => {
    await app.openText(TEXT);
    // GB 18030, so that the bytes of the file are kept as well.
    const bytes = Uint8Array.from([0xbc, 0xd7, 0xcf, 0xd8, 0xbe, 0xd6, 0xa1, 0xa3, 0x0a]);
    await app.open({ name: 'b.txt', bytes });
    await expect(app.documents).toHaveCount(2);
    await app.documents.first().click();
    await app.tag(JOBS, '1');
    await app.saved();
    await page.route(PROGRAM, (route) => route.fulfill({ status: 404, body: '' }));
    await page.reload();
    await expect(broken(page)).toBeVisible();
    const { name, content: file } = await handedOut(page);
    expect(name).toMatch(/^reportmark-store-\d{8}-\d{6}\.json$/);
    const { format, stores } = JSON.parse(file);
    expect(format).toBe('reportmark-store');
    const texts: string[] = stores.texts.map(({ text }: { text: string }) => text);
    expect(texts).toContain(TEXT);
    expect(texts).toContain('甲县局。\n');
    const kept: string[] = stores.originals.map(({ base64 }: { base64: string }) => base64);
    expect(kept).toEqual([Buffer.from(bytes).toString('base64')]);
    expect(JSON.stringify(stores.journal.map(({ json }: { json: unknown }) => json))).toContain('target');
    await expect(broken(page)).toContainText('已按存储中的原样导出');
  });

  test('along with the project, when a part of it is damaged', async ({ page, app, expectConsoleError }) => {
    expectConsoleError(TRAP);
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.tag(HOMES, '1');
    await app.saved();
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('reportmark');
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('journal', 'readwrite');
            const store = transaction.objectStore('journal');
            store.getAllKeys().onsuccess = (event) => {
              const keys = (event.target as IDBRequest<IDBValidKey[]>).result;
              store.put(new Uint8Array([1, 2, 3, 4, 5]), keys.at(-1));
            };
            transaction.oncomplete = () => done(opening.result.close());
          };
        }),
    );
    await prepare(page, 'ready');
    await page.reload();
    await expect(broken(page)).toBeVisible();
    const names: string[] = [];
    page.on('download', (download) => names.push(download.suggestedFilename()));
    await page.getByTestId('rescue-export').click();
    await expect(broken(page)).toContainText('存储中有一部分无法读取');
    await expect.poll(() => names.length).toBe(2);
    expect(names.some((name) => name.startsWith('reportmark-store-'))).toBe(true);
  });

  test('and when there is nothing it is said', async ({ page }) => {
    await page.route(PROGRAM, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('./');
    await page.getByTestId('rescue-export').click();
    await expect(broken(page)).toContainText('存储中没有内容。 Nothing is stored.');
    const stores = await page.evaluate(() => indexedDB.databases());
    expect(stores).toEqual([]);
  });
});
