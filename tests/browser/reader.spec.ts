import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { only } from './support/native';
import type { Reportmark } from './support/page';

const CLAUSE = '深入推进产业集群建设';
const SENTENCE = `${CLAUSE}，力争新增规上工业企业30家（“一处失信，处处受限”），完善城乡基础设施网络。`;

/** A text of about that many characters, in paragraphs of three sentences. */
function long(characters: number): string {
  const paragraph = (nth: number) => `第${nth}段：${SENTENCE.repeat(3)}`;
  const count = Math.ceil(characters / (paragraph(9999).length + 1));
  return Array.from({ length: count }, (_, nth) => paragraph(nth + 1)).join('\n');
}

const scroll = (page: Page) => page.locator('#reader').evaluate(({ scrollTop, clientHeight }) => scrollTop / clientHeight);

/** Where the first row in view starts, in bytes, and how much of the reader its rows cover. */
async function view(page: Page) {
  return page.locator('#reader').evaluate((reader) => {
    const { top, bottom } = reader.getBoundingClientRect();
    const rows = [...reader.querySelectorAll('.text-rows > p')].map((row) => ({
      box: row.getBoundingClientRect(),
      at: Number(row.getAttribute('data-at')),
      text: row.textContent ?? '',
    }));
    const seen = rows.filter(({ box }) => box.bottom > top && box.top < bottom);
    return {
      first: seen[0]?.at ?? -1,
      text: seen[0]?.text ?? '',
      filled: (seen.at(-1)?.box.bottom ?? 0) - top,
      rows: rows.length,
      nodes: document.getElementsByTagName('*').length,
    };
  });
}

test.describe('a million characters', () => {
  const TEXT = long(1_000_000);

  test.beforeEach(async ({ app }) => {
    test.slow();
    await app.openText(TEXT);
  });

  test('are selected from the first to the last paragraph by keyboard, tagged, and the tag is undone', async ({ app, page }) => {
    await app.tabTo('reader');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+End');
    await expect(app.bar).toHaveAttribute('data-taggable', new RegExp(`^第1段：${CLAUSE}`));
    expect(await scroll(page), 'the cursor is in view').toBeGreaterThan(100);
    await page.keyboard.press('2');
    await expect(app.items).toHaveCount(1);
    // Of so long a quote both ends are shown; all of it would take the browser half a minute.
    const quote = await page.locator('.inspector .quote').textContent();
    expect(quote).toMatch(new RegExp(`^第1段：${CLAUSE}[^…]*\n…\n[^…]*基础设施网络$`, 'u'));
    expect(quote!.length).toBeLessThan(3_000);
    const [span] = only(await app.exportNative()).spans;
    // Trimmed: the last full stop is not in it.
    expect(span).toMatchObject({ label: 'measure', start: 0, end: TEXT.length - 1 });
    await page.locator('#reader').focus();
    await page.keyboard.press('Control+z');
    await expect(app.items).toHaveCount(0);
  });

  test('are dragged over for ten screens, tagged, and the tag is undone', async ({ app, page }) => {
    const from = await app.pointOf(CLAUSE);
    const reader = await page.locator('#reader').boundingBox();
    if (!reader) throw new Error('no reader');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 80, { steps: 3 });
    await page.mouse.move(from.x + 40, reader.y + reader.height - 2);
    await expect.poll(() => scroll(page), { timeout: 60_000 }).toBeGreaterThan(10);
    await page.mouse.up();
    const selected = await page.evaluate(() => getSelection()?.toString().length ?? 0);
    expect(selected, 'the browser shows the part that is drawn').toBeGreaterThan(100);
    await page.keyboard.press('1');
    await expect(app.items).toHaveCount(1);
    const [span] = only(await app.exportNative()).spans;
    expect(span.start).toBe(TEXT.indexOf(CLAUSE));
    expect(span.end - span.start, 'ten screens and more').toBeGreaterThan(8000);
    expect(span.quote).toBe(TEXT.slice(span.start, span.end));
    await page.locator('#reader').focus();
    await page.keyboard.press('Control+z');
    await expect(app.items).toHaveCount(0);
  });

  test('are scrolled through with few of them drawn and no gap', async ({ page }) => {
    const reader = page.locator('#reader');
    for (const part of [0.5, 0.1, 0.9, 1, 0]) {
      await reader.evaluate((element, part) => (element.scrollTop = part * element.scrollHeight), part);
      await expect.poll(async () => (await view(page)).first >= 0).toBe(true);
      const { rows, nodes, filled } = await view(page);
      expect(rows).toBeLessThan(120);
      expect(nodes).toBeLessThan(5000);
      if (part < 1) expect(filled).toBeGreaterThan(500);
    }
    expect((await view(page)).first).toBe(0);
  });

  test('keep what is selected while it is out of sight, and copy it whole', async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.tabTo('reader');
    for (const key of ['Control+Home', 'Control+Shift+End']) await page.keyboard.press(key);
    await page.locator('#reader').evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await expect.poll(async () => (await view(page)).first).toBeGreaterThan(1000);
    await page.keyboard.press('Control+c');
    await expect.poll(() => page.evaluate(async () => (await navigator.clipboard.readText()).length)).toBe(TEXT.length);
  });

  test('turn page by page and come back to the same place', async ({ app, page }) => {
    await app.tabTo('reader');
    await page.keyboard.press('Control+Home');
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('PageDown');
    expect(await scroll(page)).toBeGreaterThan(3);
    for (let count = 0; count < 6; count += 1) await page.keyboard.press('PageUp');
    expect(await scroll(page)).toBe(0);
  });
});

