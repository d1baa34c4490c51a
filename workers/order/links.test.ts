import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { LINK_DAYS, linkTo, orderOfLink } from './links.ts';

const secret = 'a secret for links, long enough';
const at = new Date('2026-11-23T10:00:00Z');
const later = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60 * 1000);
const id = randomUUID();
const token = linkTo(secret, id, at);

test('a link opens its own order', () => assert.equal(orderOfLink(secret, token, at), id));

test('it holds for ninety days and no longer', () => {
  assert.equal(orderOfLink(secret, token, later(LINK_DAYS)), id);
  assert.equal(orderOfLink(secret, token, later(LINK_DAYS + 1)), null);
});

test('another order, another end or another signature is no link', () => {
  const [, day, signature] = token.split('.');
  assert.equal(orderOfLink(secret, `${randomUUID()}.${day}.${signature}`, at), null);
  assert.equal(orderOfLink(secret, `${id}.${Number(day) + 1}.${signature}`, at), null);
  assert.equal(orderOfLink(secret, `${id}.${day}.${'A'.repeat(43)}`, at), null);
  for (const wrong of ['', id, `${token}.`, token.toUpperCase()]) assert.equal(orderOfLink(secret, wrong, at), null);
});

test('a link made with another secret opens nothing', () => assert.equal(orderOfLink('another secret, long enough too', token, at), null));
