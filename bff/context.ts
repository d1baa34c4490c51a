import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Actor, signer, verifier } from '@kontor/kit/identity';
import type { Context } from '@kontor/kit/rpc';
import { env } from './env.ts';

const WORKER_TOKEN_SECONDS = 60;
const KEPT_MS = 30_000;
const KEPT_MOST = 5_000;

export const gatewaySigner = await signer(env.GATEWAY_SIGNING_KEY, 'gateway');

/** Who calls, by the user worker's access token; a token that is missing or over is nobody. */
export const actorOf: (token: string | undefined) => Promise<Actor | null> = verifier({
  jwks: new URL(`${env.USER_URL}/jwks`),
  issuer: 'user',
  audience: 'gateway',
});

const kept = new Map<string, { token: Promise<string>; until: number }>();

/** The token a worker believes: for it alone, for 60 seconds, with the actor and nothing else. */
export const workerToken =
  (worker: string) =>
  async ({ actor }: Context): Promise<string | undefined> => {
    if (!actor) return undefined;
    const key = `${worker} ${actor.kind} ${actor.id} ${actor.roles.join()}`;
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.token;
    const token = gatewaySigner.sign({ sub: actor.id, kind: actor.kind, roles: actor.roles }, worker, WORKER_TOKEN_SECONDS);
    if (kept.size >= KEPT_MOST) kept.clear();
    kept.set(key, { token, until: Date.now() + KEPT_MS });
    return token;
  };

/** The person's address: believed from the web's signed header only, else the address that connected. */
export function clientOf(header: string | undefined, connected: string): string {
  const [address = '', signature = ''] = (header ?? '').split(';');
  const expected = createHmac('sha256', env.WEB_GATEWAY_SECRET).update(address).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected) ? address : connected;
}
