import { createHmac } from 'node:crypto';
import { createTRPCClient, httpLink } from '@trpc/client';
import { headers } from 'next/headers';
import type { Gateway } from '@kontor/bff/root';
import { addressOf } from './address.ts';
import { env } from './env.ts';

/** The one door to the gateway for everything that runs on the web's servers. */
const TOTAL_MS = 5_000;

type Caller = { accessToken?: string; address?: string };

/** Proves to the gateway that this address was seen by the web and not made up on the way. */
export const signedAddress = (address: string) => `${address};${createHmac('sha256', env.gatewaySecret).update(address).digest('hex')}`;

export function gatewayFor({ accessToken, address }: Caller) {
  return createTRPCClient<Gateway>({
    links: [
      httpLink({
        url: `${env.gatewayUrl}/trpc`,
        headers: {
          ...(accessToken && { authorization: `Bearer ${accessToken}` }),
          ...(address && { 'x-kontor-client': signedAddress(address) }),
        },
        fetch: (url, options) => fetch(url, { ...options, signal: AbortSignal.timeout(TOTAL_MS) } as RequestInit),
      }),
    ],
  });
}

/** Without a person: for what everybody may see, and may therefore be cached. The web as such is not limited. */
export const gateway = () => gatewayFor({ address: 'web' });

/** For the person of this request; nobody when they have no session. Only below <Suspense>, after `await connection()`. */
export async function privateGateway() {
  const incoming = await headers();
  const accessToken = /^Bearer (\S+)$/.exec(incoming.get('authorization') ?? '')?.[1];
  const address = addressOf(incoming);
  return gatewayFor({ ...(accessToken && { accessToken }), ...(address && { address }) });
}
