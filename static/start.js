// The first script of the page: it starts the program, and steps in when that does not start or breaks
// down. What to do then is in rescue.js, which is fetched only when it is needed.

const link = (rel) => document.querySelector(`link[rel=${rel}]`);
// Names, addresses and checksums of files are in the page, where the build writes them.
const { href, integrity } = link('program');

// The only policy of trusted types: a script may come from the folder of the page, and nothing may be
// made of a string.
try {
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (new URL(url, href).href.startsWith(new URL('.', href)) ? url : null),
  });
} catch {
  // The browser knows none, or the host allows none.
}

let program;
let broken;

const rescue = async (error) => {
  if (broken) return;
  broken = true;
  // Nothing of the program may run any more: whatever calls it goes through its table of functions.
  for (const part of Object.values(program ?? {})) {
    if (part instanceof WebAssembly.Table) for (let nth = part.length; nth--; ) part.set(nth, null);
  }
  try {
    const file = link('rescue');
    // As a preload its checksum is looked at.
    file.rel = 'modulepreload';
    (await import(file.href)).cover(error, program);
  } catch {
    document.body.textContent = 'Reportmark 出错，请重新加载。 Please reload.';
  }
};

const heard = (event) => {
  const error = event.error ?? event.reason;
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    // What calls a program that is gone is of no interest.
    if (broken) event.preventDefault();
    rescue(error);
  }
};
addEventListener('error', heard);
addEventListener('unhandledrejection', heard);

try {
  const code = fetch(href, { integrity });
  const glue = await import(link('modulepreload').href);
  program = await glue.default({ module_or_path: code });
} catch (error) {
  rescue(error);
}
