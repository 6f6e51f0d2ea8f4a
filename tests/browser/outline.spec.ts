import type { Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';

const BODY = '正文说明工作情况。\n'.repeat(30);
const TEXT = `关于甲县工作的报告
  一、上年回顾
${BODY}  (一)工业平稳。全年增长5%。一是扩能；二是提质。
${BODY}\u3000\u3000(二)农业丰收
${BODY}1.4亿元投资到位
  二、今年打算
${BODY}——新增就业3万人；
${BODY}`;

const tree = (page: Page) => page.getByRole('tree', { name: '目录' });
const headings = (page: Page) => page.getByTestId('outline').getByRole('treeitem');
const current = (page: Page) => page.locator('[role="treeitem"][aria-current]');

test('headings stand as a tree, and one in view is marked', async ({ app, page }) => {
  await app.openText(TEXT);
  await expect(headings(page)).toHaveText([
    '一、上年回顾',
    '(一)工业平稳',
    '一是扩能',
    '二是提质',
    '(二)农业丰收',
    '二、今年打算',
    '——新增就业3万人',
  ]);
  await expect(headings(page).nth(2)).toHaveAttribute('aria-level', '3');
  const places = await headings(page).evaluateAll((items) => items.map((item) => `${item.ariaPosInSet}/${item.ariaSetSize}`));
  expect(places).toEqual(['1/2', '1/2', '1/2', '2/2', '2/2', '2/2', '1/1']);
  await expect(current(page)).toHaveCount(0);
  await headings(page).filter({ hasText: '(二)农业丰收' }).click();
  await expect(current(page)).toHaveText('(二)农业丰收');
  const heading = app.reader.getByText('(二)农业丰收');
  await expect(heading).toBeInViewport();
  await app.reader.evaluate((reader) => reader.scrollTo(0, reader.scrollHeight));
  await expect(current(page)).not.toHaveText('(二)农业丰收');
  expect(await axe(page)).toEqual([]);
});

test('the tree is walked and jumped from by key, and the cursor goes along', async ({ app, page }) => {
  await app.openText(TEXT);
  await tree(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(app.reader.getByText('二、今年打算')).toBeInViewport();
  await expect(tree(page)).toBeFocused();

  // Back to the first branch, which is closed and opened.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(headings(page)).toHaveText(['一、上年回顾', '二、今年打算', '——新增就业3万人']);
  await expect(headings(page).first()).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(headings(page)).toHaveCount(7);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tree(page)).toHaveAttribute('aria-activedescendant', 'heading-2');
  await page.keyboard.press('ArrowLeft');
  await expect(tree(page)).toHaveAttribute('aria-activedescendant', 'heading-1');
  await page.keyboard.press('Enter');

  await app.reader.focus();
  await page.keyboard.press('Shift+End');
  await expect(app.bar).toHaveAttribute('data-taggable', '(一)工业平稳。全年增长5%。一是扩能；二是提质');
});

test('a branch is closed with the mouse', async ({ app, page }) => {
  await app.openText(TEXT);
  await headings(page).first().locator('.twisty').click();
  await expect(headings(page)).toHaveCount(3);
  await headings(page).first().locator('.twisty').click();
  await expect(headings(page)).toHaveCount(7);
});

test('a text without headings says so', async ({ app, page }) => {
  await app.openText('全年新增就业3万人。');
  await expect(page.getByTestId('outline')).toContainText('没有识别到标题');
  expect(await axe(page)).toEqual([]);
});

test('many headings are drawn as far as they are in view', async ({ app, page }) => {
  test.slow();
  const lines = Array.from({ length: 10_000 }, (_, nth) => `（${nth % 90 === 0 ? '一' : '二'}）任务${nth}`);
  await app.openText(lines.join('\n'), 'long.txt');
  await expect(headings(page).first()).toBeVisible();
  expect(await page.locator('.documents *').count()).toBeLessThan(400);
  await tree(page).focus();
  await page.keyboard.press('End');
  await expect(page.locator('#heading-9999')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(app.reader.getByText('任务9999')).toBeInViewport();
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a heading of the outline leads to the text', async ({ app, page }) => {
    await app.openText(TEXT);
    await page.locator('.tab').first().click();
    await expect(app.reader).not.toBeVisible();
    await headings(page).filter({ hasText: '二、今年打算' }).click();
    await expect(app.reader).toBeVisible();
    await expect(app.reader.getByText('二、今年打算')).toBeInViewport();
    await page.locator('.tab').first().click();
    await expect(current(page)).toBeInViewport();
  });
});
