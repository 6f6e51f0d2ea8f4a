import type { Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';
import { expectSound, lasting, only, type Native } from './support/native';
import { content, Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;
const FILE = 'mine.json';

/**
 * Lets the pickers of the page give files of its private file system, which are real: they are
 * written, swapped and kept as those of the user's disk. `window.picks` counts what was asked for.
 */
async function withPickers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const picks: unknown[] = [];
    const pick = (kind: string) => async (options: { suggestedName?: string; mode?: string }) => {
      picks.push({ kind, ...options, active: navigator.userActivation.isActive });
      const error = Reflect.get(window, 'pickFails');
      if (error) throw new DOMException('It cannot be.', error);
      const root = await navigator.storage.getDirectory();
      const name = Reflect.get(window, 'pickName') ?? (kind === 'file' ? 'mine.json' : 'folder');
      return kind === 'file'
        ? root.getFileHandle(name, { create: true })
        : root.getDirectoryHandle(name, { create: true });
    };
    Object.assign(window, { picks, showSaveFilePicker: pick('file'), showDirectoryPicker: pick('folder') });
  });
}

/** The content of a file, or `null` when there is none. */
function read(page: Page, name = FILE, folder?: string): Promise<string | null> {
  return page.evaluate(
    async ([name, folder]) => {
      const root = await navigator.storage.getDirectory();
      try {
        const within = folder ? await root.getDirectoryHandle(folder) : root;
        return await (await (await within.getFileHandle(name as string)).getFile()).text();
      } catch {
        return null;
      }
    },
    [name, folder],
  );
}

/** Somebody else writes a file. */
function write(page: Page, text: string, name = FILE, folder?: string): Promise<void> {
  return page.evaluate(
    async ([text, name, folder]) => {
      const root = await navigator.storage.getDirectory();
      const within = folder ? await root.getDirectoryHandle(folder, { create: true }) : root;
      const stream = await (await within.getFileHandle(name as string, { create: true })).createWritable();
      await stream.write(text as string);
      await stream.close();
    },
    [text, name, folder],
  );
}

function remove(page: Page, name = FILE): Promise<void> {
  return page.evaluate(async (name) => (await navigator.storage.getDirectory()).removeEntry(name), name);
}

