import { connection } from 'next/server';

/** The process answers; it touches nothing else. */
export async function GET(): Promise<Response> {
  await connection();
  return new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
}
