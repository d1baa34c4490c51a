import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { env } from './env.ts';
import { expect, lettersTo, somebody, test } from './shop.ts';

const ON_ITS_WAY = /Your order is confirmed|parcel is on its way|Delivered/;

async function isFit(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
}

test('addresses are kept, put first, used at checkout and forgotten', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  for (const [street, postcode] of [
    ['Lindenweg 4', '10115'],
    ['Hafenstraße 9', '20457'],
  ] as const) {
    await page.goto('/en/account');
    await page.getByRole('button', { name: 'Add an address' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox', { name: 'Full name' }).fill(ada.name);
    await sheet.getByRole('textbox', { name: /^Street/ }).fill(street);
    await sheet.getByRole('textbox', { name: 'Postcode' }).fill('1011');
    await sheet.getByRole('textbox', { name: /^Town/ }).fill('Town');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('A postcode there looks like 10117.')).toBeVisible();
    await sheet.getByRole('textbox', { name: 'Postcode' }).fill(postcode);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('main').getByText(street)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Put address first: Ada Byron, Hafenstraße 9' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'First choice' })).toContainText('Hafenstraße 9');
  await page.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await shop.checkOutFromDrawer();
  await expect(page.getByRole('textbox', { name: /^Street/ })).toHaveValue('Hafenstraße 9');
  await shop.buyAndPay();
  await shop.headline(ON_ITS_WAY);
  await page.goto('/en/account');
  await page.getByRole('button', { name: 'Remove address: Ada Byron, Hafenstraße 9' }).click();
  await expect(page.getByRole('main').getByText('Hafenstraße 9')).toBeHidden();
});

test('a new password keeps this browser signed in and is the one that counts', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  await page.goto('/en/account/security');
  const form = page.getByRole('region', { name: 'Password' });
  await form.getByLabel('Current password').fill('not this one');
  await form.getByLabel('New password').fill('five good words in a row');
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByText('This is not your current password.')).toBeVisible();
  await form.getByLabel('Current password').fill(ada.password);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await page.goto('/en/account');
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ada.email);
  await page.goto('/en/account/security');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(/sign-in/);
  await shop.signIn({ ...ada, password: 'five good words in a row' });
});

test('who leaves takes the data along, and the account is gone', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  await page.goto('/en/account/security');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await file).createReadStream()) chunks.push(chunk as Buffer);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ profile: { email: ada.email, name: ada.name }, orders: [] });
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByLabel('Current password').fill(ada.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.waitForURL(/\/en$/);
  await page.goto('/en/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ada.email);
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible();
});

test('an order is followed by the link in its mail, on a device that knows nothing of it; a changed link opens nothing @phone', async ({
  shop,
  page,
  browser,
}) => {
  test.skip(!env.mailboxUrl, 'needs a mailbox that can be read');
  const guest = somebody();
  await shop.fillCheckout('pepper-mill', guest);
  await shop.buyAndPay();
  await shop.headline(ON_ITS_WAY);
  const own = page.url().split('?')[0];
  const letter = (await lettersTo(guest.email, 1)).find(({ subject }) => subject.includes('confirmed'));
  const link = /https?:\/\/\S+\/follow\/\S+/.exec(letter?.text ?? '')?.[0] ?? '';
  expect(link).toContain('/en/follow/');

  const context = await browser.newContext({ locale: 'en-GB' });
  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  await expect(elsewhere.getByRole('heading', { name: ON_ITS_WAY })).toBeVisible();
  await expect(elsewhere.getByText('Berlin, Germany')).toBeVisible();
  for (const secret of [guest.street, guest.email, guest.name]) await expect(elsewhere.locator('body')).not.toContainText(secret);
  await isFit(elsewhere);
  await elsewhere.goto(own ?? '');
  await expect(elsewhere.getByText('We cannot show this order here')).toBeVisible();
  await elsewhere.goto(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/[0-9a-f]{4}-/, 'ffff-'));
  await expect(elsewhere.getByRole('heading', { name: 'This page is not here' })).toBeVisible();
  await context.close();

  await page.goto(link);
  await page.waitForURL(own ?? '');
});

test('what was bought is ordered again from the history', async ({ shop, page }) => {
  const ada = somebody();
  await shop.register(ada);
  await shop.fillCheckout('pepper-mill', ada);
  await shop.buyAndPay();
  await shop.headline(/Delivered/);
  await page.goto('/en/account/orders');
  await page.getByRole('button', { name: /Order again: K\d+/ }).click();
  await expect(page.getByRole('dialog', { name: 'Cart' }).getByText('Pepper mill').first()).toBeVisible();
});

for (const locale of ['en', 'de'] as const) {
  test(`the pages of a signed-in shopper in ${locale} are accessible and do not scroll sideways @phone`, async ({ shop, page }) => {
    const ada = somebody();
    await shop.register(ada);
    await page.goto('/en/p/pepper-mill');
    await shop.addToCart();
    for (const path of ['/cart', '/checkout', '/account', '/account/orders', '/account/security']) {
      await page.goto(`/${locale}${path}`);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await isFit(page);
    }
  });
}