async function names(page: Page, folder: string): Promise<string[]> {
  const names = await page.evaluate(async (folder) => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const within = await root.getDirectoryHandle(folder);
    for await (const name of (within as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
    return names;
  }, folder);
  return names.sort();
}

const picks = (page: Page) => page.evaluate(() => (Reflect.get(window, 'picks') as unknown[]).length);

/** Lets the next calls of a method of files fail. */
function fail(page: Page, of: string, method: string, error: string): Promise<void> {
  return page.evaluate(
    ([of, method, error]) => {
      const prototype = Reflect.get(window, of).prototype;
      const before = prototype[method];
      prototype[method] = async () => {
        prototype[method] = before;
        throw new DOMException('It cannot be.', error);
      };
    },
    [of, method, error],
  );
}

const sign = (page: Page) => page.getByTestId('files');

/** Wait until all is in the file. */
const written = (page: Page) => expect(sign(page)).toHaveAttribute('data-state', 'written');

async function native(page: Page, name = FILE, folder?: string): Promise<Native> {
  const file = JSON.parse((await read(page, name, folder)) ?? 'null') as Native;
  file.documents.forEach(expectSound);
  return file;
}

const save = (page: Page) => page.keyboard.press('Control+s');

async function started(page: Page): Promise<Reportmark> {
  await withPickers(page);
  const app = new Reportmark(page);
  await app.start();
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  return app;
}

test.describe('a file', () => {
  test('is asked for once, by the key, and written from then on, as it is exported', async ({ page }) => {
    const app = await started(page);
    await expect(sign(page)).toHaveAttribute('data-state', 'none');
    await save(page);
    await written(page);
    expect(await page.evaluate(() => Reflect.get(window, 'picks'))).toEqual([
      expect.objectContaining({
        kind: 'file',
        active: true,
        suggestedName: expect.stringMatching(/^a-\d{8}-\d{6}\.json$/),
        types: [{ description: 'Reportmark JSON', accept: { 'application/json': ['.json'] } }],
      }),
    ]);
    expect(only(await native(page)).spans.map(({ quote }) => quote)).toEqual([JOBS]);

    await app.tag(HOMES, '2');
    await expect(sign(page)).toHaveAttribute('data-state', 'changed');
    // What is handed out elsewhere is not in the file.
    await app.exportNative();
    await expect(sign(page)).toHaveAttribute('data-state', 'changed');
    await save(page);
    await written(page);
    expect(lasting(await native(page))).toEqual(lasting(await app.exportNative()));
    expect(await picks(page)).toBe(1);
    await expect(app.notices).toHaveCount(0);
    await expect(sign(page)).toHaveAttribute('title', /mine\.json.*上次写入.*全部更改都已存入/s);
  });

  test('is written again after a reload without being asked for', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.saved();
    await app.reload();
    await written(page);
    await app.tag(HOMES, '2');
    await save(page);
    await written(page);
    expect(only(await native(page)).spans).toHaveLength(2);
    expect(await picks(page)).toBe(0);
    await expect(app.notices).toHaveCount(0);
  });

  test('is saved from a field and from a dialog, too', async ({ page }) => {
    const app = await started(page);
    await page.keyboard.press('n');
    await page.keyboard.type('核对');
    await save(page);
    await written(page);
    await expect(app.note).toBeFocused();
    await page.keyboard.press('Escape');
    await app.tag(HOMES, '2');
    await page.keyboard.press('?');
    await expect(app.dialog).toContainText('保存到文件');
    await expect(app.dialog.locator('[data-command="save"] kbd')).toHaveText('Ctrl+S');
    await save(page);
    await written(page);
    await expect(app.dialog).toBeVisible();
    expect(only(await native(page)).spans).toHaveLength(2);
  });

  test('that another has changed is not overwritten without a word', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.tag(HOMES, '2');
    await write(page, 'of a colleague');
    await save(page);
    await expect(page.getByTestId('clash')).toHaveText(/mine\.json.*字节.*14 字节/s);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
    expect(await read(page)).toBe('of a colleague');
    await expect(sign(page)).toHaveAttribute('data-state', 'changed');

    await save(page);
    await page.getByTestId('clash-overwrite').click();
    await written(page);
    await expect(app.dialog).toHaveCount(0);
    expect(only(await native(page)).spans).toHaveLength(2);
  });

  test('that another has changed can be left for another one', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.tag(HOMES, '2');
    await write(page, 'of a colleague');
    await save(page);
    await page.evaluate(() => Reflect.set(window, 'pickName', 'other.json'));
    // By the keyboard alone: it is the first choice.
    await expect(page.getByTestId('clash-save-as')).toBeFocused();
    await page.keyboard.press('Enter');
    await written(page);
    expect(await read(page)).toBe('of a colleague');
    expect(only(await native(page, 'other.json')).spans).toHaveLength(2);
    await save(page);
    await written(page);
    expect(await picks(page)).toBe(2);
  });

  test('that another has changed can be opened beside what is here', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    const theirs = await native(page);
    theirs.documents[0].name = '同事的.txt';
    theirs.documents[0].spans[0].note = '同事的';
    await app.tag(HOMES, '2');
    await write(page, JSON.stringify(theirs));
    await save(page);
    await page.getByTestId('clash-open').click();
    await expect(app.documents).toHaveCount(2);
    await expect(app.dialog).toHaveCount(0);
    expect(JSON.parse((await read(page)) ?? '')).toEqual(theirs);
  });

  test('that was only touched is written', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await write(page, (await read(page)) ?? '');
    await app.tag(HOMES, '2');
    await save(page);
    await written(page);
    expect(only(await native(page)).spans).toHaveLength(2);
  });

  test('that is gone is said to be gone, and another can be chosen', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.tag(HOMES, '2');
    await remove(page);
    await save(page);
    await expect(app.notices).toHaveText(/mine\.json.*移动、改名或删除.*此浏览器中/s);
    expect(await read(page)).toBeNull();
    await page.getByTestId('offer-save-as').click();
    await written(page);
    await expect(app.notices).toHaveCount(0);
    expect(only(await native(page)).spans).toHaveLength(2);
  });

  for (const [of, method, error, said] of [
    ['FileSystemWritableFileStream', 'write', 'QuotaExceededError', /空间不足.*保持不变/],
    ['FileSystemWritableFileStream', 'close', 'QuotaExceededError', /空间不足.*保持不变/],
    ['FileSystemWritableFileStream', 'close', 'AbortError', /AbortError.*未能写入/],
    ['FileSystemFileHandle', 'createWritable', 'NoModificationAllowedError', /只读/],
    ['FileSystemFileHandle', 'createWritable', 'InvalidStateError', /占用/],
    ['FileSystemFileHandle', 'createWritable', 'NotAllowedError', /权限.*Ctrl\+S/],
    ['FileSystemFileHandle', 'getFile', 'NotReadableError', /NotReadableError.*未能写入/],
  ] as const) {
    test(`is as it was when ${method} fails with ${error}, and is written at the next try`, async ({ page }) => {
      const app = await started(page);
      await save(page);
      await written(page);
      const before = await read(page);
      await app.tag(HOMES, '2');
      await fail(page, of, method, error);
      await save(page);
      await expect(app.notices).toHaveText(said);
      await expect(app.notices).toHaveAttribute('data-kind', 'error');
      await expect(app.save).toHaveAttribute('data-state', 'saved');
      await expect(sign(page)).toHaveAttribute('data-state', 'changed');
      expect(await read(page)).toBe(before);
      await page.getByTestId('offer-save').click();
      await written(page);
      await expect(app.notices).toHaveCount(0);
      expect(only(await native(page)).spans).toHaveLength(2);
    });
  }

  test('asks for permission again after a reload, and says when there is none', async ({ page }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.saved();
    await page.addInitScript(() => {
      Object.assign(window, { asked: [], answer: 'denied' });
      Object.assign(FileSystemHandle.prototype, {
        queryPermission: async () => 'prompt',
        requestPermission: async (options: { mode: string }) => {
          Reflect.get(window, 'asked').push([options.mode, navigator.userActivation.isActive]);
          return Reflect.get(window, 'answer');
        },
      });
    });
    await app.reload();
    const before = await read(page);
    await app.tag(HOMES, '2');
    await save(page);
    await expect(app.notices).toHaveText(/mine\.json.*权限/s);
    expect(await page.evaluate(() => Reflect.get(window, 'asked'))).toEqual([['readwrite', true]]);
    expect(await read(page)).toBe(before);
    await page.evaluate(() => Reflect.set(window, 'answer', 'granted'));
    await save(page);
    await written(page);
    await expect(app.notices).toHaveCount(0);
  });

  test('that was not chosen is no trouble', async ({ page }) => {
    const app = await started(page);
    await page.evaluate(() => Reflect.set(window, 'pickFails', 'AbortError'));
    await save(page);
    await expect(app.notices).toHaveText(/没有选文件/);
    await expect(app.notices).toHaveAttribute('data-kind', 'info');
    await app.tag(HOMES, '2');
    await expect(app.notices).toHaveCount(0);
    await page.evaluate(() => Reflect.set(window, 'pickFails', undefined));
    await save(page);
    await written(page);
  });

  test('is forgotten when that is wanted', async ({ page }) => {
    const app = await started(page);
    await sign(page).click();
    await expect(page.getByTestId('files-save')).toBeFocused();
    await page.keyboard.press('Enter');
    await written(page);
    await expect(app.dialog).toHaveCount(0);
    await sign(page).click();
    await expect(app.dialog).toContainText(FILE);
    expect(await axe(page)).toEqual([]);
    await page.getByTestId('files-forget').click();
    await expect(app.dialog).not.toContainText(FILE);
    await app.reload();
    await expect(sign(page)).toHaveAttribute('data-state', 'none');
    await save(page);
    await written(page);
    expect(await picks(page)).toBe(1);
  });

  test('that another tab has written is not taken for a stranger’s', async ({ page, context }) => {
    const app = await started(page);
    await save(page);
    await written(page);
    await app.saved();
    const second = await context.newPage();
    await withPickers(second);
    const other = new Reportmark(second);
    await other.start();
    await written(second);
    await app.tag(HOMES, '2');
    await save(page);
    await written(page);
    await save(second);
    await expect(second.getByTestId('clash')).toHaveCount(0);
    await second.close();
  });
});

