import { expect, test } from './support/fixtures';
import { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const TEXT = `一、工作目标\n全年${JOBS}，增长5%。\n`;

// That the pages log no error and stay with their origin, every spec checks of itself. Here it is
// that they stay below their folder, through everything that asks a server for anything.
test('a whole session stays below the folder of the page, and all that it asks for is there', async ({
  app,
  context,
  page,
  site,
}) => {
  const asked: string[] = [];
  const failed: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('requestfailed', (request) => {
    // What a page that is left was still fetching is broken off, not missing.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(request.url());
  });
  context.on('response', (response) => {
    if (!response.ok() && response.status() !== 304) failed.push(`${response.status()} ${response.url()}`);
  });
  expect(new URL(site.url).pathname).toBe('/some/path/');

  await app.reload();
  await page.getByTestId('sample').first().click();
  await expect(app.documents).toHaveCount(1);
  await page.getByTestId('samples').selectOption({ index: 3 });
  await expect(app.documents).toHaveCount(2);
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.saved();
  for (const opener of ['keys', 'rename', 'reopen', 'paste-text']) {
    await page.getByTestId(opener).click();
    await expect(app.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
  }
  await page.getByTestId('find-open').click();
  await page.getByTestId('find-regex').click();
  await page.getByTestId('find-text').fill('\\d+');
  await expect(page.locator('.find-list li').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('language').click();
  await page.getByTestId('theme').click();
  await app.exportNative();
  await app.exportDoccano();
  for (const language of ['en', 'zh']) {
    const opening = context.waitForEvent('page');
    await page.getByTestId('guideline').click();
    const guideline = await opening;
    await guideline.waitForLoadState();
    expect(guideline.url()).toBe(`${site.url}guideline/${language}.html`);
    await guideline.getByRole('link', { name: 'Reportmark' }).first().click();
    await expect(guideline.getByTestId('save-state')).toBeVisible();
    await guideline.close();
    await page.getByTestId('language').click();
  }
  await page.goto(`${site.url}index.html`);
  await expect(app.items).toHaveCount(1);

  const own = asked.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter((url) => !url.startsWith(site.url))).toEqual([]);
  expect(failed).toEqual([]);
});

test('nothing is asked for once the page is there', async ({ app, context, page }) => {
  await app.openText(TEXT);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await app.tag(JOBS, '1');
  await page.getByTestId('language').click();
  await page.getByTestId('theme').click();
  await page.getByTestId('keys').click();
  await page.keyboard.press('Escape');
  await page.getByTestId('find-open').click();
  await page.getByTestId('find-text').fill(JOBS);
  await expect(page.locator('.find-list li')).toHaveCount(1);
  await app.saved();
  expect(asked).toEqual([]);
});

test('the page works under its policy, which is strict, and hosts are told the same', async ({ page, site }) => {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
  const app = new Reportmark(page);
  const [response] = await Promise.all([page.waitForResponse(site.url), app.start()]);
  expect(response.headers()).toMatchObject({
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  const stated = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(stated).toHaveAttribute('content', policy);
  // What breaks the policy is logged as an error, which fails the test.
  await app.openText(TEXT);
  await app.tag(JOBS, '1');
  await app.note.fill('核对');
  await page.getByTestId('samples').selectOption({ index: 1 });
  await expect(app.documents).toHaveCount(2);
  for (const opener of ['keys', 'rename', 'reopen']) {
    await page.getByTestId(opener).click();
    await expect(app.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(app.dialog).toHaveCount(0);
  }
  await page.getByTestId('find-open').click();
  await page.getByTestId('find-regex').click();
  await page.getByTestId('find-text').fill('[一二三]、');
  await expect(page.locator('.find-list li').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('paste-text').click();
  await page.getByTestId('paste-area').fill(TEXT);
  await page.getByTestId('paste-open').click();
  await expect(app.documents).toHaveCount(3);
  expect((await app.exportNative()).documents).toHaveLength(3);
  await app.saved();
});
