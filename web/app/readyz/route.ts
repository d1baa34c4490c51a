import { connection } from 'next/server';

/** Ready as soon as it answers: without its gateway the web still serves cached pages, without its cache it renders each. */
export async function GET(): Promise<Response> {
  await connection();
  return new Response('ready\n', { headers: { 'cache-control': 'no-store' } });
}
