import type { Page } from '@playwright/test';

import { expect, test as base } from './support/fixtures';
import { lasting, only } from './support/native';
import type { Reportmark } from './support/page';

const TEXT = `一、工作目标
今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业3万人；

　　（一）改造老旧小区25个、供水管网60公里。由甲县住建局牵头,乙镇人民政府配合;
去年新增公办学位1350个:完成率108%。
`;

/** A page with one text open. */
const test = base.extend<{ app: Reportmark }>({
  app: async ({ app }, use) => {
    await app.openText(TEXT);
    await use(app);
  },
});

/** Let the page be drawn anew while the focus stays where it is. */
async function drawAnew(page: Page): Promise<void> {
  await page.getByTestId('theme').evaluate((button: HTMLElement) => button.click());
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
}

const JOBS = '城镇新增就业3万人';
const HOMES = '改造老旧小区25个';

test.describe('selecting with the mouse', () => {
  for (const backwards of [false, true]) {
    const way = backwards ? 'from the end to the start' : 'from the start to the end';
    test(`a stretch within a line and one across paragraphs, ${way}`, async ({ app }) => {
      await app.tag(JOBS, '1', { backwards });
      await app.expectDrawn(`target: ${JOBS}`);
      await app.expectSelected(JOBS);
      await app.tag('就业3万人；\n\n　　（一）改造老旧小区25个', '2', { backwards });
      expect(only(await app.exportNative()).spans).toMatchObject([
        { label: 'target', quote: JOBS, origin: 'manual' },
        { label: 'measure', quote: '就业3万人；\n\n　　（一）改造老旧小区25个', origin: 'manual' },
      ]);
    });
  }

  test('white space and outer punctuation are trimmed, in both widths', async ({ app, page }) => {
    for (const [selected, tagged] of [
      [`，${JOBS}；`, JOBS],
      ['。由甲县住建局牵头,', '由甲县住建局牵头'],
      [',乙镇人民政府配合;\n去', '乙镇人民政府配合;\n去'],
      [',乙镇人民政府配合;', '乙镇人民政府配合'],
      ['：地区生产总值增长6%左右，', '地区生产总值增长6%左右'],
      ['　　（一）改造老旧小区25个、', '（一）改造老旧小区25个'],
      [':完成率108%。', '完成率108%'],
    ]) {
      await app.tag(selected, '4');
      expect(only(await app.exportNative()).spans.map(({ quote }) => quote)).toEqual([tagged]);
      await page.keyboard.press('Control+z');
      await expect(app.items).toHaveCount(0);
    }
  });

  test('with Alt held a selection is taken exactly', async ({ app }) => {
    await app.tag(`，${JOBS}；`, '1', { exact: true });
    await app.tag('　　（一）', '2', { exact: true, backwards: true });
    await app.expectDrawn(`target: ，${JOBS}；`, 'measure: 　　（一）');
  });

  test('the exact ends can be had after the selection, by button and by key', async ({ app, page }) => {
    const taggable = (text: string) => expect(app.bar).toHaveAttribute('data-taggable', text);
    await app.select(`，${JOBS}；`);
    await page.getByTestId('exact').click();
    await taggable(`，${JOBS}；`);
    await page.getByTestId('exact').click();
    await taggable(JOBS);
    await page.keyboard.press('x');
    await taggable(`，${JOBS}；`);
    await page.keyboard.press('1');
    await app.expectDrawn(`target: ，${JOBS}；`);
  });

  test('punctuation alone is not tagged, and it is said', async ({ app, page }) => {
    await app.select('，');
    await page.keyboard.press('1');
    await expect(app.notices).toHaveText(/只有空白和标点/);
    await expect(app.items).toHaveCount(0);
  });

  test('a double click selects the clause, a triple click the sentence', async ({ app, page }) => {
    await app.click(JOBS);
    const point = await app.pointOf(JOBS);
    await page.mouse.dblclick(point.x, point.y);
    await expect(app.bar).toHaveAttribute('data-taggable', JOBS);
    await page.mouse.click(point.x, point.y, { clickCount: 3 });
    const sentence = `地区生产总值增长6%左右，${JOBS}`;
    await expect(app.bar).toHaveAttribute('data-taggable', new RegExp(`${sentence}$`));
    await page.keyboard.press('1');
    await expect(app.items).toHaveCount(1);
  });

  test('a click with Shift held extends from the cursor', async ({ app, page }) => {
    await app.click(JOBS);
    const { x, y } = await app.pointOf('；');
    await page.keyboard.down('Shift');
    await page.mouse.click(x, y);
    await page.keyboard.up('Shift');
    await expect(app.bar).toHaveAttribute('data-taggable', JOBS);
    await page.keyboard.press('1');
    await app.expectDrawn(`target: ${JOBS}`);
  });

  test('a drag may begin beside the text and end below it', async ({ app, page }) => {
    await page.setViewportSize({ width: 1920, height: 900 });
    const { y } = await app.pointOf('去年新增公办学位');
    const sheet = await page.locator('.column').boundingBox();
    await page.mouse.move((sheet?.x ?? 0) - 30, y);
    await page.mouse.down();
    await page.mouse.move((sheet?.x ?? 0) + 200, y + 200, { steps: 4 });
    await page.mouse.up();
    await expect(app.bar).toHaveAttribute('data-taggable', '去年新增公办学位1350个:完成率108%');
    await page.keyboard.press('4');
    await app.expectDrawn('result: 去年新增公办学位1350个:完成率108%');
  });

  test('what touch handles or a screen reader select is offered too', async ({ app, page }) => {
    await app.reader.getByText(JOBS).evaluate((piece, phrase) => {
      const [node] = piece.childNodes;
      const start = (node.nodeValue ?? '').indexOf(phrase);
      getSelection()?.setBaseAndExtent(node, start - 1, node, start + phrase.length + 1);
    }, JOBS);
    await expect(app.bar).toHaveAttribute('data-taggable', JOBS);
    await page.keyboard.press('1');
    await app.expectDrawn(`target: ${JOBS}`);
  });

  test('the same stretch under the same label is there only once', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await app.select(`，${JOBS}；`);
    await page.keyboard.press('1');
    await app.expectSelected(JOBS);
    await expect(app.items).toHaveCount(1);
  });

  test('the next line can be selected right after one was tagged', async ({ app, page }) => {
    await app.tag('一、工作目标', '1');
    const covered = await app.isCovered('今年的主要预期目标是');
    expect(covered, 'whether the bar covers the line that comes next').toBe(false);
    await app.tag('今年的主要预期目标是', '2');
    await expect(page.getByTestId('annotation-item')).toHaveCount(2);
  });
});

