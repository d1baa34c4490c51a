import { env } from 'node:process';

const { env: again } = process;

export const shop = env['SHOP_URL'] ?? again['SHOP_URL'];
