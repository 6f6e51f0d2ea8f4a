import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from './support/fixtures';
import { only } from './support/native';
import type { Reportmark } from './support/page';

// Each of the sample reports, worked through by the keyboard alone: fields, a section read, a target
// with its slots, a measure, a block, a result that is paired, the ledger handed out.

interface Work {
  file: string;
  genre: string;
  section: string;
  target: string;
  slots: string[];
  measure: string;
  /** Something in the bracket or line that names who answers, and what is in its scope. */
  bracket: string;
  parties: number;
  result: string;
  /** The target that the result is of, if it is another. */
  of?: string;
}

const WORKS: Work[] = [
  {
    file: 'work_report.txt',
    genre: 'work_report',
    section: '突出民生为本',
    target: '力争新增规上工业企业20家',
    slots: ['modality: 力争', 'indicator: 规上工业企业', 'value: 20', 'unit: 家'],
    measure: '改造老旧小区25个、供水管网60公里',
    bracket: '牵头单位',
    parties: 2,
    result: '新增规上工业企业19家',
  },
  {
    file: 'plan_report.txt',
    genre: 'plan_report',
    section: '改革开放纵深推进',
    target: '规模以上工业增加值增长8%',
    slots: ['indicator: 规模以上工业增加值', 'value: 8', 'unit: %'],
    measure: '实施技术改造项目150个',
    bracket: '责任单位',
    parties: 1,
    result: '规模以上工业增加值增长7.9%',
  },
  {
    file: 'supervision_bulletin.txt',
    genre: 'supervision_bulletin',
    section: '经济指标',
    target: '目标6.5%',
    slots: ['indicator: 地区生产总值', 'value: 6.5', 'unit: %'],
    measure: '新建5G基站600座',
    bracket: '责任单位',
    parties: 1,
    result: '全市地区生产总值增长6.4%',
  },
  {
    file: 'task_decomposition.txt',
    genre: 'task_decomposition',
    section: '激发创新活力',
    target: '力争新增规上工业企业80家以上',
    slots: ['modality: 力争', 'indicator: 规上工业企业', 'value: 80', 'unit: 家'],
    measure: '推动高端装备、现代纺织、绿色食品等产业向中高端迈进',
    bracket: '责任领导:王某某,牵头单位:市经信局',
    parties: 5,
    result: '新增规上工业企业76家',
  },
  {
    file: 'proposal_handling.txt',
    genre: 'proposal_handling',
    section: '提案内容：关于加快推进既有住宅加装电梯的建议',
    target: '力争2026年年底前累计加装电梯120部以上',
    slots: ['modality: 力争', 'deadline: 2026年年底前', 'indicator: 累计加装电梯', 'value: 120', 'unit: 部'],
    measure: '印发了《霁川市既有住宅加装电梯实施办法（试行）》',
    bracket: '承办单位：市住房和城乡建设局',
    parties: 3,
    result: '已加装电梯46部',
  },
];

/** Select a phrase by finding it. */
async function seek(app: Reportmark, phrase: string): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Control+f');
  await expect(page.getByTestId('find-text')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(phrase);
  await expect(page.locator('.find-list li').first()).toContainText(phrase.slice(0, 4));
  await page.keyboard.press('Escape');
  await expect(app.reader).toBeFocused();
}

interface Span {
  id: string;
  label: string;
  quote: string;
  attributes: Record<string, unknown>;
  slots: { name: string; quote: string }[];
}

interface Exported {
  fields: Record<string, unknown>;
  annotated_ranges: number[][];
  spans: Span[];
  blocks: { members: string[]; parties: string[] }[];
  relations: { type: string; head: string; tail: string; via: string | null }[];
}

for (const work of WORKS) {
  test(`the sample ${work.file} is worked through by the keyboard alone`, async ({ app, page }, info) => {
    test.slow();
    await page.getByTestId('samples').selectOption(work.file);
    await expect(app.reader).toContainText('。');
    await app.reader.focus();

    // The fields that the text states.
    await page.keyboard.press('f');
    await expect(page.locator('#field-title')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByTestId('fill-fields')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#field-genre')).toHaveValue(work.genre);

    // A section that was read.
    await seek(app, work.section);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('m');
    await expect(page.getByTestId('share-read')).not.toHaveText(/ 0%/);

    // A target, a measure, a result.
    for (const [phrase, key] of [
      [work.target, '1'],
      [work.measure, '2'],
      [work.result, '4'],
    ] as const) {
      await seek(app, phrase);
      await page.keyboard.press(key);
      await app.expectSelected(phrase);
    }

    // What the result is of.
    await expect(page.getByTestId('pair').first()).toContainText(work.target);
    await page.keyboard.press('p');
    await expect(page.getByTestId('attainment')).toBeVisible();

    // Who answers.
    await seek(app, work.bracket);
    await page.keyboard.press('b');
    await expect(page.locator('.scope').first()).toBeVisible();

    const exported = only(await app.exportNative()) as unknown as Exported;
    expect(exported.fields['genre']).toBe(work.genre);
    expect(exported.annotated_ranges).toHaveLength(1);
    const span = (quote: string) => exported.spans.find((own) => own.quote === quote);
    const slots = span(work.target)?.slots.map(({ name, quote }) => `${name}: ${quote}`);
    expect(slots?.sort()).toEqual([...work.slots].sort());
    const [block] = exported.blocks;
    expect(block?.parties).toHaveLength(work.parties);
    expect(block?.members).toContain(span(work.measure)?.id);
    const pairs = exported.relations.filter(({ type }) => type === 'result_of');
    expect(pairs).toMatchObject([{ head: span(work.result)?.id, tail: span(work.target)?.id }]);

    // The ledger, twice, read by somebody else.
    await app.reader.focus();
    await page.keyboard.press('l');
    await expect(app.dialog.getByTestId('ledger-count')).toContainText('2');
    const files: Record<string, string> = {};
    for (const kind of ['csv', 'xlsx']) {
      const download = page.waitForEvent('download');
      await page.getByTestId(`ledger-${kind}`).focus();
      await page.keyboard.press('Enter');
      files[kind] = info.outputPath(`ledger.${kind}`);
      await (await download).saveAs(files[kind]);
    }
    await page.keyboard.press('Escape');
    const python = process.env['REPORTMARK_PYTHON'];
    test.skip(!python || !existsSync(python), 'skipped: REPORTMARK_PYTHON names no Python that reads XLSX');
    const compare = resolve(__dirname, '../ledger/compare.py');
    const printed = execFileSync(python ?? '', [compare, files['csv'] ?? '', files['xlsx'] ?? ''], { encoding: 'utf8' });
    const [header, ...rows] = JSON.parse(printed) as string[][];
    expect(rows.map((row) => row[3]).sort()).toEqual([work.target, work.measure].sort());
    const ofTarget = rows.find((row) => row[3] === work.target);
    expect(ofTarget?.[header?.indexOf('完成情况') ?? -1]).toBe(work.result);
  });
}
