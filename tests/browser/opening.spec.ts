import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test } from './support/fixtures';
import { expectSound, lasting, only } from './support/native';
import type { Reportmark, TestFile } from './support/page';

const TEXT = '一、目标\n全年新增就业3万人，完成老旧小区改造25个。\n牵头单位：甲县住建局。\n';

/** The first two lines of `GBK_TEXT` in GBK. */
const GBK_TEXT = '全年新增就业3万人，完成老旧小区改造25个。\n牵头单位：甲县住建局。\n';
const GBK = Buffer.from('yKvE6tDC1Pa+zdK1M83yyMujrM3qs8nAz77J0KHH+LjE1OwyNbj2oaMKx6PNt7WlzrujurzXz9jXob2ovtahowo=', 'base64');

const SAMPLES = [
  'work_report.txt',
  'task_decomposition.txt',
  'supervision_bulletin.txt',
  'plan_report.txt',
  'proposal_handling.txt',
];

test.describe('several files at once', () => {
  const good: TestFile[] = [
    { name: '甲.txt', bytes: TEXT },
    { name: '乙.txt', bytes: GBK },
  ];
  const bad: [TestFile, RegExp][] = [
    [{ name: '空.txt', bytes: '' }, /空\.txt.*文件是空的/],
    [{ name: '只有标记.txt', bytes: '\uFEFF' }, /只有标记\.txt.*文件是空的/],
    [{ name: '表.pdf', bytes: '%PDF-1.7\n%\u00E2\u00E3\n1 0 obj\n' }, /表\.pdf.*PDF/],
    [{ name: '图.txt', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }, /图\.txt.*图片/],
    [{ name: '别的.json', bytes: '{"rows": [1, 2]}' }, /别的\.json.*不是 Reportmark 项目/],
    [{ name: '坏的.json', bytes: '{"format": "reportmark", documents: []}' }, /坏的\.json.*不是有效的 JSON：第 1 行/],
    [{ name: '断了的.json', bytes: '{"format": "reportmark", "documents": [' }, /断了的\.json.*文件不完整，到第 1 行第 40 字节/],
  ];

  for (const [file, message] of bad) {
    test(`${file.name} among them is named with the reason, the others open`, async ({ app }) => {
      await app.open(good[0], file, good[1]);
      await expect(app.documents).toHaveCount(2);
      await expect(app.documents.locator('.name')).toHaveText(['甲.txt', '乙.txt']);
      await expect(app.notices).toHaveCount(1);
      await expect(app.notices).toHaveAttribute('data-kind', 'error');
      await expect(app.notices).toHaveText(message);
    });
  }

  test('all bad ones are named, one message each', async ({ app }) => {
    await app.open(...bad.map(([file]) => file), good[0]);
    await expect(app.notices).toHaveCount(bad.length);
    for (const [, message] of bad) await expect(app.notices.filter({ hasText: message })).toHaveCount(1);
    await expect(app.documents).toHaveCount(1);

    await app.notices.first().getByRole('button').click();
    await expect(app.notices).toHaveCount(bad.length - 1);
  });

  test('the first is shown, and each can be shown from the list', async ({ app }) => {
    await app.open(...good, { name: '丙.txt', bytes: '新增公办学位1350个。' });
    await expect(app.title).toHaveText('甲.txt');
    await app.documents.nth(2).click();
    await expect(app.title).toHaveText('丙.txt');
    await expect(app.reader).toContainText('新增公办学位1350个。');
    await expect(app.documents.nth(2)).toHaveAttribute('aria-current', 'true');
  });

  test('the same file again is not opened twice; another of the same name is', async ({ app }) => {
    await app.open(good[0]);
    await expect(app.documents).toHaveCount(1);
    await app.open(good[0]);
    await expect(app.notices).toHaveText(/甲\.txt.*已经打开/);
    await expect(app.documents).toHaveCount(1);
    await app.open({ name: '甲.txt', bytes: '另一份：新增就业2万人。' });
    await expect(app.documents).toHaveCount(2);
    const names = await app.documents.locator('.name').allTextContents();
    expect(new Set(names).size, `different names: ${names.join(', ')}`).toBe(2);
  });
});

