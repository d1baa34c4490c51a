import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { moveClock } from '@kontor/kit/clock';
import { startMailbox } from '../../simulators/mailbox/start.ts';

const TEAM = 'team@shop.example';
const MINUTE = 60_000;
const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
const mailbox = await startMailbox({ port: 0, smtpPort: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder });
const world = await testWorld('notification', { SMTP_URL: mailbox.smtp, SHOP_URL: 'https://shop.example', STAFF_MAIL: TEAM, STAFF_LOCALE: 'en' });
await world.start();
after(async () => {
  await world.stop();
  await mailbox.stop();
  await rm(folder, { recursive: true });
});

const mails = async () =>
  ((await (await fetch(`${mailbox.url}/api/messages?to=${TEAM}`)).json()) as { messages: { subject: string; text: string; html: string }[] }).messages;
const text = (en: string) => ({ en, de: en });
const fall = (sku: string, version: number, available: number, id?: string) =>
  world.tell('StockRanLow', sku, version, { sku, productId: sku.toLowerCase(), name: text(`Kettle ${sku}`), variant: text('Moss'), available }, id);
const heard = async (ids: string[]) => {
  const { journal } = await import('./store.ts');
  const count = () => journal.transaction((tx) => tx.inbox.count({ where: { id: { in: ids } } }));
  await until(async () => (await count()) === ids.length, 'all is heard');
};

test('what runs low within minutes is one mail to staff, emptiest first; each fall is told once, whatever is heard again', async () => {
  const first = [await fall('A', 3, 4), await fall('B', 9, 0), await fall('A', 3, 4)];
  await heard(first);
  assert.deepEqual(await mails(), [], 'more may come');
  moveClock(12 * MINUTE);
  const [mail] = await until(async () => ((await mails()).length > 0 ? mails() : null), 'the mail came');
  assert.equal(mail?.subject, '2 articles run low');
  assert.match(mail?.text ?? '', /Kettle B, Moss\nB +sold out\nKettle A, Moss\nA +4 pieces/);
  assert.match(mail?.html ?? '', /https:\/\/shop\.example\/en\/admin\/stock\?low=1/);

  await heard([await fall('A', 3, 4), await fall('B', 9, 0), await fall('A', 7, 5)]);
  moveClock(24 * MINUTE);
  const both = await until(async () => ((await mails()).length > 1 ? mails() : null), 'the next fall is told');
  assert.deepEqual(both.map(({ subject }) => subject).sort(), ['2 articles run low', 'One article runs low']);
  moveClock(0);
});
