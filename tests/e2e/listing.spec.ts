import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { house } from './house.ts';
import { expect, test } from './shop.ts';

const WATTS = [4, 6, 9, 12, 18, 25, 40, 60, 75, 100];

/** The fields of a facet of numbers; on a phone they lie in a sheet. */
async function power(page: Page) {
  const sheet = page.getByRole('button', { name: /^Filters/ });
  if (await sheet.isVisible()) await sheet.click();
  const group = page.getByRole('group', { name: 'Power' }).filter({ visible: true });
  return { group, from: group.getByRole('textbox', { name: 'Power From W' }), to: group.getByRole('textbox', { name: 'Power To W' }) };
}

const count = (page: Page, products: number) => expect(page.getByText(`${products} products`, { exact: true }).filter({ visible: true }).first()).toBeVisible();

test('a shopper narrows a shelf by numbers, goes back and forward, and sends the address to somebody', async ({ page, browser }) => {
  test.skip(!house.isOurs, 'needs a shelf of its own');
  const shelf = await house.shelve(WATTS);
  await expect(async () => {
    await page.goto(`/en/c/${shelf}`);
    await count(page, WATTS.length);
  }).toPass({ timeout: 60_000 });

  const { group, from, to } = await power(page);
  await expect(group.locator('[aria-hidden] > [style*=height]')).not.toHaveCount(0);
  await from.fill('9');
  await from.press('Enter');
  await expect(page).toHaveURL(/from\.power=9/);
  await count(page, 8);
  await to.fill('60,0');
  await to.press('Enter');
  await expect(page).toHaveURL(/from\.power=9&to\.power=60/);
  await count(page, 6);
  await expect(page.getByRole('article')).toHaveCount(6);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);

  await page.goBack();
  await count(page, 8);
  await expect(to).toHaveValue('');
  await page.goForward();
  await count(page, 6);
  await expect(to).toHaveValue('60');

  const friend = await browser.newPage({ locale: 'en-GB' });
  await friend.goto(page.url());
  await count(friend, 6);
  const sent = await power(friend);
  await expect(sent.from).toHaveValue('9');
  await expect(sent.to).toHaveValue('60');
  await friend
    .getByRole('button', { name: 'Clear all' })
    .or(friend.getByRole('link', { name: 'Clear all' }))
    .first()
    .click();
  await count(friend, WATTS.length);
  await friend.close();
});
