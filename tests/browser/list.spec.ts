import type { Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';
import { manySpans } from './support/many';
import type { Reportmark } from './support/page';

const TEXT = `一、工作目标
全年新增就业3万人，改造老旧小区25个；
由甲县住建局牵头。
`;

const list = (page: Page) => page.getByTestId('annotation-list');
const count = (page: Page) => page.getByTestId('list-count');
const picked = (app: Reportmark) => app.page.locator('[role="option"][aria-selected="true"]');

async function three(app: Reportmark): Promise<void> {
  await app.openText(TEXT);
  await app.tag('新增就业3万人', '1');
  await app.tag('改造老旧小区25个', '2');
  await app.tag('甲县住建局', '3');
}

test.describe('the filter', () => {
  test('lists what is all of it, and says how many of how many', async ({ app, page }) => {
    await three(app);
    await app.note.fill('核对全称');
    await expect(count(page)).toHaveText('3');
    await page.getByTestId('list-label').selectOption('目标');
    await expect(app.items).toHaveText(/新增就业3万人/);
    await expect(count(page)).toHaveText('1 / 3');
    await page.getByTestId('list-label').selectOption('全部标签');
    await page.getByTestId('list-search').fill('２５');
    await expect(app.items).toHaveText(/改造老旧小区25个/);
    await page.getByTestId('list-search').fill('全称');
    await expect(app.items).toHaveText(/甲县住建局/);
    await page.getByTestId('list-search').fill('没有');
    await expect(app.items).toHaveCount(0);
    await expect(page.getByText('没有符合条件的标注')).toBeVisible();
    await page.getByTestId('list-search').press('Escape');
    await expect(app.items).toHaveCount(3);
    await expect(list(page)).toBeFocused();
    await page.getByTestId('list-facet').selectOption('有备注');
    await expect(app.items).toHaveText(/甲县住建局/);
    await page.getByTestId('language').click();
    await expect(count(page)).toHaveText('1 of 3');
    expect(await axe(page)).toEqual([]);
  });

  test('stays in force while annotations come and go', async ({ app, page }) => {
    await three(app);
    await page.getByTestId('list-label').selectOption('目标');
    await app.click('改造老旧小区25个');
    await page.keyboard.press('1');
    await expect(app.items).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(app.items).toHaveCount(1);
  });

  test('does not take the keys of the page while a phrase is typed', async ({ app, page }) => {
    await three(app);
    await page.getByTestId('list-search').click();
    await page.keyboard.type('3');
    await expect(app.items).toHaveText(/新增就业3万人/);
    await app.expectDrawn('target: 新增就业3万人', 'measure: 改造老旧小区25个', 'party: 甲县住建局');
  });
});

test('the order is that of the text, or of time', async ({ app, page }) => {
  await app.openText(TEXT);
  for (const [phrase, key] of [
    ['甲县住建局', '3'],
    ['新增就业3万人', '1'],
    ['改造老旧小区25个', '2'],
  ]) {
    await app.tag(phrase, key);
    // Moments are told apart by the millisecond.
    await page.waitForTimeout(5);
  }
  await expect(app.items).toHaveText([/新增/, /改造/, /甲县/]);
  await page.getByTestId('list-order').selectOption('最新建立在前');
  await expect(app.items).toHaveText([/改造/, /新增/, /甲县/]);
  await app.click('甲县住建局');
  await app.expectSelected('甲县住建局');
  await app.note.fill('简称');
  await expect(app.items).toHaveText([/改造/, /新增/, /甲县/]);
  await page.getByTestId('list-order').selectOption('最近修改在前');
  await expect(app.items).toHaveText([/甲县/, /改造/, /新增/]);
});

test.describe('many at once', () => {
  test('get another label as one step', async ({ app, page }) => {
    await three(app);
    await app.items.first().click();
    await app.items.last().click({ modifiers: ['Shift'] });
    await expect(picked(app)).toHaveCount(3);
    await app.items.nth(1).click({ modifiers: ['Control'] });
    await expect(picked(app)).toHaveCount(2);
    await expect(page.getByTestId('many')).toContainText('已选 2 处标注');
    await page.getByTestId('many').locator('[data-label="result"]').click();
    await app.expectDrawn('result: 新增就业3万人', 'measure: 改造老旧小区25个', 'result: 甲县住建局');
    await expect(picked(app)).toHaveCount(2);
    expect(await axe(page)).toEqual([]);
    await page.getByTestId('undo').click();
    await app.expectDrawn('target: 新增就业3万人', 'measure: 改造老旧小区25个', 'party: 甲县住建局');
  });

  test('are picked, relabelled and removed by key', async ({ app, page }) => {
    await three(app);
    await list(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(picked(app)).toHaveCount(2);
    await page.keyboard.press('4');
    await app.expectDrawn('result: 新增就业3万人', 'result: 改造老旧小区25个', 'party: 甲县住建局');
    await page.keyboard.press('Control+a');
    await expect(picked(app)).toHaveCount(3);
    await page.keyboard.press('Delete');
    await app.expectDrawn();
    await expect(app.items).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await app.expectDrawn('result: 新增就业3万人', 'result: 改造老旧小区25个', 'party: 甲县住建局');
    await app.saved();
    await app.reload();
    await expect(app.items).toHaveCount(3);
  });

  test('are one again with Escape, and the keys go from there', async ({ app, page }) => {
    await three(app);
    await list(page).focus();
    await page.keyboard.press('Control+a');
    await expect(picked(app)).toHaveCount(3);
    await page.keyboard.press('Escape');
    await app.expectSelected('甲县住建局');
    await page.keyboard.press('ArrowUp');
    await app.expectSelected('改造老旧小区25个');
    await expect(list(page)).toHaveAttribute('aria-activedescendant', 'item-1');
  });
});

test.describe('ten thousand annotations', () => {
  test.slow();

  const open = async (app: Reportmark) => {
    const many = manySpans(10_000);
    await app.open(many);
    await expect(app.title).toHaveText('many.txt');
    app.text = many.text;
  };

  test('are drawn as far as they are in view', async ({ app, page }) => {
    await open(app);
    await expect(count(page)).toHaveText('10000');
    const nodes = () => page.locator('.side *').count();
    expect(await nodes()).toBeLessThan(500);
    await list(page).focus();
    await page.keyboard.press('End');
    await app.expectSelected('第9999项增长5%');
    await expect(app.items.last()).toBeInViewport();
    await expect(app.items.last()).toHaveAttribute('aria-posinset', '10000');
    await page.keyboard.press('PageUp');
    await expect(page.locator('.item.lead')).toBeInViewport();
    await list(page).evaluate((list) => list.scrollTo(0, 5000 * 52));
    await expect(page.locator('#item-5000')).toBeInViewport();
    expect(await nodes()).toBeLessThan(500);
  });

  test('go with the text and are filtered, all of them', async ({ app, page }) => {
    await open(app);
    await app.reader.evaluate((reader) => reader.scrollTo(0, reader.scrollHeight / 2));
    await expect(app.items.first()).not.toHaveAttribute('aria-posinset', '1');
    await page.getByTestId('list-search').fill('第9999项');
    await expect(count(page)).toHaveText('1 / 10000');
    await app.items.click();
    await expect(app.reader.locator('[data-span-id="s9999"]').first()).toBeInViewport();
    await page.getByTestId('list-search').fill('');
    await page.getByTestId('list-facet').selectOption('建议');
    await expect(count(page)).toHaveText('200 / 10000');
    await list(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect(count(page)).toHaveText('0 / 9800');
    await page.keyboard.press('Control+z');
    await expect(count(page)).toHaveText('200 / 10000');
  });

  test('have a place in the strip beside the text', async ({ app, page }) => {
    await open(app);
    const strip = page.getByTestId('overview');
    await expect.poll(() => strip.locator('path').first().getAttribute('d')).toContain('h.8');
    const { x, y, width, height } = (await strip.boundingBox())!;
    await page.mouse.click(x + width / 2, y + height / 2);
    const middle = app.reader.locator('[data-span-id="s5000"]').first();
    await expect.poll(() => app.reader.evaluate((reader) => reader.scrollTop)).toBeGreaterThan(1000);
    await expect(middle).toBeAttached();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 1);
    await page.mouse.up();
    await expect.poll(() => app.reader.evaluate((reader) => reader.scrollTop)).toBe(0);
  });
});

test('an annotation that is made shows in the strip', async ({ app, page }) => {
  await app.openText(TEXT);
  const marks = () => page.getByTestId('overview').locator('path').evaluateAll((paths) =>
    paths.filter((path) => path.getAttribute('d')).map((path) => path.getAttribute('class')),
  );
  expect(await marks()).toEqual([]);
  await app.tag('新增就业3万人', '1');
  await expect.poll(marks).toEqual(['look-1']);
  await page.keyboard.press('Control+z');
  await expect.poll(marks).toEqual([]);
});
