import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from '@playwright/test';

import { ARGUMENTS, chromiumPath } from '../playwright.config';

/**
 * A browser with a profile of its own on the disk, which can be killed and started again on that
 * profile. Playwright's own browsers are closed in order, which is what is not wanted here.
 */
export class Killable {
  readonly profile = mkdtempSync(join(tmpdir(), 'reportmark-profile-'));
  private process?: ChildProcess;
  private browser?: Browser;

  /** Start it, with one empty page. */
  async start(): Promise<Page> {
    const port = join(this.profile, 'DevToolsActivePort');
    rmSync(port, { force: true });
    // A group of its own, so that all of its processes can be killed at once.
    this.process = spawn(
      chromiumPath(),
      [...ARGUMENTS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'],
      { detached: true, stdio: 'ignore' },
    );
    const address = () => {
      const [number, path] = existsSync(port) ? readFileSync(port, 'utf8').split('\n') : [];
      return path ? `ws://127.0.0.1:${number}${path}` : undefined;
    };
    for (let tries = 0; tries < 600 && !address(); tries += 1) await sleep(50);
    const found = address();
    if (!found) throw new Error('the browser does not start');
    this.browser = await chromium.connectOverCDP(found);
    const [context] = this.browser.contexts();
    return context.pages()[0] ?? (await context.newPage());
  }

  /** Kill all of it, as the system does when it is out of memory or out of power. */
  async kill(): Promise<void> {
    const { process: own } = this;
    if (!own?.pid || own.exitCode !== null || own.signalCode !== null) return;
    const gone = new Promise((done) => own.once('exit', done));
    process.kill(-own.pid, 'SIGKILL');
    await gone;
    await this.browser?.close().catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.kill();
    for (let tries = 0; tries < 20; tries += 1) {
      try {
        rmSync(this.profile, { recursive: true, force: true });
        return;
      } catch {
        await sleep(100);
      }
    }
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Numbers as if at random, the same in every run of the same seed (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
