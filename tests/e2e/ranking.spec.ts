import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { env } from './env.ts';
import { expect, openOffice, test } from './shop.ts';

test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');

async function openRanking(page: Page) {
  await openOffice(page, '/ranking');
  await expect(page.getByRole('heading', { name: 'Ranking', level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Now' })).toBeVisible();
  // What a journey before left behind when it failed.
  const left = page.getByRole('button', { name: 'Throw the draft away' });
  if (await left.isVisible()) await left.click();
  await expect(left).toBeHidden();
}

// There is one draft for the whole shop.
test.describe.configure({ mode: 'serial' });

/** The first product that a shopper is shown for these words. */
async function firstFor(page: Page, words: string) {
  await page.goto(`/en/search?q=${encodeURIComponent(words)}`);
  return page.getByRole('main').getByRole('article').first().getByRole('heading').textContent();
}

test('staff puts a product first in a search: drafted, looked at, published, seen in the shop, and taken back', async ({ page, browser }) => {
  const shop = await browser.newPage({ locale: 'en-GB' });
  const usual = await firstFor(shop, 'kettle');
  await openRanking(page);

  await page.getByRole('button', { name: 'New rule' }).click();
  const form = page.getByRole('dialog', { name: 'New rule' });
  await form.getByRole('button', { name: 'Keep in the draft' }).click();
  await expect(form.getByText('Write the words that are searched for.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Words' }).fill('kettle');
  await form.getByRole('searchbox', { name: 'Find a product by name' }).fill('mill');
  await form
    .getByRole('button', { name: /mill.*put in/i })
    .first()
    .press('Enter');
  await form.getByRole('button', { name: 'Keep in the draft' }).press('Enter');
  await expect(form).toBeHidden();
  await expect(page.getByText('One change is not published yet.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Put first Search “kettle” .*mill.* new/i })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Words to try' }).fill('kettle');
  const first = (side: string) => page.getByRole('region', { name: side }).getByRole('listitem').first();
  await expect(first('Now')).toContainText(usual ?? '');
  await expect(first('With the draft')).toContainText(/mill/i);
  await expect(first('With the draft').getByLabel('Put first')).toBeVisible();
  await first('Now')
    .getByRole('button', { name: /^Why here/ })
    .click();
  const why = page.getByRole('dialog', { name: /^Why here/ });
  await expect(why.getByText('Place 1 of all results.')).toBeVisible();
  await expect(why.getByText('Can be bought')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await why.getByRole('button', { name: 'Close' }).click();
  expect(await firstFor(shop, 'kettle')).toBe(usual);

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/Version \d+ holds now\./)).toBeVisible();
  await expect(async () => expect(await firstFor(shop, 'kettle')).toMatch(/mill/i)).toPass({ timeout: 20_000 });

  await page.getByRole('button', { name: /^Remove: Put first, Search “kettle”/ }).click();
  await expect(page.getByText('One change is not published yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(async () => expect(await firstFor(shop, 'kettle')).toBe(usual)).toPass({ timeout: 20_000 });
  await expect(page.getByRole('row', { name: /Grace Hopper No rules: 0 new, 0 changed, 1 removed/ }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByRole('row', { name: /Grace Hopper publishRules/ }).first()).toBeVisible();
  await shop.close();
});

test('a search is led to a page of the shop; a version that was left is gone back to, and that is undone', async ({ page, browser }) => {
  const shop = await browser.newPage({ locale: 'en-GB' });
  const words = `gift ${Date.now().toString(36)}`;
  await openRanking(page);
  await page.getByRole('button', { name: 'New rule' }).click();
  const form = page.getByRole('dialog', { name: 'New rule' });
  await form.getByRole('combobox', { name: 'Rule' }).selectOption('Lead elsewhere');
  await form.getByRole('textbox', { name: 'Words' }).fill(words);
  await form.getByRole('textbox', { name: 'Page' }).fill('https://elsewhere.example');
  await form.getByRole('button', { name: 'Keep in the draft' }).click();
  await expect(form.getByText('An address within the shop begins with one slash, such as /c/lamps.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Page' }).fill('/journal');
  await form.getByRole('button', { name: 'Keep in the draft' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/Version \d+ holds now\./)).toBeVisible();
  await expect(async () => {
    await shop.goto(`/en/search?q=${encodeURIComponent(words)}`);
    await shop.waitForURL(/\/en\/journal/, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await page.getByRole('button', { name: `Remove: Lead elsewhere, Search “${words}”` }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('row', { name: new RegExp(words) })).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Go back to version/ })
    .first()
    .click();
  await expect(page.getByRole('row', { name: new RegExp(words) })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: new RegExp(words) })).toHaveCount(0);
  await shop.close();
});
