import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

import { Reportmark } from './page';
import { VIOLATION } from './policy';
import { serve, type Site } from './server';

export { expect };

const ROOT = resolve(__dirname, '../../..');

interface TestFixtures {
  /** What the test has said about console errors so far. */
  expectedErrors: RegExp[];
  /** Lets the pages of this test log or throw errors that match; every other one fails the test. */
  expectConsoleError: (pattern: RegExp) => void;
  /** Fails a test whose pages complained or asked another host for anything. */
  quietPages: void;
  /** The page, opened for the first time in this browser. */
  app: Reportmark;
  /** The page as somebody else has it, in a browser that has kept nothing yet. */
  elsewhere: Reportmark;
}

interface WorkerFixtures {
  /** The built page, served under a path of its own. */
  site: Site;
}

/**
 * Playwright's `test` with the built page behind it: `page.goto('./')` opens it.
 *
 * Each test fails when a page of its context logs a console error, throws, breaks its content security
 * policy, or makes a request to any other origin.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const site = await serve(process.env.REPORTMARK_SITE ?? resolve(ROOT, 'target/site'));
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  expectedErrors: async ({}, use) => use([]),

  expectConsoleError: async ({ expectedErrors }, use) => {
    await use((pattern) => void expectedErrors.push(pattern));
  },

  quietPages: [
    async ({ context, site, expectedErrors }, use) => {
      const problems = await watch(context, new URL(site.url).host, expectedErrors);
      await use();
      for (const problem of problems.filter(isViolation)) {
        test.info().annotations.push({ type: VIOLATION, description: problem });
      }
      expect(problems, 'what the pages complained about or asked other hosts for').toEqual([]);
    },
    { auto: true },
  ],

  app: async ({ page }, use) => {
    const app = new Reportmark(page);
    await app.start();
    await use(app);
  },

  elsewhere: async ({ browser, site, expectedErrors }, use) => {
    const context = await browser.newContext();
    const problems = await watch(context, new URL(site.url).host, expectedErrors);
    const app = new Reportmark(await context.newPage());
    await app.start();
    await use(app);
    await context.close();
    for (const problem of problems.filter(isViolation)) {
      test.info().annotations.push({ type: VIOLATION, description: problem });
    }
    expect(problems, 'what the page elsewhere complained about').toEqual([]);
  },
});

/** Whether a problem is a violation of the policy, by what `watch` lets the page say of one. */
const isViolation = (problem: string) => problem.includes('policy violated: ');

/** Collects what goes wrong in any page of the context that is opened from now on. */
export async function watch(context: BrowserContext, ownHost: string, expected: RegExp[]): Promise<string[]> {
  const isExpected = (text: string) => expected.some((pattern) => pattern.test(text));
  const problems: string[] = [];
  const checkAddress = (kind: string, address: string) => {
    const { protocol, host } = new URL(address);
    const isInside = ['data:', 'blob:', 'about:'].includes(protocol);
    if (!isInside && host !== ownHost) problems.push(`${kind} to ${address}`);
  };
  const watchPage = (page: Page) => {
    page.on('websocket', (socket) => checkAddress('web socket', socket.url()));
  };
  context.pages().forEach(watchPage);
  context.on('page', watchPage);
  context.on('request', (request) => checkAddress('request', request.url()));
  context.on('weberror', (uncaught) => {
    const error = uncaught.error();
    if (!isExpected(String(error))) problems.push(`uncaught: ${error.stack ?? error}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (isExpected(message.text())) return;
    problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  // Said as an error, so that it comes with the others.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (violation) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = violation;
      console.error(`policy violated: ${effectiveDirective} by ${blockedURI} at ${sourceFile}:${lineNumber}`);
    });
  });
  return problems;
}

/** Rules of WCAG 2.2 at levels A and AA, and what axe's makers found good besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe finds against the page as it stands, a finding each; or what it finds by one rule. */
export async function axe(page: Page, rule?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rule ? builder.withRules(rule) : builder.withTags(RULES)).analyze();
  return violations.map(({ id, impact, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => {
      const summary = failureSummary?.replaceAll('\n', '\n    ');
      return `\n  at ${target.join(' ')}\n    ${summary}`;
    });
    return `${id} (${impact}): ${help}${places.join('')}`;
  });
}

/**
 * The path of a file of the report corpus, which is kept beside the checkout and not in it:
 * `shared('corpus/x.txt')`. `REPORTMARK_SHARED` names another folder. `undefined` when it is not there.
 */
export function shared(name: string): string | undefined {
  const path = resolve(process.env.REPORTMARK_SHARED ?? resolve(ROOT, '../shared'), name);
  return existsSync(path) ? path : undefined;
}

/** The same for a test that cannot do without: it is skipped, and says so. */
export function needShared(name: string): string {
  const path = shared(name);
  if (path) return path;
  const reason = `${name} is not beside the checkout: put it there or set REPORTMARK_SHARED`;
  // The list of results shows that a test was skipped, but not why.
  console.log(`skipped: ${test.info().title}: ${reason}`);
  test.skip(true, reason);
  throw new Error(reason);
}
