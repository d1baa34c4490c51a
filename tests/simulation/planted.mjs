import { registerHooks } from 'node:module';

// A worker with a bug planted, the one that the address asks for (planted.mjs?unequal). Loaded before a process by --import; no switch for
// it stands in the product.
const bugs = {
  /** payment takes whatever amount came for the one that was asked */
  unequal: {
    where: /workers\/payment\/domain\.ts$/,
    right: 'const right = captured + authorised === attempt.amount && session.currency === attempt.currency;',
    wrong: 'const right = true;',
  },
  /** what was taken for goods that have left is not written down */
  forgetful: {
    where: /workers\/payment\/captures\.ts$/,
    right: 'const [captured, authorised] = [attempt.captured + capture.amount, capture.last ? 0 : left];',
    wrong: 'const [captured, authorised] = [attempt.captured, capture.last ? 0 : left];',
  },
  /** what is kept to replace goods stays kept when they are refused */
  clinging: {
    where: /workers\/order\/aftercare\/exchanges\.ts$/,
    right: "if (!back.exchange?.done) return dropReplacement(order, 'not-exchanged', at, true);",
    wrong: 'if (!back.exchange?.done) return nothing;',
  },
};
const { where, right, wrong } = bugs[new URL(import.meta.url).search.slice(1)];

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!where.test(url)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(right)) throw new Error('the line that is to be broken is not there any more');
    return { ...loaded, source: source.replace(right, wrong) };
  },
});
