import { createTRPCClient } from '@trpc/client';
import type { Gateway } from '@kontor/bff/root';
import { serve } from '@kontor/kit/rpc';
import { gateway } from '../../bff/root.ts';
import { Button } from '@/ui/button';

export const client = createTRPCClient<Gateway>({ links: [] });
export const Page = () => <Button shop={gateway} serve={serve} />;
