import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/session';

type Context = { params: Promise<{ nextauth: string[] }> };

// Made per request: the secret is known at run time only.
const handle = (request: NextRequest, context: Context): Promise<Response> => NextAuth(request, context, authOptions()) as Promise<Response>;

export { handle as GET, handle as POST };
