import { env } from './env.ts';
import { expect, mailsTo, openOffice, Shop, somebody, test } from './shop.ts';

test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');

test('a shopper withdraws from one of two mills in two steps, and gets back what it cost once staff has looked', async ({ page, browser }) => {
  const shop = new Shop(page);
  const guest = somebody();
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await page
    .getByRole('dialog', { name: 'Cart' })
    .getByRole('button', { name: /^One .* more$/ })
    .click();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Delivered\. We hope you like it/);
  const address = new URL(page.url()).pathname;
  await expect(page.getByRole('link', { name: /^Invoice RE-/ })).toBeVisible();

  await page.getByRole('link', { name: 'Withdraw from contract' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Withdraw from the contract' })).toBeVisible();
  await page.getByRole('button', { name: /^One less of Pepper mill/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Confirm withdrawal' }).click();
  await expect(page.getByText('Your withdrawal has reached us')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the order' }).click();
  const returns = page.getByRole('region', { name: 'Returns' });
  await expect(returns.getByText(/Withdrawal K\d+-R1/)).toBeVisible();
  if (env.mailboxUrl) await expect(async () => expect((await mailsTo(guest.email, 4)).join()).toContain('We have your withdrawal')).toPass();

  const office = await browser.newPage({ locale: 'en-GB' });
  await openOffice(office, address.replace('/en', ''));
  await office.getByRole('button', { name: 'Inspect' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Settle and pay back' }).click();
  await expect(office.getByText('Settled', { exact: true })).toBeVisible();
  await expect(office.getByRole('link', { name: /^Credit note GS-/ })).toBeVisible();
  await office.close();

  await page.goto(address);
  await expect(returns.getByText('Paid back')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Credit note GS-/ })).toBeVisible();
});

test('a shopper exchanges a mill for one in another colour: it is kept, leaves once staff have looked, and nothing is paid', async ({ page, browser }) => {
  const shop = new Shop(page);
  const guest = somebody();
  await page.goto('/en/p/pepper-mill?sku=KN-PEPPER-MILL-BLACK');
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Delivered\. We hope you like it/);
  const address = new URL(page.url()).pathname;

  await page.getByRole('link', { name: 'Return items' }).click();
  await page.getByRole('button', { name: /^One more of Pepper mill/ }).click();
  const instead = page.getByRole('combobox', { name: /^What would you like instead/ });
  await instead.selectOption({ label: 'Exchange for Oak' });
  await page.getByRole('combobox', { name: /Why/ }).selectOption('Not what I expected');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Exchange for Oak')).toBeVisible();
  await page.getByRole('button', { name: 'Send the return' }).click();
  await expect(page.getByText(/is kept for you and leaves as soon as/)).toBeVisible();
  await page.getByRole('link', { name: 'Back to the order' }).click();
  const returns = page.getByRole('region', { name: 'Returns' });
  await expect(returns.getByText('Kept for you')).toBeVisible();

  const office = await browser.newPage({ locale: 'en-GB' });
  await openOffice(office, address.replace('/en', ''));
  await office.getByRole('button', { name: 'Inspect' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Settle and send the replacement' }).click();
  await expect(office.getByText('Settled', { exact: true })).toBeVisible();
  await office.close();

  await page.reload();
  await expect(returns.getByText('Exchanged')).toBeVisible();
  await expect(returns.getByText(/goes back to you/)).toHaveCount(0);
  await returns.getByRole('link', { name: /^Order K\d+$/ }).click();
  await shop.headline(/Delivered\. We hope you like it/);
  await expect(page.getByText('Paid with what you sent back')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Invoice RE-/ })).toBeVisible();
  if (env.mailboxUrl) await expect(async () => expect((await mailsTo(guest.email, 8)).join()).toContain('Your replacement for order')).toPass();
});
