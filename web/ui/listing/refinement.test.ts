import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filtersOn, queryOf, readRefinement, withFilter, withoutFilters, withRange } from './refinement.ts';

const read = (query: string) => readRefinement(new URLSearchParams(query));

test('an address says the same again when it is written', () => {
  const query = '?q=oak&f.colour=moss&f.colour=sand&f.material=oak&from.height=-1.5&to.width=20&from=20&to=49.9&sort=price-asc&page=3';
  assert.equal(queryOf(read(query)), query);
});

test('nothing chosen gives no query at all', () => assert.equal(queryOf(read('utm_source=letter&page=1&sort=relevance')), ''));

test('nonsense in an address counts as not said', () => {
  const { page, sort, priceFrom, priceTo, filters } = read('page=-2&sort=cheap&from=abc&to=-5&f.=x&f.colour=');
  assert.deepEqual({ page, sort, priceFrom, priceTo, filters }, { page: 1, sort: 'relevance', priceFrom: undefined, priceTo: undefined, filters: {} });
});

test('prices are read as people type them', () => assert.equal(read('from=49,90').priceFrom, 4990));

test('a filter put on starts at the first page and can be taken off again', () => {
  const on = withFilter(read('page=4&f.colour=moss'), 'colour', 'sand', true);
  assert.equal(queryOf(on), '?f.colour=moss&f.colour=sand');
  const off = withFilter(withFilter(on, 'colour', 'sand', false), 'colour', 'moss', false);
  assert.equal(queryOf(off), '');
});

test('clearing takes off filters and prices but keeps words and order', () =>
  assert.equal(queryOf(withoutFilters(read('q=oak&f.colour=moss&from=3&sort=name'))), '?q=oak&sort=name'));

test('a price range counts as one filter', () => assert.equal(filtersOn(read('f.colour=moss&f.colour=sand&from=3&to=9')), 3));

test('a range of numbers stands in the address by its ends; without both it is gone', () => {
  const on = withRange(read('page=4&f.colour=moss'), 'width', { from: 10 });
  assert.equal(queryOf(on), '?f.colour=moss&from.width=10');
  assert.equal(queryOf(withRange(on, 'width', { from: 10, to: 20.5 })), '?f.colour=moss&from.width=10&to.width=20.5');
  assert.equal(queryOf(withRange(on, 'width', {})), '?f.colour=moss');
  assert.deepEqual(read('to.width=20&from.width=1,5&from.=3&to.height=tall').ranges, { width: { from: 1.5, to: 20 } });
  assert.equal(filtersOn(on), 2);
});
