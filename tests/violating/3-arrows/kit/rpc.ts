import { rules } from '../workers/order/domain.ts';
import { Refusal } from '@kontor/contracts/refusals';

export const name = { rules, Refusal };
