import { expect, test as base } from './support/fixtures';
import { only, type NativeSpan } from './support/native';
import type { Reportmark } from './support/page';

// What is said of a span beside its label: slots, attributes, relations, and what the guideline says.

const GDP = '地区生产总值增长6%';
const JOBS = '力争新增就业3万人';
const TOWN_JOBS = '城镇新增就业2万人';
const HOMES = '改造老旧小区25个';
const HOUSING = '市住建局';
const TEXT = `一、主要目标
全年${GDP}左右，${JOBS}，其中${TOWN_JOBS}，失业率控制在5.5%以内。
二、重点任务
${HOMES}（牵头单位：${HOUSING}，协办单位：市财政局）。
`;

interface Slot {
  name: string;
  quote: string;
}

interface Detailed extends NativeSpan {
  attributes: Record<string, unknown>;
  slots: Slot[];
}

/** A page with one text open. */
const test = base.extend<{ app: Reportmark }>({
  app: async ({ app }, use) => {
    await app.openText(TEXT);
    await use(app);
  },
});

/** The only document, as it would be handed out. */
async function exported(app: Reportmark): Promise<{ spans: Detailed[]; relations: Relation[] }> {
  const document = only(await app.exportNative()) as unknown as { spans: Detailed[]; relations: Relation[] };
  // Enter would press the button again.
  await app.reader.focus();
  return document;
}

interface Relation {
  type: string;
  head: string;
  tail: string;
}

/** The relations of the document: type, and what its ends quote. */
async function relations(app: Reportmark): Promise<string[]> {
  const { spans, relations = [] } = await exported(app);
  const quote = (id: string) => spans.find((span) => span.id === id)?.quote;
  return relations.map(({ type, head, tail }) => `${type}: ${quote(head)} → ${quote(tail)}`);
}

/** The slots of a span, each as `name: quote`. */
async function slots(app: Reportmark, quote: string): Promise<string[]> {
  const { spans } = await exported(app);
  const span = spans.find((span) => span.quote === quote);
  return span?.slots.map(({ name, quote }) => `${name}: ${quote}`) ?? [];
}

