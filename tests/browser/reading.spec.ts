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
    await expect(app.notices).toContainText(/1/);
    await app.expectCount(1);
    await expect(app.reader).toContainText('一。二。');
    await expect(page.getByTestId('reading-file')).toHaveCount(0);
  });
});
