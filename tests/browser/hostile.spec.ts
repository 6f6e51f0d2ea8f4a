import { expect, test } from './support/fixtures';
import { figures } from './support/figures';
import { lasting, sha256, type Native } from './support/native';
import { Reportmark, type TestFile } from './support/page';

// Every input and fault that an annotator has to survive, through opening, tagging, saving, a reload and
// exporting: what comes of it is right, or a message says what is wrong. That no page logs an error, breaks
// its policy or asks another host for anything is checked for every spec (`support/fixtures.ts`).

const REPORT = '一、全年新增就业三万人，改造老旧小区二十五个，由甲县住建局牵头，年底前完成。\n二、完善机制，推进落实。\n';
const TRADITIONAL = '一、全年新增就業三萬人，改造老舊社區二十五個，由甲縣住建局牽頭，年底前完成。\n二、完善機制，推進落實。\n';
const GBK = 'd2bba1a2c8abc4ead0c2d4f6becdd2b5c8fdcdf2c8cba3acb8c4d4ecc0cfbec9d0a1c7f8b6fecaaecee5b8f6a3acd3c9bcd7cfd8d7a1bda8bed6c7a3cdb7a3acc4eab5d7c7b0cdeab3c9a1a30ab6fea1a2cdeac9c6bbfad6c6a3accdc6bdf8c2e4cab5a1a30a';
const GB18030 = 'd2bba1a2c8abc4ead0c2d4f6becdd2b5c8fdcdf2c8cba3acb8c4d4ecc0cfbec9d0a1c7f8b6fecaaecee5b8f6a3acd3c9bcd7cfd8d7a1bda8bed6c7a3cdb7a3acc4eab5d7c7b0cdeab3c9a1a30ab6fea1a2cdeac9c6bbfad6c6a3accdc6bdf8c2e4cab5a1a30a9534b23595328236c4b38139ee390a';
const BIG5 = 'a440a142a5fea67eb773bc57b44eb77ea454b855a448a141a7efb379a6d1c2c2aac0b0cfa447a451a4adadd3a141a5d1a5d2bfa4a6edabd8a7bdb26fc059a141a67ea9b3ab65a7b9a6a8a1430aa447a142a7b9b5bdbef7a8eea141b1c0b669b8a8b9eaa1430a';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const utf16 = (text: string, bom: boolean, big = false) => {
  const buffer = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le');
  return Uint8Array.from(big ? buffer.swap16() : buffer);
};
const joined = (...parts: (string | Uint8Array)[]) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

/** What becomes of a file: it is opened with this text, or a message says why not; either may come with a remark. */
interface Hostile {
  /** What it is, with its number in the list of what has to be survived. */
  what: string;
  bytes: string | Uint8Array;
  name?: string;
  /** The text that is shown and exported. */
  text?: string | RegExp;
  /** What is said. */
  told?: RegExp;
}

