import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { manySpans } from './support/many';

/** Far more than is read in one go. */
const MANY = 20_000;

test.describe('a large project', () => {
  test.beforeEach(async ({ app, page }) => {
    // What is only there for a moment is noted when it comes.
    await page.addInitScript(() => {
      const seen: { spans: number; reading: string }[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const reading = document.querySelector('[data-testid="reading-file"]')?.textContent;
        const spans = document.querySelectorAll('#reader [data-span-id]').length;
        if (reading && spans > 0) seen.push({ spans, reading });
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await app.reload();
  });

  test('is shown from its beginning while the rest is read, and kept whole', async ({ app, page }) => {
    const { name, bytes } = manySpans(MANY);
    const opening = app.open({ name, bytes });
    // Whoever presses a label key too early changes nothing.
    for (let nth = 0; nth < 10; nth += 1) {
      await page.keyboard.press('1');
      await page.keyboard.press('Control+z');
    }
    await opening;
    await app.expectCount(MANY);
    const seen = await page.evaluate(() => (window as unknown as { seen: { reading: string }[] }).seen);
    expect(seen.length, 'the beginning was shown').toBeGreaterThan(0);
    expect(seen[0].reading).toMatch(/\d+ %/);
    await expect(page.getByTestId('undo')).toBeDisabled();
    await expect(page.getByTestId('reading-file')).toHaveCount(0);

    await expect(app.save).toHaveAttribute('data-state', 'saved');
    await app.reload();
    await app.expectCount(MANY);
    await expect(app.reader.locator('[data-span-id]').first()).toBeVisible();
  });

  test('can be looked around in, and stays where it was scrolled to', async ({ app, page }) => {
    // Half a second is time to scroll in.
    const { name, bytes } = manySpans(3 * MANY);
    const opening = app.open({ name, bytes });
    await page.waitForFunction(() => (window as unknown as { seen: unknown[] }).seen.length > 0);
    await app.reader.evaluate((reader) => reader.scrollTo(0, 5000));
    await opening;
    await app.expectCount(3 * MANY);
    expect(await app.reader.evaluate((reader) => reader.scrollTop)).toBeGreaterThan(4000);
  });

  test('that breaks off at its end changes nothing, and it is said where', async ({ app, page }) => {
    await app.openText('一。二。', 'there.txt');
    await app.tag('一', '1');
    const { bytes } = manySpans(MANY);
    await app.open({ name: 'torn.json', bytes: bytes.slice(0, -3) });
    await expect(app.notices).toContainText('torn.json');
    await expect(app.notices).toContainText('不完整');
    await app.expectCount(1);
    await expect(app.reader).toContainText('一。二。');
    await expect(page.getByTestId('reading-file')).toHaveCount(0);
  });
});

test.describe('a file that takes long', () => {
  /** Ask for a file beside the page that only comes when it is let go. */
  async function ask(page: Page, file: { name: string; bytes: string }): Promise<() => void> {
    let letGo = () => {};
    const gate = new Promise<void>((open) => (letGo = open));
    await page.route(`**/${file.name}`, async (route) => {
      await gate;
      await route.fulfill({ body: file.bytes, contentType: 'application/json' });
    });
    await page.goto(`./?open=${file.name}`);
    return letGo;
  }

  test('joins the list when something else is worked on', async ({ app, page }) => {
    const letGo = await ask(page, manySpans(MANY));
    await app.openText('一是改造老旧小区。二是新建公园。', 'there.txt');
    await app.tag('改造老旧小区', '2');
    await app.select('新建公园');
    letGo();
    await expect(app.notices).toContainText('many.txt');
    await expect(app.documents).toHaveCount(2);
    await expect(app.reader).toBeFocused();
    // The selection is still there to be tagged.
    await page.keyboard.press('1');
    await app.expectListed('measure: 改造老旧小区', 'target: 新建公园');
    await app.documents.filter({ hasText: 'many.txt' }).click();
    await app.expectCount(MANY);
    await expect(app.notices).toHaveCount(0);
  });

  test('is shown when nothing else is done', async ({ app, page }) => {
    await app.openText('一是改造老旧小区。', 'there.txt');
    await app.tag('改造老旧小区', '2');
    await app.saved();
    const letGo = await ask(page, manySpans(MANY));
    await app.expectCount(1);
    letGo();
    await app.expectCount(MANY);
    await expect(app.notices).toHaveCount(0);
  });

  test('does not take the keys away from a field', async ({ app, page }) => {
    await app.openText('一是改造老旧小区。', 'there.txt');
    await app.tag('改造老旧小区', '2');
    await app.saved();
    const letGo = await ask(page, manySpans(MANY));
    await app.items.first().click();
    await app.note.fill('到');
    letGo();
    await expect(app.documents).toHaveCount(2);
    await page.keyboard.type('111');
    await expect(app.note).toHaveValue('到111');
    await app.expectCount(1);
  });

  test('does not take the keys of who goes on typing', async ({ app, page }) => {
    await app.openText('一是改造老旧小区。', 'there.txt');
    await app.tag('改造老旧小区', '2');
    await app.note.click();
    await page.keyboard.type('12');
    // The file must not be there before the next key is pressed.
    const letGo = await page.evaluateHandle(() => {
      const { arrayBuffer } = File.prototype;
      const { promise, resolve } = Promise.withResolvers<void>();
      File.prototype.arrayBuffer = async function () {
        await promise;
        return arrayBuffer.call(this);
      };
      return resolve;
    });
    await app.open(manySpans(MANY));
    await page.keyboard.type('12');
    await letGo.evaluate((letGo) => letGo());
    await expect(app.documents).toHaveCount(2);
    await page.keyboard.type('12');
    await expect(app.note).toHaveValue('121212');
    await app.expectListed('measure: 改造老旧小区');
  });

  test('is said not to be stored yet, and the page is not left without asking', async ({ app, page }) => {
    const letGo = await ask(page, manySpans(MANY));
    await expect(app.save).toHaveAttribute('data-state', 'reading');
    // A browser asks only those who have done something on the page.
    await page.getByTestId('theme').click();
    const asked = page.waitForEvent('dialog');
    const left = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await left;
    letGo();
    await app.expectCount(MANY);
    await app.saved();
    await page.close({ runBeforeUnload: true });
    await page.waitForEvent('close');
  });

  test('can be turned away from while its beginning is shown', async ({ app, page }) => {
    await app.openText('一是改造老旧小区。\n'.repeat(300), 'there.txt');
    await app.reader.evaluate((reader) => reader.scrollTo(0, 3000));
    const { bytes, name } = manySpans(4 * MANY);
    const opening = app.open({ name, bytes });
    await expect(page.getByTestId('reading-file')).toBeVisible();
    await app.documents.first().click();
    await opening;
    await expect(app.documents).toHaveCount(2);
    await expect(page.getByTestId('reading-file')).toHaveCount(0);
    expect(await app.reader.evaluate((reader) => reader.scrollTop)).toBeGreaterThan(2500);
    await app.expectCount(0);
  });
});
