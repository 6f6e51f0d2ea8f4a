// What the page says and offers when its program does not start or has broken down. start.js fetches it
// then. It needs nothing of the program that is gone: what was kept is in the store, and is handed out by
// a second instance of the program, or as it lies there when that fails, too.

const zh = {
  tag: 'zh-CN',
  broken: 'Reportmark 已停止运行',
  brokenText: '程序出现意外错误，现在不再接受任何操作。凡是显示过“已保存”的内容都在，重新加载后可以接着标注。',
  missing: 'Reportmark 无法启动',
  missingText: '程序的某个文件取不到，或与发布的内容不一致（校验和不符），因此没有运行。请检查网络后重新加载；仍然如此，请告诉提供本页面的人。以前保存的内容没有改动。',
  unable: '此浏览器无法运行 Reportmark',
  unableText: '请换用新版的 Chrome、Edge、Firefox 或 Safari。以前保存的内容没有改动。',
  reload: '重新加载',
  export: '导出已保存的项目',
  working: '正在导出……',
  done: (name) => `已导出：${name}`,
  raw: (name) => `已按存储中的原样导出：${name}。请保留此文件，其中的文本和标注都没有丢失。`,
  partly: (name, raw) => `已导出：${name}。存储中有一部分无法读取，因此又按原样导出了全部内容：${raw}。`,
  nothing: '存储中没有内容。',
  failed: (why) => `无法导出：${why}`,
  details: '技术细节',
};

const en = {
  tag: 'en',
  broken: 'Reportmark has stopped',
  brokenText: 'The program met an unexpected error and takes nothing more. Everything that was shown as saved is kept: reload the page to go on from there.',
  missing: 'Reportmark cannot start',
  missingText: 'A file of the program cannot be had, or is not what was published (its checksum is wrong), so it was not run. Check the network and reload; if that changes nothing, tell whoever hosts this page. What was saved before is unchanged.',
  unable: 'This browser cannot run Reportmark',
  unableText: 'Use a current version of Chrome, Edge, Firefox or Safari. What was saved before is unchanged.',
  reload: 'Reload',
  export: 'Export the stored project',
  working: 'Exporting…',
  done: (name) => `Exported: ${name}`,
  raw: (name) => `Exported as it lies in the store: ${name}. Keep this file: no text and no annotation in it is lost.`,
  partly: (name, raw) => `Exported: ${name}. Some of what is stored cannot be read, so all of it was exported as it lies there, too: ${raw}.`,
  nothing: 'Nothing is stored.',
  failed: (why) => `Cannot be exported: ${why}`,
  details: 'Technical details',
};

const STYLE = `
.broken { width: min(560px, calc(100vw - 24px)); max-height: calc(100dvh - 32px); padding: 22px 24px; overflow: auto; user-select: text; font: 15px/1.65 var(--sans, system-ui, sans-serif); color: var(--ink, CanvasText); background: var(--raised, Canvas); border: 1px solid var(--control, GrayText); border-top: 5px solid var(--danger, #a3231c); border-radius: 10px; box-shadow: 0 12px 48px #0006; }
.broken::backdrop { background: #000a; }
.broken h2 { margin: 0; font-size: 18px; }
.broken p { margin: 8px 0 0; }
.broken [lang="en"]:not(:first-of-type) { color: var(--muted, GrayText); }
.broken .choices { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 18px; }
.broken button { min-height: 36px; padding: 4px 14px; white-space: normal; cursor: pointer; }
.broken output { display: block; overflow-wrap: anywhere; }
.broken output:not(:empty) { margin-top: 14px; }
.broken details { margin-top: 16px; font-size: 12.5px; color: var(--muted, GrayText); }
.broken summary { cursor: pointer; min-height: 24px; }
.broken pre { margin: 4px 0 0; max-height: 24vh; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; }
`;

/** Which words say what happened: [title, text]. */
function words(error, program) {
  if (program || isOfProgram(error)) return ['broken', 'brokenText'];
  const isOld = typeof WebAssembly === 'undefined' || error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  return isOld || error instanceof ReferenceError ? ['unable', 'unableText'] : ['missing', 'missingText'];
}

function isOfProgram(error) {
  return error instanceof RangeError || (typeof WebAssembly !== 'undefined' && error instanceof WebAssembly.RuntimeError);
}

/** An element of this kind with what is in it. */
function element(kind, properties = {}, ...content) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...content);
  return made;
}

/**
 * Cover the page. `error` is what the program ended with, `program` what it exports if it had started.
 */
export function cover(error, program) {
  adopt();
  // The page's own language is known once the program ran.
  const english = document.documentElement.lang.startsWith('en');
  const languages = program ? [english ? en : zh] : [zh, en];
  const all = (say) => languages.map(say).join(' ');
  const [title, text] = words(error, program);
  const output = element('output', { role: 'status' });
  const reload = element('button', { type: 'button', className: 'primary', autofocus: true }, all((of) => of.reload));
  reload.dataset.testid = 'rescue-reload';
  reload.onclick = async () => {
    // What the browser keeps for ever may be what is wrong.
    if (!program) await Promise.race([anew(), patience(5000)]).catch(() => undefined);
    location.reload();
  };
  const save = element('button', { type: 'button' }, all((of) => of.export));
  save.dataset.testid = 'rescue-export';
  save.onclick = async () => {
    if (save.ariaDisabled === 'true') return;
    save.ariaDisabled = 'true';
    output.textContent = all((of) => of.working);
    const outcome = await handOut().catch((error) => (of) => of.failed(error));
    output.textContent = all(outcome);
    save.ariaDisabled = 'false';
  };
  const dialog = element(
    'dialog',
    { className: 'broken' },
    ...languages.map((of) => element('h2', { lang: of.tag }, of[title])),
    ...languages.map((of) => element('p', { lang: of.tag }, of[text])),
    element('div', { className: 'choices' }, reload, save),
    output,
    element('details', {}, element('summary', {}, all((of) => of.details)), element('pre', { tabIndex: 0 }, technical(error))),
  );
  dialog.dataset.testid = 'broken';
  dialog.setAttribute('role', 'alertdialog');
  dialog.setAttribute('aria-label', all((of) => of[title]));
  // It stays: there is nothing to go back to.
  dialog.oncancel = (event) => event.preventDefault();
  dialog.onclose = () => dialog.showModal();
  document.body.append(dialog);
  dialog.showModal();
}

