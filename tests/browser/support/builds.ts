import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKER = 'service-worker.js';

/** The files that the worker of a built page keeps, each by its address. */
export function listed(folder: string): string[] {
  const worker = readFileSync(join(folder, WORKER), 'utf8');
  return [...worker.matchAll(/^ {2}\['([^']+)', 'sha384-/gm)].map(([, address]) => address);
}

/**
 * A copy of a built page as if it were the next build: `alter` changes its files, of which those it
 * names are gone, then the worker's list is made anew.
 */
export function nextBuild(from: string, to: string, alter: (folder: string) => string[] | void): void {
  cpSync(from, to, { recursive: true });
  const gone = alter(to) ?? [];
  let worker = readFileSync(join(to, WORKER), 'utf8');
  worker = worker.replace(/^ {2}\['([^']+)', 'sha384-[^']+'\],\n/gm, (_, address: string) => {
    const [name] = address.split('?');
    if (gone.includes(name)) return '';
    const sum = createHash('sha384').update(readFileSync(join(to, name))).digest('base64');
    return `  ['${address}', 'sha384-${sum}'],\n`;
  });
  const build = createHash('sha256').update(worker).digest('hex').slice(0, 16);
  writeFileSync(join(to, WORKER), worker.replace(/const BUILD = '\w+';/, `const BUILD = '${build}';`));
}

/** Changes a text file. */
export function edit(folder: string, name: string, change: (content: string) => string): void {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
