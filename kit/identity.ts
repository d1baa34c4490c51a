import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, exportJWK, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';

/** Who acts. A shopper carries no roles, ever. */
export const Actor = z.object({
  kind: z.enum(['guest', 'customer', 'staff']),
  id: z.string().min(1).max(64),
  roles: z.array(z.string()).default([]),
});
export type Actor = z.infer<typeof Actor>;

const JWK_SHAPE = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() });

export type Signer = {
  /** Signs `claims` for one audience; `seconds` is how long it holds. */
  sign(claims: Record<string, unknown> & { sub: string }, audience: string, seconds: number): Promise<string>;
  jwks: JSONWebKeySet;
};

/** A signer of EdDSA tokens (RFC 8037) from a private JWK as JSON. */
export async function signer(privateJwk: string, issuer: string): Promise<Signer> {
  const jwk: JWK = JWK_SHAPE.parse(JSON.parse(privateJwk));
  const key = await importJWK(jwk, 'EdDSA');
  const publicKey = await exportJWK(createPublicKey({ key: jwk as never, format: 'jwk' }));
  const kid = `${issuer}-${jwk.x?.slice(0, 8)}`;
  return {
    sign: (claims, audience, seconds) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(key),
    jwks: { keys: [{ ...publicKey, kid, alg: 'EdDSA', use: 'sig' }] },
  };
}

const KEPT_MOST = 5_000;

/** Whether the keys, not the token, are at fault: no connection, no answer in time, or another answer than keys. */
const isAway = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

/** Verifies tokens of one issuer for one audience. Gives nobody (null) for a token that is missing, wrong or over; throws `Unavailable` while the keys cannot be had. */
export function verifier({
  jwks,
  issuer,
  audience,
}: {
  jwks: string | URL;
  issuer: string;
  audience: string;
}): (token: string | undefined) => Promise<Actor | null> {
  const keys =
    jwks instanceof URL ? createRemoteJWKSet(jwks, { cooldownDuration: 2_000, timeoutDuration: 2_000 }) : createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet);
  const kept = new Map<string, { actor: Actor; until: number }>();
  return async (token) => {
    if (!token) return null;
    const known = kept.get(token);
    if (known && known.until > Date.now()) return known.actor;
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['EdDSA'], clockTolerance: 5 });
      const actor = Actor.parse({ kind: payload['kind'], id: payload.sub, roles: payload['roles'] ?? [] });
      if (kept.size >= KEPT_MOST) kept.clear();
      kept.set(token, { actor, until: (payload.exp ?? 0) * 1000 });
      return actor;
    } catch (error) {
      if (isAway(error)) throw new Refusal('Unavailable', { service: issuer });
      return null;
    }
  };
}

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer (\S+)$/.exec(header ?? '')?.[1];

/** For how many milliseconds a token that was verified still holds. */
export const holdsFor = (token: string): number => (decodeJwt(token).exp ?? 0) * 1000 - Date.now();
