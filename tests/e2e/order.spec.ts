import { env } from './env.ts';
import { expect, mailsTo, Shop, somebody, test } from './shop.ts';

test('a shopper registers, finds a kettle, pays, and follows it to the door', async ({ shop, page, browser }) => {
  const ada = somebody();
  await shop.register(ada);
  await shop.browse('Kitchen');
  await shop.search('kettle');
  await shop.narrow('Chalk');
  await shop.openProduct('Enamel kettle');
  await shop.choose('Chalk');

  const elsewhere = await browser.newPage({ locale: 'en-GB' });
  await elsewhere.goto(page.url());
  await expect(elsewhere.getByText(/Only 3 pieces left/)).toBeVisible();

  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(ada);
  await page.getByRole('radio', { name: /Express/ }).check();
  const summary = page.getByRole('region', { name: 'Your order' });
  await expect(summary.getByText('€101.90').first()).toBeVisible();
  await expect(summary.getByText(/Includes 19% VAT/)).toBeVisible();

  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Your order is confirmed|parcel is on its way|Delivered/);
  await shop.headline(/Delivered\. We hope you like it/);
  await expect(elsewhere.getByText(/Only 2 pieces left/)).toBeVisible();

  const number = await page
    .getByText(/Order K\d+/)
    .first()
    .textContent();
  await page.goto('/en/account/orders');
  await expect(page.getByRole('link', { name: new RegExp(number?.match(/K\d+/)?.[0] ?? 'no number') })).toBeVisible();

  if (env.mailboxUrl) expect((await mailsTo(ada.email, 4)).filter((subject) => subject.includes('confirmed'))).toHaveLength(1);
});

test('a guest buys on a phone without an account @phone', async ({ page }) => {
  const shop = new Shop(page);
  const guest = somebody();
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Delivered\. We hope you like it/);
  const way = page.getByRole('region', { name: /parcel’s way/ });
  expect(await way.getByRole('listitem').count()).toBeGreaterThan(1);
  await expect(way.getByRole('link', { name: /^Follow parcel / })).toHaveAttribute('href', /^https?:/);
});

test('what a shopper puts aside waits in the cart page, is taken up again, and is forgotten @phone', async ({ shop, page }) => {
  await page.goto('/en/p/bread-cloth');
  await shop.addToCart();
  await page.goto('/en/cart');
  const saved = page.getByRole('region', { name: 'Saved for later' });
  await page.getByRole('button', { name: 'Save for later: Bread cloth' }).click();
  await expect(saved.getByRole('link', { name: 'Bread cloth' })).toBeVisible();
  await expect(page.getByText('Your cart is empty')).toBeVisible();
  await page.reload();
  await saved.getByRole('button', { name: 'Into the cart: Bread cloth' }).click();
  await expect(saved).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button', { name: 'Save for later: Bread cloth' })).toBeVisible();
  await page.getByRole('button', { name: 'Save for later: Bread cloth' }).click();
  await saved.getByRole('button', { name: 'Forget: Bread cloth' }).click();
  await expect(saved).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Your cart is empty')).toBeVisible();
  await expect(saved).toHaveCount(0);
});

test('who only looks around is nobody: no session, no question for a cart', async ({ page, context }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const path of ['/en', '/en/c/kitchen', '/en/p/pepper-mill', '/en/cart']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect(asked.filter((url) => url.includes('order.cart'))).toEqual([]);
  expect((await context.cookies()).map(({ name }) => name).filter((name) => name.startsWith('kontor'))).toEqual([]);
});

test('a declined card leaves the order payable', async ({ shop, page }) => {
  const guest = somebody();
  await page.goto('/en/p/cast-iron-pot');
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay(/declined/);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await page.getByRole('radio', { name: /accepted/ }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Your order is confirmed|parcel is on its way|Delivered/);
});

test('what a guest put in the cart is there after signing in', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  await shop.signOut();
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await shop.signIn(ada);
  await page.goto('/en/cart');
  await expect(page.getByRole('main').getByText('Pepper mill').first()).toBeVisible();
});

test('a wrong password is refused beside the form, in words', async ({ shop, page }) => {
  await page.goto('/en/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
  expect(shop).toBeTruthy();
});
