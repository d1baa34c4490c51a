export { GET } from '../livez/route.ts';
