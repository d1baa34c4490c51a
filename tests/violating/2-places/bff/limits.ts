import { Redis } from 'ioredis';

export const counters = new Redis();
