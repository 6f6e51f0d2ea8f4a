import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { axe, expect, needShared, test } from './support/fixtures';
import { expectSound, only } from './support/native';

const TEXT = `一、工作目标
全年新增就业3万人,增长5%。牵头单位：甲县住建局，责任领导：张某某。
二、主要措施
改造老旧小区25个，牵头单位：甲县住建局，责任领导：李某某。
三、其他
新增公办学位1350个，牵头单位：乙县教育局。
`;

/** The panel in which is found. */
class Finder {
  readonly panel: Locator;
  readonly field: Locator;
  readonly count: Locator;
  readonly hits: Locator;
  readonly boxes: Locator;
  readonly problem: Locator;
  readonly outcome: Locator;

  constructor(readonly page: Page) {
    this.panel = page.locator('.find');
    this.field = page.getByTestId('find-text');
    this.count = page.locator('.find-count');
    this.hits = page.locator('.find-list li');
    this.boxes = this.hits.getByRole('checkbox');
    this.problem = page.locator('.find-problem');
    this.outcome = page.locator('.find-outcome');
  }

  async look(phrase: string): Promise<void> {
    if (!(await this.panel.isVisible())) await this.page.keyboard.press('Control+f');
    await this.field.fill(phrase);
  }

  async switch(option: 'regex' | 'exact' | 'everywhere'): Promise<void> {
    await this.page.getByTestId(`find-${option}`).click();
  }

  async tag(label: string): Promise<void> {
    await this.panel.locator(`[data-label="${label}"]`).click();
  }
}

/** What the browser shows as selected in the text. */
const selected = (page: Page) => page.evaluate(() => String(getSelection()));

test('every occurrence in a report is tagged but two, and undone at once', async ({ app, page }) => {
  const folder = needShared('corpus');
  const name = readdirSync(folder).find((name) => /^004.*\.txt$/.test(name));
  test.skip(!name, 'the corpus has no task decomposition');
  const text = readFileSync(join(folder, name ?? ''), 'utf8');
  const phrase = '责任领导';
  await app.openText(text);

  const find = new Finder(page);
  await find.look(phrase);
  await expect(find.count).toHaveText('1 / 105');
  await find.boxes.nth(1).uncheck();
  await find.boxes.nth(3).uncheck();
  await find.tag('party');
  await expect(find.outcome).toHaveText(/103/);
  await app.expectCount(103);
  await app.saved();
  const document = only(await app.exportNative());
  expectSound(document);
  expect(document.spans.every(({ quote, label }) => quote === phrase && label === 'party')).toBe(true);
  const characters = [...text];
  const places = characters.flatMap((_, at) => (characters.slice(at, at + 4).join('') === phrase ? [at] : []));
  expect(document.spans.map(({ start }) => start)).toEqual(places.filter((_, nth) => nth !== 1 && nth !== 3));

  await page.keyboard.press('Control+z');
  await expect(app.items).toHaveCount(0);
  await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+Shift+z');
  await app.expectCount(103);
  await app.reload();
  await app.expectCount(103);
  await page.getByTestId('undo').click();
  await expect(app.items).toHaveCount(0);
});

