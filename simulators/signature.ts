import { createHmac, timingSafeEqual } from 'node:crypto';

const digest = (secret: string, seconds: number, body: string) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/** The signature header of a webhook: `t=UNIXSECONDS,v1=HEX`, an HMAC-SHA256 over `t.body`. */
export function sign(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(secret, seconds, body).toString('hex')}`;
}

/** True when the header was made with one of the secrets over this body, at most `toleranceSeconds` from `at`. */
export function verify(secrets: readonly string[], body: string, header: string, at: Date, toleranceSeconds = 300): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match) return false;
  const seconds = Number(match[1]);
  const given = Buffer.from(match[2] ?? '', 'hex');
  if (Math.abs(at.getTime() / 1000 - seconds) > toleranceSeconds) return false;
  return secrets.some((secret) => timingSafeEqual(digest(secret, seconds, body), given));
}
