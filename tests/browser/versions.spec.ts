import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { lasting, only } from './support/native';
import { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;

/** A page of the same address that has nothing to do with the project. */
async function blank(page: Page): Promise<void> {
  const body = '<!doctype html><link rel="icon" href="data:,">';
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('./blank.html');
}

/** Put what is stored into a database of another version, with these stores alone. */
function restore(page: Page, version: number, stores: string[]): Promise<unknown> {
  return page.evaluate(
    async ([version, stores]) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const before = await done(indexedDB.open('reportmark'));
      const kept: [string, IDBValidKey[], unknown[]][] = [];
      for (const name of before.objectStoreNames) {
        const store = before.transaction(name).objectStore(name);
        const [keys, values] = [store.getAllKeys(), store.getAll()];
        kept.push([name, await done(keys), await done(values)]);
      }
      before.close();
      await done(indexedDB.deleteDatabase('reportmark'));
      const request = indexedDB.open('reportmark', version);
      request.onupgradeneeded = () => {
        for (const name of stores) request.result.createObjectStore(name);
      };
      const after = await done(request);
      for (const [name, keys, values] of kept.filter(([name]) => stores.includes(name))) {
        const store = after.transaction(name, 'readwrite').objectStore(name);
        for (const [nth, key] of keys.entries()) await done(store.put(values[nth], key));
      }
      after.close();
    },
    [version, stores] as const,
  );
}

const FIRST = ['texts', 'originals', 'journal', 'snapshots', 'parts'];

async function marked(app: Reportmark): Promise<void> {
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.tag(HOMES, '2');
  await app.saved();
}

test('a store of the first version is taken over as it is', async ({ app, page }) => {
  await marked(app);
  const before = lasting(await app.exportNative());
  await blank(page);
  await restore(page, 1, FIRST);
  await app.start();
  await expect(app.notices).toHaveCount(0);
  expect(lasting(await app.exportNative())).toEqual(before);
  app.text = TEXT;
  await app.tag('增长5%', '4');
  await app.saved();
  await app.reload();
  expect(only(await app.exportNative()).spans).toHaveLength(3);
});

test('a store of a later version is shown, not changed, and handed out', async ({ app, page }) => {
  await marked(app);
  const before = lasting(await app.exportNative());
  await blank(page);
  await restore(page, 7, [...FIRST, 'meta', 'more']);
  await app.start();
  await expect(app.save).toHaveAttribute('data-state', 'following');
  await expect(page.getByTestId('access')).toHaveText(/更新版本.*只读/s);
  await expect(page.getByTestId('take-over')).toHaveCount(0);
  await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  app.text = TEXT;
  await app.select('增长5%');
  await page.keyboard.press('4');
  await expect(app.notices).toHaveText(/未更改.*更新版本/s);
  await page.getByTestId('access-export').click();
  expect(lasting(await app.exportNative())).toEqual(before);
  await app.reload();
  expect(lasting(await app.exportNative())).toEqual(before);
});

test('a record of a later version makes the page read-only, and costs nothing', async ({ app, page }) => {
  await marked(app);
  await blank(page);
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const crc = (bytes: Uint8Array) => {
      let rest = ~0;
      for (const byte of bytes) {
        rest ^= byte;
        for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
      }
      return ~rest >>> 0;
    };
    const database = await done(indexedDB.open('reportmark'));
    const store = database.transaction('journal', 'readwrite').objectStore('journal');
    const key = (await done(store.getAllKeys())).at(-1) as IDBValidKey;
    const record = (await done(store.get(key))) as Uint8Array;
    const json = JSON.parse(new TextDecoder().decode(record.subarray(4)));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...json, version: 99 }));
    const sealed = new Uint8Array(bytes.length + 4);
    new DataView(sealed.buffer).setUint32(0, crc(bytes), true);
    sealed.set(bytes, 4);
    await done(store.put(sealed, key));
    database.close();
  });
  await app.start();
  await expect(app.save).toHaveAttribute('data-state', 'following');
  await expect(page.getByTestId('access')).toHaveAttribute('data-why', 'newer');
  await expect(app.reader.locator('[data-label="target"]', { hasText: JOBS })).toHaveCount(1);
});

test('a page that has the store in an earlier version is asked to be closed', async ({ app, page, context }) => {
  await marked(app);
  await blank(page);
  await restore(page, 1, FIRST);
  const old = await context.newPage();
  await blank(old);
  await old.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('reportmark', 1);
    request.onsuccess = () => { Reflect.set(window, 'held', request.result); done(undefined); };
  }));
  const starting = page.goto('./');
  await expect(app.notices).toHaveText(/旧版本.*关闭/s);
  await old.close();
  await starting;
  await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
  await expect(app.notices).toHaveCount(0);
});

test('a page is told when a later version takes the store, and changes nothing more', async ({ app, context }) => {
  await marked(app);
  const later = await context.newPage();
  await blank(later);
  await later.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('reportmark', 8);
    request.onsuccess = () => { request.result.close(); done(undefined); };
  }));
  await expect(app.page.getByTestId('access')).toHaveAttribute('data-why', 'newer');
  await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
});

