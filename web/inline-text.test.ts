import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inlinesOf } from './inline-text.ts';

test('links and words set apart are found in a sentence', () => {
  assert.deepEqual(inlinesOf('See **now** [delivery](/pages/delivery).'), [
    { kind: 'plain', text: 'See ' },
    { kind: 'strong', text: 'now' },
    { kind: 'plain', text: ' ' },
    { kind: 'link', text: 'delivery', href: '/pages/delivery' },
    { kind: 'plain', text: '.' },
  ]);
});

for (const href of ['javascript:alert(1)', '//elsewhere.example', 'http://plain.example', 'data:text/html,x'])
  test(`${href} is no link`, () => assert.deepEqual(inlinesOf(`[press](${href.replace(/[()]/g, '')})`), [{ kind: 'plain', text: 'press' }]));

test('mail and https addresses are links', () => {
  assert.deepEqual(
    inlinesOf('[a](https://example.com) [b](mailto:hello@example.com)').flatMap((part) => (part.kind === 'link' ? part.href : [])),
    ['https://example.com', 'mailto:hello@example.com'],
  );
});

test('a text without marks stays as it is, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[*[\]]/.test(text)),
      (text) =>
        assert.equal(
          inlinesOf(text)
            .map((part) => part.text)
            .join(''),
          text,
        ),
    ),
  );
});
