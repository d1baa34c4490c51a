import { signer } from '@kontor/kit/identity';
import { env } from './env.ts';

const gateway = await signer(env.GATEWAY_SIGNING_KEY, 'gateway');
const SECONDS = 60;

/** Tokens for scripts that act as a member of staff and speak to workers directly. */
export const staffToken =
  (worker: string, roles: readonly string[], id = 'import') =>
  (): Promise<string> =>
    gateway.sign({ sub: id, kind: 'staff', roles: [...roles] }, worker, SECONDS);
