// Makes docs/screenshot.png: a bundled sample with some annotations, as a reader of the README
// sees it. Arguments: the address of the page, the file to write.
import { chromium } from 'playwright-core';

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

/** Selects a phrase with the mouse, as a user does, and presses a label's key. */
async function tag(phrase, key) {
  const ends = await page.evaluate((wanted) => {
    for (const paragraph of document.querySelectorAll('.sheet p')) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        paragraph.scrollIntoView({ block: 'center' });
        const corner = (offset, side) => {
          const range = document.createRange();
          range.setStart(node, offset);
          range.setEnd(node, offset + 1);
          const rect = range.getBoundingClientRect();
          return [rect[side], (rect.top + rect.bottom) / 2];
        };
        return [corner(at, 'left'), corner(at + wanted.length - 1, 'right')];
      }
    }
    return null;
  }, phrase);
  if (!ends) throw new Error(`the sample has no “${phrase}”`);
  await page.mouse.move(ends[0][0] + 1, ends[0][1]);
  await page.mouse.down();
  await page.mouse.move(ends[1][0] - 1, ends[1][1], { steps: 4 });
  await page.mouse.up();
  await page.getByTestId('selection-bar').and(page.locator('[role="toolbar"]')).waitFor();
  await page.keyboard.press(key);
  await page.locator('.span.selected').first().waitFor().catch(() => {
    throw new Error(`“${phrase}” was not tagged`);
  });
}

const PHRASES = [
  ['王某某', '3'],
  ['市经信局', '3'],
  ['市商务局', '3'],
  ['建设霁川数字产业园', '2'],
  ['引进软件和信息服务企业12家', '1'],
  ['新建省级企业技术中心8家', '2'],
  ['规上工业企业研发机构覆盖率达45%', '1'],
  ['兑现科技奖补资金2600万元', '2'],
  ['力争2025年、确保2026年年底前获得综合保税区设立批复', '1'],
  ['建设国家级科技成果转化示范区', '1'],
];
for (const [phrase, key] of PHRASES) await tag(phrase, key);
await page.waitForSelector('[data-testid="save-state"][data-state="saved"]');
await page.screenshot({ path: file });
await browser.close();
