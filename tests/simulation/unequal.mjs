import { registerHooks } from 'node:module';

// A worker with a bug planted: payment takes whatever amount came for the one that was asked. Loaded before a process by --import;
// no switch for it stands in the product.
const WHERE = /workers\/payment\/domain\.ts$/;
const RIGHT = 'const right = captured + authorised === attempt.amount && session.currency === attempt.currency;';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!WHERE.test(url)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(RIGHT)) throw new Error('the line that is to be broken is not there any more');
    return { ...loaded, source: source.replace(RIGHT, 'const right = true;') };
  },
});
