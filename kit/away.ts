/** Of the network, of PostgreSQL (shutting down, starting, no connection left) and of Prisma (not reached, closed, none free in time). */
const CODES = new Set('ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT 57P01 57P02 57P03 53300 P1001 P1002 P1008 P1017 P2024 P2028'.split(' '));
const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed))/;
const MONGO = /^Mongo(Network|ServerSelection|WaitQueueTimeout|PoolCleared|NotConnected)/;

type Cause = { originalCode?: string; kind?: string };
type Failure = { code?: unknown; name?: string; message?: string; cause?: Cause; meta?: { code?: string; driverAdapterError?: { cause?: Cause } } };

/** The database's code lies in another place for a statement of ours, one of Prisma's and a commit. */
export function codesOf(error: unknown): string[] {
  const { code, cause, meta } = (error ?? {}) as Failure;
  return [code, cause?.originalCode, meta?.code, meta?.driverAdapterError?.cause?.originalCode].flatMap((one) => (typeof one === 'string' ? one : []));
}

/** Whether a store could not be reached or the way to it broke: asked again in a moment it may answer. What came of a change is not known then. */
export function isStoreAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name = '', message = '', cause, meta } = error as Failure;
  // Of a transaction that could not be ended the kind lies nearer.
  const kinds = [cause?.kind, meta?.driverAdapterError?.cause?.kind];
  return (
    codesOf(error).some((code) => CODES.has(code)) ||
    kinds.some((kind) => kind && KINDS.has(kind)) ||
    MONGO.test(name) ||
    WORDS.test(message) ||
    isStoreAway(cause)
  );
}