test('a line of ten million bytes is drawn in parts', async ({ app, page }) => {
  test.slow();
  const text = SENTENCE.repeat(Math.ceil(10_000_000 / Buffer.byteLength(SENTENCE)));
  await app.openText(text);
  await page.locator('#reader').evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await expect.poll(async () => (await view(page)).first).toBeGreaterThan(1_000_000);
  const { text: row, nodes } = await view(page);
  expect(row).toMatch(new RegExp(`^${CLAUSE}.*。$`, 's'));
  expect(nodes).toBeLessThan(5000);
});

test('a million short lines are reached to the last', async ({ app, page }) => {
  test.slow();
  const text = Array.from({ length: 1_000_000 }, (_, nth) => `第${nth}条`).join('\n');
  await app.openText(text);
  await app.tabTo('reader');
  await page.keyboard.press('Control+End');
  await expect(page.locator('.text-rows')).toContainText('第999999条');
  await page.keyboard.press('Control+Home');
  await expect(page.locator('.text-rows')).toContainText('第0条');
  // In the middle of a text higher than a browser can scroll, a turn of the wheel is what it is.
  await page.locator('#reader').evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await expect.poll(async () => (await view(page)).first).toBeGreaterThan(1000);
  await page.waitForTimeout(400);
  const before = (await view(page)).text;
  await page.locator('#reader').evaluate((element) => (element.scrollTop += 120));
  await page.waitForTimeout(400);
  const after = (await view(page)).text;
  const number = (row: string) => Number(/\d+/.exec(row)?.[0]);
  expect(number(after) - number(before)).toBeGreaterThan(0);
  expect(number(after) - number(before)).toBeLessThan(8);
});

const REPORT = `（一）${SENTENCE}
2.持续优化营商环境，新增就业3万人。责任单位：甲县住建局、乙镇人民政府、丙县水利局。
`;