test.describe('labels', () => {
  test('each key gives its label', async ({ app }) => {
    await app.tag('地区生产总值增长6%左右', '1');
    await app.tag(HOMES, '2');
    await app.tag('甲县住建局', '3');
    await app.tag('去年新增公办学位1350个', '4');
    await app.expectDrawn(
      'target: 地区生产总值增长6%左右',
      `measure: ${HOMES}`,
      'party: 甲县住建局',
      'result: 去年新增公办学位1350个',
    );
  });

  test('each button of the bar gives its label', async ({ app, page }) => {
    const button = (label: string) => app.bar.locator(`[data-label="${label}"]`);
    await app.select(JOBS);
    await button('result').click();
    await app.expectDrawn(`result: ${JOBS}`);
    for (const label of ['target', 'measure', 'party', 'result']) {
      await button(label).click();
      await app.expectDrawn(`${label}: ${JOBS}`);
      await expect(button(label)).toHaveAttribute('aria-pressed', 'true');
    }
    await app.inspector.getByRole('button', { name: '措施' }).click();
    await app.expectDrawn(`measure: ${JOBS}`);
    await expect(page.getByTestId('annotation-item')).toHaveAttribute('data-label', 'measure');
  });

  test('a key relabels the selected span', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    const [{ id }] = await app.drawn();
    await page.keyboard.press('3');
    await app.expectDrawn(`party: ${JOBS}`);
    expect((await app.drawn())[0].id).toBe(id);
    await expect(app.items).toHaveCount(1);
  });

  for (const key of ['Delete', 'Backspace']) {
    test(`${key} removes the selected span only`, async ({ app, page }) => {
      await app.tag(JOBS, '1');
      await app.tag(HOMES, '2');
      await page.keyboard.press(key);
      await app.expectDrawn(`target: ${JOBS}`);
      await page.keyboard.press(key);
      await app.expectDrawn(`target: ${JOBS}`);
    });
  }

  test('the buttons remove it too', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.getByTestId('remove-span').click();
    await app.expectDrawn();
    await app.select(HOMES);
    await app.bar.locator('[data-label="target"]').click();
    await app.bar.getByRole('button', { name: '删除标注' }).click();
    await app.expectDrawn();
  });
});

