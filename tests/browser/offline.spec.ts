import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { BrowserContext, Page } from '@playwright/test';

import { edit, listed, nextBuild } from './support/builds';
import { expect, test as base } from './support/fixtures';
import { expectSound, only } from './support/native';
import { Reportmark } from './support/page';
import { serve, type Site } from './support/server';

const ROOT = resolve(__dirname, '../..');
const BUILT = process.env.REPORTMARK_SITE ?? resolve(ROOT, 'target/site');
const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，${HOMES}。\n`;

interface Builds {
  /** The page as it was built, in a folder of its own that a test may change. */
  first: string;
  /** The next build of it: its page says so, and its program of workbooks has other names. */
  second: string;
}

const test = base.extend<{ builds: Builds }, { site: Site }>({
  // A host of this file's own, for what it hands out changes.
  site: [
    async ({}, use) => {
      const site = await serve(BUILT);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  // Before the page is opened.
  builds: [
    async ({ site }, use, info) => {
      const [first, second] = [info.outputPath('first'), info.outputPath('second')];
      nextBuild(BUILT, first, () => {});
      nextBuild(BUILT, second, (folder) => {
        edit(folder, 'index.html', (page) => page.replace('</title>', '</title><meta name="build" content="second">'));
        return goneFrom(folder);
      });
      site.show(first);
      await use({ first, second });
      for (const folder of [first, second]) rmSync(folder, { recursive: true });
    },
    { auto: true },
  ],
});

test.use({ serviceWorkers: 'allow' });

/** Takes away what the next build would have under other names; what that is. */
function goneFrom(folder: string): string[] {
  const gone = listed(folder).filter((name) => name.startsWith('workbook-'));
  expect(gone.length).toBeGreaterThan(1);
  for (const name of gone) rmSync(join(folder, name));
  return gone;
}

/** Waits until the page is in the hands of its worker. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null && active?.state === 'activated';
  });
}

/** What the page asks for by itself from time to time. Whether a new worker was found. */
function lookForUpdate(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    return Boolean(registration?.installing ?? registration?.waiting);
  });
}

/** Waits until nothing is being installed. */
async function rested(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active && !registration.installing;
  });
}

function buildOf(page: Page): Promise<string | null> {
  return page.evaluate(() => document.querySelector('meta[name=build]')?.getAttribute('content') ?? 'first');
}

function caches(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await window.caches.keys()).sort());
}

async function cutOff(context: BrowserContext, site: Site): Promise<void> {
  await site.close();
  await context.setOffline(true);
}

/** Opens the ledger by key and takes the workbook out. */
async function workbook(app: Reportmark): Promise<Buffer> {
  await app.reader.focus();
  await app.page.keyboard.press('l');
  const coming = app.page.waitForEvent('download');
  await app.page.getByTestId('ledger-xlsx').click();
  const bytes = readFileSync(await (await coming).path());
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toHaveCount(0);
  return bytes;
}

/** What the check of working offline and of installing found, for who puts the figures together. */
function prove(found: Record<string, unknown>): void {
  const path = resolve(ROOT, 'target/proof/offline.json');
  mkdirSync(resolve(path, '..'), { recursive: true });
  let known = {};
  try {
    known = JSON.parse(readFileSync(path, 'utf8')) as object;
  } catch {
    // It is the first.
  }
  writeFileSync(path, `${JSON.stringify({ ...known, ...found }, null, 2)}\n`);
}

const offers = (page: Page) => page.getByTestId('offer-version');

test.describe('without the network', () => {
  test('everything works after one visit', async ({ app, context, page, site }) => {
    test.setTimeout(120_000);
    prove({ works_offline: false });
    await settled(page);
    await cutOff(context, site);

    await app.reload();
    await expect(app.save).toHaveAttribute('data-state', 'saved');
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.tag(HOMES, '2');
    await app.saved();
    const document = only(await app.exportNative());
    expectSound(document);
    expect(document.spans).toHaveLength(2);
    expect(await app.exportDoccano()).toHaveLength(1);
    // A zip file.
    expect((await workbook(app)).subarray(0, 2).toString()).toBe('PK');

    await page.getByTestId('find-open').click();
    await page.getByTestId('find-regex').click();
    await page.getByTestId('find-text').fill('\\d+');
    await expect(page.locator('.find-list li')).toHaveCount(2);
    await page.keyboard.press('Escape');

    await page.getByTestId('samples').selectOption({ index: 1 });
    await expect(app.documents).toHaveCount(2);
    await app.saved();

    const opening = context.waitForEvent('page');
    await page.getByTestId('guideline').click();
    const guideline = await opening;
    await expect(guideline.locator('h1')).toHaveText(/标注规范/);
    expect(await guideline.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
    await guideline.getByRole('link', { name: 'English' }).first().click();
    await expect(guideline).toHaveURL(/en\.html$/);
    await guideline.getByRole('link', { name: 'Reportmark' }).first().click();
    await expect(guideline.getByTestId('save-state')).toBeVisible();
    await guideline.close();

    for (const address of ['./', 'index.html', './?open=samples/work_report.txt']) {
      const response = await page.goto(address);
      expect(response?.status(), address).toBe(200);
    }
    await page.goto('./?open=samples/plan_report.txt');
    await expect(app.title).toHaveText('plan_report.txt');
    await expect(app.notices).toHaveCount(0);
    await site.reopen();
    prove({ works_offline: true });
  });

  test('the page that was open first works, too', async ({ app, context, page, site }) => {
    await settled(page);
    await cutOff(context, site);
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    expect((await workbook(app)).subarray(0, 2).toString()).toBe('PK');
    await page.getByTestId('samples').selectOption({ index: 1 });
    await expect(app.documents).toHaveCount(2);
    await site.reopen();
  });

  test('it makes no difference that a host leads index.html to its folder', async ({ builds, context, page, site }) => {
    site.show(builds.first, true);
    const app = new Reportmark(page);
    await app.start();
    await settled(page);
    await cutOff(context, site);
    await app.reload();
    await page.goto('index.html');
    await app.openText(TEXT);
    await app.saved();
    await site.reopen();
  });

  test('what else the host has is not kept', async ({ app, builds, context, page, site, expectConsoleError }) => {
    writeFileSync(join(builds.first, 'own.txt'), TEXT);
    await settled(page);
    await page.goto('./?open=own.txt');
    await expect(app.title).toHaveText('own.txt');
    const kept = await page.evaluate(async () => {
      const names = await window.caches.keys();
      const lists = names.map(async (name) => (await (await window.caches.open(name)).keys()).map(({ url }) => url));
      return (await Promise.all(lists)).flat();
    });
    const expected = [...listed(builds.first), 'pages-before'].map((address) => `${site.url}${address}`);
    expect(kept.sort()).toEqual(expected.sort());
    expect(await caches(page)).toEqual([expect.stringMatching(/^reportmark-[0-9a-f]{16}-\/some\/path\/$/)]);

    // The user's own changes of it are seen.
    writeFileSync(join(builds.first, 'own.txt'), HOMES);
    expect(await page.evaluate(async () => (await fetch('own.txt')).text())).toBe(HOMES);
    await cutOff(context, site);
    expectConsoleError(/Failed to load resource/);
    await page.goto('./?open=own.txt');
    await expect(app.notices).toHaveText(/浏览器读不出此文件/);
    await site.reopen();
  });
});

test.describe('installing', () => {
  test('nothing is in its way', async ({ playwright, launchOptions, site }, info) => {
    prove({ installability_errors: null });
    // Windows that keep nothing install nothing.
    const context = await playwright.chromium.launchPersistentContext(info.outputPath('profile'), {
      ...launchOptions,
      baseURL: site.url,
      serviceWorkers: 'allow',
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(site.url);
    await settled(page);
    const browser = await context.newCDPSession(page);
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const manifest = await browser.send('Page.getAppManifest');
    expect(manifest.url).toBe(`${site.url}manifest.webmanifest`);
    expect(manifest.errors).toEqual([]);
    const written = JSON.parse(manifest.data ?? '') as { icons: { src: string; sizes: string; type: string }[] };
    for (const { src, sizes, type } of written.icons) {
      const response = await page.request.get(`${site.url}${src}`);
      expect(response.headers()['content-type'], src).toBe(type);
      if (type !== 'image/png') continue;
      const bytes = await response.body();
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
    }
    await context.close();
    prove({ installability_errors: installabilityErrors.length });
  });

  test('files that the system opens with the page are opened', async ({ page }) => {
    await page.addInitScript((text) => {
      const file = { getFile: () => Promise.resolve(new File([text], '送来.txt')) };
      const gone = { getFile: () => Promise.reject(new DOMException('', 'NotFoundError')) };
      const launchQueue = {
        setConsumer(consume: (launched: object) => void) {
          consume({ targetURL: location.href, files: [] });
          consume({ targetURL: location.href, files: [gone, file] });
        },
      };
      Object.defineProperty(window, 'launchQueue', { value: launchQueue });
    }, TEXT);
    const app = new Reportmark(page);
    await app.start();
    await expect(app.title).toHaveText('送来.txt');
    await expect(app.notices).toHaveCount(0);
  });
});

test.describe('a new version', () => {
  test('is offered and not forced, and comes with all that was done', async ({ app, builds, page, site }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    await settled(page);
    const [old] = await caches(page);
    await page.evaluate(async () => {
      await window.caches.open('another');
      await window.caches.open('reportmark-0123456789abcdef-/');
      await window.caches.open('reportmark-0123456789abcdef-/some/path/more/');
      await window.caches.open('reportmark-0123456789abcdef-/some/path/');
    });
    const others = ['another', 'reportmark-0123456789abcdef-/', 'reportmark-0123456789abcdef-/some/path/more/'];

    site.show(builds.second);
    expect(await lookForUpdate(page)).toBe(true);
    await expect(app.notices).toHaveText(/新版本.*载入新版本/);
    await expect(app.notices).toHaveAttribute('data-kind', 'info');
    // Declined, it does not come by itself, and is there at the next visit.
    await app.notices.getByRole('button').last().click();
    await expect(app.notices).toHaveCount(0);
    await app.tag(HOMES, '2');
    await app.saved();
    await app.reload();
    expect(await buildOf(page)).toBe('first');
    await expect(app.items).toHaveCount(2);
    expect((await workbook(app)).subarray(0, 2).toString()).toBe('PK');

    await offers(page).click();
    await expect.poll(() => buildOf(page).catch(() => null)).toBe('second');
    await expect(app.items).toHaveCount(2);
    await expect(app.notices).toHaveCount(0);
    await app.saved();
    // What earlier builds kept here is gone; what is others' is not.
    await expect.poll(() => caches(page)).toHaveLength(others.length + 1);
    expect(await caches(page)).toEqual(expect.arrayContaining(others));
    expect(await caches(page)).not.toContain(old);
    expect(await caches(page)).not.toContain('reportmark-0123456789abcdef-/some/path/');
    await app.reload();
    expect(await buildOf(page)).toBe('second');
    await expect(app.notices).toHaveCount(0);
  });

  test('comes by itself when no page is open any more', async ({ app, builds, context, page, site }) => {
    await settled(page);
    site.show(builds.second);
    await lookForUpdate(page);
    await expect(offers(page)).toBeVisible();
    await page.close();
    const next = new Reportmark(await context.newPage());
    // The browser lets the new worker take over a moment after the last page went.
    await expect(async () => {
      await next.page.goto('about:blank');
      await next.start();
      expect(await buildOf(next.page)).toBe('second');
    }).toPass();
    await expect(next.notices).toHaveCount(0);
  });

  test('leaves other tabs as they are, and says so there', async ({ app, builds, context, page, site }) => {
    await app.openText(TEXT);
    await app.saved();
    await settled(page);
    const other = new Reportmark(await context.newPage());
    await other.start();
    await settled(other.page);
    await expect(other.title).toHaveText('a.txt');
    site.show(builds.second);
    await lookForUpdate(page);
    await expect(offers(page)).toBeVisible();
    await expect(offers(other.page)).toBeVisible();

    await other.page.bringToFront();
    await offers(other.page).click();
    await expect.poll(() => buildOf(other.page).catch(() => null)).toBe('second');
    await page.bringToFront();
    await expect(app.notices).toHaveText(/另一个标签页已换用新版本/);
    expect(await buildOf(page)).toBe('first');
    await app.tag(JOBS, '1');
    await app.saved();
    // The host does not have this any more; the page gets its own.
    expect((await workbook(app)).subarray(0, 2).toString()).toBe('PK');
    expect(await caches(page)).toHaveLength(2);

    await page.getByTestId('offer-reload').click();
    await expect.poll(() => buildOf(page).catch(() => null)).toBe('second');
    await expect(app.items).toHaveCount(1);
    await expect(app.notices).toHaveCount(0);
    await expect.poll(() => caches(page)).toHaveLength(1);
  });

  test('that is not whole changes nothing', async ({ app, builds, page, site, expectConsoleError }) => {
    expectConsoleError(/integrity|Failed to load resource/);
    await settled(page);
    const before = await caches(page);
    // As if a file were from yet another build; then as if one were missing.
    appendFileSync(join(builds.second, 'samples/work_report.txt'), '。');
    site.show(builds.second);
    expect(await lookForUpdate(page)).toBe(true);
    await rested(page);
    await expect.poll(() => caches(page)).toEqual(before);
    await expect(app.notices).toHaveCount(0);
    await app.reload();
    expect(await buildOf(page)).toBe('first');
    await settled(page);
    rmSync(join(builds.second, 'samples/work_report.txt'));
    expect(await lookForUpdate(page)).toBe(true);
    await rested(page);
    await expect.poll(() => caches(page)).toEqual(before);
    await app.reload();
    expect(await buildOf(page)).toBe('first');
    await page.getByTestId('samples').selectOption({ index: 1 });
    await expect(app.documents).toHaveCount(1);
    await expect(app.notices).toHaveCount(0);
  });

  test('waits for what is not saved or not finished', async ({ builds, page, site }) => {
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...of) {
        if (Reflect.get(window, 'fails')) throw new DOMException('There is no room.', 'QuotaExceededError');
        return put.apply(this, of);
      };
    });
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await app.saved();
    await settled(page);
    site.show(builds.second);
    await lookForUpdate(page);
    await expect(offers(page)).toBeVisible();

    await page.evaluate(() => Reflect.set(window, 'fails', true));
    await app.tag(JOBS, '1');
    await expect(app.save).toHaveAttribute('data-state', 'failed');
    await offers(page).click();
    await expect(app.notices.filter({ hasText: '尚未载入新版本：还有更改没有保存' })).toBeVisible();
    expect(await buildOf(page)).toBe('first');
    await page.evaluate(() => Reflect.set(window, 'fails', false));
    await app.tag(HOMES, '2');
    await app.saved();

    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-area').fill('还没写完');
    await page.keyboard.press('Escape');
    await offers(page).click();
    await expect(app.notices.filter({ hasText: '对话框里有没写完的内容' })).toBeVisible();
    expect(await buildOf(page)).toBe('first');
    await page.getByTestId('paste-text').click();
    await expect(page.getByTestId('paste-area')).toHaveValue('还没写完');
    await page.getByTestId('paste-area').fill('');
    await page.keyboard.press('Escape');

    await offers(page).click();
    await expect.poll(() => buildOf(page).catch(() => null)).toBe('second');
    await expect(app.items).toHaveCount(2);
  });
});

test.describe('where it cannot be kept', () => {
  /** Works as it does without a worker. */
  async function worksWithout(page: Page): Promise<void> {
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    await page.getByTestId('samples').selectOption({ index: 1 });
    await expect(app.documents).toHaveCount(2);
    await expect(app.notices).toHaveCount(0);
    const registered = () => page.evaluate(async () => Boolean(await navigator.serviceWorker?.getRegistration()));
    await expect.poll(registered).toBe(false);
    expect(await page.evaluate(() => navigator.serviceWorker?.controller ?? null)).toBeNull();
    expect(await caches(page)).toEqual([]);
  }

  test('for lack of room, the page goes on with the network', async ({ builds, page, site }) => {
    edit(
      builds.first,
      'service-worker.js',
      (worker) => `Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); };\n${worker}`,
    );
    site.show(builds.first);
    await worksWithout(page);
  });

  test('because the host changes files, the page goes on with the network', async ({
    builds,
    page,
    site,
    expectConsoleError,
  }) => {
    expectConsoleError(/integrity/);
    edit(builds.first, 'index.html', (html) => html.replace('</body>', '<!-- by the host --></body>'));
    site.show(builds.first);
    await worksWithout(page);
  });

  test('because the host has no worker, the page goes on with the network', async ({
    builds,
    page,
    site,
    expectConsoleError,
  }) => {
    expectConsoleError(/bad HTTP response code|Failed to load resource/);
    rmSync(join(builds.first, 'service-worker.js'));
    site.show(builds.first);
    await worksWithout(page);
  });

  test('because the browser has no workers, the page goes on with the network', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
    });
    await worksWithout(page);
  });
});
