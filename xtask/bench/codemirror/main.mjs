// The measure of the reader: CodeMirror 6 with the same document, opened from the same bytes.
//
// `?open=URL` names a native project; `width` and `height` are the size of the reader in pixels.
// The page records what Reportmark records, under `codemirror:` instead of `reportmark:`:
//
// - measure `open`: from the bytes in hand to text and spans painted, decoding and parsing counted;
// - mark `parsed`: when the bytes have become text and offsets, so that `open` can be split;
// - measure `tag`: from the key event to the new span painted, one measure per tag.
//
// "Painted" is, here and there: the DOM is up to date, then the next animation frame has run its
// callbacks, its styles and layout, and a message posted from within it arrives.

import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

const LABELS = ['target', 'measure', 'party', 'result'];

// One decoration per label serves every span with it, which is the least that CodeMirror can hold.
const MARKS = LABELS.map((_, nth) => Decoration.mark({ class: `span label-${nth}` }));

/** Adds a span: `{ from, to, label }`, the label by its place in the list. */
const addSpan = StateEffect.define();

/** All spans, as a set of decorations. */
function spansField(initial) {
  return StateField.define({
    create: () => initial,
    update(spans, transaction) {
      const added = transaction.effects
        .filter((effect) => effect.is(addSpan))
        .map(({ value }) => MARKS[value.label].range(value.from, value.to));
      const moved = spans.map(transaction.changes);
      return added.length > 0 ? moved.update({ add: added }) : moved;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** Calls back when what the DOM says now has been through a frame. */
function afterPaint(done) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  });
}

/**
 * From offsets in code points, in rising order, to offsets in UTF-16 units. A text without
 * surrogates has the two the same.
 */
function toUtf16(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const pairs = [];
  let points = 0;
  for (let unit = 0; unit < text.length; unit += 1, points += 1) {
    if (text.codePointAt(unit) > 0xffff) {
      pairs.push(points);
      unit += 1;
    }
  }
  return (offset) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
}

/** The text of a project's first document, and its spans in UTF-16 units. */
function parse(bytes) {
  const [{ text, spans }] = JSON.parse(new TextDecoder().decode(bytes)).documents;
  const unit = toUtf16(text);
  return {
    text,
    spans: spans.map(({ label, start, end }) => ({
      label: LABELS.indexOf(label),
      from: unit(start),
      to: unit(end),
    })),
  };
}

/** Adds a span over the selection at the key of a label. */
function tagAtKey(event, view) {
  const label = Number(event.key) - 1;
  const { from, to, empty } = view.state.selection.main;
  if (!(label in LABELS) || empty || event.ctrlKey || event.altKey || event.metaKey) return false;
  view.dispatch({ effects: addSpan.of({ from, to, label }), selection: { anchor: to } });
  const start = event.timeStamp;
  afterPaint(() => performance.measure('codemirror:tag', { start, end: performance.now() }));
  event.preventDefault();
  return true;
}

/** Opens a project in an editor that shows and marks text, and does not change it. */
function open(bytes, parent) {
  const start = performance.now();
  const { text, spans } = parse(bytes);
  performance.mark('codemirror:parsed');
  const ranges = spans.map(({ label, from, to }) => MARKS[label].range(from, to));
  const state = EditorState.create({
    doc: text,
    extensions: [
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ tabindex: '0' }),
      EditorView.domEventHandlers({ keydown: tagAtKey }),
      spansField(Decoration.set(ranges, true)),
    ],
  });
  parent.replaceChildren();
  const view = new EditorView({ state, parent });
  view.focus();
  afterPaint(() => performance.measure('codemirror:open', { start, end: performance.now() }));
}

/** Fetches what the address names and opens it. A function, since a module keeps its values. */
async function main() {
  const asked = new URLSearchParams(location.search);
  const frame = document.getElementById('frame');
  for (const side of ['width', 'height']) {
    frame.style.setProperty(`--${side}`, `${Number(asked.get(side))}px`);
  }
  // Reportmark stands there, in its font, when the bytes arrive. Without this a small document would
  // pay for the first frame of a new page.
  frame.textContent = '正在打开文档';
  await new Promise(afterPaint);
  const response = await fetch(asked.get('open'));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  open(await response.arrayBuffer(), frame);
}

main();
