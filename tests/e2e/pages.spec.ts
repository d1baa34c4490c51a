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

test('what is gone, forged or not there says so by its status, not only in words', async ({ page, request }) => {
  const gone = await page.goto('/en/p/iron-kettle');
  expect(gone?.status()).toBe(410);
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  for (const path of ['/en/follow/forged', '/en/p/no-such-thing', '/en/c/no-such-shelf', '/en/c/no-such-shelf/products?sort=name', '/en/pages/none'])
    expect((await request.get(path)).status(), path).toBe(404);
});

test('an old link to something that is no longer made says so, and leads on to the shelf where it stood', async ({ page }) => {
  await page.goto('/en/p/iron-kettle');
  await expect(page.getByRole('heading', { level: 1, name: 'This is no longer made' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to cart' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'From the same shelf' }).getByRole('link').first()).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'See Table' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Table' })).toBeVisible();
  await page.goto('/de/p/iron-kettle');
  await expect(page.getByRole('heading', { level: 1, name: 'Das gibt es nicht mehr' })).toBeVisible();
});

test('a page says which scripts may run, and runs no other', async ({ page }) => {
  for (const visit of ['made', 'kept']) {
    const answer = await page.goto('/en/p/enamel-kettle');
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("object-src 'none'");
    if (visit === 'kept') expect(policy).toMatch(/script-src 'self'( 'sha256-[\w+/=]+')+$/);
  }
  const ran = await page.evaluate(
    `document.head.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "taken over"' })); document.title`,
  );
  expect(ran).not.toBe('taken over');
});

test('the language of the page follows the browser', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page).toHaveURL(/\/de$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await context.close();
});
