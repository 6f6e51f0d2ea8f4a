import { readFileSync } from 'node:fs';

import { expect, type Download, type Locator, type Page } from '@playwright/test';

import type { DoccanoLine, Native } from './native';
import { ends, find, trimmed, type Place, type Stretch } from './texts';

/** A file to be opened. */
export interface TestFile {
  name: string;
  bytes: string | Uint8Array;
}

/** How a stretch is selected. */
interface Drag {
  /** From its end to its start. */
  backwards?: boolean;
  /** With Alt held: as it is, without trimming. */
  exact?: boolean;
}

/** A span as it is drawn in the text. */
export interface DrawnSpan {
  id: string;
  label: string;
  text: string;
}

/** The page as its user meets it. */
export class Reportmark {
  readonly save: Locator;
  readonly reader: Locator;
  readonly bar: Locator;
  /** Entries of the list of annotations, as far as they are drawn. */
  readonly items: Locator;
  /** How many annotations there are. */
  readonly count: Locator;
  readonly inspector: Locator;
  readonly note: Locator;
  /** Entries of the list of documents. */
  readonly documents: Locator;
  readonly notices: Locator;
  readonly dialog: Locator;
  /** The text that was opened last, which phrases are looked up in. */
  text = '';

  constructor(readonly page: Page) {
    this.save = page.getByTestId('save-state');
    this.reader = page.getByTestId('reader');
    this.bar = page.getByTestId('selection-bar');
    this.items = page.getByTestId('annotation-item');
    this.count = page.getByTestId('list-count');
    this.inspector = page.getByTestId('inspector');
    this.note = page.getByTestId('note');
    this.documents = page.getByTestId('document');
    this.notices = page.getByTestId('notice');
    this.dialog = page.locator('dialog[open]');
  }

  /** Go to the page, and wait until it has its store. */
  async start(): Promise<void> {
    await this.page.goto('./');
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.waitForFunction(() => performance.getEntriesByName('reportmark:ready').length > 0);
  }

  /** Choose files in the file dialog. */
  async open(...files: TestFile[]): Promise<void> {
    await this.page.getByTestId('open-files').setInputFiles(
      files.map(({ name, bytes }) => ({
        name,
        mimeType: name.endsWith('.json') ? 'application/json' : 'text/plain',
        buffer: Buffer.from(bytes),
      })),
    );
  }

  /** Open one text and wait until it is shown. */
  async openText(text: string, name = 'a.txt'): Promise<void> {
    await this.open({ name, bytes: text });
    this.text = text;
    await expect(this.title).toHaveText(name);
  }

  get title(): Locator {
    return this.page.locator('.document-bar .title');
  }

  /** Select a phrase of the text with the mouse, and wait until the page offers to tag it. */
  async select(phrase: string, options: Drag & { nth?: number } = {}): Promise<void> {
    await this.drag(find(this.text, phrase, options.nth), options);
  }

