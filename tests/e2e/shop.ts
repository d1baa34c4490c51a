import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { env } from './env.ts';

export type Person = { name: string; email: string; password: string; street: string; postcode: string; city: string };

export const somebody = (): Person => ({
  name: 'Ada Byron',
  email: `ada-${randomUUID().slice(0, 8)}@example.com`,
  password: 'four words in a row',
  street: 'Unter den Linden 6',
  postcode: '10117',
  city: 'Berlin',
});

/** The shop as a person meets it: by roles and visible names only. */
export class Shop {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  private button = (name: string | RegExp) => this.page.getByRole('button', { name });
  private field = (name: string) => this.page.getByRole('textbox', { name });

  async register({ name, email, password }: Person): Promise<void> {
    await this.page.goto('/en/register');
    await this.field('Name').fill(name);
    await this.field('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.button('Create an account').click();
    await expect(this.page.getByRole('link', { name: 'Account' }).first()).toBeVisible();
    await this.page.waitForURL((url) => !url.pathname.includes('/register'));
  }

  async signOut(): Promise<void> {
    await this.page.goto('/en/account');
    await this.button('Sign out').click();
    await this.page.waitForURL(/\/en$/);
  }

  async signIn({ email, password }: Person): Promise<void> {
    await this.page.goto('/en/sign-in');
    await this.field('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => !url.pathname.includes('/sign-in'));
  }

  async browse(category: string): Promise<void> {
    await this.page.goto('/en');
    await this.page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(category) })
      .first()
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: category })).toBeVisible();
  }

  async search(words: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: 'Search the shop' }).first();
    await box.fill(words);
    await box.press('Enter');
    await expect(this.page.getByRole('heading', { level: 1, name: new RegExp(words) })).toBeVisible();
  }

  async narrow(value: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: new RegExp(`^${value}`) }).check();
    await expect(this.page).toHaveURL(/f\./);
  }

  async openProduct(name: string): Promise<void> {
    await this.page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  choose = (option: string) => this.page.getByRole('radio', { name: option }).check({ force: true });

  async addToCart(): Promise<void> {
    await this.button('Add to cart').first().click();
    await expect(this.page.getByRole('dialog', { name: 'Cart' })).toBeVisible();
  }

  async checkOutFromDrawer(): Promise<void> {
    await this.page.getByRole('dialog', { name: 'Cart' }).getByRole('link', { name: 'Checkout' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  }

  async fillAddress({ name, email, street, postcode, city }: Person): Promise<void> {
    const main = this.page.getByRole('main');
    await main.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await main.getByRole('textbox', { name: 'Name' }).fill(name);
    await main.getByRole('textbox', { name: /^Street/ }).fill(street);
    await main.getByRole('textbox', { name: /^Postcode/ }).fill(postcode);
    await main.getByRole('textbox', { name: /^(City|Town)/ }).fill(city);
  }

  /** Presses the binding button and pays on the provider's own page. */
  async buyAndPay(card: RegExp = /accepted/): Promise<void> {
    await this.order();
    await this.pay(card);
  }

  /** As far as the filled-in checkout with this product in the cart. */
  async fillCheckout(handle: string, person: Person): Promise<void> {
    await this.page.goto(`/en/p/${handle}`);
    await this.addToCart();
    await this.checkOutFromDrawer();
    await this.fillAddress(person);
  }

  order = () => this.button('Buy now – order with obligation to pay').click();

  /** On the provider's own page. */
  async pay(card: RegExp = /accepted/): Promise<void> {
    await this.page.waitForURL(/\/pay\//);
    await this.page.getByRole('radio', { name: card }).check();
    await this.button(/^Pay/).click();
  }

  headline = (words: RegExp) => expect(this.page.getByRole('heading', { name: words })).toBeVisible({ timeout: 30_000 });
}

/** A page of the back office, as the member of staff of the demo accounts. */
export async function openOffice(page: Page, path = ''): Promise<void> {
  await page.goto(`/en/admin${path}`);
  await page.waitForURL(/\/admin\/sign-in/);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('grace@example.com');
  await page.getByLabel('Password').fill(env.demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname + url.search === `/en/admin${path}`);
  await expect(page.getByRole('navigation', { name: 'Back office' })).toBeVisible();
}

type Mail = { subject: string; text: string };

/** The mails to somebody, as soon as there are `count` of them. */
export async function lettersTo(email: string, count: number): Promise<Mail[]> {
  let mails: Mail[] = [];
  await expect(async () => {
    const answer = (await (await fetch(`${env.mailboxUrl}/api/messages?to=${encodeURIComponent(email)}`)).json()) as { messages: Mail[] };
    mails = answer.messages;
    expect(mails.length).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 20_000 });
  return mails;
}

export const mailsTo = async (email: string, count: number): Promise<string[]> => (await lettersTo(email, count)).map(({ subject }) => subject);

export const test = base.extend<{ shop: Shop }>({ shop: async ({ page }, use) => use(new Shop(page)) });
export { expect };