test.describe('moving ends', () => {
  test('[ and ] move the start, - and = the end', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    const steps: [string, string][] = [
      ['[', `，${JOBS}`],
      [']', JOBS],
      [']', JOBS.slice(1)],
      ['=', `${JOBS.slice(1)}；`],
      ['-', JOBS.slice(1)],
      ['-', JOBS.slice(1, -1)],
    ];
    for (const [key, quote] of steps) {
      await page.keyboard.press(key);
      await app.expectSelected(quote);
      await app.expectDrawn(`target: ${quote}`);
    }
    await page.keyboard.press('2');
    await app.expectDrawn(`measure: ${JOBS.slice(1, -1)}`);
  });

  test('a span never becomes empty', async ({ app, page }) => {
    await app.tag('甲县', '3');
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('-');
    await app.expectSelected('甲');
    await page.keyboard.press(']');
    await app.expectSelected('甲');
  });

  test('the buttons of the inspector move them', async ({ app }) => {
    await app.tag(JOBS, '1');
    const button = (name: string) => app.inspector.getByRole('button', { name });
    await button('终点：后移一字').click();
    await app.expectSelected(`${JOBS}；`);
    await button('起点：后移一字').click();
    await app.expectSelected(`${JOBS.slice(1)}；`);
  });
});

test.describe('walking through annotations', () => {
  test('j and k go to the next and the previous one', async ({ app, page }) => {
    for (const phrase of [HOMES, '一、工作目标', JOBS]) await app.tag(phrase, '1');
    await page.keyboard.press('j');
    await app.expectSelected(HOMES);
    await page.keyboard.press('j');
    await app.expectSelected(HOMES);
    for (const phrase of [JOBS, '一、工作目标', '一、工作目标']) {
      await page.keyboard.press('k');
      await app.expectSelected(phrase);
    }
  });

  test('a click picks the innermost, further clicks the next outer one and round again', async ({ app, page }) => {
    const spans = ['新增就业', JOBS, `地区生产总值增长6%左右，${JOBS}`];
    for (const [nth, phrase] of spans.entries()) await app.tag(phrase, String(nth + 1));
    await page.keyboard.press('Escape');
    await app.expectSelected(null);
    for (const phrase of [...spans, ...spans]) {
      await app.click('新增就业');
      await app.expectSelected(phrase);
    }
    await app.click('3万人');
    await app.expectSelected(JOBS);
    await page.keyboard.press('o');
    await app.expectSelected(spans[2]);
    await app.click('甲县住建局');
    await app.expectSelected(null);
  });

  test('the list selects a span and shows it in the text', async ({ app, page }) => {
    await app.openText(`${'一行。\n'.repeat(200)}${JOBS}`, 'long.txt');
    await app.tag(JOBS, '1');
    await page.keyboard.press('Escape');
    await app.reader.evaluate((reader) => reader.scrollTo(0, 0));
    await expect(app.reader.locator('[data-span-id]')).not.toBeInViewport();
    await app.items.click();
    await app.expectSelected(JOBS);
    await expect(app.reader.locator('[data-span-id]')).toBeInViewport();
  });
});

