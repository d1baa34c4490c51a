import './testing/env.ts';
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { importJWK, type JWK, SignJWT } from 'jose';
import { Refusal } from '@kontor/contracts/refusals';
import { openServer } from './http.ts';
import { bearerOf, signer, verifier } from './identity.ts';

const privateKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
const key = privateKey();
const gateway = await signer(key, 'gateway');
const verify = verifier({ jwks: JSON.stringify(gateway.jwks), issuer: 'gateway', audience: 'order' });
const anna = { sub: 'anna', kind: 'customer', roles: [] };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a token says who acts, to the audience it was made for', async () => {
  const token = await gateway.sign({ ...anna, kind: 'staff', roles: ['orders'] }, 'order', 60);
  assert.deepEqual(await verify(token), { kind: 'staff', id: 'anna', roles: ['orders'] });
  assert.deepEqual(await verify(token), { kind: 'staff', id: 'anna', roles: ['orders'] }, 'a second time, from memory');
});

test('nobody comes with no token, another audience, another issuer, another key, or after its time', async () => {
  const stranger = await signer(privateKey(), 'gateway');
  const kid = String(gateway.jwks.keys[0]?.kid);
  const issued = new SignJWT(anna).setProtectedHeader({ alg: 'EdDSA', kid }).setAudience('order').setExpirationTime('60s');
  const ofAnotherIssuer = await issued.setIssuer('user').sign(await importJWK(JSON.parse(key) as JWK, 'EdDSA'));
  const wrong = {
    'no token': undefined,
    nonsense: 'a.b.c',
    'another audience': await gateway.sign(anna, 'payment', 60),
    'another issuer': ofAnotherIssuer,
    'another key': await stranger.sign(anna, 'order', 60),
    'over, the tolerance too': await gateway.sign(anna, 'order', -6),
    'no such kind of actor': await gateway.sign({ ...anna, kind: 'admin' }, 'order', 60),
  };
  for (const [how, token] of Object.entries(wrong)) assert.equal(await verify(token), null, how);
});

test('an unsigned or a tampered token is nobody', async () => {
  const [header = '', payload = '', signature = ''] = (await gateway.sign(anna, 'order', 60)).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const promoted = part({ ...claims, kind: 'staff', roles: ['operations'] });
  for (const token of [
    `${part({ alg: 'none' })}.${payload}.`,
    `${part({ alg: 'HS256' })}.${payload}.${signature}`,
    `${header}.${promoted}.${signature}`,
    `${header}.${payload}.`,
  ])
    assert.equal(await verify(token), null);
});

test('a token that was fine is nobody once it is over', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const token = await gateway.sign(anna, 'order', 60);
  assert.equal((await verify(token))?.id, 'anna');
  t.mock.timers.tick(66_000);
  assert.equal(await verify(token), null);
});

test('the published keys hold no secret, and serve to verify from afar', async () => {
  assert.ok(gateway.jwks.keys.every((key) => !('d' in key)));
  const app = openServer('keys', {});
  app.get('/jwks', async () => gateway.jwks);
  const from = verifier({ jwks: new URL(`${await app.listen({ port: 0 })}/jwks`), issuer: 'gateway', audience: 'order' });
  assert.equal((await from(await gateway.sign(anna, 'order', 60)))?.id, 'anna');
  await app.close();
});

test('while the keys cannot be had, a token is neither believed nor taken for nobody', async () => {
  const app = openServer('keys', {});
  app.get('/jwks', async (_request, reply) => reply.code(503).send({}));
  const address = await app.listen({ port: 0 });
  const token = await gateway.sign(anna, 'order', 60);
  const isAway = (error: unknown) => error instanceof Refusal && error.code === 'Unavailable';
  await assert.rejects(verifier({ jwks: new URL(`${address}/jwks`), issuer: 'gateway', audience: 'order' })(token), isAway);
  await app.close();
  await assert.rejects(verifier({ jwks: new URL(`${address}/jwks`), issuer: 'gateway', audience: 'order' })(token), isAway);
});

test('a bearer is one word after Bearer', () => {
  assert.deepEqual(['Bearer abc', 'bearer abc', 'Bearer a b', 'Basic abc', undefined].map(bearerOf), ['abc', undefined, undefined, undefined, undefined]);
});