test.describe('what is found', () => {
  test('is counted, listed with what stands around it, and gone through', async ({ app, page }) => {
    await app.openText(TEXT);
    const find = new Finder(page);
    await find.look('牵头单位');
    await expect(find.count).toHaveText('1 / 3');
    await expect(find.hits).toContainText([/增长5%。牵头单位：甲县住建局/, /小区25个，牵头单位/, /牵头单位：乙县/]);
    for (const expected of ['2 / 3', '3 / 3', '1 / 3']) {
      await page.keyboard.press('Enter');
      await expect(find.count).toHaveText(expected);
    }
    await page.keyboard.press('Shift+Enter');
    await expect(find.count).toHaveText('3 / 3');
    await expect(find.field, 'one can type on').toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type('：乙');
    await expect(find.count).toHaveText('1 / 1');

    await page.keyboard.press('Escape');
    await expect(find.panel).toHaveCount(0);
    await expect(app.reader).toBeFocused();
    expect(await selected(page)).toBe('牵头单位：乙');
    await page.keyboard.press('3');
    await app.expectDrawn('party: 牵头单位：乙');
  });

  test('is typed in the middle of as well, and found again from the same place', async ({ app, page }) => {
    await app.openText(TEXT);
    const find = new Finder(page);
    await find.look('甲县');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('无');
    await expect(find.field).toHaveValue('甲无县');
    await expect(find.count).toHaveText('0');
    await page.keyboard.press('Backspace');
    await expect(find.count).toHaveText('2 / 2');
    for (const character of '县住建') await page.keyboard.type(character);
    await expect(find.field).toHaveValue('甲县住建县');
  });

  test('is the same in either width and case, unless it is to be exact', async ({ app, page }) => {
    await app.openText('新增就业,增长5%。新增就业，增长。GDP与gdp');
    const find = new Finder(page);
    await find.look('就业，');
    await expect(find.hits).toHaveCount(2);
    await find.switch('exact');
    await expect(find.hits).toHaveCount(1);
    await find.look('gdp');
    await expect(find.hits).toHaveCount(1);
    await find.switch('exact');
    await expect(find.hits).toHaveCount(2);
    await find.look('没有');
    await expect(find.count).toHaveText('0');
    await expect(find.hits).toHaveCount(0);
  });

  test('is found with F3 while the text is worked with', async ({ app, page }) => {
    await app.openText(TEXT);
    const find = new Finder(page);
    await find.look('责任领导');
    await app.click('二、主要措施');
    await page.keyboard.press('F3');
    await expect(find.count).toHaveText('2 / 2');
    expect(await selected(page)).toBe('责任领导');
    await page.keyboard.press('2');
    await app.expectDrawn('measure: 责任领导');
    await page.keyboard.press('Shift+F3');
    await expect(find.count).toHaveText('1 / 2');
    await app.note.or(app.reader).first().focus();
    await page.keyboard.press('Control+f');
    await expect(find.field).toBeFocused();
    await page.keyboard.press('F3');
    await expect(find.count).toHaveText('2 / 2');
  });

  test('is drawn in part where there is very much of it', async ({ app, page }) => {
    await app.openText('目标与措施。'.repeat(3000));
    const find = new Finder(page);
    await find.look('目标');
    await expect(find.count).toHaveText('1 / 3000');
    expect(await find.hits.count()).toBeLessThan(100);
    await page.keyboard.press('Shift+Enter');
    await expect(find.count).toHaveText('3000 / 3000');
    await expect(find.panel.locator('.current')).toBeInViewport();
    await page.locator('.find-list').evaluate((list) => (list.scrollTop = list.scrollHeight / 2));
    await expect(find.hits.filter({ has: page.getByRole('checkbox', { name: /^1503 / }) })).toBeInViewport();
  });
});

