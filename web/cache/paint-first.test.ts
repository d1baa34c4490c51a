import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { paintFirst, scriptPolicyOf } from './paint-first.ts';

const page = [
  '<html><head><link rel="stylesheet" href="/_next/static/one.css" data-precedence="next"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/a.js"/>',
  '<script src="/_next/static/a.js" async=""></script><script src="/_next/static/old.js" noModule=""></script></head>',
  '<body><script type="application/ld+json">{}</script><img src="/x">',
  '<script src="/_next/static/b.js" id="_R_" async=""></script><script>start()</script>',
  '<script>self.__next_f.push([1,"one"])</script><script>self.__next_f.push([1,"$& two"])</script></body></html>',
].join('');

const styleAt = () => 'p{color:red}';

test('the scripts of a page are named in its last script, in their order, and nowhere else', () => {
  const made = paintFirst(page, styleAt);
  assert.doesNotMatch(made, /<script src="[^"]+"[^>]*async/);
  assert.doesNotMatch(made, /rel="preload" as="script"/);
  assert.match(made, /for\(const src of \["\/_next\/static\/a.js","\/_next\/static\/b.js"\]\)/);
  assert.match(made, /<\/script><\/body><\/html>$/);
});

test('its style stands in it, and the sheet at its end; a sheet that cannot be read stays where it is', () => {
  const sheet = '<link rel="stylesheet" href="/_next/static/one.css" data-precedence="next"/>';
  const made = paintFirst(page, styleAt);
  assert.ok(made.startsWith('<html><head><style>p{color:red}</style>'));
  assert.equal(made.split(sheet).length, 2);
  assert.ok(made.indexOf(sheet) > made.indexOf('self.__next_f'));
  assert.ok(paintFirst(page, () => undefined).startsWith(`<html><head>${sheet}`));
});

test('what its style names is found from every page', () => {
  const named = `a{src:url(../media/a.woff2)}b{src:url("b.png")}c{src:url(/c.png)}d{src:url("data:image/svg+xml,x")}e{src:url(https://cdn.example/e.png)}`;
  assert.ok(
    paintFirst(page, () => named).includes(
      `a{src:url(/_next/media/a.woff2)}b{src:url("/_next/static/b.png")}c{src:url(/c.png)}d{src:url("data:image/svg+xml,x")}e{src:url(https://cdn.example/e.png)}`,
    ),
  );
});

test('what a page holds besides stays as it is, and its data is one script', () => {
  const made = paintFirst(page, styleAt);
  assert.match(made, /<script src="\/_next\/static\/old.js" noModule=""><\/script>/);
  assert.match(made, /<script>start\(\);self.__next_f.push\(\[1,"one"\]\);self.__next_f.push\(\[1,"\$& two"\]\)<\/script>/);
});

test('a page without scripts of ours is left alone', () => assert.equal(paintFirst('<p>plain</p>', styleAt), '<p>plain</p>'));

test('the policy allows the scripts in the page and no other', () => {
  const made = paintFirst(page, styleAt);
  const scripts = [...made.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => script);
  const expected = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  assert.deepEqual(scriptPolicyOf(made).split(' '), ['script-src', "'self'", ...expected]);
});
