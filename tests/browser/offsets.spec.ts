import { expect, test } from './support/fixtures';
import { expectSound, lasting, only, sha256 } from './support/native';

/** A file, the text in it, and phrases of it to be tagged with 1, 2, 3 … */
interface Case {
  title: string;
  bytes: Uint8Array;
  text: string;
  phrases: string[];
  source: { encoding: string; bom: boolean; newlines: string };
}

function utf8(title: string, text: string, phrases: string[], newlines = 'lf'): Case {
  const source = { encoding: 'utf-8', bom: false, newlines };
  return { title, bytes: Buffer.from(text), text, phrases, source };
}

const BOM = '\uFEFF';
const PLAIN = '全年新增就业3万人，增长5%。\n改造老旧小区25个；由甲县住建局牵头。\n';
const PLAIN_PHRASES = ['新增就业3万人', '增长5%。\n改造老旧小区25个', '甲县住建局'];

const CASES: Case[] = [
  utf8(
    'emoji before the spans',
    '😀🎉👨‍👩‍👧‍👦🇨🇳：全年新增就业3万人，\n🚧在建项目👍🏽改造25个。\n',
    ['新增就业3万人', '在建项目👍🏽改造25个'],
  ),
  utf8(
    'characters of CJK Extension B before and in the spans',
    '𠀀𠀁𪛖镇：新增公办学位1350个，\n𠮷某牵头，改造𠀀𠀁村道路60公里。',
    ['新增公办学位1350个', '𠮷某', '改造𠀀𠀁村道路60公里'],
  ),
  utf8(
    'combining marks and variation selectors before and in the spans',
    'e\u0301e\u0301 a\u0308o\u0302\u0323；葛\u{E0100}镇增长8.5%，\ncafe\u0301街改造12栋。',
    ['葛\u{E0100}镇增长8.5%', 'cafe\u0301街改造12栋'],
  ),
  utf8(
    'invisible characters, tabs and form feeds before and in the spans',
    '\u200B\u2060一、\t全年\u00A0目标\u3000\u3000：\f新增\u200B就业3万人\u2028增长5%\u0085。\n  改造\t25个  \n\n',
    ['新增\u200B就业3万人', '增长5%', '改造\t25个'],
  ),
  utf8(
    'what looks like markup',
    '<b>目标</b>&amp;&lt;：新增就业3万人 <script>alert(1)</script>\n"甲"\\n\'乙\'增长5%',
    ['新增就业3万人 <script>alert(1)</script>', '\\n\'乙\'增长5%'],
  ),
  utf8('CR LF', PLAIN.replaceAll('\n', '\r\n'), PLAIN_PHRASES.map((phrase) => phrase.replaceAll('\n', '\r\n')), 'crlf'),
  utf8('CR', PLAIN.replaceAll('\n', '\r'), PLAIN_PHRASES.map((phrase) => phrase.replaceAll('\n', '\r')), 'cr'),
  utf8(
    'mixed newlines and empty lines',
    '一\r\n\r\n二\r\r三\n\r四\r\n新增就业3万人\r\n\n\r增长5%。\r改造25个\n\n',
    ['新增就业3万人\r\n\n\r增长5%', '改造25个'],
    'mixed',
  ),
  {
    ...utf8('UTF-8 with a byte-order mark, and another one in the text', `全年${BOM}${PLAIN}`, PLAIN_PHRASES),
    bytes: Buffer.from(`${BOM}全年${BOM}${PLAIN}`),
    source: { encoding: 'utf-8', bom: true, newlines: 'lf' },
  },
  {
    ...utf8('UTF-16 with the low byte first', `𠀀😀：${PLAIN}`, PLAIN_PHRASES),
    bytes: Buffer.from(`${BOM}𠀀😀：${PLAIN}`, 'utf16le'),
    source: { encoding: 'utf-16le', bom: true, newlines: 'lf' },
  },
  {
    ...utf8('UTF-16 with the high byte first', `𠀀😀：${PLAIN}`, PLAIN_PHRASES),
    bytes: Buffer.from(`${BOM}𠀀😀：${PLAIN}`, 'utf16le').swap16(),
    source: { encoding: 'utf-16be', bom: true, newlines: 'lf' },
  },
  {
    ...utf8('UTF-16 without a byte-order mark', PLAIN, PLAIN_PHRASES),
    bytes: Buffer.from(PLAIN, 'utf16le'),
    source: { encoding: 'utf-16le', bom: false, newlines: 'lf' },
  },
  {
    title: 'GBK',
    // In GBK, but not in GB 2312: 喆.
    bytes: Buffer.from(
      'yKvE6tDC1Pa+zdK1M83yyMujrM3qs8nAz77J0KHH+LjE1OwyNbj2oaMKx6PNt7WlzrujurzXz9jXob2ovtaju8Xkus+1pc67o7qGtNXyyMvD8dX+uK6howo=',
      'base64',
    ),
    text: '全年新增就业3万人，完成老旧小区改造25个。\n牵头单位：甲县住建局；配合单位：喆镇人民政府。\n',
    phrases: ['新增就业3万人', '完成老旧小区改造25个', '喆镇人民政府'],
    source: { encoding: 'gb18030', bom: false, newlines: 'lf' },
  },
  {
    title: 'GB18030',
    // In four bytes: 𠮷.
    bytes: Buffer.from(
      'yKvE6tDC1Pa+zdK1M83yyMujrM3qs8nAz77J0KHH+LjE1OwyNbj2oaMKx6PNt8jLo7qVNLI1xLOhov5WxLOju8Xkus+1pc67o7q818/Y16G9qL7WoaMK',
      'base64',
    ),
    text: '全年新增就业3万人，完成老旧小区改造25个。\n牵头人：𠮷某、㑇某；配合单位：甲县住建局。\n',
    phrases: ['新增就业3万人', '𠮷某', '甲县住建局'],
    source: { encoding: 'gb18030', bom: false, newlines: 'lf' },
  },
  {
    title: 'Big5',
    bytes: Buffer.from(
      'pf6mfrdzvFe0Trd+M7hVpEihQae5pqim0cLCqsCwz6fvs3kyNa3ToUMKpUS/7LPmpuyhR6XSv6Sr2LNdp72hRqjzv+yz5qbsoUekQcLtpL2p0qFDCg==',
      'base64',
    ),
    text: '全年新增就業3萬人，完成老舊社區改造25個。\n主辦單位：甲縣建設局；協辦單位：乙鎮公所。\n',
    phrases: ['新增就業3萬人', '甲縣建設局', '乙鎮公所'],
    source: { encoding: 'big5', bom: false, newlines: 'lf' },
  },
];

for (const { title, bytes, text, phrases, source } of CASES) {
  test(title, async ({ app }) => {
    await app.open({ name: 'a.txt', bytes });
    app.text = text;
    await expect(app.documents).toHaveCount(1);
    for (const [nth, phrase] of phrases.entries()) await app.tag(phrase, String(nth + 1));
    await app.saved();

    const native = await app.exportNative();
    const document = only(native);
    expect(document.text).toBe(text);
    expectSound(document);
    expect(document.spans.map(({ quote }) => quote)).toEqual(phrases);
    expect(document.source).toEqual({
      ...source,
      file_name: 'a.txt',
      byte_length: bytes.length,
      byte_sha256: sha256(bytes),
    });

    await app.reload();
    await expect(app.items).toHaveCount(phrases.length);
    expect(lasting(await app.exportNative())).toEqual(lasting(native));
  });
}