/** Let the store vanish, and nothing else. */
async function lose(app: Reportmark): Promise<void> {
  await blank(app.page);
  await app.page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase('reportmark').onsuccess = done)));
}

/** What the mark outside of the store says; nothing while there is none, or it is being written. */
const remembered = (page: Page) =>
  page.evaluate(async () => {
    try {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle('reportmark.kept')).getFile();
      return await file.text();
    } catch {
      return '';
    }
  });

test('a store that vanished is told from a first visit', async ({ app }) => {
  await expect(app.notices).toHaveCount(0);
  await marked(app);
  await lose(app);
  await app.start();
  await expect(app.notices).toHaveText(/1 份文档.*已不在/s);
  await expect(app.documents).toHaveCount(0);
  // It can be gone on with, and then it is not said again.
  await app.openText(TEXT);
  await app.saved();
  await app.reload();
  await expect(app.notices).toHaveCount(0);
});

test('the loss of a store is told until it is acknowledged', async ({ app, page }) => {
  await marked(app);
  await lose(app);
  for (const _ of ['first', 'again']) {
    await app.start();
    await expect(app.notices).toHaveText(/1 份文档.*已不在/s);
  }
  await app.notices.getByRole('button', { name: '关闭' }).click();
  await expect.poll(() => remembered(page)).toContain('"documents":0');
  await app.reload();
  await page.waitForTimeout(500);
  await expect(app.notices).toHaveCount(0);
});

test('the mark says how many documents there are', async ({ app, page }) => {
  await marked(app);
  await expect.poll(() => remembered(page)).toContain('"documents":1');
  await app.openText('第二份', 'b.txt');
  await expect.poll(() => remembered(page)).toContain('"documents":2');
  // It went, and the store did not.
  await blank(page);
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('reportmark.kept'));
  await app.start();
  await expect.poll(() => remembered(page)).toContain('"documents":2');
  // A project with nothing in it is none that is missed.
  for (const _ of ['second', 'first']) await page.getByTestId('bin-document').click();
  await page.getByTestId('bin').click();
  await page.getByTestId('empty-bin').click();
  await page.getByTestId('empty-bin-now').click();
  await expect.poll(() => remembered(page)).toContain('"documents":0');
  await lose(app);
  await app.start();
  await page.waitForTimeout(500);
  await expect(app.notices).toHaveCount(0);
});

test('a first visit is none of a store that vanished, however slow the disk', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { getDirectory } = StorageManager.prototype;
    StorageManager.prototype.getDirectory = async function () {
      await new Promise((done) => setTimeout(done, 1_500));
      return getDirectory.call(this);
    };
  });
  await app.start();
  await marked(app);
  await expect.poll(() => remembered(page), 'the mark').toContain('"documents":1');
  await expect(app.notices).toHaveCount(0);
});

for (const [where, forget] of [
  ['in a file', () => localStorage.clear()],
  ['in localStorage', () => delete (StorageManager.prototype as { getDirectory?: unknown }).getDirectory],
] as const) {
  test(`a store that vanished is missed by a mark ${where}`, async ({ app, page }) => {
    if (where === 'in localStorage') await page.addInitScript(forget);
    await app.start();
    await marked(app);
    if (where === 'in a file') await expect.poll(() => remembered(page)).toContain('"documents":1');
    await lose(app);
    await page.evaluate(forget);
    await app.start();
    await expect(app.notices).toHaveText(/1 份文档.*已不在/s);
  });
}

test('a full store says what takes the room, and offers what helps', async ({ app, page }) => {
  await app.openText('第一份', 'a.txt');
  await page.getByTestId('bin-document').click();
  await app.openText(TEXT, 'b.txt');
  await app.saved();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('There is no room.', 'QuotaExceededError');
    };
  });
  await app.tag(JOBS, '1');
  await expect(app.notices).toHaveText(/存储空间已满.*原文 .*回收站中 1 份文档占 9 B/s);
  await page.getByTestId('offer-bin').click();
  await expect(app.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  const coming = page.waitForEvent('download');
  await page.getByTestId('offer-export').click();
  await coming;
});

test('a snapshot is taken after some time of changes', async ({ app, page }) => {
  // Half a minute is shorter here.
  await page.addInitScript(() => {
    const wait = window.setTimeout;
    Reflect.set(window, 'setTimeout', (job: TimerHandler, time?: number, ...of: unknown[]) =>
      wait(job, time === 30_000 ? 1_500 : time, ...of),
    );
  });
  await app.reload();
  await marked(app);
  const heads = () =>
    page.evaluate(
      () =>
        new Promise<number>((done) => {
          const request = indexedDB.open('reportmark');
          request.onsuccess = () => {
            const count = request.result.transaction('snapshots').objectStore('snapshots').count();
            count.onsuccess = () => {
              request.result.close();
              done(count.result);
            };
          };
        }),
    );
  await expect.poll(heads).toBe(1);
});