const TEXTS: Hostile[] = [
  { what: '1 an empty file', bytes: '', told: /空的/ },
  { what: '1 nothing but a byte-order mark', bytes: '\ufeff', told: /空的/ },
  { what: '2 a UTF-8 byte-order mark', bytes: `\ufeff${REPORT}`, text: REPORT },
  { what: '3 UTF-16LE with a byte-order mark', bytes: utf16(REPORT, true), text: REPORT },
  { what: '3 UTF-16BE with a byte-order mark', bytes: utf16(REPORT, true, true), text: REPORT },
  { what: '4 UTF-16LE without one', bytes: utf16(REPORT, false), text: REPORT, told: /|UTF-16/ },
  { what: '4 UTF-16BE without one', bytes: utf16(REPORT, false, true), text: REPORT, told: /|UTF-16/ },
  { what: '5 GBK', bytes: bytes(GBK), text: REPORT, told: /|GBK/ },
  { what: '6 GB18030 with four bytes a character', bytes: bytes(GB18030), text: `${REPORT}𠮷𠀀某㐀\n`, told: /|GB18030/ },
  { what: '7 Big5', bytes: bytes(BIG5), text: TRADITIONAL, told: /|Big5/ },
  { what: '8 encodings that are mixed', bytes: joined(REPORT, bytes(GBK)), text: /./, told: /按 .* 读取/ },
  { what: '9 the last character cut off', bytes: joined(REPORT, Uint8Array.of(0xe4, 0xb8)), text: `${REPORT}\ufffd`, told: /末尾不完整|不合此编码/ },
  { what: '10 NULs', bytes: `甲\0乙\0新增就业3万人`, text: '甲\0乙\0新增就业3万人', told: /U\+0000/ },
  { what: '11 a binary named .txt', bytes: Uint8Array.from({ length: 4096 }, (_, nth) => (nth * 167) % 256), told: /不像文本|无法|不是/ },
  { what: '11 an archive named .txt', bytes: joined('PK\x03\x04', Uint8Array.from({ length: 400 }, (_, nth) => nth % 251)), told: /压缩包/ },
  { what: '12 overlong UTF-8', bytes: joined(REPORT, Uint8Array.of(0xc0, 0xaf, 0xe0, 0x80, 0xaf), '完'), text: /^一、.*\ufffd+完$/s, told: /不合此编码/ },
  { what: '13 replacement characters that are there already', bytes: `${REPORT}\ufffd\ufffd`, text: `${REPORT}\ufffd\ufffd`, told: /原有 2 个/ },
  { what: '14 lone surrogates, as CESU writes them', bytes: joined(REPORT, Uint8Array.of(0xed, 0xa0, 0x80), '完'), text: /\ufffd+完$/, told: /不合此编码/ },
  { what: '15 CRLF, CR and LF mixed', bytes: '甲\r\n乙\r丙\n\n\r\n丁', text: '甲\r\n乙\r丙\n\n\r\n丁' },
  { what: '16 LS, PS, NEL, FF', bytes: '甲\u2028乙\u2029丙\u0085丁\f戊\v己', text: '甲\u2028乙\u2029丙\u0085丁\f戊\v己' },
  { what: '17 characters without width', bytes: '新\u200b增\u200d就\u200c业\u2060三\ufeff万', text: '新\u200b增\u200d就\u200c业\u2060三\ufeff万' },
  { what: '18 bidirectional controls', bytes: '甲\u202e乙\u202c\u2067丙\u2069\u200f丁', text: '甲\u202e乙\u202c\u2067丙\u2069\u200f丁' },
  { what: '19 a hundred marks on one character', bytes: `甲e${'\u0301'.repeat(100)}乙`, text: `甲e${'\u0301'.repeat(100)}乙` },
  { what: '20 emoji of several characters', bytes: '甲👨‍👩‍👧‍👦乙🏳️‍🌈丙👍🏽丁🇨🇳', text: '甲👨‍👩‍👧‍👦乙🏳️‍🌈丙👍🏽丁🇨🇳' },
  { what: '21 Extension B, variation selectors, private use', bytes: '𠀀𪚥葛\u{e0100}\ue000\u{f0000}︎️完', text: '𠀀𪚥葛\u{e0100}\ue000\u{f0000}︎️完' },
  { what: '22 twins in NFC and NFD', bytes: '\u00e9\n e\u0301\n\uac00\n\u1100\u1161', text: '\u00e9\n e\u0301\n\uac00\n\u1100\u1161' },
  { what: '25 markup as text', bytes: '甲<hr/>乙</script><script>window.hurt=1</script><img src=x onerror="window.hurt=1">&lt;&amp;丙', text: '甲<hr/>乙</script><script>window.hurt=1</script><img src=x onerror="window.hurt=1">&lt;&amp;丙' },
];

/** A native file around a document with one span, each changed as a case wants it. */
function native(change: { span?: object; document?: object; file?: object; spans?: object[]; scheme?: object } = {}): string {
  const text = '全年新增就业3万人，😀改造道路。';
  const span = { id: 's1', label: 'target', start: 2, end: 9, quote: '新增就业3万人', ...change.span };
  return JSON.stringify({
    format: 'reportmark',
    version: 1,
    ...(change.scheme ? { scheme: change.scheme } : {}),
    documents: [
      { id: 'd1', name: '甲.txt', text, offset_unit: 'unicode_code_point', spans: change.spans ?? [span], ...change.document },
    ],
    ...change.file,
  });
}