test.describe('drag and drop', () => {
  test('files that are dropped open, and the hint goes', async ({ app, page }) => {
    const hint = page.locator('.drop-hint');
    await drag(page, 'dragover', [{ name: '甲.txt', bytes: TEXT }]);
    await expect(hint).toBeVisible();
    await drag(page, 'drop', [
      { name: '甲.txt', bytes: TEXT },
      { name: '乙.txt', bytes: GBK },
    ]);
    await expect(app.documents.locator('.name')).toHaveText(['甲.txt', '乙.txt']);
    await expect(hint).toBeHidden();
  });

  test('the hint goes when the files leave the page', async ({ app, page }) => {
    const hint = page.locator('.drop-hint');
    await drag(page, 'dragover', [{ name: '甲.txt', bytes: TEXT }]);
    await expect(hint).toBeVisible();
    await drag(page, 'dragleave', []);
    await expect(hint).toBeHidden();
    await expect(app.documents).toHaveCount(0);
  });

  test('selected text that is dragged within the page is not taken for a file', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.select('新增就业3万人');
    const [from, to] = [await app.pointOf('3万人'), await app.pointOf('甲县')];
    await page.mouse.move(from.x + 4, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    const hint = page.locator('.drop-hint');
    await expect(hint).toBeHidden();
    await page.mouse.up();
    await expect(hint).toBeHidden();
    await expect(app.notices).toHaveCount(0);
    await app.tag('甲县住建局', '3');
    await app.expectDrawn('party: 甲县住建局');
  });
});

test.describe('pasted text', () => {
  test('becomes a document of the given name', async ({ app, page }) => {
    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-name').fill('会议纪要');
    await page.getByTestId('paste-area').fill(TEXT);
    await page.getByTestId('paste-open').click();
    await expect(app.dialog).toHaveCount(0);
    await expect(app.title).toHaveText('会议纪要');
    app.text = TEXT;
    await app.tag('新增就业3万人', '1');
    const document = only(await app.exportNative());
    expect(document.text).toBe(TEXT);
    expectSound(document);
  });

  test('gets a name of its own when none is given', async ({ app, page }) => {
    for (const text of ['新增就业3万人。', '改造25个。']) {
      await page.getByTestId('paste-text').click();
      await page.getByTestId('paste-area').fill(text);
      await page.getByTestId('paste-open').click();
      await expect(app.reader).toContainText(text);
    }
    const names = await app.documents.locator('.name').allTextContents();
    expect(new Set(names).size).toBe(2);
  });

  test('that is empty is not opened, and it is said', async ({ app, page }) => {
    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-open').click();
    await expect(app.dialog.getByTestId('notice')).toHaveText(/没有粘贴任何文字/);
    await expect(app.documents).toHaveCount(0);
  });

  test('of nothing but blanks is not opened either', async ({ app, page }) => {
    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-area').fill(' \n\t　\n');
    await page.getByTestId('paste-open').click();
    await expect(app.dialog.getByTestId('notice')).toHaveText(/没有粘贴任何文字/);
    await expect(app.documents).toHaveCount(0);
  });

  test('is still there when a file is opened meanwhile', async ({ app, page }) => {
    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-area').fill('写了一半');
    await app.openText(TEXT);
    await expect(app.dialog).toBeVisible();
    await expect(page.getByTestId('paste-area')).toHaveValue('写了一半');
    await page.getByTestId('paste-open').click();
    await expect(app.documents).toHaveCount(2);
  });

  test('is still there when the dialog was closed by mistake', async ({ app, page }) => {
    await page.getByTestId('paste-text').click();
    await page.getByTestId('paste-name').fill('会议纪要');
    await page.getByTestId('paste-area').fill(TEXT);
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
    await page.getByTestId('paste-text').click();
    await expect(page.getByTestId('paste-area')).toHaveValue(TEXT);
    await page.getByTestId('paste-open').click();
    await expect(app.title).toHaveText('会议纪要');
    await page.getByTestId('paste-text').click();
    await expect(page.getByTestId('paste-area')).toHaveValue('');
    await expect(page.getByTestId('paste-name')).toHaveValue('');
  });
});

