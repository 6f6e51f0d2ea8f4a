import type { Page } from '@playwright/test';

import { axe, expect, test } from './support/fixtures';
import { Reportmark } from './support/page';

const JOBS = '新增就业3万人';
const HOMES = '改造老旧小区25个';
const TEXT = `一、工作目标
全年${JOBS}，增长5%。
${HOMES}；由甲县住建局牵头，乙镇人民政府配合。
去年新增公办学位1350个，完成率108%。
`;

test.describe('the language', () => {
  for (const [locale, lang, heading] of [
    ['zh-CN', 'zh-CN', '打开一份报告，开始标注'],
    ['zh-TW', 'zh-CN', '打开一份报告，开始标注'],
    ['en-GB', 'en', 'Open a report and start marking'],
    ['de-DE', 'en', 'Open a report and start marking'],
  ]) {
    test.describe(`of a browser in ${locale}`, () => {
      test.use({ locale });

      test(`is ${lang}`, async ({ app, page }) => {
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expect(page.getByRole('heading', { name: heading })).toBeVisible();
        await expect(app.save).toContainText(lang === 'en' ? 'Saved' : '已保存');
      });
    });
  }

  test('is switched without a reload, and nothing is lost by it', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await page.evaluate(() => Reflect.set(window, 'isTheSamePage', true));
    await page.getByTestId('language').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Export JSON' })).toBeVisible();
    await expect(app.items).toContainText('Target');
    await expect(page.getByTestId('language')).toHaveText('中文');
    await expect(page.getByTestId('language')).toHaveAttribute('lang', 'zh-CN');
    expect(await page.evaluate(() => Reflect.get(window, 'isTheSamePage'))).toBe(true);
    await app.expectSelected(JOBS);
    await page.getByTestId('language').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(app.items).toContainText('目标');
  });

  test('of the text stays Chinese', async ({ app, page }) => {
    await app.openText(TEXT);
    await page.getByTestId('language').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(app.reader).toHaveAttribute('lang', 'zh-CN');
  });

  test('leaves nothing of the other one behind', async ({ app, page }) => {
    await app.openText(TEXT);
    await app.tag(JOBS, '1');
    await app.open({ name: 'empty.txt', bytes: '' });
    await expect(app.notices).toHaveCount(1);
    await page.getByTestId('language').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByTestId('find-open').click();
    await page.getByTestId('find-text').fill(JOBS);
    await page.getByTestId('find-untag').click();
    for (const opener of [null, 'keys', 'rename', 'reopen', 'paste-text']) {
      if (opener) await page.getByTestId(opener).click();
      const chinese = await page.evaluate(() => {
        const hanzi = /\p{Script=Han}/u;
        const found: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node instanceof Element ? node : node.parentElement;
          if (element?.closest('[lang="zh-CN"], [aria-hidden="true"], [title="a.txt"]')) continue;
          const words =
            node instanceof Element
              ? ['title', 'aria-label', 'placeholder', 'alt'].map((name) => node.getAttribute(name) ?? '')
              : [node.nodeValue ?? ''];
          found.push(...words.filter((word) => hanzi.test(word)));
        }
        return found;
      });
      expect(chinese, `Chinese in the English page with “${opener ?? 'no dialog'}”`).toEqual([]);
      if (opener) await page.keyboard.press('Escape');
    }
  });
});

