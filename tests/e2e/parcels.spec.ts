import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { env } from './env.ts';
import { house } from './house.ts';
import { expect, mailsTo, openOffice, Shop, somebody, test } from './shop.ts';

test.skip(!env.demoPassword, 'the journeys of staff need the demo account: set DEMO_PASSWORD');

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
};
const parcelOf = (panel: Locator, no: number) => panel.getByRole('listitem').filter({ hasText: `Parcel ${no} of` });

test('staff sends what is there in a parcel of its own; the shopper sees both, and each arrives', async ({ page, browser }) => {
  test.skip(!house.isOurs, 'needs a product of its own');
  const lamp = await house.sell({ price: 3_000, pieces: 1 });
  const office = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await openOffice(office, `/stock/${lamp.sku}`);
  const rules = office.getByRole('form', { name: 'Selling ahead and warnings' });
  await rules.getByRole('combobox', { name: 'Sell before it is there' }).selectOption('Yes, it comes again (back-order)');
  await rules.getByRole('textbox', { name: 'Most pieces promised at once' }).fill('5');
  await rules.getByRole('textbox', { name: 'or in about so many weeks' }).fill('3');
  await rules.getByRole('button', { name: 'Save the rules' }).click();
  await expect(office.getByText(`The rules of ${lamp.sku} hold from now on.`)).toBeVisible();

  const shop = new Shop(page);
  const guest = somebody();
  await page.goto(`/en/p/${lamp.handle}`);
  await shop.addToCart();
  const cart = page.getByRole('dialog', { name: 'Cart' });
  await cart.getByRole('button', { name: /^One .* more$/ }).click();
  await expect(cart.getByText('Ships in about 3 weeks')).toBeVisible();
  await shop.checkOutFromDrawer();
  await shop.fillAddress(guest);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/Your order is confirmed/);
  const address = new URL(page.url()).pathname;

  await office.goto(address.replace('/en', '/en/admin'));
  const packing = office.getByRole('list', { name: 'Parcels' });
  await parcelOf(packing, 1).getByRole('button', { name: 'Send a part apart' }).click();
  const sheet = office.getByRole('dialog', { name: 'Split parcel 1' });
  const more = sheet.getByRole('button', { name: `One more of ${lamp.name}` });
  await more.click();
  await more.click();
  await expect(sheet.getByText('Leave at least one piece in the parcel.')).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Send them apart' })).toBeDisabled();
  await sheet.getByRole('button', { name: `One less of ${lamp.name}` }).click();
  await clean(office);
  await sheet.getByRole('button', { name: 'Send them apart' }).click();
  await expect(parcelOf(packing, 2)).toBeVisible();

  const parcels = page.getByRole('region', { name: 'Parcels' });
  await expect(parcelOf(parcels, 2).getByText('Delivered', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(parcelOf(parcels, 1).getByText('Waiting for goods')).toBeVisible();
  await shop.headline(/A part of your order/);

  await office.goto(`/en/admin/stock/${lamp.sku}`);
  const form = office.getByRole('form', { name: 'Correct stock' });
  await form.getByRole('textbox', { name: /^Pieces/ }).fill('1');
  await form.getByRole('textbox', { name: /^Why/ }).fill('has come in');
  await form.getByRole('button').click();
  await shop.headline(/Delivered\. We hope you like it/);
  for (const no of [1, 2]) await expect(parcelOf(parcels, no).getByText('Delivered', { exact: true })).toBeVisible();
  await clean(page);
  if (env.mailboxUrl)
    await expect(async () => {
      const subjects = (await mailsTo(guest.email, 5)).join('\n');
      for (const no of [1, 2]) expect(subjects).toMatch(new RegExp(`Parcel ${no} of 2 of order K\\d+ was delivered`));
    }).toPass({ timeout: 20_000 });
  await office.context().close();
});

test('what the carrier will not take leaves another way, and what it asked of staff is ticked off', async ({ page, browser }) => {
  const shop = new Shop(page);
  const guest = { ...somebody(), postcode: '00000' };
  await shop.fillCheckout('pepper-mill', guest);
  await shop.buyAndPay();
  await page.waitForURL(/\/en\/orders\//);
  await shop.headline(/It leaves a little later/);
  const address = new URL(page.url()).pathname;

  const office = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await openOffice(office, address.replace('/en', ''));
  const parcel = parcelOf(office.getByRole('list', { name: 'Parcels' }), 1);
  await expect(parcel.getByText('Carrier refuses', { exact: true })).toBeVisible({ timeout: 30_000 });
  await parcel.getByRole('button', { name: 'Sent another way' }).click();
  const sheet = office.getByRole('dialog', { name: 'Parcel 1 leaves another way' });
  await sheet.getByRole('button', { name: 'It has left' }).click();
  await expect(sheet.getByText('Say with whom it goes.')).toBeVisible();
  await sheet.getByRole('textbox', { name: 'With whom' }).fill('Spedition Meyer, order 4711');
  await clean(office);
  await sheet.getByRole('button', { name: 'It has left' }).click();
  await expect(parcel.getByText('On its way')).toBeVisible();
  await shop.headline(/Your order is on its way/);
  await expect(page.getByText('Brought by Spedition Meyer, order 4711')).toBeVisible();
  await parcel.getByRole('button', { name: 'It has arrived' }).click();
  await expect(parcel.getByText('Delivered', { exact: true })).toBeVisible();
  await shop.headline(/Delivered\. We hope you like it/);

  await office.goto('/en/admin/operations');
  const task = office.getByRole('row', { name: new RegExp(`bookCarrier ${address.split('/').at(-1)?.slice(0, 8)}`) });
  await task.getByRole('button', { name: 'Done' }).click();
  const asked = office.getByRole('dialog', { name: 'Is it done?' });
  await asked.getByRole('button', { name: 'Done' }).click();
  await expect(asked.getByText('Say in a few words what was done.')).toBeVisible();
  await asked.getByRole('textbox', { name: 'What was done' }).fill('sent with a forwarder');
  await clean(office);
  await asked.getByRole('button', { name: 'Done' }).click();
  await expect(office.getByText('Noted as done.')).toBeVisible();
  await expect(task).toHaveCount(0);
  await office.context().close();
});
