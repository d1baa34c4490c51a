import { createHmac, timingSafeEqual } from 'node:crypto';
import { Uuid } from '@kontor/contracts/ids';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as anybody is written to about an order. */
export const LINK_DAYS = 90;
const TOKEN = /^([0-9a-f-]{36})\.(\d{1,6})\.([\w-]{43})$/;

const mark = (secret: string, id: string, day: string) => createHmac('sha256', secret).update(`follow ${id} ${day}`).digest();

/** The signed part of a link that shows one order to whoever has it, up to the end of a day (UTC) `LINK_DAYS` after `at`. */
export function linkTo(secret: string, id: string, at: Date): string {
  const day = String(Math.floor(at.getTime() / DAY_MS) + LINK_DAYS);
  return `${id}.${day}.${mark(secret, id, day).toString('base64url')}`;
}

/** The order that a link is for; null for one that is forged, over, or no link of ours. */
export function orderOfLink(secret: string, token: string, at: Date): string | null {
  const [, id, day, given] = TOKEN.exec(token) ?? [];
  if (!id || !day || !given || !Uuid.safeParse(id).success || Math.floor(at.getTime() / DAY_MS) > Number(day)) return null;
  const made = mark(secret, id, day);
  const signature = Buffer.from(given, 'base64url');
  return signature.length === made.length && timingSafeEqual(signature, made) ? id : null;
}
