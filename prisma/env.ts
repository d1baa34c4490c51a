/** The database of a worker as Prisma's command line needs it; generating and comparing need none. */
export const migrationAddress = (worker: string): string => process.env[`${worker.toUpperCase()}_DATABASE_URL`] ?? `postgresql://127.0.0.1:5432/${worker}`;
