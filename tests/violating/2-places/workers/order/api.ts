import { Redis } from 'ioredis';
import type { Prisma } from '../../prisma/order/generated/client.ts';

// process.env in a comment is no reading of it
export const carts = new Redis(process.env.REDIS_CART_URL ?? 'process.env');
export const level = process['env']['LOG_LEVEL'];
export type Row = Prisma.OrderGetPayload<object>;
