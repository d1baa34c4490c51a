import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { env } from './env.ts';
import { expect, openOffice, Shop, somebody, test } from './shop.ts';

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

test('staff reads what a shopper wrote, publishes it and answers, and the shop shows both', async ({ page, browser }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  const headline = `Grinds ${randomUUID().slice(0, 6)}`;
  const shopping = await browser.newPage({ locale: 'en-GB' });
  const shop = new Shop(shopping);
  await shop.fillCheckout('bread-cloth', somebody());
  await shop.buyAndPay();
  await shopping.waitForURL(/\/en\/orders\//);
  await shop.headline(/Delivered\. We hope you like it/);
  await expect(async () => {
    await shopping.goto('/en/p/bread-cloth');
    await shopping.getByRole('region', { name: 'Reviews' }).scrollIntoViewIfNeeded();
    await shopping.getByRole('button', { name: 'Write a review' }).click({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  const form = shopping.getByRole('dialog', { name: 'Write a review' });
  await form.getByRole('radio', { name: '5 of 5 stars' }).check({ force: true });
  await form.getByRole('textbox', { name: /Headline/ }).fill(headline);
  await form.getByRole('textbox', { name: /like in use/ }).fill('Washes well and keeps the bread.');
  await form.getByRole('textbox', { name: 'Name shown' }).fill('Ada');
  await form.getByRole('button', { name: 'Send review' }).click();
  await expect(shopping.getByText('We read it first; it appears here soon.')).toBeVisible();

  await openOffice(page, '/reviews');
  const review = page.getByRole('listitem').filter({ hasText: headline });
  await review.getByRole('button', { name: /^Answer the review by Ada/ }).click();
  await review.getByRole('textbox', { name: 'What the shop says to it' }).fill('Thank you, Ada.');
  await review.getByRole('button', { name: 'Save the answer' }).click();
  await expect(review.getByText('Thank you, Ada.')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await review.getByRole('button', { name: /^Publish the review by Ada/ }).click();
  await expect(page.getByText('The review is in the shop.')).toBeVisible();
  await expect(review).toHaveCount(0);

  const shown = shopping.getByRole('region', { name: 'Reviews' }).getByRole('article').filter({ hasText: headline });
  await expect(async () => {
    await shopping.goto('/en/p/bread-cloth');
    await expect(shown.getByText('Thank you, Ada.')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });

  await page.getByRole('combobox', { name: 'State' }).selectOption('Published');
  await review.getByRole('button', { name: /^Refuse the review by Ada/ }).click();
  const why = page.getByRole('dialog', { name: 'Refuse this review?' });
  await why.getByRole('textbox', { name: /^Why/ }).fill('only for this journey');
  await why.getByRole('button', { name: /^Refuse/ }).click();
  await expect(page.getByText('The review is refused.')).toBeVisible();
  await expect(async () => {
    await shopping.goto('/en/p/bread-cloth');
    await expect(shown).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await shopping.close();
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
