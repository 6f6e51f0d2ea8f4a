import { expect, test } from './support/fixtures';
import { expectSound, only } from './support/native';
import { content, type Reportmark } from './support/page';

const TEXT = `一、工作目标
全年新增就业3万人，增长5%。
改造老旧小区25个；由甲县住建局牵头。
`;

test('the whole work is done without the mouse', async ({ app, page }) => {
  const { keyboard } = page;
  // Long before the key, since the browser must hear that nobody is there to choose.
  const choosing = page.waitForEvent('filechooser');
  await app.tabTo('open-files');
  await keyboard.press('Enter');
  await (await choosing).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT) });
  await expect(app.title).toHaveText('a.txt');

  await app.tabTo('reader');
  // By character: from the start of the second line over “全年”, then to the end of the clause.
  await press(app, 'Control+Home', 'ArrowDown', 'Home', 'ArrowRight', 'ArrowRight', 'Control+Shift+ArrowRight');
  await expect(app.bar).toHaveAttribute('data-taggable', '新增就业3万人');
  await press(app, '1');
  await app.expectDrawn('target: 新增就业3万人');

  // By paragraph and clause, and backwards.
  await press(app, 'Control+ArrowDown', 'End', 'Control+Shift+ArrowLeft');
  await expect(app.bar).toHaveAttribute('data-taggable', '由甲县住建局牵头');
  await press(app, 'Shift+ArrowRight');
  await expect(app.bar).toHaveAttribute('data-taggable', '甲县住建局牵头');
  await press(app, '3', '-', '-');
  await app.expectDrawn('target: 新增就业3万人', 'party: 甲县住建局');

  // By line, from the start of the text.
  await press(app, 'Control+Home', 'Shift+End', '2', 'Delete');
  await press(app, 'Control+Home', 'Shift+ArrowDown');
  await expect(app.bar).toHaveAttribute('data-taggable', '一、工作目标');
  await press(app, '4');
  await expect(app.items).toHaveCount(3);

  await press(app, 'j');
  await app.expectSelected('新增就业3万人');
  await press(app, 'j', 'n');
  await app.expectSelected('甲县住建局');
  await expect(app.note).toBeFocused();
  await keyboard.type('简称？');
  await app.tabTo('unsure');
  await press(app, 'Space');
  await expect(page.getByTestId('unsure')).toBeChecked();

  await app.tabTo('export-native');
  const coming = page.waitForEvent('download');
  await press(app, 'Enter');
  const document = only(JSON.parse((await content(await coming)).content));
  expectSound(document);
  expect(document.text).toBe(TEXT);
  expect(document.spans).toMatchObject([
    { label: 'result', quote: '一、工作目标' },
    { label: 'target', quote: '新增就业3万人' },
    { label: 'party', quote: '甲县住建局', note: '简称？', certainty: 'unsure' },
  ]);
});

