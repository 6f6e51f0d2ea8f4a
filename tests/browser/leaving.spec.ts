import { expect, test } from './support/fixtures';
import { expectSound, only } from './support/native';

const JOBS = '新增就业3万人';
const TEXT = `😀𠀀：全年${JOBS}，增长5%。\r\n👨‍👩‍👧𠮷某牵头。`;
const OTHER = '改造老旧小区25个。';

test('the whole project leaves as JSON at one press', async ({ app, page }) => {
  await app.openText(OTHER, 'b.txt');
  await app.openText(TEXT, 'a.txt');
  await app.tag(JOBS, '1');
  await app.tag('𠮷某', '3');
  const { name, content } = await app.download('export-native');
  expect(name).toMatch(/^reportmark-\d{8}-\d{6}\.json$/);
  const native = JSON.parse(content);
  expect(native).toMatchObject({
    format: 'reportmark',
    version: 1,
    generator: { name: 'reportmark', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    exported_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    documents: [{ name: 'b.txt', spans: [] }, { name: 'a.txt', spans: [{ quote: JOBS }, { quote: '𠮷某' }] }],
  });
  native.documents.forEach(expectSound);
  await expect(page.locator('dialog')).toHaveCount(0);
  await expect(app.notices).toHaveCount(0);
});

test('the whole project leaves for doccano, in UTF-16 units', async ({ app }) => {
  await app.openText(OTHER, 'b.txt');
  await app.openText(TEXT, 'a.txt');
  await app.tag(JOBS, '1');
  await app.tag('增长5%。\r\n👨‍👩‍👧', '4');
  await app.tag('𠮷某', '3');
  const lines = await app.exportDoccano();
  expect(lines.map(({ text }) => text)).toEqual([OTHER, TEXT]);
  expect(lines[0].label).toEqual([]);
  // A string of JavaScript is cut in UTF-16 units.
  const quotes = lines[1].label.map(([start, end, label]) => `${label}: ${TEXT.slice(start, end)}`);
  expect(quotes).toEqual([`target: ${JOBS}`, 'result: 增长5%。\r\n👨‍👩‍👧', 'party: 𠮷某']);
});

test('one document leaves alone, in either form, under its name', async ({ app }) => {
  await app.openText(OTHER, '乙镇通报.txt');
  await app.openText(TEXT, '甲县报告.txt');
  await app.tag(JOBS, '1');
  const native = await app.download('export-document-native');
  expect(native.name).toMatch(/^甲县报告-\d{8}-\d{6}\.json$/);
  const document = only(JSON.parse(native.content));
  expect(document).toMatchObject({ name: '甲县报告.txt', text: TEXT, spans: [{ quote: JOBS }] });

  const doccano = await app.download('export-document-doccano');
  expect(doccano.name).toMatch(/^甲县报告-\d{8}-\d{6}\.doccano\.jsonl$/);
  expect(JSON.parse(doccano.content)).toMatchObject({ text: TEXT, label: [[expect.any(Number), expect.any(Number), 'target']] });

  await app.documents.first().click();
  expect(only(await app.exportNative('export-document-native')).name).toBe('乙镇通报.txt');
});

test('what is in the bin does not leave', async ({ app, page }) => {
  await app.openText(OTHER, 'b.txt');
  await app.openText(TEXT, 'a.txt');
  await page.getByTestId('bin-document').click();
  expect(only(await app.exportNative()).name).toBe('b.txt');
  expect((await app.exportDoccano()).map(({ text }) => text)).toEqual([OTHER]);
});

test('a file gets a name that every file system takes', async ({ app, page }) => {
  await app.openText(TEXT);
  // The name that the page asks for; the browser may make a better one of it.
  const asked = await page.evaluateHandle(() => {
    const names: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      names.push(this.download);
      click.call(this);
    };
    return names;
  });
  const hostile = [
    'a/b\\c:d*e?f"g<h>i|j',
    '../../etc/passwd',
    '...',
    '.profile',
    '甲\u202Etxt.exe',
    '甲\u0007县',
    'NUL',
    '报告'.repeat(150),
    '👨‍👩‍👧𠀀'.repeat(60),
  ];
  for (const [nth, name] of hostile.entries()) {
    await page.getByTestId('rename').click();
    await page.getByTestId('rename-name').fill(name);
    await page.keyboard.press('Enter');
    await expect(app.dialog).toHaveCount(0);
    await app.download('export-document-doccano');
    const written = (await asked.jsonValue())[nth];
    expect(written, name).toMatch(/^[^/\\:*?"<>|\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]+-\d{8}-\d{6}\.doccano\.jsonl$/u);
    expect(written, name).not.toMatch(/^[. ]/);
    expect(Buffer.byteLength(written), `bytes of the name for “${name.slice(0, 12)}…”`).toBeLessThanOrEqual(255);
  }
});

test('without documents nothing leaves', async ({ app, page }) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  for (const button of ['export-native', 'export-doccano']) {
    await expect(page.getByTestId(button)).toHaveAttribute('aria-disabled', 'true');
    // Playwright itself would wait for a button that says it is disabled.
    await page.getByTestId(button).dispatchEvent('click');
  }
  await expect(app.notices).toHaveCount(0);

  // The page is as it was; the only file that comes is the one with something in it.
  await app.openText(TEXT);
  await app.exportNative();
  expect(downloads).toHaveLength(1);
});
