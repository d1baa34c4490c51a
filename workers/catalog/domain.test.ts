import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Category, type OfferChanged, ProductDraft } from '@kontor/contracts/catalog';
import { bandOf, draftOf, type Offer, placeCategories, placeDraft, ranLow, readDraft, type Shelf, showStock, takeStock } from './domain.ts';
import { plainText } from './text.ts';

const text = (en: string) => ({ en, de: `${en} (de)` });
const raw = (over: Record<string, unknown> = {}) => ({
  id: 'P-mug',
  handle: 'mug',
  name: text('Mug'),
  summary: text('A mug'),
  description: text('Holds tea'),
  categories: ['table'],
  options: [
    {
      id: 'colour',
      label: text('Colour'),
      values: [
        { id: 'moss', label: text('Moss') },
        { id: 'ink', label: text('Ink') },
      ],
    },
  ],
  variants: [
    { sku: 'MUG-MOSS', choice: { colour: 'moss' }, price: 1900 },
    { sku: 'MUG-INK', choice: { colour: 'ink' }, price: 1900 },
  ],
  ...over,
});
const draft = (over: Record<string, unknown> = {}) => ProductDraft.parse(raw(over));
const emptyShelf = (): Shelf => ({ products: new Map(), offers: new Map(), skuOwner: new Map(), handleOwner: new Map() });
const at = '2026-01-01T00:00:00.000Z';
const place = (shelf: Shelf, one: ProductDraft) => {
  const outcome = placeDraft(shelf, one, at);
  assert.ok(outcome && 'product' in outcome, JSON.stringify(outcome));
  return outcome;
};

test('a new product is told with an offer for each variant, all sold out until stock is known', () => {
  const { product, offers } = place(emptyShelf(), draft());
  assert.equal(product.version, 1);
  assert.deepEqual(
    product.variants.map(({ availability }) => availability),
    ['out', 'out'],
  );
  assert.deepEqual(
    offers.map(({ sku, version, offer }) => [sku, version, offer?.variant.en, offer?.forSale]),
    [
      ['MUG-MOSS', 1, 'Moss', true],
      ['MUG-INK', 1, 'Ink', true],
    ],
  );
});

test('the same draft again changes nothing', () => {
  const shelf = emptyShelf();
  place(shelf, draft());
  assert.equal(placeDraft(shelf, draft(), '2027-01-01T00:00:00.000Z'), null);
});

test('a new price changes one offer; what is given up is not for sale and keeps counting', () => {
  const shelf = emptyShelf();
  const { variants } = draft();
  place(shelf, draft());
  const cheaper = place(shelf, draft({ variants: variants.map((variant) => (variant.sku === 'MUG-INK' ? { ...variant, price: 1500 } : variant)) }));
  assert.deepEqual(
    cheaper.offers.map(({ sku, version }) => [sku, version]),
    [['MUG-INK', 2]],
  );
  const fewer = place(shelf, draft({ variants: variants.slice(0, 1) }));
  assert.deepEqual(
    fewer.offers.map(({ sku, version, productId, offer }) => [sku, version, productId, offer?.forSale]),
    [['MUG-INK', 3, null, false]],
  );
  const other = place(shelf, draft({ id: 'P-other', handle: 'other', options: [], variants: [{ sku: 'MUG-INK', price: 1 }] }));
  assert.equal(other.offers[0]?.version, 4);
  assert.equal(other.offers[0]?.productId, 'P-other');
});

test('a SKU and a handle belong to one product', () => {
  const shelf = emptyShelf();
  place(shelf, draft());
  assert.deepEqual(placeDraft(shelf, draft({ id: 'P-2' }), at), { field: 'handle', reason: 'mug is the handle of product P-mug' });
  assert.deepEqual(placeDraft(shelf, draft({ id: 'P-2', handle: 'two' }), at), { field: 'variants.0.sku', reason: 'MUG-MOSS belongs to product P-mug' });
});

test('an unpublished product is not for sale', () => {
  const { offers } = place(emptyShelf(), draft({ published: false }));
  assert.deepEqual(
    offers.map(({ offer }) => offer?.forSale),
    [false, false],
  );
});

test('a bad draft is refused with the field and the way on', () => {
  const flaw = (over: Record<string, unknown>) => {
    const outcome = readDraft(raw(over));
    assert.ok('reason' in outcome);
    return outcome.field;
  };
  assert.equal(flaw({ handle: 'Not a handle' }), 'handle');
  assert.equal(flaw({ variants: [{ sku: 'A', choice: { colour: 'moss' }, price: -1 }] }), 'variants.0.price');
  assert.equal(flaw({ variants: [{ sku: 'A', choice: { colour: 'pink' }, price: 1 }] }), 'variants.0.choice.colour');
  assert.equal(flaw({ variants: [{ sku: 'A', choice: { colour: 'moss', size: 'l' }, price: 1 }] }), 'variants.0.choice.size');
  assert.equal(
    flaw({
      variants: [
        { sku: 'A', choice: { colour: 'moss' }, price: 1 },
        { sku: 'B', choice: { colour: 'moss' }, price: 1 },
      ],
    }),
    'variants.1.choice',
  );
  assert.equal(
    flaw({
      variants: [
        { sku: 'A', choice: { colour: 'moss' }, price: 1 },
        { sku: 'A', choice: { colour: 'ink' }, price: 1 },
      ],
    }),
    'variants.1.sku',
  );
  assert.equal(flaw({ variants: [{ sku: 'A', choice: { colour: 'moss' }, price: 1, images: [0] }] }), 'variants.0.images');
  assert.equal(flaw({ name: { en: ' ', de: '<b></b>' } }), 'name');
});

