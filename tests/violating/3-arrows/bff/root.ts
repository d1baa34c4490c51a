import type { Api } from '../workers/order/api.ts';
import { api } from '../workers/order/api.ts';

export const gateway: Api = api;