test.describe('the colours', () => {
  const isDark = (page: Page) =>
    page.evaluate(() => {
      const [red] = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? [];
      return Number(red) < 128;
    });

  for (const scheme of ['light', 'dark'] as const) {
    test(`follow a system that is ${scheme}, until they are chosen`, async ({ app, page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      expect(await isDark(page)).toBe(scheme === 'dark');
      const theme = page.getByTestId('theme');
      for (const [name, dark] of [
        ['浅色', false],
        ['深色', true],
        ['跟随系统', scheme === 'dark'],
      ] as const) {
        await theme.click();
        await expect(theme).toHaveAttribute('aria-label', new RegExp(name));
        expect(await isDark(page), name).toBe(dark);
      }
      await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' });
      await expect.poll(() => isDark(page)).toBe(scheme !== 'dark');
      await expect(app.save).toBeVisible();
    });
  }
});

const SIZES = {
  wide: { width: 1280, height: 900 },
  narrow: { width: 390, height: 844 },
};

for (const locale of ['zh-CN', 'en-US']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test.describe(`${locale}, ${colorScheme}, ${size}`, () => {
        test.use({ locale, colorScheme, viewport });
        // Every state of the page in one test: what brings it about takes longer than the look at it.
        test.slow();

        test('every state is sound', async ({ app, page }) => {
          const findings: Findings = {};
          const look = async (state: string) => {
            const found = await inspect(page, colorScheme);
            if (found.length > 0) findings[state] = found;
          };
          const pane = (nth: number) => (size === 'narrow' ? page.locator('.tab').nth(nth).click() : undefined);
          await look('the first page');

          await app.openText(TEXT);
          await look('a document');
          await app.select(JOBS);
          await look('selected text');
          await page.keyboard.press('1');
          await app.expectCount(1);
          await app.tag(HOMES, '2');
          await app.tag('甲县住建局', '3');
          await app.tag('去年新增公办学位1350个', '4');
          await page.keyboard.press('u');
          await look('a selected span, all labels');
          await pane(2);
          await app.note.fill('核对口径');
          await look('annotations, with a note');

          await pane(1);
          await page.getByTestId('find-open').click();
          await page.getByTestId('find-text').fill('公办');
          await expect(page.locator('.find-list li').first()).toBeVisible();
          await look('what was found');
          await page.getByTestId('find-regex').click();
          await page.getByTestId('find-text').fill('(');
          await expect(page.locator('.find-problem')).not.toBeEmpty();
          await look('a wrong pattern');
          await page.keyboard.press('Escape');
          await app.open({ name: 'b.pdf', bytes: '%PDF-1.7' }, { name: 'c.txt', bytes: '另一份报告。' });
          await expect(app.notices).toHaveCount(1);
          await look('a message');
          await app.notices.getByRole('button').click();
          await page.getByTestId('bin-document').click();
          await pane(0);
          await look('the list of documents');

          await page.getByTestId('bin').click();
          await look('the bin');
          await close(app);
          await pane(1);
          for (const opener of ['paste-text', 'keys', 'rename', 'reopen']) {
            await page.getByTestId(opener).click();
            await expect(app.dialog).toBeVisible();
            if (opener === 'keys') {
              await page.locator('tr[data-command="next"]').getByRole('button').first().click();
              await page.keyboard.press('k');
              await expect(page.locator('tr[data-command="next"] [role="alert"]')).not.toBeEmpty();
            }
            await look(`the dialog of ${opener}`);
            if (opener === 'keys') await page.keyboard.press('Escape');
            await close(app);
          }
          expect(findings, 'what was found against each state').toEqual({});
        });
      });
    }
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(`messages, ${size}`, () => {
    test.use({ viewport });

    test('cover nothing that is worked with', async ({ app, page }) => {
      await app.openText(TEXT);
      await app.tag(JOBS, '1');
      const bad = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => ({ name, bytes: '%PDF-1.7' }));
      await app.open(...bad);
      await expect(app.notices).toHaveCount(bad.length);
      for (const nth of size === 'narrow' ? [0, 2, 1] : [1]) {
        if (size === 'narrow') await page.locator('.tab').nth(nth).click();
        const covered = await page.evaluate(() => {
          const targets = [...document.querySelectorAll<HTMLElement>('button, select, textarea')];
          return targets
            .filter((target) => target.checkVisibility() && !target.closest('[data-testid="notice"]'))
            .filter((target) => {
              target.scrollIntoView({ block: 'nearest' });
              const { left, top, width, height } = target.getBoundingClientRect();
              const there = document.elementFromPoint(left + width / 2, top + height / 2);
              return there?.closest('.notices');
            })
            .map((target) => target.dataset.testid ?? target.getAttribute('aria-label') ?? target.textContent);
        });
        expect(covered).toEqual([]);
      }
    });
  });
}

test.describe('the guideline', () => {
  for (const [locale, file, lang] of [
    ['zh-CN', 'zh.html', 'zh-CN'],
    ['en-US', 'en.html', 'en'],
  ]) {
    test.describe(`in ${lang}`, () => {
      test.use({ locale });

      test('opens beside the page, and is sound', async ({ app, context, page }) => {
        await app.openText(TEXT);
        const opening = context.waitForEvent('page');
        await page.getByTestId('guideline').click();
        const guideline = await opening;
        await guideline.waitForLoadState();
        expect(guideline.url()).toContain(`/guideline/${file}`);
        await expect(guideline.locator('html')).toHaveAttribute('lang', lang);
        const findings = await axe(guideline);
        await guideline.emulateMedia({ colorScheme: 'dark' });
        findings.push(...(await axe(guideline, 'color-contrast')));
        for (const viewport of Object.values(SIZES)) {
          await guideline.setViewportSize(viewport);
          findings.push(...(await sideways(guideline)));
        }
        expect(findings, 'what was found against the page').toEqual([]);
        await expect(app.title).toHaveText('a.txt');
      });
    });
  }
});

test('what stands above the text can be pressed at every width', async ({ app, page }) => {
  await app.openText('一、工作目标', '甲县人民政府办公室关于分解2026年政府工作报告重点任务的通知.txt');
  const out: string[] = [];
  for (const language of ['zh', 'en']) {
    for (const width of [390, 640, 821, 844, 900, 960, 1024, 1100, 1181, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const missed = await page.locator('.document-bar').evaluate((bar) =>
        [...bar.querySelectorAll<HTMLElement>('button, select')]
          .filter((target) => {
            const { left, top, width, height } = target.getBoundingClientRect();
            return !target.contains(document.elementFromPoint(left + width / 2, top + height / 2));
          })
          .map((target) => target.dataset.testid),
      );
      out.push(...missed.map((target) => `${language} ${width}: ${target}`));
    }
    await page.getByTestId('language').click();
  }
  expect(out).toEqual([]);
});

async function close(app: Reportmark): Promise<void> {
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toHaveCount(0);
}

/** What was found against each state of a page. */
type Findings = Record<string, string[]>;

/** What is not as it must be in every state of the page. The colours alone differ in the dark. */
async function inspect(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  if (colorScheme === 'dark') return axe(page, 'color-contrast');
  return [...(await axe(page)), ...(await smallTargets(page)), ...(await sideways(page))];
}

/** What can be pressed and measures less than 24 pixels either way. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scope = document.querySelector('dialog[open]') ?? document;
    const targets = scope.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea');
    return [...targets]
      .filter((target) => target.checkVisibility({ visibilityProperty: true }))
      .map((target) => {
        // A field that a label goes around is pressed anywhere on the label.
        const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
        const name = target.dataset.testid ?? target.getAttribute('aria-label') ?? target.textContent;
        return { name, width, height };
      })
      .filter(({ width, height }) => width < 24 || height < 24)
      .map(({ name, width, height }) => `${name} measures ${width} × ${height} pixels`);
  });
}

/** Whether the page as a whole scrolls sideways. */
async function sideways(page: Page): Promise<string[]> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  return scroll > width ? [`the page is ${scroll} pixels wide and scrolls sideways in ${width}`] : [];
}
