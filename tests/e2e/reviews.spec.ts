import AxeBuilder from '@axe-core/playwright';
import { expect, somebody, test } from './shop.ts';

test('a shopper reads what others say: the sum of it, the worst first, and those with one star @phone', async ({ page }) => {
  await page.goto('/en/p/enamel-kettle');
  await page
    .getByRole('link', { name: /of 5 stars/ })
    .first()
    .click();
  const reviews = page.getByRole('region', { name: 'Reviews' });
  const shown = reviews.getByRole('article');
  await expect(shown.first()).toBeInViewport();
  const before = await shown.count();
  await reviews.getByRole('button', { name: 'Show more reviews' }).click();
  await expect.poll(() => shown.count()).toBeGreaterThan(before);

  await reviews.getByRole('combobox', { name: 'Sort by' }).selectOption('Worst first');
  await expect(shown.first().getByRole('img', { name: /^[12] of 5/ })).toBeVisible();
  const best = reviews.getByRole('button', { name: /^5 stars: [1-9]/ });
  await best.click();
  await expect(best).toHaveAttribute('aria-pressed', 'true');
  await expect(shown.first().getByRole('img', { name: '5 of 5 stars' })).toBeVisible();
  await expect(reviews.getByRole('img', { name: /^[1-4] of 5 stars/ })).toHaveCount(0);
});

test('only who received a product reviews it, and the shop reads it first', async ({ shop, page }) => {
  const ada = somebody();
  await page.goto('/en/p/pepper-mill');
  await expect(page.getByText('Who has received this from us can review it here.')).toBeVisible();
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(ada);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Delivered\. We hope you like it/);

  await expect(async () => {
    await page.goto('/en/p/pepper-mill');
    await page.getByRole('region', { name: 'Reviews' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Write a review' }).click({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  const form = page.getByRole('dialog', { name: 'Write a review' });
  await form.getByRole('button', { name: 'Send review' }).click();
  await expect(form.getByText('Choose one to five stars.')).toBeVisible();
  await form.getByRole('radio', { name: '4 of 5 stars' }).check({ force: true });
  await form.getByRole('textbox', { name: /Headline/ }).fill('Grinds fine');
  await form.getByRole('textbox', { name: /like in use/ }).fill('Coarse and fine, and it does not slip.');
  await form.getByRole('textbox', { name: 'Name shown' }).fill('Ada');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await form.getByRole('button', { name: 'Send review' }).click();
  await expect(page.getByText('We read it first; it appears here soon.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Reviews' }).getByText('Grinds fine')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Change your review' })).toBeVisible();
});

test('what a shopper looked at comes back on the next page', async ({ page }) => {
  await page.goto('/en/p/enamel-kettle');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.goto('/en/p/pepper-mill');
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await page.getByRole('region', { name: 'You looked at' }).getByRole('link', { name: 'Enamel kettle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Enamel kettle' })).toBeVisible();
});

test('from the home page to an article and to what is in it', async ({ page }) => {
  await page.goto('/en');
  await page.getByRole('region', { name: 'From the journal' }).getByRole('link').nth(1).click();
  await expect(page).toHaveURL(/\/en\/journal\//);
  await page.getByRole('main').getByRole('listitem').getByRole('article').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/en\/p\//);
});

const written = {
  collections: '/collections',
  collection: '/collections/slow-morning',
  page: '/pages/delivery',
  journal: '/journal',
  article: '/journal/how-enamel-is-made',
};
for (const locale of ['en', 'de'])
  for (const [name, path] of Object.entries(written))
    test(`the ${name} page in ${locale} is accessible and does not scroll sideways @phone`, async ({ page }) => {
      const answer = await page.goto(`/${locale}${path}`);
      test.skip(answer?.status() === 404, 'this shop has no such page');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    });