test.describe('drawing', () => {
  test('labels differ in line and colour, not in one of them alone', async ({ app }) => {
    await app.tag('地区生产总值增长6%左右', '1');
    await app.tag(HOMES, '2');
    await app.tag('甲县住建局', '3');
    await app.tag('去年新增公办学位1350个', '4');
    const looks = await app.reader.locator('[data-span-id]').evaluateAll((marks) =>
      marks.map((mark) => {
        const style = getComputedStyle(mark);
        return { line: style.borderBottomStyle, colour: style.borderBottomColor, class: mark.className };
      }),
    );
    expect(new Set(looks.map(({ line }) => line)).size, 'lines').toBe(4);
    expect(new Set(looks.map(({ colour }) => colour)).size, 'colours').toBe(4);
    expect(looks.every(({ line }) => line !== 'none')).toBe(true);
  });

  test('nested and crossing spans are all drawn, each in a lane of its own', async ({ app }) => {
    const outer = `地区生产总值增长6%左右，${JOBS}`;
    await app.tag(outer, '1');
    await app.tag(JOBS, '2');
    await app.tag('就业3万人；\n\n　　（一）改造老旧小区25个', '3');
    await app.tag('新增就业3万人', '4');
    await app.expectDrawn(
      `target: ${outer}`,
      `measure: ${JOBS}`,
      'result: 新增就业3万人',
      'party: 就业3万人；　　（一）改造老旧小区25个',
    );
    // The lines under the piece that all four cover, from the innermost span outwards.
    const lines = await app.reader.locator('mark mark mark mark[data-at]').evaluateAll((pieces) => {
      const bottoms: number[] = [];
      for (let mark = pieces[0]?.closest('mark'); mark; mark = mark.parentElement?.closest('mark')) {
        bottoms.push(mark.getClientRects()[0].bottom);
      }
      return bottoms;
    });
    expect(lines).toHaveLength(4);
    for (const [nth, line] of lines.slice(1).entries()) {
      expect(line - lines[nth], 'pixels between two lines').toBeGreaterThan(3);
    }
  });

  test('spans of one label that cross are drawn, and it is said', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await app.select('就业3万人；\n\n　　（一）');
    await page.keyboard.press('1');
    await expect(app.items).toHaveCount(2);
    await expect(app.notices).toHaveText(/交叉/);
  });

  test('overlap too deep to be drawn is counted', async ({ app, page }) => {
    const depth = 9;
    for (let nth = 0; nth < depth; nth += 1) await app.tag(`增长6%左右，${JOBS}`.slice(0, 16 - nth), '1');
    await page.keyboard.press('Escape');
    expect((await app.drawn()).length).toBe(6);
    await expect(app.reader.locator('[data-more]')).toHaveAttribute('data-more', String(depth - 6));
    await expect(app.items).toHaveCount(depth);
  });
});

test.describe('notes and certainty', () => {
  test('survive a reload, and show in the list and in the text', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.press('n');
    await expect(app.note).toBeFocused();
    await page.keyboard.type('与上年口径不同？\n再核对。');
    await page.getByTestId('unsure').check();
    await app.saved();
    await app.reload();
    await expect(app.items).toContainText('存疑');
    await expect(app.items).toContainText('有备注');
    await expect(app.reader.locator('[data-span-id]').first()).toHaveAttribute('data-mark', /\?/);
    await app.items.click();
    await expect(app.note).toHaveValue('与上年口径不同？\n再核对。');
    await expect(page.getByTestId('unsure')).toBeChecked();
    expect(only(await app.exportNative()).spans[0]).toMatchObject({
      note: '与上年口径不同？\n再核对。',
      certainty: 'unsure',
    });
  });

  test('a note takes what is typed right after the key that opens it', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.type('nu2j=x');
    await expect(app.note).toHaveValue('u2j=x');
    await expect(page.getByTestId('unsure')).not.toBeChecked();
    await app.expectDrawn(`target: ${JOBS}`);
  });

  test('u switches certainty', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.press('u');
    await expect(page.getByTestId('unsure')).toBeChecked();
    await page.keyboard.press('u');
    await expect(page.getByTestId('unsure')).not.toBeChecked();
  });

  test('each span has its own note', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await app.note.fill('甲');
    await app.tag(HOMES, '2');
    await expect(app.note).toHaveValue('');
    await app.note.fill('乙');
    await app.items.first().click();
    await expect(app.note).toHaveValue('甲');
    await page.getByTestId('undo').click();
    await app.expectSelected(HOMES);
    await expect(app.note).toHaveValue('');
  });
});

