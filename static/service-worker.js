// Keeps the files of one build of the page, so that it works without the network, and sees to it
// that a page gets all its files from the same build.
//
// The build writes in which one this is and what belongs to it (xtask/src/offline.rs). Installing
// fetches all of that beside what is in force; where one file does not come or has another
// checksum, nothing is changed. A new build takes over when no page is open any more, or when a
// page asks for it; never by itself.
'use strict';

/** A hash of this file. */
const BUILD = '';
/** [address below the page's folder, checksum] of every file; the page first. */
const FILES = [];

/** Where the page is: the folder that this file lies in. */
const HERE = registration.scope;
const FOLDER = new URL(HERE).pathname;

// Caches belong to the whole host, where the page may lie in several folders.
const CACHE = `reportmark-${BUILD}-${FOLDER}`;
const isOurs = (name) =>
  name.length === CACHE.length && name.startsWith('reportmark-') && name.endsWith(`-${FOLDER}`);

const ADDRESSES = new Set(FILES.map(([address]) => address));
/** Addresses that hold a hash of the content: nothing but that content is ever meant by them. */
const HAS_HASH = /[-?][0-9a-f]{14,20}(_bg)?(\.\w+)?$/;

/** Where it is written which pages were open when this build took over. No file is called so. */
const PAGES_BEFORE = new URL('pages-before', HERE).href;

// Installing

addEventListener('install', (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(CACHE);
  try {
    // The page first: a host that changes pages on their way is found out by one request.
    await keep(cache, FILES[0]);
    await Promise.all(FILES.slice(1).map((file) => keep(cache, file)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache, [address, integrity]) {
  // Whatever the browser has of an earlier build is looked at anew.
  let response = await fetch(new URL(address, HERE), { cache: 'no-cache', integrity });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  // Some hosts lead `index.html` to the folder. A page cannot be opened by an answer that was led
  // elsewhere, and one that varies by everything cannot be kept.
  if (response.redirected || response.headers.get('vary') === '*') {
    const headers = new Headers(response.headers);
    headers.delete('vary');
    headers.delete('content-encoding');
    headers.delete('content-length');
    response = new Response(await response.blob(), { headers });
  }
  await cache.put(new URL(address, HERE), response);
}

// Taking over

addEventListener('activate', (event) => event.waitUntil(activate()));

async function activate() {
  // Without that note, pages of an earlier build get from the network what they have not got yet.
  await notePages().catch(() => {});
  // The page that was open when this was installed works offline at once.
  await clients.claim();
  await sweep();
}

async function notePages() {
  const pages = await clients.matchAll({ includeUncontrolled: true });
  const cache = await caches.open(CACHE);
  await cache.put(PAGES_BEFORE, Response.json(pages.map(({ id }) => id)));
}

/** Deletes what earlier builds left, unless a page of theirs is still open. */
async function sweep() {
  const names = (await caches.keys()).filter((name) => isOurs(name) && name !== CACHE);
  // What the next build is fetching, or has, is not an earlier one's.
  if (names.length === 0 || registration.installing || registration.waiting) return;
  const before = await caches.match(PAGES_BEFORE, { cacheName: CACHE });
  const pages = before ? await before.json() : [];
  const open = await Promise.all(pages.map((id) => clients.get(id)));
  if (open.some(Boolean)) return;
  await Promise.all(names.map((name) => caches.delete(name)));
}

addEventListener('message', (event) => {
  // The user wants the new build.
  if (event.data === 'take-over') event.waitUntil(skipWaiting());
  // A page stands, perhaps in the place of one of an earlier build.
  if (event.data === 'stands') event.waitUntil(sweep().catch(() => {}));
});

// Answering

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(HERE)) return;
  const { pathname, search } = new URL(request.url);
  // What follows the address of a page is for the page: `?open=…`.
  const wanted = pathname.slice(FOLDER.length) + (request.mode === 'navigate' ? '' : search);
  const address = wanted || 'index.html';
  if (ADDRESSES.has(address)) event.respondWith(answer(address, request, CACHE));
  // A page of an earlier build that is still open gets what it asks for from what is left of that.
  else if (HAS_HASH.test(address)) event.respondWith(answer(address, request));
  // Everything else is the host's and is not kept.
});

/** What is kept under an address in one cache, or in any of ours; else what the network has. */
async function answer(address, request, cache) {
  try {
    const names = cache ? [cache] : (await caches.keys()).filter(isOurs);
    for (const cacheName of names) {
      const kept = await caches.match(new URL(address, HERE), { cacheName, ignoreVary: true });
      if (kept) return kept;
    }
  } catch {
    // The browser cannot read what it kept.
  }
  return fetch(request);
}
