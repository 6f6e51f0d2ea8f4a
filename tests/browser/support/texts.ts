/** A character as a user sees one, with where it stands. */
interface Cluster {
  from: number;
  to: number;
}

/** A character of a text: UTF-8 bytes from the start, end-exclusive. */
export interface Place {
  from: number;
  to: number;
}

/** A stretch of a text in UTF-16 units, end-exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** Where a phrase stands: the nth time it occurs, from 0. */
export function find(text: string, phrase: string, nth = 0): Stretch {
  let start = -1;
  for (let count = 0; count <= nth; count += 1) {
    start = text.indexOf(phrase, start + 1);
    if (start < 0) throw new Error(`the text has no ${nth + 1}. “${phrase}”`);
  }
  return { start, end: start + phrase.length };
}

/** A stretch without white space and outer punctuation at its ends, as the guideline has it. */
export function trimmed(phrase: string): string {
  const outer = '[\\s\\u200b\\u2060\\ufeff，。；：、,;:､｡]+';
  return phrase.replace(new RegExp(`^${outer}|${outer}$`, 'gu'), '');
}

/** The first and the last character of a stretch, where they are drawn. */
export function ends(text: string, { start, end }: Stretch): [Place, Place] {
  const clusters = clustersOf(text.slice(start, end)).map(({ from, to }) => ({
    from: from + start,
    to: to + start,
  }));
  const first = clusters.find((cluster) => isDrawn(text, cluster));
  const last = clusters.findLast((cluster) => isDrawn(text, cluster));
  if (!first || !last) throw new Error('nothing of the stretch is drawn');
  return [place(text, first), place(text, last)];
}

function clustersOf(phrase: string): Cluster[] {
  const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(phrase);
  return [...segments].map(({ index, segment }) => ({ from: index, to: index + segment.length }));
}

function isDrawn(text: string, { from, to }: Cluster): boolean {
  return !/^[\r\n]+$/.test(text.slice(from, to));
}

function place(text: string, { from, to }: Cluster): Place {
  const bytes = (end: number) => Buffer.byteLength(text.slice(0, end));
  return { from: bytes(from), to: bytes(to) };
}
