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
  /** a cent less is taken than the goods that left come to */
  short: {
    where: /workers\/payment\/captures\.ts$/,
    right: 'const amount = hold.inParts ? Math.min(due, most) : most;',
    wrong: 'const amount = Math.min(due, most) - 1;',
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
