import { house } from './house.ts';
import { expect, Shop, somebody, test } from './shop.ts';

const ON_ITS_WAY = /Your order is confirmed|parcel is on its way|Delivered/;

test.describe('with goods of its own', () => {
  test.skip(!house.isOurs, 'needs a shop whose goods may be changed');

  test('what ran out while the form was filled in is named, and one press makes the cart fit @phone', async ({ shop, page }) => {
    const lamp = await house.sell({ price: 2_000, pieces: 3 });
    await page.goto(`/en/p/${lamp.handle}`);
    await page.getByRole('button', { name: 'One more' }).first().click();
    await shop.addToCart();
    await shop.checkOutFromDrawer();
    await shop.fillAddress(somebody());
    await expect(page.getByRole('region', { name: 'Your order' }).getByText('€44.90').first()).toBeVisible();
    await house.change(lamp, { pieces: 1 });
    await shop.order();
    const trouble = page.getByRole('alert').filter({ hasText: 'Not everything is in stock any more' });
    await expect(trouble.getByText(`${lamp.name}: only one left`)).toBeVisible();
    await trouble.getByRole('button', { name: 'Make my cart fit' }).click();
    await expect(page.getByRole('region', { name: 'Your order' }).getByText('€24.90').first()).toBeVisible();
    await shop.buyAndPay();
    await shop.headline(ON_ITS_WAY);
  });

  test('the cart says when less is there than wanted, and takes what there is', async ({ shop, page }) => {
    const lamp = await house.sell({ price: 2_000, pieces: 5 });
    await page.goto(`/en/p/${lamp.handle}`);
    await shop.addToCart();
    await page.goto('/en/cart');
    const quantity = page.getByRole('textbox', { name: `Quantity of ${lamp.name}` });
    await quantity.fill('4');
    await quantity.press('Enter');
    await expect(page.getByText('€80.00').first()).toBeVisible();
    await house.change(lamp, { pieces: 2 });
    await expect(page.getByText('Only 2 are left.')).toBeVisible();
    await page.getByRole('button', { name: `Take 2: ${lamp.name}` }).click();
    await expect(quantity).toHaveValue('2');
    await expect(page.getByText('Only 2 are left.')).toBeHidden();
  });

  test('a price that changed is shown in the cart and asked about before anything is ordered', async ({ shop, page, context }) => {
    const lamp = await house.sell({ price: 2_000, pieces: 5 });
    await shop.fillCheckout(lamp.handle, somebody());
    const summary = page.getByRole('region', { name: 'Your order' });
    await expect(summary.getByText('€24.90').first()).toBeVisible();
    await house.change(lamp, { price: 2_500 });
    const cart = await context.newPage();
    await expect(async () => {
      await cart.goto('/en/cart');
      await expect(cart.getByText('Now €25.00; it was €20.00 when you put it in.')).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await cart.close();

    await shop.order();
    await expect(summary.getByText(`${lamp.name}: €25.00 instead of €20.00`)).toBeVisible();
    await expect(summary.getByText(/It is now €29.90 instead of €24.90/)).toBeVisible();
    await expect(page).toHaveURL(/checkout/);
    await shop.buyAndPay();
    await shop.headline(ON_ITS_WAY);
    await expect(page.getByText('€29.90').first()).toBeVisible();
  });
});

test('two tabs that pay one cart end at the same payment, and at one order', async ({ shop, page, context }) => {
  await shop.fillCheckout('pepper-mill', somebody());
  const tab = await context.newPage();
  const second = new Shop(tab);
  await tab.goto('/en/checkout');
  await second.fillAddress(somebody());
  await shop.order();
  await page.waitForURL(/\/pay\//);
  await second.order();
  await tab.waitForURL(/\/pay\//);
  expect(tab.url()).toBe(page.url());
  await second.pay();
  await second.headline(ON_ITS_WAY);
  await page.reload();
  await page.getByRole('link', { name: /back/i }).click();
  await shop.headline(ON_ITS_WAY);
  expect(new URL(page.url()).pathname).toBe(new URL(tab.url()).pathname);
});

test('who leaves the payment finds the order waiting, can cancel it, and the cart is still full', async ({ shop, page }) => {
  await shop.fillCheckout('pepper-mill', somebody());
  await shop.order();
  await page.waitForURL(/\/pay\//);
  await page.getByRole('link', { name: /cancel/i }).click();
  await expect(page.getByText('You left the payment.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await shop.headline(/This order is cancelled/);
  await expect(page.getByText('You cancelled it')).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'To the cart' }).click();
  await expect(page.getByRole('main').getByText('Pepper mill').first()).toBeVisible();
});

test('a session that ends at checkout is opened again without losing what was written', async ({ shop, page, context }) => {
  const ada = somebody();
  await shop.register(ada);
  await shop.fillCheckout('pepper-mill', ada);
  await page.getByRole('textbox', { name: /Company/ }).fill('Analytical Engines');
  const session = (await context.cookies()).find(({ name }) => name.endsWith('kontor-session'));
  expect(session).toBeDefined();
  if (session) await context.addCookies([{ ...session, value: 'over' }]);
  await shop.order();
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByLabel('Password').fill(ada.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('textbox', { name: /Company/ })).toHaveValue('Analytical Engines');
  await shop.buyAndPay();
  await shop.headline(ON_ITS_WAY);
  await page.goto('/en/account/orders');
  await expect(page.getByRole('main').getByRole('link', { name: /K\d+/ })).toHaveCount(1);
});

test('without a connection the page says so, keeps what was written, and goes on when it is back @phone', async ({ shop, page, context }) => {
  const guest = somebody();
  await shop.fillCheckout('pepper-mill', guest);
  await expect(page.getByRole('region', { name: 'Your order' }).getByText('€46.90').first()).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await shop.order();
  await expect(page.getByRole('alert').filter({ hasText: /do not know yet whether your order arrived/ })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/You are offline/)).toBeHidden();
  await expect(page.getByRole('main').getByRole('textbox', { name: 'E-mail' })).toHaveValue(guest.email);
  await shop.buyAndPay();
  await shop.headline(ON_ITS_WAY);
});
