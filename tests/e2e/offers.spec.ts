import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { env } from './env.ts';
import { expect, lettersTo, openOffice, somebody, Shop, test } from './shop.ts';

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
};

test('what staff sells before it is there says when it ships, from the page of the product to the order', async ({ page, browser }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  await openOffice(page, '/stock/KN-OAK-STOOL');
  const rules = page.getByRole('form', { name: 'Selling ahead and warnings' });
  await rules.getByRole('combobox', { name: 'Sell before it is there' }).selectOption('Yes, it comes again (back-order)');
  await rules.getByRole('button', { name: 'Save the rules' }).click();
  await expect(rules.getByText('Say how many pieces, as a whole number from 1.')).toBeVisible();
  await rules.getByRole('textbox', { name: 'Most pieces promised at once' }).fill('500');
  await rules.getByRole('textbox', { name: 'or in about so many weeks' }).fill('3');
  await rules.getByRole('button', { name: 'Save the rules' }).click();
  await expect(page.getByText('The rules of KN-OAK-STOOL hold from now on.')).toBeVisible();
  await clean(page);

  const shopping = await browser.newPage({ locale: 'en-GB' });
  const shop = new Shop(shopping);
  await expect(async () => {
    await shopping.goto('/en/p/oak-stool');
    await expect(shopping.getByRole('status').filter({ hasText: 'Ships in about 3 weeks' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await shopping.getByRole('button', { name: 'Order ahead' }).first().click();
  const cart = shopping.getByRole('dialog', { name: 'Cart' });
  await expect(cart.getByText('Ships in about 3 weeks')).toBeVisible();
  await shop.checkOutFromDrawer();
  await expect(shopping.getByText('The order leaves as one parcel once everything is there.')).toBeVisible();
  const guest = somebody();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await shopping.waitForURL(/\/en\/orders\//);
  await expect(shopping.getByRole('main').getByText('Ships in about 3 weeks')).toBeVisible({ timeout: 20_000 });
  if (env.mailboxUrl) expect((await lettersTo(guest.email, 1))[0]?.text).toContain('ship in about 3 weeks');
  await shopping.close();
});

test('who asks is told when it is back, after one press in a mail', async ({ page }) => {
  const { email } = somebody();
  await page.goto('/en/p/tea-towel');
  await page.getByRole('textbox', { name: 'Tell me when it is back' }).fill('nobody');
  await page.getByRole('button', { name: 'Tell me', exact: true }).click();
  await expect(page.getByText('Please write an e-mail address such as name@example.com.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Tell me when it is back' }).fill(email);
  await page.getByRole('button', { name: 'Tell me', exact: true }).click();
  await expect(page.getByText(`We have sent a mail to ${email}.`)).toBeVisible();
  test.skip(!env.mailboxUrl, 'needs a mailbox that can be read');
  const [letter] = await lettersTo(email, 1);
  const path = /https?:\/\/[^\s/]+(\/en\/notices\/[0-9a-f]{32})/.exec(letter?.text ?? '')?.[1] ?? '';
  await page.goto(path);
  await expect(page.getByText('Tea towel', { exact: false }).first()).toBeVisible();
  await clean(page);
  await page.getByRole('button', { name: 'Yes, tell me' }).click();
  await expect(page.getByText('We will write as soon as Tea towel is back.', { exact: false })).toBeVisible();
  await page.goto(`${path}?stop=1`);
  await page.getByRole('button', { name: 'Delete and stop' }).click();
  await expect(page.getByText('Your address is deleted', { exact: false })).toBeVisible();
});

test('staff writes a promotion, a shopper uses its code, and off is off', async ({ page, browser }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  const code = `TEN-${randomUUID().slice(0, 6).toUpperCase()}`;
  await openOffice(page, '/promotions');
  await page.getByRole('button', { name: 'New promotion' }).click();
  const form = page.getByRole('dialog', { name: 'New promotion' });
  await form.getByRole('button', { name: 'Save the promotion' }).click();
  await expect(form.getByText('Give it a German name.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Name in German' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Name in German' }).fill(`Zehn ${code}`);
  await form.getByRole('textbox', { name: 'Name in English' }).fill(`Ten ${code}`);
  await form.getByRole('textbox', { name: /^Code/ }).fill(code.toLowerCase());
  await clean(page);
  await form.getByRole('button', { name: 'Save the promotion' }).click();
  await expect(page.getByText(`Ten ${code} is saved and holds from now on.`)).toBeVisible();

  const shopping = await browser.newPage({ locale: 'en-GB' });
  const shop = new Shop(shopping);
  await shopping.goto('/en/p/pepper-mill');
  await shop.addToCart();
  await shopping.goto('/en/cart');
  await shopping.getByText('Add a promotion code').click();
  await shopping.getByRole('textbox', { name: 'Promotion code' }).fill(code);
  await shopping.getByRole('textbox', { name: 'Promotion code' }).press('Enter');
  await expect(shopping.getByText(`Ten ${code}`).first()).toBeVisible();

  await page.getByRole('button', { name: `Switch off Ten ${code}` }).click();
  await expect(page.getByText(`Ten ${code} is off.`, { exact: false })).toBeVisible();
  await shopping.reload();
  await expect(shopping.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(shopping.getByText('This code is no longer valid.').first()).toBeVisible();
  await shopping.close();
});

test('a promotion goes to the archive, its code is free for another, and it comes back under its own', async ({ page }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  const code = `OLD-${randomUUID().slice(0, 6).toUpperCase()}`;
  await openOffice(page, '/promotions');
  const write = async (name: string) => {
    await page.getByRole('button', { name: 'New promotion' }).click();
    const form = page.getByRole('dialog', { name: 'New promotion' });
    await form.getByRole('textbox', { name: 'Name in German' }).fill(name);
    await form.getByRole('textbox', { name: 'Name in English' }).fill(name);
    await form.getByRole('textbox', { name: /^Code/ }).fill(code);
    await form.getByRole('button', { name: 'Save the promotion' }).click();
    await expect(page.getByText(`${name} is saved and holds from now on.`)).toBeVisible();
  };
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} ${code}`) });
  const [first, second] = [`First ${code}`, `Second ${code}`];
  await write(first);
  await page.getByRole('button', { name: `Archive ${first}` }).click();
  await expect(page.getByText(`${first} is in the archive. Its code is free.`)).toBeVisible();
  await expect(row(first)).toHaveCount(0);
  await write(second);

  await page.getByRole('button', { name: 'Archive', exact: true }).first().click();
  await clean(page);
  await page.getByRole('button', { name: `Take back ${first} from the archive` }).click();
  await expect(page.getByText('Another promotion has this code.')).toBeVisible();
  await page.getByRole('button', { name: 'In use' }).click();
  await page.getByRole('button', { name: `Archive ${second}` }).click();
  await expect(row(second)).toHaveCount(0);
  await page.getByRole('button', { name: 'Archive', exact: true }).first().click();
  await page.getByRole('button', { name: `Take back ${first} from the archive` }).click();
  await expect(page.getByText(`${first} is out of the archive, still off.`)).toBeVisible();
  await page.getByRole('button', { name: 'In use' }).click();
  await expect(row(first).getByText('off', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: `Archive ${first}` }).click();
});

test('who is in a group pays less by itself, and nobody else is told of it', async ({ page, browser }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  const trade = `Trade ${randomUUID().slice(0, 6)}`;
  const customer = somebody();
  const shopping = await browser.newPage({ locale: 'en-GB' });
  const shop = new Shop(shopping);
  await shop.register(customer);
  await shopping.goto('/en/p/pepper-mill');
  await shop.addToCart();

  await openOffice(page, '/groups');
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill(trade);
  await page.getByRole('button', { name: 'Save the group' }).click();
  await page.getByRole('link', { name: trade }).click();
  await page.getByRole('textbox', { name: 'E-mail of the account' }).fill(customer.email);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`${customer.email} is in the group.`)).toBeVisible();

  await page.getByRole('link', { name: 'Promotions', exact: true }).click();
  await page.getByRole('button', { name: 'New promotion' }).click();
  const form = page.getByRole('dialog', { name: 'New promotion' });
  await form.getByRole('textbox', { name: 'Name in German' }).fill(`Preis ${trade}`);
  await form.getByRole('textbox', { name: 'Name in English' }).fill(`Price ${trade}`);
  await form.getByRole('textbox', { name: 'Per cent' }).fill('20');
  await form.getByRole('checkbox', { name: trade }).check();
  await form.getByRole('button', { name: 'Save the promotion' }).click();
  await expect(page.getByText(`Price ${trade} is saved and holds from now on.`)).toBeVisible();

  const mine = shopping.getByRole('main').getByText(`Price ${trade}`);
  await expect(async () => {
    await shopping.goto('/en/cart');
    await expect(mine.first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  const guest = await browser.newPage({ locale: 'en-GB' });
  await guest.goto('/en/p/pepper-mill');
  await new Shop(guest).addToCart();
  await guest.goto('/en/cart');
  await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(guest.getByText('Subtotal').first()).toBeVisible();
  await expect(guest.getByText(trade)).toHaveCount(0);
  await guest.close();

  await page.getByRole('button', { name: `Switch off Price ${trade}` }).click();
  await expect(page.getByText(`Price ${trade} is off.`, { exact: false })).toBeVisible();
  await shopping.reload();
  await expect(shopping.getByText('Subtotal').first()).toBeVisible();
  await expect(mine).toHaveCount(0);
  await shopping.close();
});

test('a gift card is issued, its code shown once, found by what a customer reads out, and blocked', async ({ page }) => {
  test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');
  await openOffice(page, '/gift-cards');
  await page.getByRole('button', { name: 'Issue a gift card' }).click();
  const sheet = page.getByRole('dialog', { name: 'Issue a gift card' });
  await sheet.getByRole('textbox', { name: 'Amount in euros' }).fill('25');
  await sheet.getByRole('textbox', { name: /^Note/ }).fill('for a broken cup');
  await sheet.getByRole('button', { name: 'Issue a gift card' }).click();
  const code = (await sheet.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? '';
  await clean(page);
  await sheet.getByRole('button', { name: 'I have noted it' }).click();
  const cards = page.getByRole('row').filter({ has: page.getByRole('link') });
  const find = async (written: string) => {
    await page.getByRole('textbox', { name: 'Find a card' }).fill(written);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
  };
  await find('7');
  await expect(page.getByText('Type all sixteen letters and digits, or the last four.')).toBeVisible();
  await find('2222-2222-2222-2222');
  await expect(page.getByText('No card has this code.')).toBeVisible();
  await find(` ${code.toLowerCase().replaceAll('-', ' ')}`);
  await expect(cards).toHaveCount(1);
  expect(page.url()).not.toContain(code.slice(0, 4));
  await find(code.slice(-4));
  await page
    .getByRole('link', { name: new RegExp(`${code.slice(-4)}$`) })
    .first()
    .click();
  await expect(
    page
      .getByRole('row', { name: /issued/ })
      .getByText('€25.00')
      .first(),
  ).toBeVisible();
  await clean(page);
  await page.getByRole('button', { name: 'Block' }).click();
  await expect(page.getByText(/is blocked\./)).toBeVisible();
});