const whole = native();
const NATIVES: Hostile[] = [
  { what: '26 an end behind the end', bytes: native({ span: { end: 999 } }), text: /新增/, told: /spans\[0\]/ },
  { what: '27 a negative start', bytes: native({ span: { start: -1 } }), text: /新增/, told: /spans\[0\]/ },
  { what: '27 start and end the wrong way round', bytes: native({ span: { start: 9, end: 2 } }), text: /新增/, told: /spans\[0\]/ },
  { what: '28 half of a surrogate pair', bytes: native({ span: { start: 10, end: 11, quote: '\ud83d' } }), told: /不是有效的 JSON.*代理对/ },
  { what: '28 an end inside of what a user sees as one character', bytes: native({ document: { text: 'e\u0301甲新增' }, span: { start: 0, end: 1, quote: 'e' } }), text: 'e\u0301甲新增', told: /|spans/ },
  { what: '29 fractions', bytes: native({ span: { start: 2.5 } }), text: /新增/, told: /spans\[0\]/ },
  { what: '29 1e308', bytes: whole.replace('"start":2,', '"start":1e308,'), text: /新增/, told: /spans\[0\]/ },
  { what: '29 2^53+1', bytes: whole.replace('"start":2,', '"start":9007199254740993,'), text: /新增/, told: /spans\[0\]/ },
  { what: '29 NaN', bytes: whole.replace('"start":2,', '"start":NaN,'), told: /不是有效的 JSON/ },
  { what: '30 offsets in bytes', bytes: native({ span: { start: 6, end: 25 } }), text: /新增/, told: /字节|bytes/ },
  { what: '31 ids that are there twice', bytes: native({ spans: [1, 2].map((nth) => ({ id: 's', label: 'target', start: nth, end: nth + 2, quote: '全年新增'.slice(nth, nth + 2) })) }), text: /新增/, told: /spans\[1\]/ },
  { what: '32 relations to nothing', bytes: native({ document: { relations: [{ id: 'r', type: 'responsible_for', head: 'no', tail: 's1', via: 'b9' }] } }), text: /新增/, told: /relations\[0\]/ },
  { what: '33 a relation from a span to itself', bytes: native({ document: { relations: [{ id: 'r', type: 'responsible_for', head: 's1', tail: 's1', via: null }] } }), text: /新增/, told: /|relations\[0\]/ },
  { what: '34 ten thousand overlaps', bytes: native({ spans: Array.from({ length: 10_000 }, (_, nth) => ({ id: `s${nth}`, label: `l${nth}`, start: 2, end: 9, quote: '新增就业3万人' })) }), text: /新增/, told: /|spans/ },
  { what: '35 a quote that is not there', bytes: native({ span: { quote: '别的文字七个' } }), text: /新增/, told: /spans\[0\]/ },
  { what: '36 a label that nobody knows', bytes: native({ span: { label: '<b>某</b>' } }), text: /新增/, told: /|label/ },
  { what: '37 keys of a prototype', bytes: native({ file: { constructor: { prototype: { hurt: 1 } } } }).replace('"version":1', '"version":1,"__proto__":{"hurt":1}'), text: /新增/ },
  { what: '38 nesting of 100,000', bytes: `{"format":"reportmark","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, told: /JSON|项目/ },
  { what: '39 keys that are there twice', bytes: whole.replace('"id":"d1"', '"id":"d0","id":"d1"'), text: /新增/, told: /documents\[0\]\.id.*同名/s },
  { what: '40 garbage behind the end', bytes: `${whole}xyz`, told: /不是有效的 JSON/ },
  { what: '40 lines of JSON', bytes: `${whole}\n${whole}\n`, told: /不是有效的 JSON/ },
  { what: '42 markup in a label, a note and a key', bytes: native({ span: { note: '<img src=x onerror="window.hurt=1">' }, scheme: { labels: [{ id: 'target', name: { zh: '<img src=x onerror="window.hurt=1">', en: '<script>window.hurt=1</script>' }, hotkey: '<b>' }] } }), text: /新增/, told: /|hotkey/ },
  { what: '43 a script in a colour', bytes: native({ scheme: { labels: [{ id: 'target', name: { zh: '目标', en: 'Target' }, color: 'javascript:window.hurt=1' }, { id: 'measure', name: { zh: '措施', en: 'Measure' }, color: 'red;background:url(https://example.invalid/x)' }] } }), text: /新增/, told: /|colou?r/ },
  { what: '47 a file that is cut off', bytes: whole.slice(0, -30), told: /不完整/ },
];

const NAMES: string[] = ['<img src=x onerror="window.hurt=1">.txt', '..\\..\\甲.txt', '甲\u202etxt.exe', 'CON.txt', '%2e%2e%2f甲.txt', '=cmd|甲.txt', `${'长'.repeat(300)}.txt`];

const seen = { inputs: 0, opened: 0, refused: 0, lost: 0 };
test.describe.configure({ mode: 'serial' });
test.afterAll(() => figures('hostile', seen));

/** Something sound is open before, so that it can be seen that nothing happens to it. */
async function begin(app: Reportmark): Promise<Native> {
  await app.openText(REPORT, '原有.txt');
  await app.tag('新增就业三万人', '1');
  await app.saved();
  return app.exportNative();
}

async function survive(app: Reportmark, before: Native, hostile: Hostile): Promise<void> {
  const { page } = app;
  const file: TestFile = { name: hostile.name ?? (hostile.what.startsWith('2') || Number.parseInt(hostile.what, 10) < 26 ? '输入.txt' : '输入.json'), bytes: hostile.bytes };
  const count = await app.documents.count();
  await app.open(file);
  const opens = hostile.text !== undefined;
  if (opens) await expect(app.documents, hostile.what).toHaveCount(count + 1);
  if (hostile.told && !hostile.told.source.startsWith('|')) {
    await expect(app.notices.filter({ hasText: hostile.told }).first(), hostile.what).toBeVisible();
  }
  if (!opens) await expect(app.documents).toHaveCount(count);
  seen.inputs += 1;
  seen[opens ? 'opened' : 'refused'] += 1;
  if (opens) {
    // All of it is marked, as it is.
    await app.reader.press('Control+Home');
    await page.keyboard.press('Control+Shift+End');
    await page.keyboard.press('4');
  }
  await app.saved();
  const there = lasting(await app.exportNative());
  await app.reload();
  await expect(app.notices, hostile.what).toHaveCount(0);
  expect(lasting(await app.exportNative()), `${hostile.what}: after a reload`).toEqual(there);
  const [first, ...others] = there.documents;
  expect(first, `${hostile.what}: what was there`).toEqual(before.documents[0]);
  const last = others.at(-1);
  if (opens) {
    if (typeof hostile.text === 'string') expect(last?.text, hostile.what).toBe(hostile.text);
    else expect(last?.text, hostile.what).toMatch(hostile.text as RegExp);
    expect(last?.text_sha256).toBe(sha256(last?.text ?? ''));
    for (const span of last?.spans ?? []) {
      expect([...(last?.text ?? '')].slice(span.start, span.end).join(''), hostile.what).toBe(span.quote);
    }
  }
  expect(await page.evaluate(() => Reflect.get(window, 'hurt')), hostile.what).toBeUndefined();
  if (opens) {
    // Away with it, so that the next one is alone.
    await page.getByTestId('bin-document').click();
    await expect(app.documents).toHaveCount(count);
    await app.saved();
  }
}

for (const [kind, list] of [
  ['bytes and texts', TEXTS],
  ['annotations, JSON and schemes', NATIVES],
] as const) {
  test(`${kind} that are hostile do no harm`, async ({ app }) => {
    test.setTimeout(list.length * 15_000);
    const before = await begin(app);
    for (const hostile of list) await test.step(hostile.what, () => survive(app, before, hostile));
  });
}

test('44 names that are hostile do no harm', async ({ app, page }) => {
  test.setTimeout(NAMES.length * 15_000);
  const before = await begin(app);
  for (const [nth, name] of NAMES.entries()) {
    await survive(app, before, { what: `44 ${name}`, name, bytes: `第${nth}份${REPORT}`, text: `第${nth}份${REPORT}` });
  }
  expect(await page.title()).not.toContain('<img src=x onerror="window.hurt=1"><');
});

test('23 a line of 10 MB', async ({ app }) => {
  test.setTimeout(120_000);
  const before = await begin(app);
  const line = '全年新增就业3万人，改造道路。'.repeat(240_000);
  await survive(app, before, { what: '23 a line of 10 MB', bytes: line, text: line });
});

test('24 a million empty lines', async ({ app }) => {
  test.setTimeout(120_000);
  const before = await begin(app);
  const lines = `甲${'\n'.repeat(1_000_000)}乙`;
  await survive(app, before, { what: '24 a million empty lines', bytes: lines, text: lines });
});

test('41 a file of 200 MB', async ({ app, page }) => {
  test.setTimeout(180_000);
  const before = await begin(app);
  // Made in the page: so much does not go through the test's own pipe.
  await page.evaluate((whole) => {
    const [head, tail] = whole.split('"documents"');
    const filler = `"filler":"${'x'.repeat(1 << 20)}",`.repeat(200);
    const file = new File([head, filler, '"documents"', tail], '大.json', { type: 'application/json' });
    const input = document.querySelector<HTMLInputElement>('[data-testid="open-files"]');
    const data = new DataTransfer();
    data.items.add(file);
    if (input) input.files = data.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
  }, whole);
  seen.inputs += 1;
  // It is opened, or it is said that it is too large; either way the page goes on.
  await expect.poll(async () => (await app.documents.count()) + (await app.notices.count()), { timeout: 120_000 }).toBeGreaterThan(1);
  const after = await app.exportNative();
  expect(after.documents[0]).toEqual(before.documents[0]);
});