test.describe('a folder', () => {
  test('gets a file for each document, whatever their names, and only what changed is written', async ({ page }) => {
    await withPickers(page);
    const app = new Reportmark(page);
    await app.start();
    const texts = ['甲', '乙', '丙', '丁'];
    const given = ['报告.txt', '报告', '../../etc/passwd', 'con'];
    for (const [nth, text] of texts.entries()) {
      await app.openText(`${text}${TEXT}`, `${nth}.txt`);
      await page.getByTestId('rename').click();
      await app.dialog.locator('input').fill(given[nth]);
      await page.keyboard.press('Enter');
      await expect(app.title).toHaveText(given[nth]);
    }
    await write(page, 'not ours', '报告.json', 'folder');
    await sign(page).click();
    await page.getByTestId('files-folder').click();
    await written(page);
    const all = ['_.._etc_passwd.json', '_con.json', '报告 (2).json', '报告 (3).json', '报告.json'];
    expect(await names(page, 'folder')).toEqual(all);
    expect(await read(page, '报告.json', 'folder')).toBe('not ours');
    expect(only(await native(page, '报告 (2).json', 'folder')).name).toBe('报告.txt');

    const before = await Promise.all(all.map((name) => read(page, name, 'folder')));
    await app.saved();
    await app.reload();
    await app.tag(JOBS, '1');
    await save(page);
    await written(page);
    expect(await names(page, 'folder')).toEqual(all);
    const after = await Promise.all(all.map((name) => read(page, name, 'folder')));
    const changed = all.filter((_, nth) => after[nth] !== before[nth]);
    expect(changed).toEqual(['_con.json']);

    await app.documents.first().click();
    await app.tag(JOBS, '1');
    await write(page, 'of a colleague', '报告 (2).json', 'folder');
    await save(page);
    await expect(page.getByTestId('clash')).toHaveText(/报告 \(2\)\.json/);
    await page.getByTestId('clash-leave').click();
    expect(await read(page, '报告 (2).json', 'folder')).toBe('of a colleague');
    await expect(app.notices).toHaveCount(0);
  });

  test('is left without empty files when there is no room', async ({ page }) => {
    const app = await started(page);
    await fail(page, 'FileSystemWritableFileStream', 'close', 'QuotaExceededError');
    await sign(page).click();
    await page.getByTestId('files-folder').click();
    await expect(app.notices).toHaveText(/a\.json.*空间不足/s);
    expect(await names(page, 'folder')).toEqual([]);
  });
});

