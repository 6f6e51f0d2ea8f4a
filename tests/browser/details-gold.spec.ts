import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, needShared, test } from './support/fixtures';
import { lasting, only, type Native } from './support/native';
import type { Reportmark } from './support/page';

// What a report looks like that was annotated completely elsewhere: opened, read, handed out again,
// and made anew key by key.

interface Slot {
  name: string;
  start: number;
  end: number;
  quote: string;
}

interface Span {
  id: string;
  label: string;
  start: number;
  end: number;
  quote: string;
  attributes: Record<string, unknown>;
  slots?: Slot[];
}

interface Block {
  id: string;
  scope: [number, number];
  bracket: [number, number] | null;
  members: string[];
  parties: string[];
}

interface Relation {
  id: string;
  type: string;
  head: string;
  tail: string;
  via?: string | null;
}

/** A document with everything that is said of its spans. */
interface Detailed {
  [member: string]: unknown;
  name: string;
  spans: Span[];
  sections: unknown[];
  blocks: Block[];
  relations: Relation[];
}

interface File {
  [member: string]: unknown;
  documents: Detailed[];
}

/** The report with its annotations. */
function report(): { file: File; gold: Detailed; text: string } {
  const file = JSON.parse(readFileSync(needShared('corpus/gold/004.json'), 'utf8')) as File;
  const folder = needShared('corpus');
  const name = readdirSync(folder).find((name) => name.startsWith('004_') && name.endsWith('.txt'));
  if (!name) throw new Error('the text of the report is not beside its annotations');
  return { file, gold: file.documents[0], text: readFileSync(resolve(folder, name), 'utf8') };
}

/** Open annotations together with the text that they are of. */
async function openWith(app: Reportmark, file: unknown, name: string, text: string, count: number): Promise<void> {
  await app.open({ name: 'annotations.json', bytes: JSON.stringify(file) }, { name, bytes: text });
  app.text = text;
  await app.expectCount(count);
  await expect(app.documents).toHaveCount(1);
}

function detailed(native: Native): Detailed {
  return only(native) as unknown as Detailed;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values that have an id, by it. */
function byId(values: unknown[]): Map<unknown, unknown> | undefined {
  if (!values.every((value) => isRecord(value) && 'id' in value)) return undefined;
  return new Map(values.map((value) => [(value as { id: unknown }).id, value]));
}

/** Where a value lacks what another one has: places, with what is lost. Members may be more. */
function lost(before: unknown, after: unknown, place: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return [`${place}: ${before.length} became ${after.length}`];
    const [ids, others] = [byId(before), byId(after)];
    return before.flatMap((value: unknown, nth) => {
      const id = ids && others ? (value as { id: string }).id : undefined;
      return lost(value, id === undefined ? after[nth] : others?.get(id), `${place}[${id ?? nth}]`);
    });
  }
  if (isRecord(before) && isRecord(after)) {
    return Object.entries(before).flatMap(([key, value]) => lost(value, after[key], `${place}.${key}`));
  }
  const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  return from === to ? [] : [`${place}: ${from} became ${to}`];
}

/** The names of members that a value has and the other one lacks, without the numbers of places. */
function added(before: unknown, after: unknown, place: string, found = new Set<string>()): Set<string> {
  if (Array.isArray(before) && Array.isArray(after)) {
    const others = byId(before);
    for (const [nth, value] of (after as unknown[]).entries()) {
      const other = others ? others.get((value as { id: unknown }).id) : before[nth];
      added(other, value, `${place}[]`, found);
    }
  } else if (isRecord(before) && isRecord(after)) {
    for (const [key, value] of Object.entries(after)) {
      const below = place ? `${place}.${key}` : key;
      if (key in before) added(before[key], value, below, found);
      else found.add(below);
    }
  }
  return found;
}

/** What the exporter may say that the file did not. */
const ADDED = [
  'source',
  'status',
  'text',
  'fields',
  'zones',
  'sections[].tense',
  'relations[].via',
  ...['certainty', 'created_at', 'edited', 'note', 'prefix', 'slots', 'suffix', 'updated_at'].map((key) => `spans[].${key}`),
];

