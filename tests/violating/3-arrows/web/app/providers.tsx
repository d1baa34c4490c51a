'use client';

import { createTRPCClient } from '@trpc/client';

export const client = createTRPCClient({ links: [] });
