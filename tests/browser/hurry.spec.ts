import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { only } from './support/native';

/** Keys as somebody presses who does not look: the next comes before the page has answered. */
async function pressAll(page: Page, keys: { key: string; code: string; windowsVirtualKeyCode: number; modifiers?: number; text?: string }[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: key.text ? 'keyDown' : 'rawKeyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: undefined }),
    ]),
  );
  await session.detach();
}

/** A machine that is busy with something else. */
async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

const RIGHT = { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39, modifiers: 8 };
const ONE = { key: '1', code: 'Digit1', windowsVirtualKeyCode: 49, text: '1' };
const TWO = { key: '2', code: 'Digit2', windowsVirtualKeyCode: 50, text: '2' };

/** A long text; nothing is trimmed of its first paragraph, which is as long as all that is tagged. */
function report(characters: number): string {
  const line = '推动全县城乡建设用地增减挂钩结余指标交易并用于改善群众住房条件和公共服务设施'.repeat(6);
  return `${line}\n`.repeat(Math.ceil(characters / line.length));
}

for (const [name, characters] of [['a report', 17_000], ['a million characters', 1_000_000]] as const) {
  test(`keys that come faster than they are drawn are taken one by one, in ${name}`, async ({ app, page }) => {
    test.slow();
    const text = report(characters);
    await app.openText(text);
    await app.reader.focus();
    await page.keyboard.press('Control+Home');
    await slowDown(page, 6);
    const times = 60;
    const keys = Array.from({ length: times }, (_, nth) => [RIGHT, RIGHT, RIGHT, nth % 2 === 0 ? ONE : TWO]);
    await pressAll(page, keys.flat());
    await app.expectCount(times);
    await slowDown(page, 1);
    const { spans } = only(await app.exportNative());
    const quotes = Array.from({ length: times }, (_, nth) => text.slice(3 * nth, 3 * nth + 3));
    expect(spans.map(({ quote, label }) => [quote, label])).toEqual(
      quotes.map((quote, nth) => [quote, nth % 2 === 0 ? 'target' : 'measure']),
    );
  });
}

test('what is pressed while a page is turned comes after it', async ({ app, page }) => {
  const text = report(17_000);
  await app.openText(text);
  await app.reader.focus();
  await page.keyboard.press('Control+Home');
  await slowDown(page, 6);
  const pageDown = { key: 'PageDown', code: 'PageDown', windowsVirtualKeyCode: 34, modifiers: 8 };
  await pressAll(page, [pageDown, pageDown, RIGHT, ONE]);
  await app.expectCount(1);
  await slowDown(page, 1);
  const { quote, start } = only(await app.exportNative()).spans[0];
  expect(start).toBe(0);
  // Two pages of a screen with some dozen lines of forty characters.
  expect(quote.length).toBeGreaterThan(600);
});

test('lines that are gone by faster than they are drawn are all counted', async ({ app, page }) => {
  await app.openText('甲乙丙丁。\n'.repeat(40));
  await app.reader.focus();
  await page.keyboard.press('Control+Home');
  await slowDown(page, 6);
  const down = { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40, modifiers: 8 };
  await pressAll(page, [...Array.from({ length: 12 }, () => down), ONE]);
  await app.expectCount(1);
  await slowDown(page, 1);
  expect(only(await app.exportNative()).spans[0].quote.split('\n')).toHaveLength(12);
});

test('what is dragged over is selected by the page, not dragged away by the browser', async ({ app, page }) => {
  await app.openText('推动全县城乡建设用地增减挂钩。\n'.repeat(20));
  await slowDown(page, 6);
  for (const [from, to] of [[0, 5], [1, 6], [2, 9], [0, 4]]) {
    const [start, end] = await app.reader.locator('p').nth(3).evaluate((row, ends) => {
      const text = document.createTreeWalker(row, NodeFilter.SHOW_TEXT).nextNode()!;
      const range = document.createRange();
      range.setStart(text, ends[0]);
      range.setEnd(text, ends[1]);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return [{ x: left + 1, y: (top + bottom) / 2 }, { x: right - 1, y: (top + bottom) / 2 }];
    }, [from, to]);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 3 });
    await page.mouse.up();
    await expect(app.bar).toHaveAttribute('data-taggable', '推动全县城乡建设用地'.slice(from, to));
  }
});
