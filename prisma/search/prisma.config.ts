import { defineConfig } from 'prisma/config';
import { migrationAddress } from '../env.ts';

export default defineConfig({ schema: 'schema.prisma', migrations: { path: 'migrations' }, datasource: { url: migrationAddress('search') } });
