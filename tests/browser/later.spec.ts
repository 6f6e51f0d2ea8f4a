import { expect, test } from './support/fixtures';
import { only } from './support/native';

const LATER = '**/later-*.wasm';

test.describe('code that comes later', () => {
  test('comes when the page is ready, once', async ({ page, app }) => {
    const asked = () =>
      page.evaluate(() => {
        const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const [ready] = performance.getEntriesByName('reportmark:ready');
        const later = entries.filter(({ name }) => /later-\w+\.wasm$/.test(name));
        return later.map(({ startTime }) => startTime >= ready.startTime);
      });
    await expect.poll(asked).toEqual([true]);
    await app.openText('甲乙丙');
    await page.getByTestId('keys').click();
    await expect(app.dialog).toBeVisible();
    expect(await asked()).toEqual([true]);
  });

  test('is waited for by those who need it', async ({ page, app }) => {
    let send = () => {};
    const wanted = new Promise<void>((resolve) => (send = resolve));
    await page.route(LATER, async (route) => {
      await wanted;
      await route.continue();
    });
    await app.reload();
    await page.getByTestId('keys').click();
    await app.open({ name: '甲.txt', bytes: '甲乙丙' });
    await expect(app.dialog).toHaveCount(0);
    send();
    await expect(app.documents).toHaveCount(1);
    await expect(app.notices).toHaveCount(0);
  });

  test('that cannot be had is said to be missing, and is asked for again', async ({
    page,
    app,
    expectConsoleError,
  }) => {
    // Of a file that is not the one whose checksum the page has, a browser tells no more.
    expectConsoleError(/Failed to (load resource|find a valid digest)|integrity/);
    await app.openText('甲乙丙');
    await page.route(LATER, (route) => route.fulfill({ status: 404, body: '' }));
    await app.reload();
    await expect(app.notices).toHaveCount(0);
    await app.tag('乙', '1');
    await page.getByTestId('keys').click();
    await expect(app.notices).toHaveText(/没有加载成功（TypeError: Failed to fetch/);
    await expect(app.dialog).toHaveCount(0);
    await page.unroute(LATER);
    await page.getByTestId('keys').click();
    await expect(app.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(app.items).toHaveCount(1);
    await app.saved();
  });

  test('is there without the network once it came', async ({ page, app, context }) => {
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /later-\w+\.wasm$/.test(name)),
    );
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await app.openText('甲乙丙');
    await app.tag('乙', '1');
    expect(only(await app.exportNative()).text).toBe('甲乙丙');
  });
});
