import { startStack } from './stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SavedMethod } from '@kontor/contracts/payment';
import type { Profile } from '@kontor/contracts/user';
import type { Verb } from '@kontor/contracts/verb';
import { z } from 'zod';
import { stockGoods } from './goods.ts';
import { mailsTo, shopperOf, until } from './shopper.ts';

const MUG = { sku: 'OTHERS-MUG', price: 2_400, pieces: 40 };
const ADDRESS = { name: 'Eve Moore', street: 'Am Markt 1', postcode: '10117', city: 'Berlin', country: 'DE' };
const stack = await startStack();
before(() => stockGoods(stack, [MUG]));
after(() => stack.stop());

/** What somebody has of what an id can be given for. `orders`: one that has arrived and one that is to be paid. */
type Had = { orders: string[]; returnId: string; paperId: string; addressId: string; methodId: string; token: string; email: string };

/** Buys, keeps the card, sends something back, keeps an address, and has another order that is not paid. */
async function live(isCustomer: boolean) {
  const shopper = await shopperOf(stack);
  if (isCustomer) await shopper.register();
  await shopper.add(MUG.sku, 2);
  const { id } = await shopper.place();
  const { url } = await shopper.start(id);
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card: 'accepted', keep: 'yes' }) });
  await shopper.phase(id, 'completed');
  const returnId = randomUUID();
  await shopper.call('POST', `/orders/${id}/returns`, { returnId, kind: 'withdrawal', lines: [{ sku: MUG.sku, quantity: 1 }] });
  const { papers } = await until(async () => {
    const order = await shopper.order(id);
    return order.returns[0]?.phase === 'received' && order.papers.length > 0 && order;
  }, 'it has come back, and there is an invoice');
  await shopper.add(MUG.sku);
  const open = await shopper.place();
  const methods = isCustomer ? await shopper.call<z.output<typeof SavedMethod>[]>('GET', '/me/payment-methods') : [];
  const profile = isCustomer ? await shopper.call<z.output<typeof Profile>>('POST', '/me/addresses', ADDRESS) : null;
  const token = await until(
    async () => (await mailsTo(stack, shopper.email)).map(({ text }) => /\/follow\/(\S+)/.exec(text)?.[1]).find(Boolean),
    'a mail came',
  );
  const had: Had = {
    orders: [id, open.id],
    returnId,
    paperId: papers[0]?.id ?? '',
    addressId: profile?.addresses[0]?.id ?? randomUUID(),
    methodId: methods[0]?.id ?? 'pm_none',
    token,
    email: shopper.email,
  };
  /** Everything of theirs that somebody else could change. */
  const all = async () => {
    const orders = await Promise.all(had.orders.map((one) => shopper.order(one)));
    const dues = await Promise.all(had.orders.map((one) => shopper.call('GET', `/orders/${one}/payment`)));
    const mine = isCustomer ? await Promise.all(['/me', '/me/payment-methods', '/me/wishlist'].map((path) => shopper.call('GET', path))) : [];
    return { orders, dues, mine, cart: await shopper.cart() };
  };
  return { had, all, refusalOf: shopper.refusalOf };
}

const lines = [{ sku: MUG.sku, quantity: 1 }];
const eachOrder =
  (more: () => object = () => ({}), field = 'orderId') =>
  ({ orders }: Had): object[] =>
    orders.map((id) => ({ [field]: id, ...more() }));

/** What somebody else would send: every procedure that takes an id of something that belongs to somebody. */
const attempts: Record<string, (theirs: Had, own: Had) => object[]> = {
  'order.byId': eachOrder(undefined, 'id'),
  'order.cancel': eachOrder(undefined, 'id'),
  'aftercare.askReturn': eachOrder(() => ({ returnId: randomUUID(), kind: 'withdrawal', lines })),
  'aftercare.cancelPieces': eachOrder(() => ({ changeId: randomUUID(), lines })),
  'aftercare.readdress': eachOrder(() => ({ changeId: randomUUID(), address: ADDRESS })),
  'payment.start': eachOrder(() => ({ locale: 'en' })),
  'payment.due': eachOrder(),
  'payment.byOrder': eachOrder(),
  'payment.removeMethod': ({ methodId }) => [{ id: methodId }],
  'giftCard.useGiftCard': eachOrder(() => ({ code: '7KQM-2RTW-9XHB-4CVD' })),
  'paper.print': (theirs, own) => [theirs, own].flatMap(({ orders: [orderId] }) => ({ orderId, paperId: theirs.paperId })),
  'paper.printByLink': ({ paperId }, { token, email }) => [{ token, email, paperId }],
  'user.saveAddress': ({ addressId }) => [{ ...ADDRESS, id: addressId, city: 'Potsdam' }],
  'user.removeAddress': ({ addressId }) => [{ id: addressId }],
  'user.preferAddress': ({ addressId }) => [{ id: addressId }],
};

/** Ids that lead to nobody: of goods and of companies, and those that whoever asks has just made. */
const nobodys = ['productId', 'vatId', 'changeId', 'returnId'];
const namesId = (name: string): boolean => /^id$|Ids?$/.test(name) && !nobodys.includes(name);
const fieldsOf = (input: z.ZodType): string[] => Object.keys(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }).properties ?? {});
const isVerb = (value: unknown): value is Verb => typeof value === 'object' && value !== null && 'permission' in value && 'input' in value;

/** Every procedure that is not for staff and takes an id, by noun and name, as the contracts have it. */
async function takers(): Promise<Map<string, Verb>> {
  const folder = join(import.meta.dirname, '../contracts');
  const modules = await Promise.all(
    globSync('*.ts', { cwd: folder }).map(async (file) => (await import(join(folder, file))) as Record<string, Record<string, unknown>>),
  );
  const verbs = modules
    .flatMap(Object.entries)
    .flatMap(([noun, contract]) =>
      Object.entries(typeof contract === 'object' ? (contract ?? {}) : {}).flatMap(([name, verb]): [string, Verb][] =>
        isVerb(verb) ? [[`${noun}.${name}`, verb]] : [],
      ),
    );
  return new Map(verbs.filter(([, { permission, input }]) => !permission.startsWith('staff:') && fieldsOf(input).some(namesId)));
}

test('every procedure of the contracts that takes an id is tried with one of somebody else', async () => {
  assert.deepEqual(Object.keys(attempts).sort(), [...(await takers()).keys()].sort());
});

test('nothing of somebody else is found, shown or changed, whoever asks', async () => {
  const [owner, guest, customer, another] = await Promise.all([live(true), live(false), live(true), live(false)]);
  const nobody = await shopperOf(stack);
  const verbs = await takers();
  for (const theirs of [owner, guest]) {
    const before = await theirs.all();
    for (const [name, inputs] of Object.entries(attempts)) {
      const { kind = 'query', permission } = verbs.get(name) ?? {};
      for (const [who, { refusalOf, had }] of Object.entries({ customer, another, nobody: { ...nobody, had: another.had } }))
        for (const input of inputs(theirs.had, had)) {
          const expected = permission === 'customer' && who !== 'customer' ? 'SignInRequired' : 'NotFound';
          assert.equal(await refusalOf(name, kind, input), expected, `${who} asks ${name} ${JSON.stringify(input)}`);
        }
    }
    assert.deepEqual(await theirs.all(), before);
  }
  assert.equal(await owner.refusalOf('paper.print', 'query', { orderId: owner.had.orders[0], paperId: owner.had.paperId }), null);
});
