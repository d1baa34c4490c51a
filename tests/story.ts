import assert from 'node:assert/strict';
import { stockCatalogue } from './goods.ts';
import { mailsTo, shopperOf, until } from './shopper.ts';
import type { Stack } from './stack.ts';

const SKU = 'KN-ENAMEL-KETTLE-CHALK';

/** What is told of an order from the button to the door, whoever runs in which process. */
const STORY = [
  'OrderPlaced',
  'StockHeld',
  'OrderReadyToPay',
  'PaymentSucceeded',
  'OrderPaid',
  'ShipmentBooked',
  'OrderAdvanced',
  'ShipmentDispatched',
  'OrderAdvanced',
  'ShipmentDelivered',
  'OrderCompleted',
].sort();

/** One order all the way through the public API, the provider's page and the carrier; then what everybody must see. */
export async function tellStory(stack: Stack): Promise<void> {
  await stockCatalogue(stack, SKU);
  const shopper = await shopperOf(stack);
  await shopper.add(SKU, 2);

  const placed = await shopper.place();
  assert.equal(placed.phase, 'held');
  const back = await shopper.pay(placed.id);
  assert.match(back, new RegExp(`/en/orders/${placed.id}\\?from=payment$`));
  await shopper.phase(placed.id, 'completed');

  const done = await shopper.order(placed.id);
  assert.deepEqual(
    done.timeline.map(({ what }) => what),
    ['placed', 'held', 'paid', 'booked', 'dispatched', 'delivered'],
  );
  assert.equal(done.captured, done.receipt.total);
  assert.ok(done.tracking);

  await until(() => stack.toldOf(placed.id).includes('OrderCompleted'), 'completion is told');
  const told = stack.told
    .filter((message) => message.subject === placed.id || ('orderId' in message.data && message.data.orderId === placed.id))
    .map(({ type }) => type);
  assert.deepEqual(told.filter((type) => type !== 'MailSent').sort(), STORY);

  const mails = await until(async () => {
    const all = await mailsTo(stack, shopper.email);
    return all.length >= 3 && all;
  }, 'three mails came');
  assert.equal(mails.filter(({ subject }) => subject.includes('confirmed')).length, 1);
  assert.equal((await shopper.cart()).items, 0);

  // Three were there, two are sold: the last one is shown as such wherever it is shown.
  const band = async () =>
    (await shopper.call<{ variants: { sku: string; availability: string }[] }>('GET', '/products/enamel-kettle')).variants.find(({ sku }) => sku === SKU)
      ?.availability;
  await until(async () => (await band()) === 'low', 'the product is low');
  const other = await shopperOf(stack);
  await other.add(SKU);
  const last = await other.place();
  assert.equal(last.phase, 'held');
  await until(async () => (await band()) === 'out', 'the product is sold out');
}
