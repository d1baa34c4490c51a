'use client';

import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { Gateway } from '@kontor/bff/root';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<Gateway>();
