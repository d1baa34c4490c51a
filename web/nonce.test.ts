import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { marking } from './nonce.ts';

const page = [
  '<html><script>requestAnimationFrame(function(){$RT=performance.now()});</script><p>Grüße, 9 € < 10 €</p><script>steal()</script>',
  '<script src="/_next/static/a.js" async=""></script><script>(self.__next_f=self.__next_f||[]).push([0])</script>',
  '<script type="application/ld+json">{}</script><script>self.__next_f.push([1,"\\u003cscript>$R"])</script><script>$RC("B:0","S:0")</script><',
].join('');

function marked(parts: readonly Uint8Array[]): { html: string; nonce: string } {
  const { policy, mark, rest } = marking();
  const html = Buffer.concat([...parts.map(mark), rest()]).toString();
  return { html, nonce: /'nonce-([\w-]{22})'$/.exec(policy)?.[1] ?? '' };
}

test('the scripts that Next and React write carry the number of the page, and no other does', () => {
  const { html, nonce } = marked([Buffer.from(page)]);
  const own = [...html.matchAll(new RegExp(`<script nonce="${nonce}">(.{2})`, 'g'))].map(([, begin]) => begin);
  assert.deepEqual(own, ['re', '(s', 'se', '$R']);
  assert.ok(html.includes('<script>steal()'));
  assert.ok(html.includes('<script src="/_next/static/a.js" async="">'));
});

test('each page has a number of its own', () => assert.notEqual(marked([]).nonce, marked([]).nonce));

test('however a page is cut into parts, it comes out the same', () => {
  const bytes = Buffer.from(page);
  const whole = marked([bytes]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
      const ends = [...cuts, bytes.length].sort((a, b) => a - b);
      const { html, nonce } = marked(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)));
      assert.equal(html.replaceAll(nonce, ''), whole.html.replaceAll(whole.nonce, ''));
    }),
  );
});