test.describe('the reading cursor', () => {
  test('stops at characters as users see them', async ({ app }) => {
    await app.openText('👨‍👩‍👧e\u0301𠀀\r\n甲🇨🇳');
    await app.tabTo('reader');
    await press(app, 'Control+Home');
    for (const taken of ['👨‍👩‍👧', '👨‍👩‍👧e\u0301', '👨‍👩‍👧e\u0301𠀀', '👨‍👩‍👧e\u0301𠀀', '👨‍👩‍👧e\u0301𠀀\r\n甲', '👨‍👩‍👧e\u0301𠀀\r\n甲🇨🇳']) {
      await press(app, 'Shift+ArrowRight');
      await expect(app.bar).toHaveAttribute('data-taggable', taken);
    }
    for (const taken of ['👨‍👩‍👧e\u0301𠀀\r\n甲', '👨‍👩‍👧e\u0301𠀀']) {
      await press(app, 'Shift+ArrowLeft');
      await expect(app.bar).toHaveAttribute('data-taggable', taken);
    }
  });

  test('goes by lines over marks, and keeps its column', async ({ app }) => {
    // Six pixels of a narrow letter are no column; all is Chinese, and one line is short.
    const lines = ['第一行甲乙丙丁', '新增就业三万人', '', '改造小区', '第五行甲乙丙丁', '培育企业二十家', '最后一行甲乙丙'];
    await app.openText(lines.join('\n'));
    await app.tabTo('reader');
    for (const line of [1, 5]) {
      await press(app, 'Control+Home', ...Array<string>(line).fill('Control+ArrowDown'), 'Shift+End', '1');
    }
    await app.expectDrawn('target: 新增就业三万人', 'target: 培育企业二十家');
    /** What is behind the cursor on its line. */
    const expectAhead = async (ahead: string) => {
      await press(app, 'Shift+End');
      await expect(app.bar).toHaveAttribute('data-taggable', ahead);
      await press(app, 'ArrowLeft');
    };
    const down = (count: number) => press(app, ...Array<string>(count).fill('ArrowDown'));
    const up = (count: number) => press(app, ...Array<string>(count).fill('ArrowUp'));
    // At the edge of the text, where marks stand before the first character.
    for (const [nth, line] of lines.entries()) {
      if (line === '') continue;
      await press(app, 'Escape', 'Control+Home');
      await down(nth);
      await expectAhead(line);
      await press(app, 'Escape', 'Control+End', 'Home');
      await up(lines.length - 1 - nth);
      await expectAhead(line);
    }
    // Within it: short lines do not change the column that is kept.
    await press(app, 'Escape', 'Control+Home', ...Array<string>(6).fill('ArrowRight'));
    await down(3);
    await press(app, 'Shift+Home');
    await expect(app.bar).toHaveAttribute('data-taggable', '改造小区');
    await press(app, 'Escape', 'Control+Home', ...Array<string>(6).fill('ArrowRight'));
    await down(4);
    await expectAhead('丁');
    await press(app, 'Escape', 'Control+Home');
    await down(1);
    await press(app, 'Shift+ArrowDown');
    await expect(app.bar).toHaveAttribute('data-taggable', '新增就业三万人');
  });

  test('goes by lines within a paragraph and by whole characters', async ({ app, page }) => {
    const family = '👨‍👩‍👧e\u{301}';
    await app.openText(`甲${family.repeat(40)}乙\n${family.repeat(3)}`);
    await app.tabTo('reader');
    await press(app, 'Control+Home');
    const at = async () => {
      const box = await page.locator('.caret').boundingBox();
      return [box!.x, box!.y];
    };
    const seen = [await at()];
    // Down through the lines of the first paragraph, and up again over the same places.
    while (seen.length < 3 || seen.at(-1)![1] !== seen.at(-2)![1]) {
      await press(app, 'ArrowDown');
      await page.waitForTimeout(50);
      seen.push(await at());
      expect(seen.length).toBeLessThan(9);
    }
    expect(seen.length).toBeGreaterThan(4);
    await press(app, 'Control+Home', 'ArrowRight', 'ArrowDown', 'Shift+ArrowRight', '1');
    await expect.poll(async () => (await app.drawn()).length).toBe(1);
    expect(['👨‍👩‍👧', 'e\u{301}']).toContain((await app.drawn())[0]?.text);
  });

  test('is kept in view', async ({ app, page }) => {
    await app.openText(Array.from({ length: 200 }, (_, nth) => `第${nth}行。`).join('\n'));
    await app.tabTo('reader');
    const caret = page.locator('.caret');
    for (const key of ['Control+End', 'Control+Home', 'Control+End', 'ArrowUp']) {
      await press(app, key);
      await expect(caret).toBeInViewport();
    }
    for (let count = 0; count < 40; count += 1) await press(app, 'Control+ArrowUp');
    await expect(caret).toBeInViewport();
    await expect(page.getByText('第159行。')).toBeInViewport();
  });

  test('Escape lets go of what is selected', async ({ app }) => {
    await app.openText(TEXT);
    await app.tabTo('reader');
    await press(app, 'Control+Home', 'Shift+End', '1');
    await app.expectSelected('一、工作目标');
    await press(app, 'Escape');
    await app.expectSelected(null);
    await expect(app.bar).toBeHidden();
    await press(app, '2');
    await app.expectDrawn('target: 一、工作目标');
  });
});