test.describe('clicks take what a span would be', () => {
  test.beforeEach(async ({ app }) => {
    await app.openText(REPORT);
  });

  const clicks = async (app: Reportmark, phrase: string, count: number) => {
    const { x, y } = await app.pointOf(phrase);
    await app.page.mouse.click(x, y, { clickCount: count });
  };

  test('two the clause, three the sentence', async ({ app }) => {
    await clicks(app, '就业3', 2);
    await expect(app.bar).toHaveAttribute('data-taggable', '新增就业3万人');
    await app.reader.press('Escape');
    await clicks(app, '规上', 2);
    await expect(app.bar).toHaveAttribute('data-taggable', '力争新增规上工业企业30家（“一处失信，处处受限”）');
    await app.reader.press('Escape');
    await clicks(app, '规上', 3);
    await expect(app.bar).toHaveAttribute('data-taggable', SENTENCE.slice(0, -1));
  });

  test('one, while a label is armed, tags the clause; Escape lets the label go', async ({ app, page }) => {
    await app.reader.press('2');
    await expect(page.getByTestId('armed')).toBeVisible();
    await clicks(app, '推进', 1);
    await clicks(app, '城乡', 1);
    await app.expectDrawn(`measure: ${CLAUSE}`, 'measure: 完善城乡基础设施网络');
    // By keyboard: the cursor goes on to the next clause, and Enter tags that.
    await app.reader.press('Control+ArrowRight');
    await app.reader.press('Enter');
    await expect(app.items).toHaveCount(3);
    await app.reader.press('Escape');
    await expect(page.getByTestId('armed')).toHaveCount(0);
    await clicks(app, '就业', 1);
    await expect(app.items).toHaveCount(3);
  });

  test('keys widen, narrow and move ends by clauses', async ({ app }) => {
    await clicks(app, '就业3', 2);
    await app.reader.press('{');
    await expect(app.bar).toHaveAttribute('data-taggable', '持续优化营商环境，新增就业3万人');
    await app.reader.press('}');
    await expect(app.bar).toHaveAttribute('data-taggable', '新增就业3万人');
    await app.reader.press('e');
    await expect(app.bar).toHaveAttribute('data-taggable', '持续优化营商环境，新增就业3万人');
    await app.reader.press('Shift+E');
    await expect(app.bar).toHaveAttribute('data-taggable', '新增就业3万人');
    await app.reader.press('2');
    await app.reader.press('{');
    await app.expectDrawn('measure: 持续优化营商环境，新增就业3万人');
  });

  test('a list becomes a span for each name, in one step', async ({ app }) => {
    await app.tag('甲县住建局、乙镇人民政府、丙县水利局', '3');
    await app.reader.press('s');
    await app.expectDrawn('party: 甲县住建局', 'party: 乙镇人民政府', 'party: 丙县水利局');
    await app.reader.press('Control+z');
    await app.expectDrawn('party: 甲县住建局、乙镇人民政府、丙县水利局');
  });

  test('the ends of a span are dragged by their handles', async ({ app, page }) => {
    await app.tag('新增就业3万人', '1');
    const handle = await page.locator('.handle[data-handle="start"]').boundingBox();
    const to = await app.pointOf('就业3');
    if (!handle) throw new Error('no handle');
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await app.expectDrawn('target: 就业3万人');
    await app.reader.press('Control+z');
    await app.expectDrawn('target: 新增就业3万人');
  });

  test('Shift and a click extend what is selected', async ({ app, page }) => {
    const [from, to] = [await app.pointOf('持续'), await app.pointOf('新增就业')];
    await page.mouse.click(from.x, from.y);
    await page.keyboard.down('Shift');
    await page.mouse.click(to.x, to.y);
    await page.keyboard.up('Shift');
    await expect(app.bar).toHaveAttribute('data-taggable', '持续优化营商环境');
  });

  test('a whole report is tagged by keys alone', async ({ app, page }) => {
    await app.tabTo('reader');
    await page.keyboard.press('Control+Home');
    for (const label of ['2', '1', '2', '2', '1']) {
      await page.keyboard.press('Control+Shift+ArrowRight');
      await page.keyboard.press(label);
    }
    await app.expectDrawn(
      `measure: ${CLAUSE}`,
      'target: 力争新增规上工业企业30家（“一处失信，处处受限”）',
      'measure: 完善城乡基础设施网络',
      'measure: 持续优化营商环境',
      'target: 新增就业3万人',
    );
  });
});

test.describe('open= in the address', () => {
  test('opens a file of the same origin once', async ({ app, page }) => {
    await page.goto('./?open=samples/work_report.txt');
    await expect(app.title).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
    await expect
      .poll(() => page.evaluate(() => performance.getEntriesByName('reportmark:open').length))
      .toBe(1);
  });

  test('another origin is refused, and a missing file is told', async ({ app, page, expectConsoleError }) => {
    expectConsoleError(/404/);
    await page.goto('./?open=https://example.org/a.txt');
    await expect(app.notices).toContainText('https://example.org/a.txt');
    await page.goto('./?open=nowhere.txt');
    await expect(app.notices).toContainText('nowhere.txt');
  });
});