test.describe('without the API', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ['showSaveFilePicker', 'showDirectoryPicker']) {
        Object.defineProperty(window, name, { value: undefined });
      }
    });
  });

  test('the key downloads, and the dialog says why', async ({ page, app }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    const coming = page.waitForEvent('download');
    await save(page);
    const file = JSON.parse((await content(await coming)).content) as Native;
    expect(only(file).spans).toHaveLength(1);
    await sign(page).click();
    await expect(app.dialog).toContainText('不能直接写入文件');
    expect(await axe(page)).toEqual([]);
  });
});

test.describe('a day’s work in no file', () => {
  const HOUR = 3_600_000;

  /** The page with a clock that can be moved on, and that looks at it all the time. */
  async function withClock(page: Page): Promise<Reportmark> {
    await page.addInitScript(() => {
      const RealDate = Date;
      const moved = () => Number(localStorage.getItem('moved') ?? 0);
      class Moved extends RealDate {
        constructor(...of: [number?]) {
          super(...((of.length ? of : [RealDate.now() + moved()]) as [number]));
        }
        static now = () => RealDate.now() + moved();
      }
      const wait = window.setTimeout;
      const quick = (job: TimerHandler, delay?: number) => wait(job, delay && delay > 60_000 ? 50 : delay);
      Object.assign(window, { Date: Moved, setTimeout: quick });
    });
    const app = new Reportmark(page);
    await app.start();
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.saved();
    return app;
  }

  const passes = (page: Page, time: number) =>
    page.evaluate((time) => localStorage.setItem('moved', `${Number(localStorage.getItem('moved')) + time}`), time);

  /** Nothing is said, though the clock was looked at. */
  async function expectCalm(app: Reportmark): Promise<void> {
    await app.page.waitForTimeout(500);
    await expect(app.notices).toHaveCount(0);
  }

  test('is pointed out once a day, and not after it was handed out', async ({ page }) => {
    const app = await withClock(page);
    await passes(page, 7.9 * HOUR);
    await expectCalm(app);
    await passes(page, 0.2 * HOUR);
    await expect(app.notices).toHaveText(/自 \d{4}-\d\d-\d\d \d\d:\d\d 以来.*尚未存入任何文件/s);
    await expect(app.notices).toHaveAttribute('data-kind', 'info');
    await expect(page.getByTestId('offer-save')).toHaveText('保存到文件');
    await app.notices.getByRole('button').last().click();
    await expectCalm(app);
    await passes(page, 7.9 * HOUR);
    await expectCalm(app);
    await passes(page, 0.2 * HOUR);
    await expect(app.notices).toHaveCount(1);
    const coming = page.waitForEvent('download');
    await page.getByTestId('offer-export').click();
    await coming;
    await expect(app.notices).toHaveCount(0);
    await passes(page, 24 * HOUR);
    await expectCalm(app);
    await app.tag(HOMES, '2');
    await passes(page, 7 * HOUR);
    await expectCalm(app);
    // The clock is set back by a year: nothing is older than it was.
    await passes(page, -365 * 24 * HOUR);
    await expectCalm(app);
    await passes(page, 8.1 * HOUR);
    await expect(app.notices).toHaveCount(1);
  });

  test('is pointed out at the start, too, since when the first change was made', async ({ page }) => {
    const app = await withClock(page);
    const since = await page.evaluate(() => new Date().toISOString().slice(0, 13));
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('reportmark.handed-out') ?? '{}'));
    expect(kept).toMatchObject({ upto: 0, since: expect.stringContaining(since) });
    await page.addInitScript((time) => localStorage.setItem('moved', `${time}`), 48 * HOUR);
    await app.reload();
    await expect(app.notices).toHaveText(/尚未存入任何文件/);
    expect(await axe(page)).toEqual([]);
    await app.reload();
    await expectCalm(app);
  });
});