test.describe('undo and redo', () => {
  test('by keys, through every kind of step', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    for (const key of ['2', '[', '=', 'u', 'Delete']) await page.keyboard.press(key);
    await app.expectDrawn();
    const after = ['', '，城镇新增就业3万人；', '，城镇新增就业3万人；', '，城镇新增就业3万人', JOBS, JOBS];
    const labels = ['', 'measure', 'measure', 'measure', 'measure', 'target'];
    for (const step of [1, 2, 3, 4, 5]) {
      await page.keyboard.press('Control+z');
      await app.expectDrawn(`${labels[step]}: ${after[step]}`);
    }
    await page.keyboard.press('Control+z');
    await app.expectDrawn();
    await page.keyboard.press('Control+z');
    await expect(app.documents).toHaveCount(1);
    for (const [nth, key] of ['Control+y', 'Control+Shift+z', 'Control+y'].entries()) {
      await page.keyboard.press(key);
      await app.expectDrawn([`target: ${JOBS}`, `measure: ${JOBS}`, `measure: ，${JOBS}`][nth]);
    }
  });

  test('by buttons, which say what they do', async ({ app, page }) => {
    const [undo, redo] = [page.getByTestId('undo'), page.getByTestId('redo')];
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await app.tag(JOBS, '1');
    await expect(undo).toHaveAttribute('title', /撤销：标注/);
    await undo.click();
    await app.expectDrawn();
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await expect(redo).toHaveAttribute('title', /重做：标注/);
    await redo.click();
    await app.expectDrawn(`target: ${JOBS}`);
    await expect(redo).toHaveAttribute('aria-disabled', 'true');
  });

  test('a new step takes the place of those that were undone', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.press('Control+z');
    await app.expectDrawn();
    await app.tag(HOMES, '2');
    await page.keyboard.press('Control+y');
    await app.expectDrawn(`measure: ${HOMES}`);
  });

  test('hundreds of steps go back to the start and forth again', async ({ app, page }) => {
    const steps = 300;
    const before = lasting(await app.exportNative());
    await app.tag(JOBS, '1');
    await app.pressFast(Array.from({ length: steps - 1 }, (_, nth) => String(((nth + 1) % 4) + 1)));
    await app.expectDrawn(`result: ${JOBS}`);
    const after = lasting(await app.exportNative());
    await app.pressFast(Array<string>(steps - 1).fill('Control+z'));
    await app.expectDrawn(`target: ${JOBS}`);
    await page.keyboard.press('Control+z');
    await app.expectDrawn();
    await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
    expect(lasting(await app.exportNative())).toEqual(before);
    await app.pressFast(Array<string>(steps).fill('Control+y'));
    await app.expectDrawn(`result: ${JOBS}`);
    expect(lasting(await app.exportNative())).toEqual(after);
    await app.saved();
    await app.reload();
    expect(lasting(await app.exportNative())).toEqual(after);
  });
});

test.describe('documents', () => {
  const status = (page: Page) => page.getByTestId('document-status');

  test('the first annotation takes a new document into work', async ({ app, page }) => {
    await expect(app.documents).toContainText('未开始');
    await app.tag(JOBS, '1');
    await expect(app.documents).toContainText('进行中');
    await page.keyboard.press('Control+z');
    await expect(app.documents).toContainText('未开始');
  });

  test('the status is set by list and by key, and kept', async ({ app, page }) => {
    await status(page).selectOption({ label: '已完成' });
    await expect(app.documents).toContainText('已完成');
    await app.saved();
    await app.reload();
    await expect(app.documents).toContainText('已完成');
    expect(only(await app.exportNative()).status).toBe('done');
    await page.keyboard.press('Shift+D');
    await expect(app.documents).toContainText('未开始');
    await expect(status(page).locator('option:checked')).toHaveText('未开始');
    await page.getByTestId('undo').click();
    await expect(status(page).locator('option:checked')).toHaveText('已完成');
  });

  test('a document is renamed, and the name is kept', async ({ app, page }) => {
    await page.getByTestId('rename').click();
    await expect(page.getByTestId('rename-name')).toHaveValue('a.txt');
    await page.getByTestId('rename-name').fill('  甲县2026年报告  ');
    await page.keyboard.press('Enter');
    await expect(app.title).toHaveText('甲县2026年报告');
    await expect(page).toHaveTitle(/^甲县2026年报告/);
    await app.saved();
    await app.reload();
    await expect(app.title).toHaveText('甲县2026年报告');
    await page.getByTestId('rename').click();
    await page.getByTestId('rename-name').fill('另一个名称');
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
    await expect(app.title).toHaveText('甲县2026年报告');
  });

  test('a name that is being typed stays while the page is drawn anew', async ({ app, page }) => {
    await page.getByTestId('rename').click();
    await page.getByTestId('rename-name').fill('甲县');
    await drawAnew(page);
    await expect(page.getByTestId('rename-name')).toHaveValue('甲县');
    await page.keyboard.press('Enter');
    await expect(app.title).toHaveText('甲县');
  });

  test('Shift with J and K goes through the list', async ({ app, page }) => {
    await app.openText('第二份报告。', 'b.txt');
    await app.openText('第三份报告。', 'c.txt');
    for (const [key, name] of [
      ['Shift+K', 'b.txt'],
      ['Shift+K', 'a.txt'],
      ['Shift+K', 'a.txt'],
      ['Shift+J', 'b.txt'],
    ]) {
      await page.keyboard.press(key);
      await expect(app.title).toHaveText(name);
    }
  });

  test('the bin gives back what was put into it', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await app.openText('第二份报告。', 'b.txt');
    await app.documents.first().click();
    await page.getByTestId('bin-document').click();
    await expect(app.title).toHaveText('b.txt');
    await expect(app.documents).toHaveCount(1);
    expect((await app.exportNative()).documents.map(({ name }) => name)).toEqual(['b.txt']);
    await app.saved();
    await app.reload();

    await page.getByTestId('bin').click();
    await page.getByTestId('restore').click();
    await page.keyboard.press('Escape');
    await expect(app.documents).toHaveCount(2);
    await expect(page.getByTestId('bin')).toHaveCount(0);
    await app.documents.first().click();
    await app.expectDrawn(`target: ${JOBS}`);
  });

  test('undo takes a document out of the bin', async ({ app, page }) => {
    await page.getByTestId('bin-document').click();
    await expect(app.documents).toHaveCount(0);
    await expect(page.getByTestId('sample').first()).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(app.documents).toHaveCount(1);
  });

  test('what was emptied out of the bin is gone for good', async ({ app, page }) => {
    await app.openText('第二份报告。', 'b.txt');
    await page.getByTestId('bin-document').click();
    await page.getByTestId('bin').click();
    await page.getByTestId('empty-bin').click();
    await page.getByTestId('empty-bin-now').click();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('bin')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(app.documents).toHaveCount(1);
    await app.saved();
    await app.reload();
    await expect(app.documents).toHaveCount(1);
    await expect(page.getByTestId('bin')).toHaveCount(0);
    expect(only(await app.exportNative()).text).toBe(TEXT);
    app.text = TEXT;
    await app.tag(JOBS, '1');
    await app.saved();
    await app.reload();
    await app.expectDrawn(`target: ${JOBS}`);
  });
});