test.describe('samples', () => {
  for (const file of SAMPLES) {
    test(`${file} opens from the first page, exactly as it is`, async ({ app, page }) => {
      await page.locator(`[data-testid="sample"][data-file="${file}"]`).click();
      await expect(app.documents).toHaveCount(1);
      const text = readFileSync(resolve(__dirname, '../../static/samples', file), 'utf8');
      expect(only(await app.exportNative()).text).toBe(text);
    });
  }

  test('all open beside one another from the bar', async ({ app, page }) => {
    for (const [nth, file] of SAMPLES.entries()) {
      await page.getByTestId('samples').selectOption(file);
      await expect(app.documents).toHaveCount(nth + 1);
      await expect(app.documents.nth(nth)).toHaveAttribute('aria-current', 'true');
    }
    await expect(app.notices).toHaveCount(0);
  });

  test('one that cannot be fetched is said to be missing, and the page goes on', async ({
    app,
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/Failed to load resource/);
    await page.route('**/samples/**', (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByTestId('samples').selectOption(SAMPLES[1]);
    await expect(app.notices).toHaveText(/task_decomposition\.txt/);
    await page.unroute('**/samples/**');
    await page.getByTestId('samples').selectOption(SAMPLES[1]);
    await expect(app.documents).toHaveCount(1);
  });
});

test.describe('a project', () => {
  test('comes back from its JSON with everything in it', async ({ app, elsewhere }) => {
    await app.open({ name: '甲.txt', bytes: TEXT }, { name: '乙.txt', bytes: GBK });
    app.text = TEXT;
    await expect(app.title).toHaveText('甲.txt');
    await app.tag('新增就业3万人', '1');
    await app.tag('甲县住建局', '3');
    await app.note.fill('核对名称');
    const native = await app.exportNative();
    expect(native.documents.map(({ spans }) => spans.length)).toEqual([2, 0]);

    await elsewhere.open({ name: 'project.json', bytes: JSON.stringify(native) });
    await expect(elsewhere.documents).toHaveCount(2);
    await expect(elsewhere.notices).toHaveCount(0);
    await elsewhere.expectDrawn('target: 新增就业3万人', 'party: 甲县住建局');
    expect(lasting(await elsewhere.exportNative())).toEqual(lasting(native));
  });

  test('keeps members and labels that the page does not know', async ({ app }) => {
    const native = {
      ...projectOf(TEXT, [{ id: 's1', label: 'risk', start: 5, end: 9, weight: 0.5 }]),
      team: { name: '甲组' },
    };
    await app.open({ name: 'project.json', bytes: JSON.stringify(native) });
    await app.expectDrawn('risk: 全年新增');
    const written = await app.exportNative();
    expect(written).toMatchObject({ team: { name: '甲组' } });
    expect(only(written).spans[0]).toMatchObject({ id: 's1', label: 'risk', weight: 0.5 });
    expect(written.scheme.labels.map(({ id }) => id)).toContain('risk');
  });

  test('with a span that does not fit says which, and takes the others', async ({ app }) => {
    const native = projectOf(TEXT, [
      { id: 's1', label: 'target', start: 7, end: 14 },
      { id: 's2', label: 'target', start: 7, end: 14, quote: '别的文字' },
      { id: 's3', label: 'target', start: 7, end: 9999, quote: '太长' },
    ]);
    await app.open({ name: 'project.json', bytes: JSON.stringify(native) });
    await expect(app.items).toHaveCount(1);
    await expect(app.notices).toHaveText(/project\.json.*2.*documents\[0\]\.spans\[1\].*documents\[0\]\.spans\[2\]/s);
  });

  test('without its text opens together with the text', async ({ app, elsewhere }) => {
    await app.openText(TEXT, '甲.txt');
    await app.tag('新增就业3万人', '1');
    const native = await app.exportNative();
    const bare = { ...native, documents: native.documents.map(({ text: _text, ...rest }) => rest) };
    const project = { name: 'project.json', bytes: JSON.stringify(bare) };

    await elsewhere.open(project);
    await expect(elsewhere.notices).toHaveText(/project\.json.*不含原文/s);
    await expect(elsewhere.documents).toHaveCount(0);

    await elsewhere.open(project, { name: '甲.txt', bytes: TEXT });
    await expect(elsewhere.documents).toHaveCount(1);
    await elsewhere.expectDrawn('target: 新增就业3万人');
    expect(lasting(await elsewhere.exportNative())).toEqual(lasting(native));
  });

  test('that is open already is not opened twice; a changed one opens beside', async ({ app }) => {
    await app.openText(TEXT, '甲.txt');
    await app.tag('新增就业3万人', '1');
    const bytes = JSON.stringify(await app.exportNative());
    await app.open({ name: 'project.json', bytes });
    await expect(app.notices).toHaveText(/甲\.txt.*已经打开/);
    await expect(app.documents).toHaveCount(1);

    await app.tag('甲县住建局', '3');
    await app.open({ name: 'project.json', bytes });
    await expect(app.documents).toHaveCount(2);
    await expect(app.notices.last()).toHaveText(/另开为/);
    await expect(app.items).toHaveCount(1);
    await app.documents.first().click();
    await expect(app.items).toHaveCount(2);
  });
});

test.describe('in another encoding', () => {
  test('the preview shows how it would read; an untouched document is replaced', async ({ app, page }) => {
    await openGbk(app);
    await page.getByTestId('reopen').click();
    await expect(preview(page)).toContainText('全年新增就业3万人');
    await page.getByTestId('reopen-encoding').selectOption('big5');
    await expect(preview(page)).not.toContainText('全年新增就业');
    await page.getByTestId('reopen-now').click();
    await expect(app.dialog).toHaveCount(0);
    await expect(app.documents).toHaveCount(1);
    await expect(app.reader).not.toContainText('全年新增就业');
    expect(only(await app.exportNative()).source).toMatchObject({ encoding: 'big5', file_name: '乙.txt' });

    await page.getByTestId('undo').click();
    await expect(app.reader).toContainText('全年新增就业3万人');
    await page.getByTestId('redo').click();
    await expect(app.reader).not.toContainText('全年新增就业');
    await reopenAs(page, 'gb18030');
    await expect(app.reader).toContainText('全年新增就业3万人');
    await expect(app.documents).toHaveCount(1);
  });

  test('an annotated document stays, and the new one opens beside it', async ({ app, page }) => {
    await openGbk(app);
    await app.tag('新增就业3万人', '1');
    await reopenAs(page, 'big5');
    await expect(app.documents).toHaveCount(2);
    await expect(app.items).toHaveCount(0);
    await expect(app.reader).not.toContainText('全年新增就业');
    await app.documents.first().click();
    await app.expectDrawn('target: 新增就业3万人');
  });

  test('the file is still there after a reload', async ({ app, page }) => {
    await openGbk(app);
    await app.saved();
    await app.reload();
    await expect(app.reader).toContainText('全年新增就业3万人');
    await reopenAs(page, 'big5');
    await expect(app.reader).not.toContainText('全年新增就业');
    await app.saved();
    await app.reload();
    await reopenAs(page, 'gb18030');
    await expect(app.reader).toContainText('全年新增就业3万人');
    expect(only(await app.exportNative()).text).toBe(GBK_TEXT);
  });

  test('a document whose file is not there says so', async ({ app, elsewhere }) => {
    await openGbk(app);
    const native = await app.exportNative();
    await elsewhere.open({ name: 'project.json', bytes: JSON.stringify(native) });
    await elsewhere.page.getByTestId('reopen').click();
    await expect(elsewhere.notices).toHaveText(/没有保存此文档的原文件/);
    await expect(elsewhere.dialog).toHaveCount(0);
  });

  test('a UTF-8 file with a byte-order mark can be read otherwise and again as it was', async ({ app, page }) => {
    await app.open({ name: 'a.txt', bytes: `\uFEFF${TEXT}` });
    await expect(app.reader).toContainText('全年新增就业3万人');
    await reopenAs(page, 'gb18030');
    await expect(app.reader).not.toContainText('全年新增就业3万人');
    await expect(app.notices).toHaveText(/UTF-8.*BOM/s);
    await reopenAs(page, 'utf-8');
    await expect(app.reader).toContainText('全年新增就业3万人');
    expect(only(await app.exportNative()).source).toMatchObject({ encoding: 'utf-8', bom: true });
  });
});

/** Let files be held over the page, dropped on it or taken away, as the browser tells of it. */
async function drag(page: Page, event: string, files: TestFile[]): Promise<void> {
  const data = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) {
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type: 'text/plain' }));
      }
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...Buffer.from(bytes)] })),
  );
  await page.locator('main').dispatchEvent(event, { dataTransfer: data });
}

function preview(page: Page) {
  return page.getByTestId('reopen-preview');
}

async function openGbk(app: Reportmark): Promise<void> {
  await app.open({ name: '乙.txt', bytes: GBK });
  app.text = GBK_TEXT;
  await expect(app.title).toHaveText('乙.txt');
}

async function reopenAs(page: Page, encoding: string): Promise<void> {
  await page.getByTestId('reopen').click();
  await page.getByTestId('reopen-encoding').selectOption(encoding);
  await expect(page.getByTestId('reopen-now')).toHaveAttribute('aria-disabled', 'false');
  await page.getByTestId('reopen-now').click();
  await expect(page.locator('dialog')).toHaveCount(0);
}

/** A native file of one document with these spans, which quote what they cover unless they say so. */
function projectOf(text: string, spans: { start: number; end: number; [key: string]: unknown }[]) {
  const characters = [...text];
  const quoted = spans.map((span) => ({ quote: characters.slice(span.start, span.end).join(''), ...span }));
  return {
    format: 'reportmark',
    version: 1,
    documents: [{ id: 'd1', name: '甲.txt', text, offset_unit: 'unicode_code_point', spans: quoted }],
  };
}
