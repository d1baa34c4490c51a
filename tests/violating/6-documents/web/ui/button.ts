export { buttonStyle } from './style.ts';
export const Button = 'button';