test.describe('keys rest', () => {
  const KEYS = '1234[]-=jkoux?JKD';

  test('while a note is written', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    const before = only(await app.exportNative());
    await page.keyboard.press('n');
    await page.keyboard.type(KEYS);
    for (const key of ['Delete', 'Backspace']) await page.keyboard.press(key);
    await expect(app.note).toHaveValue(KEYS.slice(0, -1));
    await expect(app.dialog).toHaveCount(0);
    const after = only(await app.exportNative());
    const spans = after.spans.map(({ label, start, end, certainty }) => ({ label, start, end, certainty }));
    expect(spans).toEqual(before.spans.map(({ label, start, end, certainty }) => ({ label, start, end, certainty })));
    expect(after.status).toBe(before.status);
    expect(after.spans[0].note).toBe(KEYS.slice(0, -1));
  });

  test('while a dialog is open', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    for (const opener of ['paste-text', 'keys', 'rename', 'reopen']) {
      await page.getByTestId(opener).click();
      await expect(app.dialog).toBeVisible();
      await app.dialog.getByRole('button', { name: '关闭' }).focus();
      for (const key of ['2', 'Delete', '=', 'Control+z']) await page.keyboard.press(key);
      await page.keyboard.press('Escape');
      await expect(app.dialog).toHaveCount(0);
      await app.expectDrawn(`target: ${JOBS}`);
    }
    await page.keyboard.press('2');
    await app.expectDrawn(`measure: ${JOBS}`);
  });

  test('while an input method composes', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      for (const key of ['2', 'Delete', 'Process', 'u']) {
        await app.reader.dispatchEvent('keydown', { key, bubbles: true, ...init });
      }
    }
    await app.expectDrawn(`target: ${JOBS}`);
    await expect(page.getByTestId('unsure')).not.toBeChecked();
    await app.reader.dispatchEvent('keydown', { key: '2', bubbles: true });
    await app.expectDrawn(`measure: ${JOBS}`);
  });

  test('a composed note is kept once it is composed', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.press('n');
    const client = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ['h', 'he', '核', '核d', '核对']) await compose(text);
    await drawAnew(page);
    await expect(app.note).toHaveValue('核对');
    await client.send('Input.insertText', { text: '核对' });
    await page.keyboard.type('1');
    await expect(app.note).toHaveValue('核对1');
    await app.saved();
    await app.reload();
    await app.items.click();
    await expect(app.note).toHaveValue('核对1');
  });
});
