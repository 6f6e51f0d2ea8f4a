import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, needShared, test } from './support/fixtures';
import { expectSound, lasting, only, sha256 } from './support/native';
import type { Stretch } from './support/texts';

/** A stretch to be tagged, and how. */
interface Task extends Stretch {
  key: string;
  label: string;
  backwards: boolean;
  exact: boolean;
}

const LABELS = ['target', 'measure', 'party', 'result'];

for (const nth of [0, 1, 2]) {
  test(`report ${nth + 1} is opened, tagged ten times, kept and handed out`, async ({ app, elsewhere }) => {
    const text = corpusText(nth);
    await app.openText(text, `report-${nth + 1}.txt`);
    const tasks = tenTasks(text);
    for (const task of tasks) await app.tagStretch(task, task.key, task);
    await app.saved();

    await app.reload();
    await expect(app.items).toHaveCount(10);
    const expected = tasks
      .sort((a, b) => a.start - b.start)
      .map(({ start, end, label }) => ({ label, quote: text.slice(start, end) }));
    // All of them are in the list; in the text only those near the view are drawn.
    await app.expectListed(...expected.map(({ label, quote }) => `${label}: ${quote}`));

    const native = await app.exportNative();
    const document = only(native);
    expectSound(document);
    expect(document.text === text, 'whether the text is that of the file').toBe(true);
    expect(document.spans.map(({ label, quote }) => ({ label, quote }))).toEqual(expected);
    expect(document.source).toMatchObject({
      encoding: 'utf-8',
      bom: false,
      newlines: 'lf',
      byte_length: Buffer.byteLength(text),
      byte_sha256: sha256(text),
    });

    await elsewhere.open({ name: 'project.json', bytes: JSON.stringify(native) });
    await expect(elsewhere.items).toHaveCount(10);
    await elsewhere.saved();
    expect(lasting(await elsewhere.exportNative())).toEqual(lasting(native));
  });
}

/** The nth report of the corpus. */
function corpusText(nth: number): string {
  const folder = needShared('corpus');
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const name = names.sort()[nth];
  test.skip(!name, `the corpus has only ${names.length} reports`);
  return readFileSync(join(folder, name), 'utf8');
}

/**
 * Ten stretches that do not overlap, spread over a text: eight clauses, and two that reach from
 * the last clause of a paragraph into the next one. Every other is dragged from its end.
 */
function tenTasks(text: string): Task[] {
  const clauses = [...text.matchAll(/[^\s，。；：、,;:“”《》（）()]{4,24}/gu)].map(({ 0: quote, index }) => ({
    start: index,
    end: index + quote.length,
  }));
  const step = Math.floor(clauses.length / 10);
  const isWithinLine = ({ start, end }: Stretch) => !text.slice(start, end).includes('\n');
  const over = clauses
    .slice(0, -1)
    .map(({ start }, nth) => ({ start, end: clauses[nth + 1].end }))
    .filter((stretch) => !isWithinLine(stretch) && stretch.end - stretch.start < 60);
  const across = [over[Math.floor(over.length / 3)], over[Math.floor((over.length * 2) / 3)]];
  const isClear = (clause: Stretch) => across.every(({ start, end }) => clause.end <= start || clause.start >= end);
  const within = clauses.filter((clause, nth) => nth % step === 2 && isClear(clause)).slice(0, 8);
  const all = [...within, ...across];
  if (all.length !== 10) throw new Error(`${all.length} stretches were found, not ten`);
  return all.map((stretch, nth) => ({
    ...stretch,
    key: String((nth % 4) + 1),
    label: LABELS[nth % 4],
    backwards: nth % 2 === 1,
    // From one paragraph into the next a bracket may be cut in half: only exactly is that taken.
    exact: across.some(({ start }) => start === stretch.start),
  }));
}
