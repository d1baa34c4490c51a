import { setEnvironment } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';

let answer = 550;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  closeTimeout: 100,
  onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`no mailbox for ${address}`), { responseCode: answer })),
});
const listener = server.listen(0, '127.0.0.1');
await new Promise((resolve) => listener.once('listening', resolve));
setEnvironment({ SMTP_URL: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`, NOTIFICATION_DATABASE_URL: 'postgresql://127.0.0.1/none' });
const { post, smtp } = await import('./smtp.ts');
const { Permanent } = await import('@kontor/kit/asks');
after(() => smtp.close());

const mail = { to: 'ada@example.com', subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', messageId: '<welcome.1@kontor>' };
const failure = () =>
  post(mail).then(
    () => assert.fail('it was taken'),
    (error: Error) => error,
  );

test('an address that the mail server will never take is not tried again, and is not named in the failure', async () => {
  const error = await failure();
  assert.ok(error instanceof Permanent);
  assert.doesNotMatch(error.message, /ada/);
});

test('an address that it does not take now is tried again later', async () => {
  answer = 450;
  const error = await failure();
  assert.ok(!(error instanceof Permanent));
  assert.match(error.message, /450/);
});

test('a mail server that is away is tried again later', async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const error = await failure();
  assert.ok(!(error instanceof Permanent));
  assert.match(error.message, /ESOCKET|ECONNECTION/);
});