test.describe('a report that was annotated elsewhere', () => {
  test('is opened with everything that is said of it, and handed out without loss', async ({ app, page }) => {
    test.slow();
    const { file, gold, text } = report();
    await openWith(app, file, gold.name, text, gold.spans.length);
    await expect(app.notices).toHaveCount(0);

    const exported = await app.exportNative();
    expect(lost(gold, detailed(exported), '')).toEqual([]);
    expect([...added(gold, detailed(exported), '')].filter((member) => !ADDED.includes(member))).toEqual([]);

    // The bracket of every block is drawn where it is scrolled to.
    const drawn = new Set<string>();
    const isAtEnd = () =>
      app.reader.evaluate((reader) => reader.scrollTop + reader.clientHeight >= reader.scrollHeight - 2);
    for (let step = 0; step < 200; step += 1) {
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const blocks = page.locator('.scope[data-block]');
      for (const id of await blocks.evaluateAll((all) => all.map((one) => one.getAttribute('data-block')))) {
        if (id) drawn.add(id);
      }
      if (await isAtEnd()) break;
      await app.reader.evaluate((reader) => void (reader.scrollTop += reader.clientHeight / 2));
    }
    expect([...drawn].sort()).toEqual(gold.blocks.map(({ id }) => id).sort());

    // What is said of a span is said where it is selected.
    await app.reader.evaluate((reader) => void (reader.scrollTop = 0));
    const chosen = ['T1', 'M2', 'P7', 'T8'].map((id) => gold.spans.find((span) => span.id === id) as Span);
    for (const span of chosen) {
      const start = [...text].slice(0, span.start).join('').length;
      await selectSpan(app, span, start);
      for (const key of Object.keys(span.attributes)) {
        await expect(page.locator(`[data-testid="attributes"] [data-attribute="${key}"]`), `${span.id}.${key}`).toBeVisible();
      }
      const slots = page.getByTestId('slots').locator('[data-slot] button[lang]');
      if (span.slots?.length) await expect(slots).toHaveText(span.slots.map(({ quote }) => quote));
      const answers = gold.relations.filter(({ type, tail }) => /responsible/.test(type) && tail === span.id);
      if (span.label !== 'party') {
        await expect(page.getByTestId('answers').locator('[data-role]')).toHaveCount(answers.length);
      } else {
        const own = gold.relations.filter(({ type, head }) => /responsible/.test(type) && head === span.id);
        await expect(page.getByTestId('answers-for').locator('> ul > li.chip')).toHaveCount(own.length);
      }
    }
    expect(lost(gold, detailed(await app.exportNative()), '')).toEqual([]);
  });

  test('is the same again once an edit was undone', async ({ app, page }) => {
    const { file, gold, text } = report();
    await openWith(app, file, gold.name, text, gold.spans.length);
    const before = lasting(await app.exportNative());
    await app.reader.focus();
    await page.keyboard.press('j');
    const first = gold.spans.reduce((first, span) => (span.start < first.start ? span : first));
    await app.expectSelected(first.quote);
    await page.keyboard.press('a');
    const kind = page.locator('[data-row="here"]');
    await expect(kind).toHaveAttribute('data-attribute', 'kind');
    await page.keyboard.press('2');
    await expect(kind.locator('[aria-checked="true"]')).not.toHaveAttribute('data-value', String(first.attributes.kind));
    const after = detailed(await app.exportNative());
    expect(lost(gold, after, '')).toHaveLength(1);
    await page.keyboard.press('Control+z');
    expect(lasting(await app.exportNative())).toEqual(before);
  });

  test('is valid by the published schema when it is handed out', async ({ app }) => {
    const python = process.env.REPORTMARK_PYTHON;
    if (!python) {
      const reason = 'REPORTMARK_PYTHON names no Python that has jsonschema';
      console.log(`skipped: ${test.info().title}: ${reason}`);
      test.skip(true, reason);
      return;
    }
    const { file, gold, text } = report();
    await openWith(app, file, gold.name, text, gold.spans.length);
    const path = test.info().outputPath('exported.json');
    writeFileSync(path, (await app.download('export-native')).content);
    const check = resolve(__dirname, '../schema/check.py');
    expect(execFileSync(python, [check, path], { encoding: 'utf8' })).toContain('1 checked, 0 with errors');
  });
});

/** Select a span by clicks on its first character, until it is the selected one of those there. */
async function selectSpan(app: Reportmark, span: Span, start: number): Promise<void> {
  const mark = app.reader.locator(`[data-span-id="${span.id}"]`).first();
  // What follows tells it from other places where the same is said.
  await app.click(app.text.slice(start, start + 60));
  await expect(mark).toBeVisible();
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(app.inspector).toBeVisible();
    if ((await app.inspector.locator('.quote').textContent()) === span.quote) return;
    await app.page.keyboard.press('o');
  }
  await app.expectSelected(span.quote);
}

test.describe('blocks', () => {
  test('of ten brackets are made by one key each, and say who answers for what', async ({ app, page }) => {
    test.slow();
    const { file, gold, text } = report();
    const commitments = gold.spans.filter(({ label }) => label === 'target' || label === 'measure');
    const bare = { ...file, documents: [{ ...gold, spans: commitments, blocks: [], relations: [] }] };
    await openWith(app, bare, gold.name, text, commitments.length);

    const characters = [...text];
    const units = (at: number) => characters.slice(0, at).join('').length;
    const blocks = gold.blocks.slice(0, 10);
    let count = commitments.length;
    for (const block of blocks) {
      const [start, end] = block.bracket as [number, number];
      await app.drag({ start: units(start), end: units(end) });
      await page.keyboard.press('b');
      count += block.parties.length;
      await app.expectCount(count);
    }

    const made = detailed(await app.exportNative());
    const ranges = ({ spans }: Detailed) => new Map(spans.map((span) => [span.id, span]));
    const pairs = (document: Detailed, vias: Block[]) => {
      const spans = ranges(document);
      const at = (id: string) => [spans.get(id)?.start, spans.get(id)?.end].join('-');
      const own = document.relations.filter(({ via }) => vias.some(({ id }) => id === via));
      return own.map(({ type, head, tail }) => `${type} ${at(head)} ${at(tail)}`).sort();
    };
    expect(made.blocks).toHaveLength(blocks.length);
    const expected = pairs(gold, blocks);
    expect(expected.length).toBeGreaterThan(50);
    expect(pairs(made, made.blocks)).toEqual(expected);

    const parties = (document: Detailed, blocks: Block[]) => {
      const ids = new Set(blocks.flatMap(({ parties }) => parties));
      const own = document.spans.filter(({ id, label }) => ids.has(id) && label === 'party');
      const said = own.map(({ start, end, attributes }) => ({ start, end, attributes }));
      return said.sort((one, other) => one.start - other.start);
    };
    expect(parties(made, made.blocks)).toEqual(parties(gold, blocks));
    const places = (blocks: Block[]) => blocks.map(({ scope, bracket }) => ({ scope, bracket }));
    expect(places(made.blocks)).toEqual(places(blocks));
  });
});
