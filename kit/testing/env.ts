import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The environment of one test file, set before anything else of kit is loaded: a namespace and keys of its own, free ports, and
 * the addresses of the stores that the test run started (or that the environment names).
 */
const root = resolve(import.meta.dirname, '../..');
const started = resolve(root, '.kontor/test/env.json');
const stores = existsSync(started) ? (JSON.parse(readFileSync(started, 'utf8')) as Record<string, string>) : {};

const privateJwk = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
const publicOf = (jwk: string) => {
  const { d: _secret, ...open } = JSON.parse(jwk) as Record<string, string>;
  return open;
};

export const namespace = `t${randomBytes(5).toString('hex')}`;
export const gatewayKey = privateJwk();
const kid = `gateway-${publicOf(gatewayKey)['x']?.slice(0, 8)}`;

for (const [name, value] of Object.entries(stores)) process.env[name] ??= value;
Object.assign(process.env, {
  ...Object.fromEntries(
    ['CATALOG', 'SEARCH', 'USER', 'ORDER', 'PAYMENT', 'SHIPPING', 'INVENTORY', 'NOTIFICATION'].map((name) => [`${name}_URL`, 'http://127.0.0.1:0']),
  ),
  BFF_URL: 'http://127.0.0.1:0',
  NAMESPACE: namespace,
  CLOCK_MOVABLE: '1',
  LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
  GATEWAY_SIGNING_KEY: gatewayKey,
  GATEWAY_JWKS: JSON.stringify({ keys: [{ ...publicOf(gatewayKey), kid, alg: 'EdDSA', use: 'sig' }] }),
  USER_SIGNING_KEY: privateJwk(),
  ORDER_LINK_SECRET: randomBytes(16).toString('hex'),
});

/** Points a variable elsewhere for this test file: a database of its own, a simulator on a free port. */
export const setEnvironment = (values: Record<string, string>): void => void Object.assign(process.env, values);

/** The address that a variable holds now. */
export function addressOf(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: start the stores with 'npm test', or set it`);
  return value;
}