test.describe('relations', () => {
  const told = 'relating';

  test.beforeEach(async ({ app }) => {
    for (const [phrase, key] of [
      [JOBS, '1'],
      [TOWN_JOBS, '1'],
      [HOMES, '2'],
      [HOUSING, '3'],
    ]) {
      await app.tag(phrase, key);
    }
    await app.click(HOMES);
    await app.expectSelected(HOMES);
  });

  test('are drawn by keys: R at one end, Enter at the other', async ({ app, page }) => {
    await expect(page.getByTestId(told)).toHaveCount(0);
    await page.keyboard.press('r');
    await expect(page.getByTestId(told)).toContainText(HOMES);
    await page.keyboard.press('k');
    await app.expectSelected(TOWN_JOBS);
    await expect(page.getByTestId(told)).toContainText('→ 服务于');
    await page.keyboard.press('k');
    await app.expectSelected(JOBS);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId(told)).toHaveCount(0);
    const drawn = page.getByTestId('relations').locator('[data-relation="contributes_to"]');
    await expect(drawn).toContainText(`← 服务于${HOMES}`);
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${JOBS}`]);

    // From the other end it is read the other way, and leads there.
    await drawn.getByRole('button', { name: HOMES }).click();
    await app.expectSelected(HOMES);
    await expect(drawn).toContainText(`→ 服务于${JOBS}`);
    await page.keyboard.press('Control+z');
    await expect(drawn).toHaveCount(0);
    expect(await relations(app)).toEqual([]);
    await page.keyboard.press('Control+y');
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${JOBS}`]);
    await app.saved();
    await app.reload();
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${JOBS}`]);
  });

  test('have a sign beside both ends, which leads to the other', async ({ app, page }) => {
    const signs = page.locator('.margin .link-sign');
    await expect(signs).toHaveCount(0);
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await app.expectSelected(JOBS);
    await page.keyboard.press('Enter');
    await expect(signs).toHaveText(['↓', '↑']);
    await expect(signs.first()).toHaveAttribute('title', `措施 ${HOMES}`);
    await signs.first().click();
    await app.expectSelected(HOMES);
    await signs.last().click();
    await app.expectSelected(JOBS);
    // Nothing is selected by it, and what comes next goes on from there.
    await page.keyboard.press('j');
    await app.expectSelected(TOWN_JOBS);
    await expect(signs).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(signs).toHaveCount(0);
  });

  test('of two targets may be of two types: R takes the other one', async ({ app, page }) => {
    await app.click(TOWN_JOBS);
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await app.expectSelected(JOBS);
    for (const name of ['其中', '重申', '其中', '重申']) {
      await expect(page.getByTestId(told)).toContainText(`→ ${name}`);
      if (name === '重申') await expect(page.getByTestId(told)).not.toContainText('其中');
      await page.keyboard.press('r');
    }
    await page.keyboard.press('Enter');
    expect(await relations(app)).toEqual([`part_of: ${TOWN_JOBS} → ${JOBS}`]);
    await page.keyboard.press('r');
    await page.keyboard.press('j');
    await app.expectSelected(TOWN_JOBS);
    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    expect(await relations(app)).toEqual([`part_of: ${TOWN_JOBS} → ${JOBS}`, `restates: ${JOBS} → ${TOWN_JOBS}`]);
  });

  test('that were begun are given up with Escape', async ({ app, page }) => {
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId(told)).toHaveCount(0);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    expect(await relations(app)).toEqual([]);
  });

  test('are removed by their button, and come back when that is undone', async ({ app, page }) => {
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    const drawn = page.getByTestId('relations').locator('[data-relation]');
    await expect(drawn).toHaveCount(1);
    await drawn.locator('.remove').click();
    await expect(drawn).toHaveCount(0);
    expect(await relations(app)).toEqual([]);
    await page.keyboard.press('Control+z');
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${TOWN_JOBS}`]);
  });

  test('that the scheme does not have are refused, and it is said', async ({ app, page }) => {
    await page.keyboard.press('r');
    await page.keyboard.press('j');
    await app.expectSelected(HOUSING);
    await expect(page.getByTestId(told)).toContainText('这两种标签之间不能有关系');
    await page.keyboard.press('Enter');
    await expect(app.notices).toHaveText(/标注方案不允许这两种标签之间有关系/);
    expect(await relations(app)).toEqual([]);
    // It is not given up: another end may be taken.
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${TOWN_JOBS}`]);
  });

  test('go with a span that is removed, and come back with it', async ({ app, page }) => {
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    expect(await relations(app)).toEqual([]);
    await page.keyboard.press('Control+z');
    expect(await relations(app)).toEqual([`contributes_to: ${HOMES} → ${TOWN_JOBS}`]);
  });
});

test.describe('slots and attributes', () => {
  test('are read when something is tagged', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await expect(page.getByTestId('slots').locator('[data-slot="value"]')).toContainText('3');
    await expect(page.getByTestId('slots').locator('[data-slot="unit"]')).toContainText('万人');
    const attributes = page.getByTestId('attributes');
    await expect(attributes.locator('[data-attribute="kind"]')).toContainText('定量');
    await expect(attributes.locator('[data-attribute="value"]')).toContainText('3');
    await expect(attributes.locator('[data-attribute="modality"]')).toContainText('力争');
    const [span] = (await exported(app)).spans;
    expect(span.attributes).toMatchObject({ kind: 'quantitative', value: 3, unit: '万人', modality: 'strive' });
    // One step: nothing is left of it when that is undone.
    await page.keyboard.press('Control+z');
    await app.expectCount(0);
    await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'true');
  });

  test('a slot is replaced by another stretch of the text, by its key', async ({ app, page }) => {
    await app.tag(GDP, '1');
    expect(await slots(app, GDP)).toEqual(['indicator: 地区生产总值', 'value: 6', 'unit: %']);
    await app.select('5.5');
    await page.keyboard.press('Shift+V');
    await app.expectSelected(GDP);
    await expect(page.getByTestId('slots').locator('[data-slot="value"]')).toContainText('5.5');
    expect(await slots(app, GDP)).toContain('value: 5.5');
    await app.select('失业率');
    await page.keyboard.press('Shift+I');
    await app.expectSelected(GDP);
    const indicators = page.getByTestId('slots').locator('[data-slot="indicator"]');
    await expect(indicators).toHaveCount(1);
    await expect(indicators).toContainText('失业率');
    expect((await exported(app)).spans[0].attributes).toMatchObject({ value: 5.5, indicator: '失业率' });

    await indicators.locator('.remove').click();
    await expect(indicators).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(indicators).toContainText('失业率');
    await page.keyboard.press('Control+z');
    await expect(indicators).toContainText('地区生产总值');
    await page.keyboard.press('Control+z');
    const before = (await exported(app)).spans[0];
    expect(await slots(app, GDP)).toEqual(['indicator: 地区生产总值', 'value: 6', 'unit: %']);
    expect(before.attributes).toMatchObject({ value: 6, indicator: '地区生产总值' });
  });

  test('a slot needs its text and the annotation that it is of, and it is said', async ({ app, page }) => {
    await app.select('失业率');
    await page.keyboard.press('Shift+I');
    await expect(app.notices).toHaveText(/请先选中要素所属的标注/);
    await app.tag(HOUSING, '3');
    await app.select('失业率');
    await page.keyboard.press('Shift+I');
    await expect(app.notices).toHaveText(/没有这种要素/);
    expect(await slots(app, HOUSING)).toEqual([]);
  });

  test('in a field what cannot be read is told there, and is kept to be corrected', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    const row = page.locator('[data-row="here"]');
    const goTo = async (attribute: string) => {
      for (let count = 0; count < 40; count += 1) {
        if ((await row.getAttribute('data-attribute')) === attribute) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`no row of ${attribute}`);
    };
    const field = row.locator('input');
    await page.keyboard.press('a');
    for (const [attribute, wrong, told, right, value] of [
      ['value', '三万多', '这不是数字', '3.5', 3.5],
      ['deadline', '2026-13-01', '没有这个日期', '2026-11', '2026-11'],
      ['period', '明年', '这不是时段', '2026-H1', '2026-H1'],
    ] as const) {
      await goTo(attribute);
      await field.fill(wrong);
      await page.keyboard.press('Enter');
      await expect(row.getByRole('alert')).toContainText(told);
      await expect(row).toHaveAttribute('data-attribute', attribute);
      await expect(field).toHaveValue(wrong);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toBeFocused();
      await field.fill(right);
      await page.keyboard.press('ArrowDown');
      await expect(page.getByTestId('attributes').getByRole('alert')).toHaveCount(0);
      await expect(row).not.toHaveAttribute('data-attribute', attribute);
      await expect(page.locator(`[data-attribute="${attribute}"] .value`)).toContainText(String(value));
    }
    await page.keyboard.press('Escape');
    await expect(app.reader).toBeFocused();
    const [{ attributes }] = (await exported(app)).spans;
    expect(attributes).toMatchObject({ value: 3.5, deadline: '2026-11', period: '2026-H1' });
    for (const value of [{ period: '2026-H1' }, { deadline: '2026-11' }, { value: 3.5 }]) {
      expect((await exported(app)).spans[0].attributes).toMatchObject(value);
      await page.keyboard.press('Control+z');
      expect((await exported(app)).spans[0].attributes).not.toMatchObject(value);
    }
  });

  test('what was typed and is wrong stays when the field is left', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.getByTestId('attributes').locator('[data-attribute="value"]').click();
    const field = page.locator('[data-row="here"] input');
    await field.fill('很多');
    await app.note.focus();
    await expect(page.getByTestId('attributes').getByRole('alert')).toContainText('这不是数字');
    await expect(field).toHaveValue('很多');
    expect((await exported(app)).spans[0].attributes).toMatchObject({ value: 3 });
  });
});

test.describe('the guideline', () => {
  test('is shown for what is at hand, in both languages', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    const guide = page.getByTestId('guide');
    for (const { topic, word, address } of [
      { topic: '目标', word: '要达到的指标水平', address: 'guideline/zh.html' },
      { topic: 'Target', word: 'indicator', address: 'guideline/en.html' },
    ]) {
      await app.reader.focus();
      await page.keyboard.press('h');
      await expect(guide.locator('.topic')).toHaveText(topic);
      await expect(guide).toContainText(word);
      expect(await guide.locator('.examples dt').count()).toBeGreaterThan(1);
      await expect(guide.locator('.examples dt').first()).toHaveAttribute('lang', 'zh-CN');
      await expect(guide.locator('a')).toHaveAttribute('href', address);
      await page.keyboard.press('Escape');
      await expect(app.dialog).toHaveCount(0);
      await page.getByTestId('language').click();
    }
    // It leads on, to what belongs to the label too.
    await app.reader.focus();
    await page.keyboard.press('h');
    await guide.getByRole('button', { name: '措施', exact: true }).click();
    await expect(guide.locator('.topic')).toHaveText('措施');
    await page.keyboard.press('Escape');
    await app.expectDrawn(`target: ${JOBS}`);
  });

  test('is shown for the attribute that is filled in', async ({ app, page }) => {
    await app.tag(JOBS, '1');
    await page.keyboard.press('a');
    await expect(page.locator('[data-row="here"]')).toHaveAttribute('data-attribute', 'kind');
    await page.keyboard.press('?');
    await expect(page.getByTestId('guide').locator('.topic')).toHaveText('类型');
  });
});
