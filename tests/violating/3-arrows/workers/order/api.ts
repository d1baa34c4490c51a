import { attempts } from '../payment/store.ts';
import type { Prisma } from '../../prisma/payment/generated/client.ts';
import { rule } from './domain.ts';

export const api = { attempts, rule };
export type Tx = Prisma.TransactionClient;
export { refund } from '@kontor/payment/domain';
export const load = (name: string) => import(`../${name}/domain.ts`);
