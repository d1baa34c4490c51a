import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { call, errorOf, tempFolder } from '../testing.ts';
import { startMailbox } from './start.ts';

const message = z.object({
  id: z.string(),
  messageId: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), size: z.int() })),
});

async function open(t: TestContext, folder = tempFolder(t)) {
  const mailbox = await startMailbox({ port: 0, smtpPort: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder });
  const transport = createTransport(mailbox.smtp);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    transport.close();
    stopped ??= mailbox.stop();
    return stopped;
  };
  t.after(stop);
  return {
    url: mailbox.url,
    stop,
    send: (changes: Record<string, unknown> = {}) =>
      transport.sendMail({
        from: 'Kontor <shop@kontor.test>',
        to: 'ada@example.test',
        subject: 'Bestellung bestätigt – K-1',
        text: 'Grüße',
        messageId: '<k-1@kontor.test>',
        ...changes,
      }),
    find: async (query: Record<string, string> = {}) => {
      const { body } = await call(`${mailbox.url}/api/messages?${new URLSearchParams(query)}`);
      return z.object({ messages: z.array(message) }).parse(body).messages;
    },
  };
}

test('a sent mail is found by recipient, subject and Message-ID, newest first', async (t) => {
  const mailbox = await open(t);
  await mailbox.send({ headers: { 'X-Kontor-Fact': 'order-paid' }, html: '<p>Grüße</p>' });
  await mailbox.send({ to: 'bob@example.test', bcc: 'Archive@example.test', messageId: '<k-2@kontor.test>' });
  const [newest, oldest] = await mailbox.find();
  assert.equal(newest?.messageId, '<k-2@kontor.test>');
  assert.deepEqual(newest?.to, ['bob@example.test', 'Archive@example.test']);
  assert.equal(oldest?.html, '<p>Grüße</p>');
  assert.equal(oldest?.text.trim(), 'Grüße');
  assert.equal(oldest?.headers['x-kontor-fact'], 'order-paid');
  assert.equal((await mailbox.find({ to: 'ADA@example.test' })).length, 1);
  assert.equal((await mailbox.find({ to: 'archive@example.test' })).length, 1);
  assert.equal((await mailbox.find({ subject: 'bestätigt' })).length, 2);
  assert.equal((await mailbox.find({ messageId: 'k-1@kontor.test' })).length, 1);
});

test('mail survives a restart, and deleted mail stays deleted', async (t) => {
  const folder = tempFolder(t);
  const before = await open(t, folder);
  await before.send();
  await before.send({ to: 'bob@example.test', messageId: '<k-2@kontor.test>' });
  const deleted = await call(`${before.url}/api/messages?to=bob@example.test`, { method: 'DELETE' });
  assert.deepEqual(deleted.body, { deleted: 1 });
  await before.stop();
  const after = await open(t, folder);
  assert.deepEqual(
    (await after.find()).map((one) => one.messageId),
    ['<k-1@kontor.test>'],
  );
});

test('an attachment can be fetched as it was sent', async (t) => {
  const mailbox = await open(t);
  const content = Buffer.from([0, 1, 2, 253, 254, 255]);
  await mailbox.send({ attachments: [{ filename: 'Rechnung.pdf', content }] });
  const [found] = await mailbox.find();
  assert.deepEqual(found?.attachments, [{ filename: 'Rechnung.pdf', size: 6 }]);
  const answer = await fetch(`${mailbox.url}/api/messages/${found?.id}/attachments/0`);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), content);
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/);
});

test('a planned refusal is a 451 and keeps nothing; the next try is accepted', async (t) => {
  const mailbox = await open(t);
  await call(`${mailbox.url}/faults`, { method: 'POST', body: { kind: 'refuse' } });
  await assert.rejects(mailbox.send(), (error) => error instanceof Error && 'responseCode' in error && error.responseCode === 451);
  assert.equal((await mailbox.find()).length, 0);
  await mailbox.send();
  assert.equal((await mailbox.find()).length, 1);
});

test('the preview of a mail may run nothing, and an unknown mail is a 404', async (t) => {
  const mailbox = await open(t);
  await mailbox.send({ html: '<script>alert(1)</script><p>Hallo</p>' });
  const [found] = await mailbox.find();
  const preview = await fetch(`${mailbox.url}/messages/${found?.id}/preview`);
  assert.match(preview.headers.get('content-security-policy') ?? '', /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
  const inbox = await (await fetch(`${mailbox.url}/?id=${found?.id}`)).text();
  assert.match(inbox, /<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  assert.deepEqual(errorOf(await call(`${mailbox.url}/api/messages/none`)), [404, 'not_found']);
});
