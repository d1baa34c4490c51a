import { createServer } from 'node:net';
import { Redis } from 'ioredis';

export const redis = { createServer, Redis };