test.describe('the focus', () => {
  test('comes to every function of the bar at the top, in the order in which they stand', async ({ app, page }) => {
    await app.openText(TEXT);
    await page.locator('body').press('Home');
    const seen: string[] = [];
    const places: number[] = [];
    for (let count = 0; count < 20 && !seen.includes('language'); count += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        return { id: element.closest('header') ? element.dataset.testid : undefined, left: box.left };
      });
      if (!focused.id) continue;
      seen.push(focused.id);
      places.push(focused.left);
    }
    expect(seen).toEqual([
      'open-files',
      'paste-text',
      'samples',
      'undo',
      'redo',
      'files',
      'export-native',
      'export-doccano',
      'keys',
      'guideline',
      'theme',
      'language',
    ]);
    expect(places, 'from left to right').toEqual([...places].sort((a, b) => a - b));
  });

  test('can be seen wherever it is', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag('新增就业3万人', '1');
    await page.locator('body').press('Home');
    const unseen = new Set<string>();
    const seen = new Set<string>();
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const shown = element.matches('input[type="file"]') ? (element.closest('label') ?? element) : element;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        const { top, width, height } = shown.getBoundingClientRect();
        const name = element.dataset.testid ?? element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 60);
        const isDrawn = outlineStyle !== 'none' && outlineWidth !== '0px' && width > 1 && height > 1 && top >= 0;
        return { name, isDrawn, isBody: element === document.body };
      });
      if (focused.isBody) continue;
      if (!focused.isDrawn) unseen.add(focused.name);
      seen.add(focused.name);
    }
    expect(seen.size).toBeGreaterThan(15);
    expect([...unseen]).toEqual([]);
  });

  test('jumps over the bar to the text and to the list', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag('新增就业3万人', '1');
    for (const [name, id] of [
      ['跳到正文', 'reader'],
      ['跳到标注列表', 'annotation-list'],
    ]) {
      const link = page.getByRole('link', { name });
      await link.focus();
      await expect(link).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Enter');
      await expect(page.getByTestId(id)).toBeFocused();
    }
  });

  for (const [opener, close] of [
    ['paste-text', 'key'],
    ['keys', 'button'],
    ['rename', 'key'],
    ['reopen', 'button'],
    ['bin', 'key'],
  ]) {
    test(`returns to where it was when the dialog of “${opener}” closes by ${close}`, async ({ app, page }) => {
      await app.openText('另一份。', 'b.txt');
      await page.getByTestId('bin-document').click();
      await app.openText(TEXT);
      await app.tabTo(opener);
      await page.keyboard.press('Enter');
      await expect(app.dialog).toBeVisible();
      await expect.poll(() => page.evaluate(() => !!document.activeElement?.closest('dialog'))).toBe(true);
      for (let count = 0; count < 12; count += 1) {
        await page.keyboard.press('Tab');
        const where = await page.evaluate(() => {
          const element = document.activeElement;
          return element === document.body || !!element?.closest('dialog');
        });
        expect(where, 'whether the focus stays in the dialog').toBe(true);
      }
      if (close === 'key') await page.keyboard.press('Escape');
      else {
        await app.dialog.getByRole('button', { name: '关闭' }).focus();
        await page.keyboard.press('Enter');
      }
      await expect(app.dialog).toHaveCount(0);
      await expect(page.getByTestId(opener)).toBeFocused();
    });
  }

  test.describe('is not lost when what had it goes:', () => {
    const expectKept = (app: Reportmark) =>
      expect.poll(() => app.page.evaluate(() => document.activeElement !== document.body)).toBe(true);

    test('a sample of the first page', async ({ app }) => {
      await app.tabTo('sample');
      await press(app, 'Enter');
      await expect(app.documents).toHaveCount(1);
      await expectKept(app);
    });

    test('the button that removes a span', async ({ app }) => {
      await app.openText(TEXT);
      await app.tag('新增就业3万人', '1');
      await app.tabTo('remove-span');
      await press(app, 'Enter');
      await expect(app.items).toHaveCount(0);
      await expectKept(app);
    });

    test('the entry of a span in the list', async ({ app, page }) => {
      await app.openText(TEXT);
      await app.tag('新增就业3万人', '1');
      await page.getByTestId('annotation-list').focus();
      await press(app, 'Enter', 'Delete');
      await expect(app.items).toHaveCount(0);
      await expectKept(app);
    });

    test('a message', async ({ app }) => {
      await app.open({ name: '空.txt', bytes: '' });
      await app.notices.getByRole('button').focus();
      await press(app, 'Enter');
      await expect(app.notices).toHaveCount(0);
      await expectKept(app);
    });

    test('the last document of the bin', async ({ app, page }) => {
      await app.openText(TEXT);
      await page.getByTestId('bin-document').focus();
      await press(app, 'Enter');
      await expect(app.documents).toHaveCount(0);
      await expectKept(app);
      await page.getByTestId('bin').focus();
      await press(app, 'Enter');
      await page.getByTestId('restore').focus();
      await press(app, 'Enter');
      await expect(app.documents).toHaveCount(1);
      await press(app, 'Escape');
      await expect(app.dialog).toHaveCount(0);
      await expectKept(app);
    });
  });

  test('leaves the note by Escape, back to the text', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag('新增就业3万人', '1');
    await page.keyboard.press('n');
    await page.keyboard.type('甲');
    await page.keyboard.press('Escape');
    await expect(app.reader).toBeFocused();
    await app.expectSelected('新增就业3万人');
    await page.keyboard.press('2');
    await app.expectDrawn('measure: 新增就业3万人');
  });
});

