import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_S = 300;

/**
 * True when `header` (`t=SECONDS,v1=HEX`) signs these bytes with one of the secrets, HMAC-SHA256 over `SECONDS.BODY`, at most
 * 300 s from `at`. That is the wire's time, not business time: the sender's clock is a real one.
 */
export function isSigned(secrets: readonly string[], body: Buffer, header: unknown, at = new Date()): boolean {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (!seconds || !hex || Math.abs(at.getTime() / 1000 - Number(seconds)) > TOLERANCE_S) return false;
  const given = Buffer.from(hex, 'hex');
  const made = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.`).update(body).digest());
  return made.some((digest) => timingSafeEqual(digest, given));
}
