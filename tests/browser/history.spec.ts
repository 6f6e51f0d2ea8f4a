import type { Locator, Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';
import { lasting, type Native } from './support/native';
import type { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n${HOMES}；由甲县住建局牵头。\n`;

/** The dialog of the history. */
class History {
  readonly list: Locator;
  readonly steps: Locator;
  readonly end: Locator;
  readonly summary: Locator;
  readonly lines: Locator;
  readonly remark: Locator;
  readonly restore: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByTestId('history-list');
    this.steps = page.getByTestId('history-step');
    this.end = page.getByTestId('history-end');
    this.summary = page.getByTestId('history-summary');
    this.lines = page.getByTestId('history-lines');
    this.remark = page.getByTestId('history-remark');
    this.restore = page.getByTestId('history-restore');
  }

  /** Open it, and wait until all of it was read. */
  async open(app: Reportmark): Promise<void> {
    await app.reader.press('Escape');
    await app.reader.press('Shift+H');
    await expect(this.list).toBeFocused();
    await expect(this.end).not.toHaveText('正在读取…');
  }

  /** What the steps were, the newest first. */
  async names(): Promise<string[]> {
    return this.steps.locator('strong').allTextContents();
  }

  /** Restore the state after the newest step of that name. */
  async restoreAfter(app: Reportmark, name: string, nth = 0): Promise<void> {
    await this.open(app);
    await this.steps.filter({ has: this.page.locator('strong', { hasText: new RegExp(`^${name}$`) }) }).nth(nth).click();
    await this.restore.click();
    await expect(app.dialog).toHaveCount(0);
  }
}

/** What a project says, but for the moments at which it was said. */
const content = (file: Native) => lasting(file);

/** Change a stored record. Runs in the page. */
async function damage(sequence: number): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('reportmark'));
  const journal = database.transaction('journal', 'readwrite').objectStore('journal');
  const bytes = (await done(journal.get(['default', sequence]))) as Uint8Array;
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  await done(journal.put(bytes, ['default', sequence]));
  database.close();
}

test('each state that was exported comes back, over a reload, and restoring is undone', async ({ app, page }) => {
  const history = new History(page);
  const states: [string, number, ReturnType<typeof content>][] = [];
  const keep = async (name: string, nth = 0) => {
    states.push([name, nth, content(await app.exportNative())]);
  };
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await keep('标注', 1);
  await app.tag(HOMES, '1');
  await page.keyboard.press('2');
  await keep('改标签');
  await app.note.fill('甲');
  await app.note.pressSequentially('乙丙');
  await keep('备注');
  await app.click(JOBS);
  await page.keyboard.press('Delete');
  await app.expectDrawn(`measure: ${HOMES}`);
  await keep('删除标注');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Shift+D');
  await page.keyboard.press('Shift+S');
  await page.getByRole('button', { name: '简单方案（三类标签）' }).click();
  await page.getByRole('button', { name: '检查并应用' }).click();
  await expect(app.dialog).toHaveCount(0);
  await keep('改标注方案');
  await app.openText('乙县', 'b.txt');
  await page.getByTestId('bin-document').click();
  await expect(app.title).toHaveText('a.txt');
  // What is in the bin is in no export: without this the last of the states would be the present one.
  await page.keyboard.press('Shift+D');
  await app.saved();
  const now = content(await app.exportNative());

  await app.reload();
  await history.open(app);
  expect(await history.names()).toEqual([
    '文档状态',
    '移入回收站',
    '打开',
    '改标注方案',
    '文档状态',
    '重做：删除标注',
    '撤销：删除标注',
    '删除标注',
    '备注',
    '改标签',
    '标注',
    '标注',
    '打开',
  ]);
  await expect(history.end).toHaveText('项目的开头');
  await page.keyboard.press('Escape');
  await expect(app.dialog).toHaveCount(0);

  for (const [name, nth, state] of states) {
    await history.restoreAfter(app, name, nth);
    expect(content(await app.exportNative()), name).toEqual(state);
    await app.reader.press('Control+z');
    await expect.poll(async () => content(await app.exportNative()), `${name}, undone`).toEqual(now);
  }
  await app.saved();
  await app.reload();
  await expect(app.notices).toHaveCount(0);
  expect(content(await app.exportNative())).toEqual(now);
});

test('keys alone: from step to step, what each changed, and back to one of them', async ({ app, page }) => {
  const history = new History(page);
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await page.keyboard.press('4');
  await app.tag(HOMES, '2');
  await history.open(app);
  await expect(history.summary).toHaveText('与现在相同，没有更改。');
  await page.keyboard.press('Enter');
  await expect(app.dialog, 'there is nothing to restore').toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(history.lines).toContainText('目标 → 完成情况');
  await expect(history.summary).toHaveText('1 条标注删去');
  await page.keyboard.press('ArrowDown');
  await expect(history.lines).toContainText(JOBS);
  await expect(history.summary).toHaveText('1 条标注删去，1 条标注变回原样');
  await page.keyboard.press('End');
  await expect(history.summary).toHaveText('2 条标注删去，1 处文档信息变动');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toHaveCount(0);
  await app.expectDrawn(`result: ${JOBS}`);
  await expect(app.notices).toContainText('已恢复');
  await app.reader.press('Control+z');
  await app.expectDrawn(`result: ${JOBS}`, `measure: ${HOMES}`);
});

test('one document goes back and the others stay; a document that came later goes to the bin', async ({ app, page }) => {
  const history = new History(page);
  await app.openText(TEXT, 'a.txt');
  await app.tag(JOBS, '1');
  await app.openText(TEXT.replaceAll('甲', '乙'), 'b.txt');
  await app.tag(HOMES, '2');
  await app.documents.first().click();
  await expect(app.title).toHaveText('a.txt');
  await page.keyboard.press('j');
  await page.keyboard.press('4');
  await app.expectDrawn(`result: ${JOBS}`);

  await history.open(app);
  await page.getByTestId('history-only-here').check();
  expect(await history.names()).toEqual(['改标签', '标注', '打开']);
  await history.steps.nth(1).click();
  await page.getByTestId('history-here').click();
  await expect(history.summary).toHaveText('1 条标注变回原样');
  await history.restore.click();
  await app.expectDrawn(`target: ${JOBS}`);
  await expect(app.documents).toHaveCount(2);

  await history.open(app);
  await page.getByTestId('history-only-here').check();
  await history.steps.filter({ hasText: '打开' }).click();
  await expect(history.summary).toHaveText('1 条标注删去，1 份文档移入回收站，1 处文档信息变动');
  // Before it there was nothing.
  await page.getByTestId('history-before').click();
  await expect(history.summary).toHaveText('2 份文档移入回收站');
  await page.getByTestId('history-here').click();
  await expect(history.summary).toHaveText('此文档当时不在项目中。');
  await expect(history.restore).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('history-after').click();
  await page.getByTestId('history-whole').click();
  await history.restore.click();
  await app.expectDrawn();
  await expect(app.documents).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(app.documents).toHaveCount(2);
});

test('a damaged record is shown, and states before it are not restored', async ({ app, page }) => {
  const history = new History(page);
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.tag(HOMES, '2');
  await page.keyboard.press('4');
  await page.keyboard.press('2');
  await app.saved();
  await history.open(app);
  const all = await history.names();
  expect(all).toEqual(['改标签', '改标签', '标注', '标注', '打开']);
  await page.keyboard.press('Escape');
  // A snapshot behind it stands in for it at the start: the damage is in what only the history reads.
  const first = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('reportmark');
      request.onsuccess = () => resolve(request.result);
    });
    const journal = database.transaction('journal').objectStore('journal');
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const request = journal.getAllKeys();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return keys.length;
  });
  // The record of the last but one step.
  await page.evaluate(damage, first - 2);
  await history.open(app);
  const names = await history.names();
  expect(names).toContain('记录损坏');
  const at = names.indexOf('记录损坏');
  await history.steps.nth(at).click();
  await expect(history.remark).toContainText('校验和不符');
  // What came after it is known, and so is what it led to.
  await expect(history.restore).toHaveCount(1);
  await history.steps.last().click();
  await expect(history.remark).toContainText('不能恢复');
  await expect(history.lines).toContainText('a.txt');
  await expect(history.restore).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(app.dialog).toHaveCount(1);
  await history.list.press('Home');
  await history.list.press('ArrowDown');
  await expect(history.restore).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toHaveCount(0);
});

test('three thousand steps are listed at once and gone through', async ({ app, page }) => {
  test.slow();
  const history = new History(page);
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.pressFast(Array.from({ length: 3000 }, (_, nth) => String(((nth + 1) % 4) + 1)));
  await app.saved();
  await app.reader.press('Escape');
  const start = Date.now();
  await app.reader.press('Shift+H');
  await expect(history.steps.first()).toBeVisible();
  const opened = Date.now() - start;
  await expect(history.end).not.toHaveText('正在读取…');
  const read = Date.now() - start;
  console.log(`3000 steps: first shown after ${opened} ms, all read after ${read} ms`);
  expect(opened).toBeLessThan(2000);
  expect(await history.steps.count(), 'only those in view are drawn').toBeLessThan(100);
  await page.keyboard.press('End');
  await expect(history.steps.last()).toHaveAttribute('aria-selected', 'true');
  await expect(history.summary).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toHaveCount(0);
  await app.expectDrawn(`target: ${JOBS}`);
});

test('what is not kept any more is said, and nothing done yet', async ({ app, page }) => {
  const history = new History(page);
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await page.getByTestId('bin-document').click();
  await page.getByTestId('bin').click();
  await page.getByTestId('empty-bin').click();
  await page.getByTestId('empty-bin-now').click();
  await page.keyboard.press('Escape');
  await app.saved();
  await page.keyboard.press('Shift+H');
  await expect(history.end).toHaveText('更早的步骤不再保留');
  await expect(history.steps).toHaveCount(0);
});

for (const [width, height] of [
  [1280, 900],
  [390, 844],
] as const) {
  test.describe(`at ${width}×${height}`, () => {
    test.use({ viewport: { width, height } });

    test('it is legible in both languages and themes', async ({ app, page }, info) => {
      const history = new History(page);
      await app.openText(TEXT);
      await app.openText(TEXT.replaceAll('甲', '乙'), '一份名字很长的工作报告（征求意见稿）.txt');
      await app.reader.press('Control+Home');
      for (const key of ['1', '2', '4', '1']) {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Shift+End');
        await page.keyboard.press(key);
      }
      await app.reader.press('Control+z');
      for (const theme of ['light', 'dark']) {
        await page.getByTestId('theme').click();
        await history.open(app);
        await page.keyboard.press('ArrowDown');
        expect(await axe(page)).toEqual([]);
        await page.screenshot({ path: info.outputPath(`${theme}.png`) });
        const wide = await page.evaluate(() => document.querySelector('dialog .history-shown')!.scrollWidth - document.querySelector('dialog .history-shown')!.clientWidth);
        expect(wide, 'nothing runs out at the side').toBeLessThanOrEqual(0);
        await page.keyboard.press('Escape');
        if (theme === 'light') await page.getByTestId('language').click();

      }
    });
  });
}
