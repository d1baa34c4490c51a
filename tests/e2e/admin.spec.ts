import AxeBuilder from '@axe-core/playwright';
import { env } from './env.ts';
import { expect, openOffice, Shop, somebody, test } from './shop.ts';

test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');

test('staff finds the order that a shopper placed and sees all that happened to it', async ({ page, browser }) => {
  const shopping = await browser.newPage({ locale: 'en-GB' });
  const shop = new Shop(shopping);
  const guest = somebody();
  await shopping.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await shopping.waitForURL(/\/en\/orders\//);
  await shop.headline(/Your order is confirmed|parcel is on its way|Delivered/);

  await openOffice(page);
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Number or start of an e-mail' }).fill(guest.email);
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('row', { name: new RegExp(guest.email) })).toBeVisible();
  await page
    .getByRole('row', { name: new RegExp(guest.email) })
    .getByRole('link')
    .click();

  const timeline = page.getByRole('list').filter({ hasText: 'OrderPlaced' });
  for (const what of ['OrderPlaced', 'StockHeld', 'OrderReadyToPay', 'PaymentSucceeded', 'OrderPaid', 'bookCarrier', 'order-confirmed'])
    await expect(timeline.getByText(what, { exact: true }).first()).toBeVisible();
  await timeline.getByRole('listitem').filter({ hasText: 'order-confirmed' }).getByRole('button', { name: 'Send again' }).first().click();
  await expect(page.getByText('The mail is on its way again.')).toBeVisible();
  await shopping.close();
});

test('a price that staff changes is the price in the shop, until it is taken back', async ({ page, browser }) => {
  await openOffice(page, '/products?q=kettle');
  await page.getByRole('link', { name: /^Enamel kettle/ }).click();
  const price = page.getByRole('textbox', { name: 'Price of KN-ENAMEL-KETTLE-MOSS', exact: true });
  const before = await price.inputValue();
  await price.fill('77.70');
  await price.press('Enter');
  await expect(page.getByText(/costs €77\.70/)).toBeVisible();
  // A message that somebody points at stays.
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.hover();

  const shop = await browser.newPage({ locale: 'en-GB' });
  await expect(async () => {
    await shop.goto('/en/p/enamel-kettle');
    await shop.getByRole('radio', { name: 'Moss' }).check({ force: true });
    await expect(shop.getByText('€77.70').first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await undo.click();
  await expect(price).toHaveValue(before);
  await shop.close();
});

test('stock is corrected with a reason, and the ledger and the audit log say who it was', async ({ page }) => {
  await openOffice(page, '/stock?q=KN-CAST');
  await page.getByRole('link', { name: 'KN-CAST-IRON-POT-MOSS', exact: true }).click();
  const form = page.getByRole('form', { name: 'Correct stock' });
  await form.getByRole('button').click();
  await expect(form.getByText('Say how many pieces come or go, as a whole number.')).toBeVisible();
  await form.getByRole('textbox', { name: /^Pieces/ }).fill('-99999');
  await form.getByRole('textbox', { name: /^Why/ }).fill('counted again');
  await form.getByRole('button').click();
  await expect(form.getByRole('alert')).toContainText('promised to orders');
  await form.getByRole('textbox', { name: /^Pieces/ }).fill('2');
  await form.getByRole('button').click();
  await expect(page.getByRole('row', { name: /\+2 Correction counted again Grace Hopper/ }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByRole('row', { name: /Grace Hopper correctStock/ }).first()).toBeVisible();
});

test('a shopper cannot open the back office, nor ask what it asks', async ({ page, shop }) => {
  await shop.register(somebody());
  await page.goto('/en/admin/orders');
  await page.waitForURL(/\/admin\/sign-in/);
  const answers = await Promise.all(
    ['/api/trpc', '/api/office/trpc'].map((door) => page.request.get(`${door}/order.all?input=${encodeURIComponent(JSON.stringify({}))}`)),
  );
  expect(answers.map((answer) => answer.status())).toEqual([403, 401]);
});

test('a shopper’s password does not open the back office', async ({ page }) => {
  await page.goto('/en/admin/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
  await page.getByLabel('Password').fill(env.demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toHaveText('E-mail or password is not right.');
});

test('every page of the back office is accessible, in both languages', async ({ page }) => {
  await openOffice(page);
  for (const locale of ['en', 'de']) {
    for (const path of ['', '/orders', '/products', '/ranking', '/stock', '/operations', '/operations/order', '/audit']) {
      const answer = await page.goto(`/${locale}/admin${path}`);
      expect(answer?.headers()['cache-control']).toContain('no-store');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  }
});
