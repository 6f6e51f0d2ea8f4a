// Runs in the measured page beside `probe.js`: `window.suggesting` times what is done with suggestions,
// each from the event of the key or click (its `timeStamp`) to the first painted frame that shows it.

window.suggesting = {
  /** Moments of the page's clock by name, once they came. */
  at: {},

  find(name) {
    return document.querySelector(`[data-testid="${name}"]`);
  },

  /** The number that an element of this name shows. */
  number(name) {
    return Number(this.find(name)?.textContent.replace(/\D/g, '') ?? 0);
  },

  /** Notes the moment of the next event of this kind as `name`. */
  listen(kind, name) {
    delete this.at[name];
    addEventListener(kind, (event) => (this.at[name] = event.timeStamp), { capture: true, once: true });
  },

  /** Notes as `name` the moment of the first painted frame in which a condition of `shows` holds. */
  async watch(name, condition) {
    delete this.at[name];
    while (!this.shows[condition]()) await window.bench.frame();
    // It is in the DOM; here it is painted as well.
    await window.bench.frame();
    this.at[name] = performance.now();
  },

  shows: {
    /** A span is drawn. */
    any: () => window.bench.spans() > 0,
    /** The whole text was looked at. */
    all: () => window.suggesting.find('suggest-panel') && !window.suggesting.find('suggest-progress'),
    /** How far the search is. */
    progress: () => window.suggesting.find('suggest-progress'),
    /** The search is told to be stopped: its button says something else than before. */
    stopped: () => window.suggesting.find('suggest-stop')?.textContent !== window.suggesting.offered,
    /** Everything listed was decided on. */
    decided: () => window.suggesting.number('suggest-count') === 0,
  },

  /** Remembers what the button beside the progress says now. */
  remember() {
    this.offered = this.find('suggest-stop').textContent;
  },

  /** Everything that was done is kept. */
  isKept() {
    return this.find('save-state')?.dataset.state === 'saved';
  },
};
