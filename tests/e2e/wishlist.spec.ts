import { expect, somebody, test } from './shop.ts';

const heart = /Keep .* on the wishlist/;

test('what a guest keeps is on the wishlist, comes along at sign-in, and moves to the cart @phone', async ({ shop, page }) => {
  await page.goto('/en/p/bread-cloth');
  const kept = page.getByRole('main').getByRole('button', { name: heart }).first();
  await kept.click();
  await expect(kept).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/en/wishlist');
  await expect(page.getByText('Kept in this browser.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);

  await shop.register(somebody());
  await page.goto('/en/wishlist');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByText('Kept in this browser.')).toBeHidden();
  expect(await page.evaluate(`localStorage.getItem('kontor-wishlist')`)).toBeNull();

  await page.getByRole('button', { name: /Move to cart/ }).click();
  await expect(page.getByRole('dialog', { name: 'Cart' })).toBeVisible();
  await expect(page.getByText('Nothing on your wishlist yet')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing on your wishlist yet')).toBeVisible();
});

test('who signs out leaves no wishlist behind, and a page that shows it is never kept', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  await page.goto('/en/p/pepper-mill');
  const kept = page.getByRole('main').getByRole('button', { name: heart }).first();
  const saved = page.waitForResponse((answer) => answer.url().includes('user.wish') && answer.request().method() === 'POST');
  await kept.click();
  expect((await saved).status()).toBe(200);
  const shown = await page.goto('/en/wishlist');
  expect(shown?.headers()['cache-control']).toContain('no-store');
  await expect(page.getByRole('article')).toHaveCount(1);
  await shop.signOut();
  await page.goto('/en/wishlist');
  await expect(page.getByText('Nothing on your wishlist yet')).toBeVisible();
});

test('what is sold out can be kept too, and the list says so', async ({ page }) => {
  await page.goto('/en/p/tea-towel');
  await expect(page.getByRole('textbox', { name: 'Tell me when it is back' })).toBeVisible();
  const kept = page.getByRole('main').getByRole('button', { name: 'Keep Tea towel on the wishlist' });
  await kept.click();
  await expect(kept).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/en/wishlist');
  await expect(page.getByRole('article').getByText('Sold out')).toBeVisible();
  await expect(page.getByRole('button', { name: /Move to cart/ })).toHaveCount(0);
});