  /** Select a stretch of the text with the mouse, and wait until the page offers to tag it. */
  async drag(stretch: Stretch, { backwards = false, exact = false }: Drag = {}): Promise<void> {
    const places = ends(this.text, stretch);
    let points = await this.page.evaluate(pointsOf, places);
    if (points.covered) {
      // Whatever covers the text belongs to what is selected.
      await this.reader.press('Escape');
      points = await this.page.evaluate(pointsOf, places);
    }
    const { mouse, keyboard } = this.page;
    const [from, to] = backwards ? [points.end, points.start] : [points.start, points.end];
    if (exact) await keyboard.down('Alt');
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 3 });
    await mouse.up();
    if (exact) await keyboard.up('Alt');
    const phrase = this.text.slice(stretch.start, stretch.end);
    await expect(this.bar).toHaveAttribute('data-taggable', exact ? phrase : trimmed(phrase));
  }

  /** Select a phrase with the mouse and press a label key. */
  async tag(phrase: string, key: string, options: Drag & { nth?: number } = {}): Promise<void> {
    await this.tagStretch(find(this.text, phrase, options.nth), key, options);
  }

  async tagStretch(stretch: Stretch, key: string, options: Drag = {}): Promise<void> {
    await this.painted();
    const before = Number(await this.count.textContent());
    await this.drag(stretch, options);
    await this.page.keyboard.press(key);
    await this.expectCount(before + 1);
  }

  /** What was done before is drawn: the text is first, the list may be a frame behind. */
  private painted(): Promise<unknown> {
    return this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    });
  }

  /** Click the first character of a phrase. */
  async click(phrase: string): Promise<void> {
    const { x, y } = await this.pointOf(phrase);
    await this.page.mouse.click(x, y);
  }

  /** Where the first character of a phrase is on the screen, after it was brought into view. */
  async pointOf(phrase: string): Promise<{ x: number; y: number }> {
    const places = ends(this.text, find(this.text, phrase));
    return (await this.page.evaluate(pointsOf, places)).start;
  }

  /** Whether something is over an end of a phrase that is in view. */
  async isCovered(phrase: string): Promise<boolean> {
    const places = ends(this.text, find(this.text, phrase));
    return (await this.page.evaluate(pointsOf, places)).covered;
  }

  /** Press Tab until the focus is on the first element of that test id. */
  async tabTo(testId: string): Promise<void> {
    const isThere = () =>
      this.page.evaluate((testId) => document.activeElement === document.querySelector(`[data-testid="${testId}"]`), testId);
    for (let count = 0; count < 80; count += 1) {
      if (await isThere()) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not come to “${testId}”`);
  }

  /** Press many keys in the text, faster than any hand could. */
  async pressFast(keys: string[]): Promise<void> {
    await this.reader.evaluate(async (reader, keys) => {
      for (const [nth, chord] of keys.entries()) {
        const key = chord.replace('Control+', '');
        reader.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key !== chord, bubbles: true }));
        if (nth % 20 === 19) await new Promise(requestAnimationFrame);
      }
    }, keys);
  }

  /** Wait until everything is kept. */
  async saved(): Promise<void> {
    await expect(this.save).toHaveAttribute('data-state', 'saved');
  }

  /** The spans that are drawn, in the order of the text; one for all stretches of a span. */
  async drawn(): Promise<DrawnSpan[]> {
    return this.reader.locator('[data-span-id]').evaluateAll((marks) => {
      const spans = new Map<string, { id: string; label: string; text: string }>();
      for (const mark of marks) {
        const { spanId: id = '', label = '' } = (mark as HTMLElement).dataset;
        const span = spans.get(id) ?? { id, label, text: '' };
        span.text += mark.textContent ?? '';
        spans.set(id, span);
      }
      return [...spans.values()];
    });
  }

  /** Expects the spans of the text, each as `label: what it covers`. */
  async expectDrawn(...spans: string[]): Promise<void> {
    await expect
      .poll(async () => (await this.drawn()).map(({ label, text }) => `${label}: ${text}`))
      .toEqual(spans);
  }

  /** Expects the entries of a short list of annotations, each as `label: what it covers`. */
  async expectListed(...spans: string[]): Promise<void> {
    const listed = () =>
      this.items.evaluateAll((items) =>
        items.map((item) => `${(item as HTMLElement).dataset.label}: ${item.querySelector('.quote')?.textContent}`),
      );
    await expect.poll(listed).toEqual(spans);
  }

  /** Expects how many annotations the document has. */
  async expectCount(count: number): Promise<void> {
    await expect(this.count).toHaveText(`${count}`);
  }

  /** Expects which span is selected, by what the inspector quotes; `null` for none. */
  async expectSelected(quote: string | null): Promise<void> {
    if (quote === null) await expect(this.inspector).toHaveCount(0);
    else await expect(this.inspector.locator('.quote')).toHaveText(quote);
  }

  /** Press a button that hands out a file. */
  async download(testId: string): Promise<{ name: string; content: string }> {
    const coming = this.page.waitForEvent('download');
    await this.page.getByTestId(testId).click();
    return content(await coming);
  }

  async exportNative(testId = 'export-native'): Promise<Native> {
    return JSON.parse((await this.download(testId)).content) as Native;
  }

  async exportDoccano(testId = 'export-doccano'): Promise<DoccanoLine[]> {
    const lines = (await this.download(testId)).content.trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as DoccanoLine);
  }
}

/** A downloaded file. */
export async function content(download: Download): Promise<{ name: string; content: string }> {
  const path = await download.path();
  return { name: download.suggestedFilename(), content: readFileSync(path, 'utf8') };
}

/**
 * Where on the screen the pointer goes for the first and the last character of a stretch, which is
 * brought to the middle of the reader first. Runs in the page.
 */
async function pointsOf([first, last]: [Place, Place]) {
  const reader = document.querySelector('[data-testid="reader"]') as HTMLElement;
  const byte = (element: Element, name = 'data-at') => Number(element.getAttribute(name));
  const rows = () => [...reader.querySelectorAll('.text-rows > p')];
  const drawn = async () => {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  };
  const point = (at: number, isEnd: boolean): [Node, number] | undefined => {
    const inRow = (row: Element) => byte(row) <= at && at <= byte(row, 'data-end');
    const row = isEnd ? rows().find(inRow) : rows().findLast(inRow);
    const holds = (piece: Element) => (isEnd ? byte(piece) < at : byte(piece) <= at);
    const piece = [...(row?.querySelectorAll('[data-at]') ?? [])].findLast(holds);
    const node = piece?.firstChild;
    if (!piece || !node) return undefined;
    const encoded = new TextEncoder().encode(node.nodeValue ?? '').slice(0, at - byte(piece));
    return [node, new TextDecoder().decode(encoded).length];
  };
  const boxOf = ({ from, to }: Place) => {
    const [start, end] = [point(from, false), point(to, true)];
    if (!start || !end) return undefined;
    const range = document.createRange();
    range.setStart(...start);
    range.setEnd(...end);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    return boxes[0] ?? range.getBoundingClientRect();
  };
  // Only what is near the view is drawn: go there step by step.
  for (let step = 0; step < 2000 && !(boxOf(first) && boxOf(last)); step += 1) {
    const start = rows()[0];
    const up = start === undefined || byte(start) > first.from;
    reader.scrollTop += (up ? -1 : 1) * reader.clientHeight;
    await drawn();
  }
  for (let step = 0; step < 3; step += 1) {
    const [from, to] = [boxOf(first), boxOf(last)];
    if (!from || !to) throw new Error(`nothing is drawn at byte ${first.from}`);
    const frame = reader.getBoundingClientRect();
    const middle = (from.top + to.bottom) / 2;
    const before = reader.scrollTop;
    reader.scrollTop += Math.round(middle - (frame.top + frame.height / 2));
    if (reader.scrollTop === before) break;
    await drawn();
  }
  const [from, to] = [boxOf(first), boxOf(last)];
  if (!from || !to) throw new Error(`nothing is drawn at byte ${first.from}`);
  const start = { x: from.left + 1, y: from.top + from.height / 2 };
  const end = { x: to.right - 1, y: to.top + to.height / 2 };
  const isCovered = ({ x, y }: { x: number; y: number }) =>
    !document.elementFromPoint(x, y)?.closest('.sheet');
  return { start, end, covered: isCovered(start) || isCovered(end) };
}
