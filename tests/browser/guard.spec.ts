import type { Page, Route } from '@playwright/test';

import { expect, test, watch } from './support/fixtures';
import { Reportmark } from './support/page';

const PROGRAM = '**/reportmark-*_bg.wasm';
const GLUE = '**/reportmark-*.js';

/** What browsers log of a file that is missing or another one than was published. */
const NOT_HAD = /Failed to (load resource|find a valid digest|fetch)|integrity/;

/** The message over the page. */
const broken = (page: Page) => page.getByTestId('broken');

/** Answers with one byte of the file altered. */
async function alter(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = await response.body();
  body[body.length >> 1] ^= 1;
  await route.fulfill({ response, body });
}

const missing = (route: Route) => route.fulfill({ status: 404, body: '' });

test.describe('the policy', () => {
  const INJECTED: [string, RegExp, (page: Page) => Promise<unknown>][] = [
    [
      'a script inside the page',
      /requires 'TrustedScript'/,
      (page) =>
        page.evaluate(() => {
          const script = document.createElement('script');
          script.append(new Text('window.ran = true'));
          document.body.append(script);
        }),
    ],
    [
      'HTML from a string',
      /policy violated: (require-trusted-types-for)/,
      (page) =>
        page.evaluate(() => {
          setTimeout(() => (document.body.innerHTML = '<img src="x" onerror="window.ran = true">'));
        }),
    ],
    [
      'a program from a string',
      /policy violated: (script-src|require-trusted-types-for)/,
      (page) => page.evaluate(() => void setTimeout(() => new Function('window.ran = true')())),
    ],
    [
      'a style attribute',
      /policy violated: (style-src-attr)/,
      (page) => page.evaluate(() => document.body.setAttribute('style', 'opacity: 0.5')),
    ],
    [
      'a style element',
      /policy violated: (style-src-elem)/,
      (page) =>
        page.evaluate(() => {
          const style = document.createElement('style');
          style.append('body { opacity: 0.5 }');
          document.head.append(style);
        }),
    ],
    [
      'a picture of another host',
      /policy violated: (img-src)/,
      (page) => page.evaluate(() => void (new Image().src = 'http://127.0.0.2:9/x.png')),
    ],
    [
      'a request to another host',
      /policy violated: (connect-src)/,
      (page) => page.evaluate(() => fetch('http://127.0.0.2:9/').then(undefined, () => undefined)),
    ],
    [
      'a worker of another folder',
      /policy violated: (require-trusted-types-for)/,
      (page) =>
        page.evaluate(() => {
          setTimeout(() => new Worker('/worker.js'));
        }),
    ],
  ];

  for (const [what, directive, inject] of INJECTED) {
    test(`blocks ${what}, and every test would fail of it`, async ({ browser, site }) => {
      const context = await browser.newContext({ baseURL: site.url });
      const problems = await watch(context, new URL(site.url).host, []);
      const app = new Reportmark(await context.newPage());
      await app.start();
      expect(problems).toEqual([]);
      await inject(app.page);
      await expect.poll(() => problems.filter((problem) => directive.test(problem))).not.toEqual([]);
      expect(await app.page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
      await expect(app.page.locator('body')).toHaveCSS('opacity', '1');
      await context.close();
    });
  }

  test('lets pages of the guideline do nothing but be read', async ({ page, site }) => {
    for (const language of ['zh', 'en']) {
      const response = await page.goto(`${site.url}guideline/${language}.html`);
      expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
      const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
      await expect(policy).toHaveAttribute('content', /^default-src 'none'; style-src 'self'; img-src data:;/);
      await expect(page.locator('body')).toHaveCSS('margin-top', '0px');
      await expect(page.locator('link[rel=stylesheet]')).toHaveAttribute('integrity', /^sha384-/);
    }
  });

  test('is not broken by what hosts let browsers keep: only names that hold a hash', async ({ page, site }) => {
    const cache = new Map<string, string>();
    page.on('response', (response) => {
      cache.set(new URL(response.url()).pathname, response.headers()['cache-control']);
    });
    await new Reportmark(page).start();
    const kept = [...cache].filter(([, control]) => control.includes('immutable'));
    expect(kept.length).toBeGreaterThan(3);
    for (const [path] of kept) expect(path).toMatch(/-[0-9a-f]{16}(_bg)?\.(css|js|svg|wasm)$/);
    expect(cache.get(new URL(site.url).pathname)).toBe('no-cache');
  });
});

test.describe('the first load', () => {
  test('fetches each file once, all vouched for', async ({ page, site }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const app = new Reportmark(page);
    await app.start();
    await page.waitForLoadState('networkidle');
    expect(asked.length).toBe(new Set(asked).size);
    expect(asked.filter((url) => /\/reportmark-\w+_bg\.wasm$/.test(url))).toHaveLength(1);
    const bare = page.locator('link:not([integrity]):not([as=fetch]):not([rel=icon]):not([rel=manifest]):not([rel=apple-touch-icon]), script:not([integrity])');
    await expect(bare).toHaveCount(0);
    expect(asked.every((url) => url.startsWith(site.url))).toBe(true);
  });

  for (const [what, pattern, answer] of [
    ['a program with one byte altered', PROGRAM, alter],
    ['a program that is missing', PROGRAM, missing],
    ['a script with one byte altered', GLUE, alter],
    ['a script that is missing', GLUE, missing],
  ] as const) {
    test(`with ${what} runs nothing and says so in both languages`, async ({ page, expectConsoleError }) => {
      expectConsoleError(NOT_HAD);
      await page.route(pattern, answer);
      await page.goto('./');
      await expect(broken(page)).toBeVisible();
      await expect(broken(page)).toContainText('Reportmark 无法启动');
      await expect(broken(page)).toContainText('Reportmark cannot start');
      await expect(page.locator('.app')).toHaveCount(0);
      await page.unroute(pattern);
      await page.getByTestId('rescue-reload').click();
      await expect(page.getByTestId('save-state')).toBeVisible();
    });
  }

  test('in a browser without WebAssembly says which ones can', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await page.goto('./');
    await expect(broken(page)).toContainText('此浏览器无法运行');
    await expect(broken(page)).toContainText('This browser cannot run Reportmark');
  });

  test('without even what says so says it in the page', async ({ page, expectConsoleError }) => {
    expectConsoleError(NOT_HAD);
    await page.route(PROGRAM, alter);
    await page.route('**/rescue-*.js', missing);
    await page.goto('./');
    await expect(page.locator('body')).toHaveText(/请重新加载.*Please reload/);
  });

  for (const [what, answer] of [
    ['altered', alter],
    ['missing', missing],
  ] as const) {
    test(`with its first script ${what} does not stay blank`, async ({ page, expectConsoleError }) => {
      expectConsoleError(NOT_HAD);
      await page.route('**/start-*.js', answer);
      await page.goto('./');
      await expect(page.locator('.waiting')).toBeVisible();
      await expect(page.locator('.waiting')).toContainText(/正在加载.*is loading/s);
    });
  }

  test('says nothing of waiting when there is nothing to wait for', async ({ app, page }) => {
    await expect(app.save).toBeVisible();
    await expect(page.locator('.waiting')).toHaveCount(0);
  });
});

test('code that comes later and was altered is not run', async ({ page, expectConsoleError }) => {
  expectConsoleError(NOT_HAD);
  await page.route('**/later-*.wasm', alter);
  const app = new Reportmark(page);
  await app.start();
  await page.getByTestId('keys').click();
  await expect(app.notices).toHaveText(/没有加载成功/);
  await expect(app.dialog).toHaveCount(0);
  await page.unroute('**/later-*.wasm');
  await page.getByTestId('keys').click();
  await expect(app.dialog).toBeVisible();
});
