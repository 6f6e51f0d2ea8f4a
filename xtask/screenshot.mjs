// Makes docs/screenshot.png: a bundled sample with what rules suggest, some of it accepted, as a
// reader of the README sees it. Arguments: the address of the page, the file to write.
import { chromium } from 'playwright-core';

/** How many suggestions are accepted. */
const ACCEPTED = 26;

const [, , address, file] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.REPORTMARK_CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({
  locale: 'zh-CN', colorScheme: 'light', viewport: { width: 1280, height: 800 },
});
await page.goto(address);
await page.getByTestId('sample').and(page.locator('[data-file="task_decomposition.txt"]')).click();
await page.locator('.sheet p').first().waitFor();

// What rules suggest, some of it accepted.
await page.getByTestId('suggest').click();
await page.getByTestId('suggest-progress').waitFor({ state: 'detached' });
await page.getByTestId('reader').focus();
await page.keyboard.press('Tab');
for (let nth = 0; nth < ACCEPTED; nth += 1) {
  const waiting = await page.getByTestId('suggest-count').textContent();
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => {
    const count = document.querySelector('[data-testid="suggest-count"]');
    return count?.textContent !== before;
  }, waiting);
}
await page.waitForSelector('[data-testid="save-state"][data-state="saved"]');
await page.screenshot({ path: file });
await browser.close();
