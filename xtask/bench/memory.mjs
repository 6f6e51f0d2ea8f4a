// What a page holds after the garbage is collected, in bytes.

import { readFileSync } from 'node:fs';

/**
 * The heap of scripts, the browser's objects for the DOM, array buffers and external strings, and
 * every WebAssembly memory, which V8 counts with none of these.
 */
export async function memory(session) {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const heap = await session.send('Runtime.getHeapUsage');
  const wasm = await wasmMemory(session);
  const script = heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize;
  return { script, wasm, total: script + wasm };
}

/** The size of every WebAssembly memory of the page together; the probe keeps them. */
async function wasmMemory(session) {
  const { result } = await session.send('Runtime.evaluate', {
    expression: '[...window.bench.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)',
    returnByValue: true,
  });
  return result.value;
}

/**
 * What the largest process that draws pages has for itself, where the system is Linux: with layout,
 * compiled code and what the allocators keep back. A check on the sum above, not a figure of the
 * page's alone.
 */
export async function processMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ownBytes(id));
  const known = sizes.filter((size) => size !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function ownBytes(process) {
  try {
    const [, kilobytes] = /^Private_Dirty:\s*(\d+) kB$/m.exec(
      readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'),
    );
    return Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