test.describe('regular expressions', () => {
  test('find and tag what they match', async ({ app, page }) => {
    await app.openText(`😀${TEXT}`);
    const find = new Finder(page);
    await find.look('\\d+[万]?[人个]');
    await expect(find.hits).toHaveCount(0);
    await find.switch('regex');
    await expect(find.hits).toHaveCount(3);
    await find.tag('target');
    await app.expectDrawn('target: 3万人', 'target: 25个', 'target: 1350个');
    expectSound(only(await app.exportNative()));
    // Lines, and what matches nothing.
    await find.look('^[一二三]、|x*');
    await expect(find.hits).toHaveCount(2);
  });

  test('that are none say why', async ({ app, page }) => {
    await app.openText(TEXT);
    const find = new Finder(page);
    await find.look('(牵头');
    await find.switch('regex');
    await expect(find.problem).toHaveText(/Unterminated group/);
    await find.look('(牵头)');
    await expect(find.hits).toHaveCount(3);
    await expect(find.problem).toBeEmpty();
  });

  test('that cannot be looked for, since the program for it does not come, say so', async ({
    app,
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/Failed to load resource/);
    await app.openText(TEXT);
    await page.route('**/find-worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    const find = new Finder(page);
    await find.look('牵头.');
    await find.switch('regex');
    await expect(app.notices).toContainText('find-worker.js');
    await expect(find.count).toHaveText('0');
  });

  test('that would take for ever are stopped, and hold nothing up', async ({ app, page }) => {
    await app.openText(`${'a'.repeat(60)}!\n${TEXT}`);
    const find = new Finder(page);
    await find.look('(a+)+$');
    await find.switch('regex');
    await expect(find.count).toHaveText('0…');
    // Meanwhile the page goes on.
    await app.tag('新增就业3万人', '1');
    await app.expectDrawn('target: 新增就业3万人');
    await expect(find.problem).toHaveText(/已停止/, { timeout: 20_000 });
    await find.look('责任领导');
    await expect(find.hits).toHaveCount(2);
  });
});

test('the whole project is tagged and untagged at once', async ({ app, page }) => {
  await app.openText(TEXT, 'a.txt');
  await app.openText('牵头单位：丙县', 'b.txt');
  const find = new Finder(page);
  await find.look('牵头单位');
  await expect(find.count).toHaveText('1 / 1');
  await find.switch('everywhere');
  await expect(find.count).toHaveText('4 / 4');
  await find.tag('party');
  const counts = async () => (await app.exportNative()).documents.map(({ spans }) => spans.length);
  expect(await counts()).toEqual([3, 1]);
  await page.getByTestId('undo').click();
  expect(await counts()).toEqual([0, 0]);
  await page.getByTestId('redo').click();
  await find.hits.first().getByRole('button').click();
  await expect(app.title).toHaveText('a.txt');
  await find.boxes.first().uncheck();
  await page.getByTestId('find-untag').click();
  expect(await counts()).toEqual([1, 0]);
  await page.getByTestId('undo').click();
  expect(await counts()).toEqual([3, 1]);
});

test('a span is tagged wherever it occurs', async ({ app, page }) => {
  await app.openText(TEXT);
  await app.tag('甲县住建局', '3');
  await page.keyboard.press('Control+Shift+f');
  const find = new Finder(page);
  await expect(find.field).toHaveValue('甲县住建局');
  await expect(find.count).toHaveText('1 / 2');
  await expect(find.panel.locator('[aria-pressed="true"][data-label]')).toHaveAttribute('data-label', 'party');
  await find.tag('party');
  await app.expectDrawn('party: 甲县住建局', 'party: 甲县住建局');
  await expect(find.outcome).toHaveText('已标注 1');
});

test('all is done without the mouse', async ({ app, page }) => {
  const { keyboard } = page;
  await app.openText(TEXT);
  const find = new Finder(page);
  await app.tabTo('reader');
  await keyboard.press('Control+f');
  await keyboard.type('牵头单位');
  await expect(find.count).toHaveText('1 / 3');
  const tabTo = async (target: Locator) => {
    for (let count = 0; count < 40; count += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error('Tab does not come there');
  };
  await tabTo(find.boxes.first());
  await keyboard.press('ArrowDown');
  await expect(find.boxes.nth(1)).toBeFocused();
  await expect(find.count).toHaveText('2 / 3');
  await keyboard.press('Space');
  await expect(find.boxes.nth(1)).not.toBeChecked();
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(find.boxes.nth(2)).toBeFocused();
  const tag = find.panel.locator('[data-label="measure"]');
  await keyboard.press('Control+f');
  await tabTo(tag);
  await keyboard.press('Enter');
  await expect(app.items).toHaveCount(2);
  await keyboard.press('Control+z');
  await expect(app.items).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(app.reader).toBeFocused();
});

test('what an input method composes is looked for once it is composed', async ({ app, context, page }) => {
  await app.openText(TEXT);
  const find = new Finder(page);
  await find.look('');
  const client = await context.newCDPSession(page);
  const compose = (text: string) =>
    client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  for (const text of ['z', 'zr', '责任l', '责任']) await compose(text);
  await expect(find.count).toBeEmpty();
  // Keys that choose among what is offered.
  await find.field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
  await find.field.dispatchEvent('keydown', { key: 'Escape', keyCode: 229, isComposing: true, bubbles: true });
  await expect(find.panel).toBeVisible();
  await client.send('Input.insertText', { text: '责任' });
  // The key that ends the composition.
  await page.keyboard.press('Shift');
  await expect(find.count).toHaveText('1 / 2');
  await page.keyboard.press('Enter');
  await expect(find.field).toHaveValue('责任');
  await expect(find.count).toHaveText('2 / 2');
});

for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } })) {
  test.describe(size, () => {
    test.use({ viewport, locale: 'en-US' });

    test('the panel leaves the text room, and is sound', async ({ app, page }) => {
      await app.openText(TEXT.repeat(20));
      await page.getByTestId('find-open').click();
      const find = new Finder(page);
      await find.field.fill('牵头单位');
      await find.tag('party');
      await expect(find.outcome).toHaveText('Tagged 60');
      const [panel, reader] = [await find.panel.boundingBox(), await app.reader.boundingBox()];
      expect(panel!.x + panel!.width).toBeLessThanOrEqual(viewport.width);
      expect(reader!.height).toBeGreaterThan(viewport.height * 0.3);
      expect(await axe(page)).toEqual([]);
    });
  });
}