test('a description keeps its words and paragraphs and loses its mark-up', () => {
  assert.equal(plainText('<p>Oak &amp; <b>ink</b>, 3 < 5</p><script>alert(1)</script><ul><li>one</li></ul>'), 'Oak & ink, 3 < 5\n• one');
  assert.equal(plainText('&lt;img src=x onerror=alert(1)&gt;safe'), 'safe');
  const bits = fc
    .array(fc.constantFrom('<', '>', '&lt;', '&amp;', 'p', '/', 'script', ' ', '\n', 'x', '&#60;', 'b>'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(bits, (pasted) => {
      const plain = plainText(pasted);
      assert.equal(plainText(plain), plain);
      assert.doesNotMatch(plain, /<\/?[a-z][^<>]*>/i);
    }),
  );
});

test('bands: none, the last five, more', () =>
  assert.deepEqual(
    [-1, 0, 1, 5, 6].map((available) => bandOf({ available }).availability),
    ['out', 'out', 'low', 'low', 'in'],
  ));

test('what is sold before it is there says when it ships, as long as more may be promised', () => {
  const later = { kind: 'pre-order' as const, shipsOn: '2030-05-01', weeks: null, pieces: 3 };
  const ships = { kind: 'pre-order', shipsOn: '2030-05-01', weeks: null };
  assert.deepEqual(bandOf({ available: 0, later }), { availability: 'later', ships });
  assert.deepEqual(bandOf({ available: 0, later: { ...later, pieces: 0 } }), { availability: 'out' });
  assert.deepEqual(bandOf({ available: 9, later }), { availability: 'in' });
});

test('stock is taken in any order and any number of times; the newest counts', () => {
  const news = [1, 2, 3].map((version) => ({ sku: 'A', version, available: version * 10 }));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...news), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (heard, cut) => {
      const offers = new Map<string, Offer>();
      for (const batch of [heard.slice(0, cut), heard.slice(cut)]) for (const offer of takeStock(offers, batch)) offers.set(offer.sku, offer);
      const newest = Math.max(...heard.map(({ version }) => version));
      assert.deepEqual(offers.get('A')?.stock, { version: newest, available: newest * 10 });
    }),
  );
});

test('stock that was known before the product is shown with it, and the product is told again only for a new band', () => {
  const shelf = emptyShelf();
  for (const offer of takeStock(shelf.offers, [{ sku: 'MUG-INK', version: 1, available: 20 }])) shelf.offers.set(offer.sku, offer);
  const { product } = place(shelf, draft());
  assert.deepEqual(
    product.variants.map(({ availability }) => availability),
    ['out', 'in'],
  );
  const after = (available: number) =>
    showStock(product, new Map(takeStock(shelf.offers, [{ sku: 'MUG-INK', version: 2, available }]).map((offer) => [offer.sku, offer])));
  assert.equal(after(10), null);
  assert.equal(after(3)?.version, 2);
  assert.equal(after(3)?.variants[1]?.availability, 'low');
});

test('what is for sale runs low once for each fall: not when it is first counted, not by falling further, again after it was filled up', () => {
  const shelf = emptyShelf();
  place(shelf, draft());
  const told: (string | number)[] = [];
  const hear = (sku: string, version: number, available: number, low?: boolean) => {
    const changed = takeStock(shelf.offers, [{ sku, version, available, low }]);
    told.push(...ranLow(shelf.offers, changed).map((offer) => `${offer.sku} ${offer.stock?.available}`));
    for (const offer of changed) shelf.offers.set(offer.sku, offer);
  };
  for (const [version, available] of [2, 9, 5, 3, 0, 6, 4].entries()) hear('MUG-INK', version + 1, available);
  hear('MUG-INK', 7, 4);
  hear('MUG-INK', 6, 6);
  assert.deepEqual(told, ['MUG-INK 5', 'MUG-INK 4']);
  hear('MUG-INK', 8, 40, false);
  hear('MUG-INK', 9, 30, true);
  hear('MUG-INK', 10, 4, false);
  hear('NOBODY-SELLS-IT', 1, 9);
  hear('NOBODY-SELLS-IT', 2, 1);
  assert.deepEqual(told.slice(2), ['MUG-INK 30']);
});

test('what the draft said can be read back from the product', () => {
  const { product } = place(emptyShelf(), draft());
  assert.deepEqual(draftOf(product), draft());
  const offer: OfferChanged | null | undefined = place(emptyShelf(), draft({ id: 'P-x', handle: 'x' })).offers[0]?.offer;
  assert.equal(offer?.handle, 'x');
});

test('categories: unchanged ones are not told, versions are ours, parents exist and circles are refused', () => {
  const category = (id: string, parent: string | null = null) => Category.parse({ id, parent, name: text(id) });
  const first = placeCategories(new Map(), [category('a'), category('b', 'a')]);
  assert.ok('changed' in first);
  const known = new Map(first.changed.map((one) => [one.id, one]));
  assert.deepEqual(placeCategories(known, [{ ...category('a'), version: 7 }]), { changed: [] });
  const renamed = placeCategories(known, [{ ...category('a'), name: text('A') }]);
  assert.ok('changed' in renamed && renamed.changed[0]?.version === 2);
  assert.deepEqual(placeCategories(known, [category('c', 'nowhere')]), { field: 'categories.0.parent', reason: 'there is no category nowhere; save it first' });
  assert.ok('reason' in placeCategories(known, [category('a', 'b')]));
});
