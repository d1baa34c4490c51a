import { house } from './house.ts';
import { expect, Shop, somebody, test } from './shop.ts';

test.skip(!house.isOurs, 'needs a shop whose clock may be moved and whose processes may die');
test.afterEach(() => house.moveClock(0));

test('an order nobody pays is closed when its time is over, says so, and its last piece can be bought again @alone', async ({ shop, page, browser }) => {
  const lamp = await house.sell({ price: 2_000, pieces: 1 });
  await shop.fillCheckout(lamp.handle, somebody());
  await shop.order();
  await page.waitForURL(/\/pay\//);
  const elsewhere = await browser.newPage({ locale: 'en-GB' });
  await elsewhere.goto(`/en/p/${lamp.handle}`);
  await expect(elsewhere.getByText(/Sold out/).first()).toBeVisible();
  await page.getByRole('link', { name: /cancel/i }).click();
  await shop.headline(/Only the payment is missing/);

  await house.moveClock(16);
  await shop.headline(/This order is cancelled/);
  await expect(page.getByText('It was not paid in time')).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expect(elsewhere.getByText('Only 1 piece left')).toBeVisible();
  await elsewhere.close();
  await page.getByRole('main').getByRole('link', { name: 'To the cart' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Checkout' }).click();
  await shop.fillAddress(somebody());
  await shop.buyAndPay();
  await shop.headline(/confirmed|on its way|Delivered/);
});

test('money that comes at the last moment counts: the provider decides @alone', async ({ shop, page, context }) => {
  const lamp = await house.sell({ price: 2_000, pieces: 1 });
  await shop.fillCheckout(lamp.handle, somebody());
  await shop.order();
  await page.waitForURL(/\/pay\//);
  const provider = new URL('/faults', page.url()).href;
  await context.request.post(provider, { data: { kind: 'error_before', on: 'close_session', count: 1_000 } });
  const back = await page.getByRole('link', { name: /cancel/i }).getAttribute('href');
  const order = await context.newPage();
  await order.goto(back ?? '');
  await house.moveClock(16);
  await expect(order.getByRole('heading', { name: /we are closing this order/ })).toBeVisible({ timeout: 30_000 });
  await shop.pay();
  await shop.headline(/confirmed|on its way|Delivered/);
  await context.request.delete(provider);
  await expect(order.getByRole('heading', { name: /confirmed|on its way|Delivered/ })).toBeVisible();
});

test('with the gateway down pages are still read, the rest says so, and goes on when it is back @alone', async ({ shop, page }) => {
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await house.kill('gateway');
  try {
    await page.goto('/en/p/pepper-mill');
    await expect(page.getByRole('heading', { level: 1, name: 'Pepper mill' })).toBeVisible();
    await page.goto('/en/cart');
    await expect(page.getByRole('alert').filter({ hasText: 'We cannot show your cart right now' })).toBeVisible({ timeout: 30_000 });
    await page.goto('/en/checkout');
    await expect(page.getByRole('alert').filter({ hasText: 'We cannot start the checkout right now' })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('body')).not.toContainText(/ECONNREFUSED|fetch failed|at \w+ \(/);
  } finally {
    await house.start('gateway');
  }
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await shop.fillAddress(somebody());
  await shop.buyAndPay();
  await shop.headline(/confirmed|on its way|Delivered/);
});

test('with the order worker down the shop is browsed and searched, and the cart comes back with it @alone', async ({ shop, page }) => {
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await house.kill('order');
  try {
    await shop.browse('Kitchen');
    await shop.search('kettle');
    await page.goto('/en/cart');
    await expect(page.getByRole('alert').filter({ hasText: 'We cannot show your cart right now' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('This part of the shop is taking a short break')).toBeVisible();
  } finally {
    await house.start('order');
  }
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('main').getByText('Pepper mill').first()).toBeVisible();
});

test('a card that is charged when the parcel leaves: until then the page says what is set aside, and who cancels is charged nothing @alone', async ({
  shop,
  page,
  browser,
}) => {
  const lamp = await house.sell({ price: 2_000, pieces: 2 });
  const setAside = '€24.90 is set aside on your card and charged when your parcel leaves.';
  const other = await browser.newPage({ locale: 'en-GB' });
  await house.kill('payment');
  await house.start('payment', { PAYMENT_CAPTURE: 'at-dispatch' });
  try {
    // Nothing leaves meanwhile.
    await house.kill('shipping');
    for (const [one, seen] of [
      [shop, page],
      [new Shop(other), other],
    ] as const) {
      await one.fillCheckout(lamp.handle, somebody());
      await one.buyAndPay();
      await one.headline(/confirmed/);
      await expect(seen.getByText(setAside)).toBeVisible();
    }
    await other.getByRole('button', { name: 'Cancel order' }).click();
    await other.getByRole('button', { name: 'Cancel the order' }).click();
    await new Shop(other).headline(/We are trying to stop the parcel/);
    await house.start('shipping');
    await shop.headline(/Delivered\. We hope you like it/);
    await expect(page.getByText(setAside)).toHaveCount(0);
    await expect(other.getByText('Nothing was charged. The amount that was set aside is free again')).toBeVisible({ timeout: 30_000 });
  } finally {
    await house.kill('shipping');
    await house.start('shipping');
    await house.kill('payment');
    await house.start('payment');
    await other.close();
  }
});
