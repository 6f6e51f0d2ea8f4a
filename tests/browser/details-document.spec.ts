import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from './support/fixtures';
import { lasting, only, type NativeSpan } from './support/native';
import type { Reportmark } from './support/page';

// What is said of a whole document or project: fields, sections, zones, the scheme, the lexicon.

const SAMPLE = readFileSync(resolve(__dirname, '../../static/samples/task_decomposition.txt'), 'utf8');

interface Detailed {
  fields: Record<string, unknown>;
  annotated_ranges: [number, number][];
  sections: { start: number; tense: string; quote: string }[];
  zones: { kind: string; start: number; end: number }[];
  spans: (NativeSpan & { attributes: Record<string, unknown> })[];
}

async function exported(app: Reportmark): Promise<Detailed> {
  const document = only(await app.exportNative()) as unknown as Detailed;
  await app.reader.focus();
  return document;
}

test.describe('the document', () => {
  test.beforeEach(async ({ app }) => app.openText(SAMPLE));

  test('its fields are read from the text', async ({ app, page }) => {
    await app.reader.focus();
    await page.keyboard.press('f');
    await expect(page.getByTestId('field-title')).toBeFocused();
    const before = lasting(await app.exportNative());
    await page.getByTestId('fill-fields').click();
    await expect(page.getByTestId('field-title')).toHaveValue(/^关于分解2024年《政府工作报告》重点任务的通知$|重点任务的通知$/);
    await expect(page.getByTestId('field-genre')).toHaveValue('task_decomposition');
    await expect(page.getByTestId('field-doc_number')).toHaveValue('霁政办发〔2024〕6号');
    await expect(page.getByTestId('field-issue_date')).toHaveValue('2024-02-19');
    await expect(page.getByTestId('field-issuing_body')).toHaveValue('霁川市人民政府办公室');
    const { fields } = await exported(app);
    expect(fields).toMatchObject({
      genre: 'task_decomposition',
      doc_number: '霁政办发〔2024〕6号',
      issue_date: '2024-02-19',
      issuing_body: '霁川市人民政府办公室',
    });
    // Each leads to where the text states it.
    await page.locator('[data-field="doc_number"]').getByRole('button', { name: /文号/ }).first().click();
    await expect(app.bar).toHaveAttribute('data-taggable', '霁政办发〔2024〕6号');
    await page.keyboard.press('Control+z');
    await expect(page.getByTestId('field-doc_number')).toHaveValue('');
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  test('a field that is filled in stays as it is when the others are read', async ({ app, page }) => {
    await page.keyboard.press('f');
    await page.getByTestId('field-doc_number').fill('甲政办发〔2026〕1号');
    await page.keyboard.press('Enter');
    await page.getByTestId('fill-fields').click();
    await expect(page.getByTestId('field-issue_date')).toHaveValue('2024-02-19');
    await expect(page.getByTestId('field-doc_number')).toHaveValue('甲政办发〔2026〕1号');
    await app.saved();
    await app.reload();
    expect((await exported(app)).fields).toMatchObject({ doc_number: '甲政办发〔2026〕1号', issue_date: '2024-02-19' });
  });

  test('a date that there is not is told at its field, and kept to be corrected', async ({ app, page }) => {
    await app.reader.focus();
    await page.keyboard.press('f');
    const row = page.locator('[data-field="issue_date"]');
    const field = page.getByTestId('field-issue_date');
    await field.fill('2024年13月40日');
    await page.keyboard.press('Tab');
    await expect(row.getByRole('alert')).toContainText('没有这个日期');
    await expect(field).toHaveValue('2024年13月40日');
    expect((await exported(app)).fields ?? {}).not.toHaveProperty('issue_date');
    await field.fill('2024年3月1日');
    await page.keyboard.press('Tab');
    await expect(row.getByRole('alert')).toHaveCount(0);
    expect((await exported(app)).fields).toMatchObject({ issue_date: '2024-03-01' });
    await page.keyboard.press('Control+z');
    expect((await exported(app)).fields ?? {}).not.toHaveProperty('issue_date');
  });

  test('a field is taken from the text that is selected', async ({ app, page }) => {
    await page.keyboard.press('f');
    await app.select('2024年2月19日');
    // Pressing a key of the panel keeps what is selected.
    await page.locator('[data-field="publish_date"]').getByRole('button').last().click();
    await expect(page.getByTestId('field-publish_date')).toHaveValue('2024-02-19');
    await app.select('霁政办发〔2024〕6号');
    await page.locator('[data-field="publish_date"]').getByRole('button').last().click();
    await expect(app.notices).toHaveText(/不是日期/);
    await expect(page.getByTestId('field-publish_date')).toHaveValue('2024-02-19');
  });

  test('the section at the cursor is marked as read, and has a zone, by key', async ({ app, page }) => {
    const before = lasting(await app.exportNative());
    const phrase = '培育农民合作社示范社30家';
    await app.click(phrase);
    const share = page.getByTestId('share-read');
    await expect(share).toHaveText(/ 0%/);

    await page.keyboard.press('m');
    await expect(share).not.toHaveText(/ 0%/);
    await page.locator('#document-details').click();
    await expect(page.getByTestId('mark-read')).toHaveAttribute('aria-pressed', 'true');
    const read = (await exported(app)).annotated_ranges;
    expect(read).toHaveLength(1);
    const characters = [...SAMPLE];
    const quote = characters.slice(...read[0]).join('');
    expect(quote).toContain(phrase);
    expect(quote).toMatch(/^\(二\)建设和美乡村。[^\n]+$/);

    const zone = page.getByTestId('zone').locator('option:checked');
    for (const [name, kind] of [
      ['发文说明', 'cover_note'],
      ['名词解释', 'glossary'],
      ['网页附文', 'boilerplate'],
      ['未标', undefined],
      ['发文说明', 'cover_note'],
    ]) {
      await page.keyboard.press('z');
      await expect(zone).toHaveText(name as string);
      const { zones } = await exported(app);
      expect((zones ?? []).map(({ kind }) => kind)).toEqual(kind ? [kind] : []);
    }
    for (let step = 0; step < 5 + 1; step += 1) await page.keyboard.press('Control+z');
    await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
    await expect(share).toHaveText(/ 0%/);
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  test('a section has a tense, which a key changes', async ({ app, page }) => {
    const before = lasting(await app.exportNative());
    const heading = '二、推动城乡融合发展';
    await app.click(heading);
    await page.locator('#document-details').click();
    await expect(page.locator('.section-row')).toContainText(heading);
    const tense = page.getByRole('group', { name: '时态' }).locator('[aria-pressed="true"]');
    const names = ['未定', '回顾', '计划'];
    const first = names.indexOf((await tense.textContent()) ?? '');
    expect(first).toBe(2);
    for (let step = 1; step <= 3; step += 1) {
      await app.reader.focus();
      await page.keyboard.press('t');
      const now = (first + step) % 3;
      await expect(tense).toHaveText(names[now]);
      const section = (await exported(app)).sections.find(({ quote }) => quote === heading);
      expect(section?.tense).toBe(['none', 'past', 'plan'][now]);
    }
    // By its buttons as well, in one step.
    await page.getByRole('group', { name: '时态' }).getByRole('button', { name: '回顾' }).click();
    await expect(tense).toHaveText('回顾');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
    await expect(tense).toHaveText('计划');
    await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  test('a section that was marked as read is so no longer when that is pressed again', async ({ app, page }) => {
    await app.click('培育农民合作社示范社30家');
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    await expect(page.getByTestId('share-read')).toHaveText(/ 0%/);
    expect((await exported(app)).annotated_ranges ?? []).toEqual([]);
  });
});

test.describe('the scheme', () => {
  const JOBS = '新增就业3万人';
  const HOMES = '改造老旧小区25个';
  const TEXT = `一、去年工作\n全年${JOBS}。\n二、今年工作\n${HOMES}。\n`;

  test.beforeEach(async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag(HOMES, '2');
    await app.tag(JOBS, '4');
    await page.keyboard.press('Shift+S');
    await expect(page.getByTestId('scheme')).toBeVisible();
  });

  test('without a label that has annotations asks what becomes of them', async ({ app, page }) => {
    const fate = page.getByTestId('fate');
    await expect(fate).toHaveCount(0);
    await page.getByTestId('scheme-plain').click();
    await expect(fate).toHaveText(/^完成情况 1 处标注怎么办？/);
    await fate.locator('select').selectOption({ label: '改标为 目标' });
    await page.getByTestId('apply-scheme').click();
    await expect(app.dialog).toHaveCount(0);
    await app.expectDrawn(`target: ${JOBS}`, `measure: ${HOMES}`);
    expect((await app.exportNative()).scheme.labels.map(({ id }) => id)).toEqual(['target', 'measure', 'party']);
    await page.keyboard.press('Control+z');
    await app.expectDrawn(`result: ${JOBS}`, `measure: ${HOMES}`);
    expect((await app.exportNative()).scheme.labels).toHaveLength(4);
  });

  test('without a label removes its annotations only where that was chosen', async ({ app, page }) => {
    const fate = page.getByTestId('fate').locator('select');
    await page.getByTestId('scheme-plain').click();
    await page.getByTestId('apply-scheme').click();
    await expect(fate).toBeFocused();
    await expect(page.getByTestId('scheme')).toContainText('请先选择上列标注怎么办，再应用。');
    await fate.selectOption({ label: '删除这些标注' });
    await page.getByTestId('apply-scheme').click();
    await expect(app.notices).toContainText('1 处标注随之改动');
    await app.expectDrawn(`measure: ${HOMES}`);
    await app.saved();
    await app.reload();
    await app.expectDrawn(`measure: ${HOMES}`);
    await app.reader.focus();
    // The plain scheme has no attributes and no key for results.
    await app.tag(JOBS, '1');
    await expect(page.getByTestId('attributes')).toHaveCount(0);
    await expect(page.getByTestId('slots')).toHaveCount(0);
  });

  test('that is written wrongly is told of with its place, and nothing changes', async ({ app, page }) => {
    const terms = page.getByTestId('scheme-terms');
    const problems = page.getByTestId('scheme-problems');
    await page.keyboard.press('Escape');
    const before = lasting(await app.exportNative());
    await page.getByTestId('open-scheme').click();
    await page.getByTestId('scheme-mode').click();
    const right = await terms.inputValue();
    for (const [wrong, place] of [
      ['{\n  "attributes": [\n}', /第 3 行|3/],
      ['{"attributes": [{"id": 3}]}', /attributes\[0\]/],
      ['{"attributes": [{"id": "a", "name": {"zh": "甲", "en": "A"}, "labels": ["measure"], "form": "colour"}]}', /attributes\[0\]\.form/],
      ['{"relations": "none"}', /relations/],
    ] as const) {
      await terms.fill(wrong);
      await page.getByTestId('apply-scheme').click();
      await expect(problems.locator('li').first(), wrong).toHaveText(place);
      await expect(app.dialog).toBeVisible();
      await expect(terms).toHaveValue(wrong);
    }
    // What cannot be read is not left for forms, and no Escape loses it.
    await page.getByTestId('scheme-mode').click();
    await expect(terms).toHaveValue('{"relations": "none"}');
    await terms.fill(right);
    await page.getByTestId('scheme-mode').click();
    await expect(terms).toHaveCount(0);
    for (const isAsked of [1, 0, 1]) {
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('scheme-leaving')).toHaveCount(isAsked);
      await expect(app.dialog).toBeVisible();
    }
    await page.getByTestId('scheme-discard').click();
    await expect(app.dialog).toHaveCount(0);
    expect(lasting(await app.exportNative())).toEqual(before);
    await app.expectDrawn(`result: ${JOBS}`, `measure: ${HOMES}`);
  });

  test('that was handed out and brought in again is the same', async ({ app, page }) => {
    const { name, content } = await app.download('export-scheme');
    expect(name).toBe('reportmark-scheme.json');
    await page.keyboard.press('Escape');
    const before = lasting(await app.exportNative());
    await page.getByTestId('open-scheme').click();
    await page.getByTestId('scheme-plain').click();
    await expect(page.getByTestId('fate')).toHaveCount(1);
    await page.getByTestId('scheme-file').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await expect(page.getByTestId('fate')).toHaveCount(0);
    await expect(page.getByTestId('scheme-problems').locator('li')).toHaveCount(0);
    expect((await app.download('export-scheme')).content).toBe(content);
    await page.getByTestId('apply-scheme').click();
    await expect(app.dialog).toHaveCount(0);
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  test('gets a label that is written in it, with its key', async ({ app, page }) => {
    await page.getByTestId('scheme').locator('table + button').click();
    const row = page.getByTestId('scheme').locator('tbody tr').last();
    await row.locator('input').nth(0).fill('issue');
    await row.locator('input').nth(1).fill('问题');
    const key = row.locator('input').nth(3);
    await key.fill('1');
    await page.getByTestId('apply-scheme').click();
    await expect(page.getByTestId('scheme-problems').locator('li')).toHaveText(['labels[4].hotkey：键 1 已有别的用途，请换一个。']);
    await key.fill('9');
    await page.getByTestId('apply-scheme').click();
    await app.tag(JOBS, '9');
    await app.expectCount(3);
    const { spans } = await exported(app);
    expect(spans.map(({ label }) => label)).toContain('issue');
  });

  test('gets an attribute, a slot and a relation type in forms', async ({ app, page }) => {
    const part = (name: string) => page.getByTestId(`scheme-${name}`);
    for (const name of ['attributes', 'slots', 'relations']) {
      await part(name).locator('> summary').click();
      await part(name).locator('> button').click();
    }
    const attribute = part('attributes').locator('li').last();
    await attribute.locator('summary').click();
    await attribute.getByLabel('标识').first().fill('risk');
    await attribute.getByLabel('中文名').first().fill('风险');
    await attribute.getByLabel('形式').selectOption('单选');
    await attribute.getByRole('checkbox', { name: '措施' }).click();
    await attribute.getByRole('button', { name: '添加 值' }).click();
    const values = attribute.locator('.values .term');
    await expect(values).toHaveCount(2);
    for (const [nth, id, name] of [[0, 'high', '高'], [1, 'low', '低']] as const) {
      await values.nth(nth).getByLabel('标识').fill(id);
      await values.nth(nth).getByLabel('中文名').fill(name);
    }
    const slot = part('slots').locator('li').last();
    await slot.getByLabel('标识').fill('place');
    await slot.getByLabel('键').fill('Y');
    await slot.getByRole('checkbox', { name: '措施' }).click();
    const relation = part('relations').locator('li').last();
    await relation.getByLabel('标识').fill('blocks');
    await relation.getByRole('group', { name: '从' }).getByRole('checkbox', { name: '完成情况' }).click();
    await relation.getByRole('group', { name: '到' }).getByRole('checkbox', { name: '措施' }).click();
    await page.getByTestId('apply-scheme').click();
    await expect(app.dialog).toHaveCount(0);

    await app.click(HOMES);
    await page.keyboard.press('a');
    const risk = page.locator('[data-attribute="risk"]');
    await risk.click();
    await page.keyboard.press('2');
    await page.keyboard.press('Escape');
    await app.select('小区');
    await page.keyboard.press('Shift+Y');
    await app.click(JOBS);
    await page.keyboard.press('r');
    await app.click(HOMES);
    await expect(page.getByTestId('relating')).toContainText('→ 对应');
    await page.keyboard.press('r');
    await expect(page.getByTestId('relating')).toContainText('→ 关系类型 8');
    await page.keyboard.press('Enter');
    const { spans, relations } = await exported(app);
    const homes = spans.find(({ quote }) => quote === HOMES);
    expect(homes?.attributes?.risk).toBe('low');
    expect(homes?.slots?.map(({ name }) => name)).toContain('place');
    expect(relations?.map(({ type }) => type)).toEqual(['blocks']);
  });
});

test.describe('the lexicon', () => {
  const [LONG, SHORT, OTHER] = ['市住房和城乡建设局', '市住建局', '市财政局'];
  const TEXT = `一、任务\n改造小区25个（牵头单位：${LONG}，协办单位：${OTHER}）。新建公园3个（牵头单位：${SHORT}）。\n`;

  test('gathers the parties that are tagged, takes aliases, merges, and is undone', async ({ app, page }) => {
    await app.openText(TEXT);
    for (const party of [LONG, SHORT, OTHER]) await app.tag(party, '3');
    const lexicon = page.getByTestId('lexicon');
    const expectBodies = (...bodies: string[]) =>
      expect
        .poll(() =>
          lexicon.locator('tbody tr').evaluateAll((rows) =>
            rows.map((row) => [...row.querySelectorAll('input')].map(({ value }) => value).join('|')).sort(),
          ),
        )
        .toEqual(bodies.sort());
    const reopen = async () => {
      await page.keyboard.press('Escape');
      await expect(app.dialog).toHaveCount(0);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Shift+L');
    };
    await page.keyboard.press('Shift+L');
    await expectBodies();
    await lexicon.getByTestId('gather').click();
    await expectBodies(`${LONG}||`, `${SHORT}||`, `${OTHER}||`);
    // What is there already is not taken twice.
    await lexicon.getByTestId('gather').click();
    await expectBodies(`${LONG}||`, `${SHORT}||`, `${OTHER}||`);

    const offer = lexicon.locator('.chip.offer button');
    await expect(offer).toHaveText([`${SHORT} = ${LONG}`]);
    await offer.click();
    await expectBodies(`${LONG}|${SHORT}|`, `${OTHER}||`);
    await expect(offer).toHaveCount(0);
    const names = await lexicon.getByLabel('规范名').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    const aliases = lexicon.getByLabel('别名（顿号分隔）').nth(names.indexOf(LONG));
    await aliases.fill(`${SHORT}、住建局；`);
    await aliases.press('Tab');
    await expectBodies(`${LONG}|${SHORT}、住建局|`, `${OTHER}||`);

    await reopen();
    await expectBodies(`${LONG}|${SHORT}|`, `${OTHER}||`);
    await reopen();
    await expectBodies(`${LONG}||`, `${SHORT}||`, `${OTHER}||`);
    await reopen();
    await expect(lexicon).toBeVisible();
    await expectBodies();
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
    await page.keyboard.press('Control+y');
    await app.saved();
    await app.reload();
    await page.keyboard.press('Shift+L');
    await expectBodies(`${LONG}||`, `${SHORT}||`, `${OTHER}||`);
  });

  test('is handed out and brought in as it is', async ({ app, page }) => {
    await app.openText(TEXT);
    for (const party of [LONG, SHORT, OTHER]) await app.tag(party, '3');
    await page.keyboard.press('Shift+L');
    const lexicon = page.getByTestId('lexicon');
    await lexicon.getByTestId('gather').click();
    await expect(lexicon.locator('tbody tr')).toHaveCount(3);
    const handOut = async () => {
      const coming = page.waitForEvent('download');
      await lexicon.getByRole('button', { name: '导出' }).click();
      return readFileSync(await (await coming).path(), 'utf8');
    };
    const content = await handOut();
    for (let left = 2; left >= 0; left -= 1) {
      await lexicon.locator('tbody tr').first().locator('button').click();
      await expect(lexicon.locator('tbody tr')).toHaveCount(left);
    }
    await lexicon.locator('input[type="file"]').setInputFiles({
      name: 'lexicon.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await expect(lexicon.locator('tbody tr')).toHaveCount(3);
    await expect(lexicon.locator('.problems li')).toHaveCount(0);
    expect(await handOut()).toBe(content);
  });
});