function adopt() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** What helps whoever is asked for help. */
function technical(error) {
  return [error?.stack?.includes(error.message) ? error.stack : `${error}\n${error?.stack ?? ''}`, navigator.userAgent].join('\n\n');
}

/** Hand out what is kept; gives what is to be said of it. */
async function handOut() {
  let project;
  try {
    project = await Promise.race([byProgram(), patience(60_000)]);
  } catch (error) {
    console.warn(error);
  }
  if (project && !project.lost) {
    download(project.name, [project.bytes]);
    return (of) => of.done(project.name);
  }
  const parts = await asItLies();
  if (project) download(project.name, [project.bytes]);
  if (!parts) return (of) => (project ? of.done(project.name) : of.nothing);
  const name = `reportmark-store-${stamp()}.json`;
  download(name, parts);
  return (of) => (project ? of.partly(project.name, name) : of.raw(name));
}

/** The time after which something is not waited for any longer. */
function patience(milliseconds) {
  return new Promise((_, fail) => setTimeout(fail, milliseconds, 'no answer'));
}

/** Fetch the files of the program past whatever the browser keeps of them. */
function anew() {
  const files = [...document.querySelectorAll('[integrity]')].map(({ href, src }) => href ?? src);
  return Promise.allSettled(files.map((file) => fetch(file, { cache: 'reload' })));
}

/** The project as the program exports it, and how much of it could not be read; nothing when it is empty. */
async function byProgram() {
  const file = (rel) => document.querySelector(`link[rel=${rel}]`);
  const fetched = ({ href, integrity }) => fetch(href, { integrity });
  // Tells the program that it is not there to draw the page.
  file('program').dataset.rescues = '';
  // An address of its own makes an instance of its own.
  const glue = await import(`${file('modulepreload').href}#rescue`);
  const program = await glue.default({ module_or_path: fetched(file('program')) });
  const later = file('later');
  if (later) await WebAssembly.instantiate(await (await fetched(later)).arrayBuffer(), { '': program });
  const stores = new Map(await everything(READ));
  const [name, bytes, lost] = glue.rescue(await Promise.all(READ.map((name) => ofProject(stores.get(name))))) ?? [];
  return name && { name, bytes, lost };
}

/** What the program reads of the store. */
const READ = ['snapshots', 'parts', 'journal', 'texts'];

/** Entries of a store as pairs of a key, without the name of the project in it, and bytes. */
function ofProject(entries = []) {
  return Promise.all(entries.map(async ([key, value]) => [[key].flat().at(-1), await bytesOf(value)]));
}

async function bytesOf(value) {
  return new Uint8Array(await new Response(value).arrayBuffer());
}

/** All that is stored, as parts of a JSON file; nothing when there is nothing. */
async function asItLies() {
  const stores = await everything();
  // Who writes is stored even before anything is written.
  if (!stores.some(([name, entries]) => name !== 'meta' && entries.length)) return undefined;
  const parts = [`{"format":"reportmark-store","exported_at":${JSON.stringify(new Date())},"stores":{`];
  for (const [nth, [name, entries]] of stores.entries()) {
    parts.push(`${nth ? ',' : ''}\n${JSON.stringify(name)}:[`);
    for (const [nth, [key, value]] of entries.entries()) {
      parts.push(`${nth ? ',' : ''}\n{"key":${JSON.stringify(key)},${await written(name, value)}}`);
    }
    parts.push(']');
  }
  parts.push('}}\n');
  return parts;
}

/** The entries of each store of the database, or of these, as [name, [[key, value], …]]. */
async function everything(names) {
  const answered = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = request.onblocked = () => fail(request.error);
    });
  const opening = indexedDB.open('reportmark');
  // What is not there is not made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  let database;
  try {
    database = await answered(opening);
  } catch (error) {
    if (error?.name === 'AbortError') return [];
    throw error;
  }
  const stores = [];
  for (const name of names ?? database.objectStoreNames) {
    const store = () => database.transaction(name).objectStore(name);
    const keys = await answered(store().getAllKeys());
    // Each by itself: a value that cannot be read costs itself.
    const entry = async (key) => [key, await answered(store().get(key)).catch(String)];
    stores.push([name, await Promise.all(keys.map(entry))]);
  }
  database.close();
  return stores;
}

/** A member of JSON with a stored value: text as text, what is JSON behind its checksum as that, other bytes as base64. */
async function written(store, value) {
  const isBlob = value instanceof Blob;
  if (!isBlob && !ArrayBuffer.isView(value)) return `"value":${JSON.stringify(value) ?? 'null'}`;
  const bytes = await bytesOf(value);
  const decoded = (from) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from));
  try {
    if (store === 'texts') return `"text":${JSON.stringify(decoded(0))}`;
    if (store !== 'originals') {
      const json = decoded(4);
      JSON.parse(json);
      return `"json":${json}`;
    }
  } catch {
    // Damaged: as bytes.
  }
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `"base64":"${btoa(binary)}"`;
}

function download(name, parts) {
  const url = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Date and time for a file's name: 20261122-093000. */
function stamp() {
  const digits = new Date().toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}
