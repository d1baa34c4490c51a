import { openClient } from '@kontor/kit/client';
import { postgresJournal } from '@kontor/kit/postgres';
import { type Prisma, PrismaClient } from '../../../prisma/order/generated/client.ts';
import { env } from '../env.ts';

export type Tx = Prisma.TransactionClient;
export const prisma = openClient<Tx, PrismaClient>(PrismaClient, env.ORDER_DATABASE_URL);
export const journal = postgresJournal<Tx>('order', env.ORDER_DATABASE_URL, prisma, { idempotency: 'at' });
