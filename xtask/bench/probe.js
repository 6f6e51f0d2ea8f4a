// Runs in the measured page before its own scripts, the same in every page: `window.bench` watches
// long tasks, frames and label keys, and finds places in the text to select.

window.bench = {
  /** Selectors, set by the runner: what scrolls, and what a span is drawn as. */
  scroller: '',
  span: '',

  /** Tasks over 50 ms so far: `{ start, duration }`. */
  long: [],
  /** What the page has said by User Timing so far: `{ name, start, duration }`. */
  said: [],
  /** Milliseconds from one animation frame to the next, while they are recorded. */
  frames: [],
  isRecording: false,
  /** Milliseconds from a label key to the first painted frame with another number of spans. */
  tags: [],
  /** The WebAssembly memories of the page: no figure of the browser's has them. */
  memories: new Set(),

  box() {
    return document.querySelector(this.scroller);
  },

  spans() {
    return this.box().querySelectorAll(this.span).length;
  },

  /** Resolves when the animation frame after this one has been painted. */
  frame() {
    return new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
    });
  },

  /** Resolves after half a second without a slow frame: what opening left to do is done. */
  async quiet(patience) {
    const end = performance.now() + patience;
    let last = performance.now();
    for (let calm = 0; calm < 30 && last < end; ) {
      await this.frame();
      const now = performance.now();
      calm = now - last < 50 ? calm + 1 : 0;
      last = now;
    }
  },

  record() {
    this.frames = [];
    this.isRecording = true;
    let last;
    const step = (now) => {
      if (last !== undefined) this.frames.push(now - last);
      last = now;
      if (this.isRecording) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  },

  stop() {
    this.isRecording = false;
    return this.frames;
  },

  /** Times the first painted frame after a label key in which the number of spans has changed. */
  async watchTag(event) {
    const before = this.spans();
    const start = event.timeStamp;
    for (let nth = 0; nth < 120; nth += 1) {
      await this.frame();
      const now = performance.now();
      if (this.spans() !== before) {
        this.tags.push(now - start);
        return;
      }
    }
  },

  /** Scrolls to a fraction of the whole way. */
  async jump(fraction) {
    const box = this.box();
    box.scrollTop = fraction * (box.scrollHeight - box.clientHeight);
    await this.frame();
  },

  /** Scrolls down by so many heights of what is seen. */
  async turn(pages) {
    const box = this.box();
    box.scrollTop += pages * box.clientHeight;
    await this.frame();
  },

  /**
   * Where to press and let go the mouse to select `length` characters of unmarked text in one line,
   * as near as can be to a fraction of the visible height. Nothing when there is no such place.
   */
  place(fraction, length) {
    const box = this.box();
    const { top, left, width, height } = box.getBoundingClientRect();
    const wanted = top + fraction * height;
    let best;
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node.length < length || node.parentElement.closest(this.span)) continue;
      for (let at = 0; at + length <= node.length; at += length) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + length);
        const [line, ...more] = range.getClientRects();
        if (!line || more.length > 0) continue;
        const y = (line.top + line.bottom) / 2;
        const distance = Math.abs(y - wanted);
        if (y < top + 40 || y > top + height - 40 || (best && distance >= best.distance)) continue;
        const from = [line.left + 1, y];
        const to = [line.right - 1, y];
        // Nothing may lie over either end.
        const isFree = [from, to].every((point) => {
          const hit = document.elementFromPoint(...point);
          return hit && box.contains(hit) && !hit.closest(this.span);
        });
        if (isFree && line.left >= left && line.right <= left + width) best = { distance, from, to };
      }
    }
    return best && [best.from, best.to];
  },

  /** How much there is in the document, and how much of it in what scrolls. */
  count() {
    const all = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let nodes = 1;
    while (all.nextNode()) nodes += 1;
    return {
      elements: document.getElementsByTagName('*').length,
      reader: this.box().getElementsByTagName('*').length,
      nodes,
    };
  },
};

// Entries are taken as they come: a page may clear its own.
for (const [type, kept] of [
  ['longtask', window.bench.long],
  ['mark', window.bench.said],
  ['measure', window.bench.said],
]) {
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      kept.push({ name, start: startTime, duration });
    }
  }).observe({ type, buffered: true });
}

addEventListener(
  'keydown',
  (event) => {
    if (event.key === '1' && window.bench.scroller) window.bench.watchTag(event);
  },
  { capture: true },
);

for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...of) => {
    const result = await original.apply(WebAssembly, of);
    const { exports } = result.instance ?? result;
    for (const member of Object.values(exports)) {
      if (member instanceof WebAssembly.Memory) window.bench.memories.add(member);
    }
    return result;
  };
}