test.describe('the list of keys', () => {
  const row = (app: Reportmark, command: string) => app.page.locator(`tr[data-command="${command}"]`);
  const change = (app: Reportmark, command: string) => row(app, command).getByRole('button', { name: '更改' });

  async function openKeys(app: Reportmark): Promise<void> {
    await app.page.keyboard.press('?');
    await expect(app.dialog).toBeVisible();
  }

  async function closeDialog(app: Reportmark): Promise<void> {
    await app.page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
  }

  test.beforeEach(async ({ app }) => {
    await app.openText(TEXT);
    await app.tag('新增就业3万人', '1');
    await app.tag('改造老旧小区25个', '2');
    await app.reader.focus();
  });

  test('opens by ? and names every key', async ({ app }) => {
    await openKeys(app);
    for (const key of ['1', '2', '3', '4', '[', ']', '-', '=', 'J', 'K', 'N', '?', 'Ctrl+Z']) {
      await expect(app.dialog.locator('tr kbd').getByText(key, { exact: true })).toHaveCount(1);
    }
    await closeDialog(app);
    await expect(app.reader).toBeFocused();
  });

  test('is gone through by Tab, row by row and back', async ({ app, page }) => {
    await openKeys(app);
    const rows = await app.dialog.locator('tr[data-command]').count();
    await page.getByTestId('single-keys').focus();
    const seen: (string | undefined)[] = [];
    const here = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('tr')?.dataset['command']);
    for (let nth = 0; nth < rows; nth += 1) {
      await page.keyboard.press('Tab');
      seen.push(await here());
    }
    expect(new Set(seen).size).toBe(rows);
    expect(seen).not.toContain(undefined);
    for (let nth = rows - 2; nth >= 0; nth -= 1) {
      await page.keyboard.press('Shift+Tab');
      expect(await here()).toBe(seen[nth]);
    }
  });

  test('listens where it was clicked last', async ({ app, page }) => {
    await openKeys(app);
    await change(app, 'previous').click();
    await change(app, 'next').click();
    await expect(row(app, 'next').getByRole('button')).toHaveText(/Esc/);
    await page.keyboard.press('y');
    await expect(row(app, 'next').locator('kbd')).toHaveText(['Y']);
    await expect(row(app, 'previous').locator('kbd')).toHaveText(['K']);
  });

  test('gives a command another key, which is kept', async ({ app, page }) => {
    await openKeys(app);
    await change(app, 'previous').focus();
    await press(app, 'Enter', 'y');
    await expect(row(app, 'previous').locator('kbd')).toHaveText(['Y']);
    await closeDialog(app);
    await app.expectSelected('改造老旧小区25个');
    await press(app, 'k');
    await app.expectSelected('改造老旧小区25个');
    await press(app, 'y');
    await app.expectSelected('新增就业3万人');

    await app.saved();
    await app.reload();
    await app.items.last().click();
    await press(app, 'y');
    await app.expectSelected('新增就业3万人');
    await openKeys(app);
    await row(app, 'previous').getByRole('button', { name: '恢复默认' }).click();
    await expect(row(app, 'previous').locator('kbd')).toHaveText(['K']);
    await expect(row(app, 'previous').getByRole('button')).toHaveCount(1);
  });

  test('gives a label another key', async ({ app }) => {
    await openKeys(app);
    await change(app, 'label:target').focus();
    await press(app, 'Enter', 'y');
    await expect(row(app, 'label:target').locator('kbd')).toHaveText(['Y']);
    await closeDialog(app);
    await press(app, 'y');
    await app.expectDrawn('target: 新增就业3万人', 'target: 改造老旧小区25个');
    await app.select('甲县住建局');
    await expect(app.bar.locator('[data-label="target"]')).toContainText('Y');
  });

  test('refuses a key that is taken, and one that the browser needs', async ({ app, page }) => {
    await openKeys(app);
    await change(app, 'next').focus();
    const alert = row(app, 'next').getByRole('alert');
    await press(app, 'Enter', 'k');
    await expect(alert).toHaveText(/此键已用于：上一处标注/);
    for (const reserved of ['ArrowLeft', 'F5', 'Control+c', 'Enter']) {
      await press(app, 'v', 'Enter');
      await press(app, reserved);
      await expect(alert).toHaveText(/由浏览器或读屏软件使用/);
      await press(app, 'Escape');
      await expect(alert).toHaveText('');
      await press(app, 'Enter');
    }
    await press(app, 'Escape');
    await expect(app.dialog).toBeVisible();
    await expect(page.getByText('请按新键')).toHaveCount(0);
    await expect(row(app, 'next').locator('kbd')).toHaveText(['V']);
  });

  test('gives all usual keys back', async ({ app }) => {
    await openKeys(app);
    for (const [command, key] of [
      ['next', 'y'],
      ['previous', 'v'],
      ['label:party', 'c'],
    ]) {
      await change(app, command).focus();
      await press(app, 'Enter', key);
      await expect(row(app, command).locator('kbd')).toHaveText([key.toUpperCase()]);
    }
    await app.dialog.getByRole('button', { name: '全部恢复默认' }).click();
    await expect(row(app, 'next').locator('kbd')).toHaveText(['J']);
    await expect(row(app, 'previous').locator('kbd')).toHaveText(['K']);
    await expect(row(app, 'label:party').locator('kbd')).toHaveText(['3']);
  });

  test('switches single keys off, and then only the others and the buttons work', async ({ app, page }) => {
    await openKeys(app);
    await page.getByTestId('single-keys').uncheck();
    await closeDialog(app);
    await press(app, '1', 'k', '=', 'u', 'n', '?');
    await app.expectSelected('改造老旧小区25个');
    await expect(app.dialog).toHaveCount(0);
    await expect(app.reader).toBeFocused();

    await app.select('甲县住建局');
    await press(app, '3');
    await app.bar.locator('[data-label="party"]').click();
    await app.expectDrawn('target: 新增就业3万人', 'measure: 改造老旧小区25个', 'party: 甲县住建局');
    await press(app, 'Control+z');
    await app.expectDrawn('target: 新增就业3万人', 'measure: 改造老旧小区25个');

    await app.saved();
    await app.reload();
    await page.getByTestId('keys').click();
    await expect(page.getByTestId('single-keys')).not.toBeChecked();
    await page.getByTestId('single-keys').check();
    await closeDialog(app);
    await press(app, 'j');
    await expect(app.inspector).toBeVisible();
  });
});

async function press(app: Reportmark, ...keys: string[]): Promise<void> {
  for (const key of keys) await app.page.keyboard.press(key);
}
