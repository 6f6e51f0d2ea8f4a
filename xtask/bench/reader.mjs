// Compares the reader with CodeMirror 6: visits both pages with the same documents, in turn, and
// prints a line per figure: `PAGE CASE FIGURE VALUE`, in milliseconds, bytes or plain numbers, such
// as `codemirror 17k open 41.3`. How far it is goes to standard error.
//
// A page that fails with a document is not visited with it again, nor with a larger one; why is told
// in a line `PAGE CASE failed WORDS`. The first line is `browser VERSION`.
//
// Usage: node reader.mjs URL RUNS PAGES CASES [KEY], with commas between names of pages and cases, the
// cases from small to large; with REPORTMARK_CHROMIUM naming the browser. KEY, `g`, is pressed in
// Reportmark when a document is open, and suggestions are waited for: the rest is measured among them. URL serves the page, the cases
// in `bench/cases/` and CodeMirror in `bench/codemirror/`.

import { availableParallelism, loadavg } from 'node:os';

import { launch } from './browser.mjs';
import { visit } from './visit.mjs';

const SUBJECTS = {
  reportmark: {
    name: 'reportmark',
    path: '',
    toCases: 'bench/cases/',
    scroller: '#reader',
    span: '[data-testid="span"]',
    list: {
      search: '#list-search',
      choices: ['list-label', 'list-facet', 'list-order'].map((id) => `[data-testid="${id}"]`),
    },
  },
  codemirror: {
    name: 'codemirror',
    path: 'bench/codemirror/',
    toCases: '../cases/',
    scroller: '.cm-scroller',
    span: '.span',
  },
};

/** How long opening may take, in milliseconds; the largest document has its own limit. */
const PATIENCE = 60_000;
const PATIENCE_WITH = { '10M': 120_000 };

/** The size of the reader in the window of the visits, when there is no reader to ask. */
const READER = { width: 736, height: 820 };

const [url, runs, pages, cases, key] = process.argv.slice(2);
SUBJECTS.reportmark.key = key;
const subjects = pages.split(',').map((name) => SUBJECTS[name]);

const browser = await launch();
console.log('browser', browser.version());
const failed = new Set();
let reader = READER;
try {
  for (const name of cases.split(',')) {
    for (let run = 1; run <= Number(runs); run += 1) {
      // Every other time the other way round: neither is always the first.
      for (const subject of run % 2 ? subjects : subjects.toReversed()) {
        if (!failed.has(subject)) await visitOnce(subject, name, run);
      }
    }
  }
} finally {
  await browser.close();
}

async function visitOnce(subject, name, run) {
  const start = Date.now();
  // Zero where the system does not say.
  const [load] = loadavg();
  const say = (figure, value) => console.log(subject.name, name, figure, round(value));
  try {
    const patience = PATIENCE_WITH[name] ?? PATIENCE;
    const size = await visit(browser, subject, address(subject, name), patience, say);
    // The other page is given the size of this one.
    if (subject === SUBJECTS.reportmark) reader = size;
  } catch (error) {
    failed.add(subject);
    console.log(subject.name, name, 'failed', error.message);
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  const busy = load > availableParallelism() ? `; the machine was busy, load ${load.toFixed(1)}` : '';
  console.error(`${name}, run ${run} of ${runs}: ${subject.name} (${seconds} s${busy})`);
}

function address({ path, toCases }, name) {
  const page = new URL(path, url);
  page.searchParams.set('open', `${toCases}${name}.json`);
  if (path) for (const side of ['width', 'height']) page.searchParams.set(side, reader[side]);
  return page.href;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
