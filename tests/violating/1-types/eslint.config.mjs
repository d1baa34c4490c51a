// A file of its own, so that what the root ignores is counted from here.
export { default } from '../../../eslint.config.mjs';
