import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeFor } from './locales.ts';

test('a language chosen once wins over the browser', () => assert.equal(localeFor('de', 'en-GB,en'), 'de'));
test('the first language of ours the browser names is taken', () => assert.equal(localeFor(undefined, 'fr-FR, de-AT;q=0.8, en;q=0.9'), 'en'));
test('languages we do not speak lead to English', () => assert.equal(localeFor(undefined, 'fr, pl;q=0.5'), 'en'));
test('a language the person refuses is not taken', () => assert.equal(localeFor(undefined, 'de;q=0, *;q=0.1'), 'en'));
test('a forged cookie counts as none', () => assert.equal(localeFor('xx', null), 'en'));
