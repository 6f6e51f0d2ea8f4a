import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(__dirname, '../../../target/proof');

/** Figures of a test, for the table of what was tried (`cargo xtask proof`). */
export function figures(name: string, values: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(resolve(FOLDER, `${name}.json`), `${JSON.stringify(values)}\n`);
}
