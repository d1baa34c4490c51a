import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './shop.ts';

const pages = {
  home: '',
  category: '/c/kitchen',
  search: '/search?q=kettle',
  product: '/p/enamel-kettle',
  cart: '/cart',
  'sign-in': '/sign-in',
  register: '/register',
};

for (const locale of ['en', 'de']) {
  for (const [name, path] of Object.entries(pages)) {
    test(`${name} in ${locale} is accessible and does not scroll sideways @phone`, async ({ page }) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(`/${locale}${path}`);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      expect(problems).toEqual([]);
    });
  }
}

test('an unknown page says so and shows a way on', async ({ page }) => {
  const answer = await page.goto('/en/there/is/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});

test('the language of the page follows the browser', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page).toHaveURL(/\/de$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await context.close();
});
