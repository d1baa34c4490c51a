import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, StartError, writeJson } from './folders.mjs';

/**
 * Passwords and keys of one shop, made when first asked for and kept in secrets.json (readable by its owner only).
 * Throws when data is there but the file with its passwords is not.
 */
export function openSecrets(folders) {
  const file = join(folders.data, 'secrets.json');
  const kept = readJson(file);
  if (!kept && (existsSync(file) || readdirSync(folders.services).length > 0)) {
    throw new StartError(
      `${file} is missing or damaged, and the data in ${folders.services} opens only with it. Put the file back, or move ${folders.data} away to begin with an empty shop.`,
    );
  }
  const secrets = kept ?? {};
  if (!kept) writeJson(file, secrets);
  return (name, make = password) => {
    if (!(name in secrets)) {
      secrets[name] = make();
      writeJson(file, secrets);
    }
    return secrets[name];
  };
}

// Base64url needs no quoting in an address, a configuration file or SQL.
export const password = (bytes = 24) => randomBytes(bytes).toString('base64url');

/** A private Ed25519 key as one line of JSON (JWK with its id). */
export function signingKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(9).toString('base64url');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
}
