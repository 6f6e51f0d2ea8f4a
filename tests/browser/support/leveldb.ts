import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The log of Chromium's IndexedDB, which is a LevelDB. Its format: blocks of 32 kB with records of a
 * checksum (4 bytes), a length (2), a kind (1) and the content; a record that does not fit in a block is
 * in parts (https://github.com/google/leveldb/blob/main/doc/log_format.md).
 */
const BLOCK = 32_768;
const HEAD = 7;
const FIRST = 2;
const MIDDLE = 3;

/** The logs of the databases in a profile. */
function logs(profile: string): string[] {
  const folder = join(profile, 'Default', 'IndexedDB');
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true });
  return files.filter((file) => file.endsWith('.log')).map((file) => join(folder, file));
}

/** Whether the last record of a log is broken off. */
function isBrokenOff(log: Buffer): boolean {
  let inParts = false;
  let at = 0;
  while (at < log.length) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEAD) {
      at += left;
      continue;
    }
    if (at + HEAD > log.length) return true;
    const kind = log[at + 6];
    inParts = kind === FIRST || kind === MIDDLE;
    at += HEAD + log.readUInt16LE(at + 4);
  }
  return inParts || at > log.length;
}

/** Whether the browser was killed just when it wrote a record. */
export function leftHalfARecord(profile: string): boolean {
  return logs(profile).some((log) => isBrokenOff(readFileSync(log)));
}

/** Leave half a record, as the browser does when it is killed between the head of one and its content. */
export function breakOffLog(profile: string): void {
  const [newest] = logs(profile).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  appendFileSync(newest, Buffer.from([0x52, 0x4d, 0x52, 0x4d, 100, 0, 1]));
}
