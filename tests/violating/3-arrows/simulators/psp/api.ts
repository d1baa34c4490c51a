import { signatureOf } from '../../workers/payment/signature.ts';
import { log } from '@kontor/kit/log';

export const answer = { signatureOf, log };
