import { randomUUID } from 'node:crypto';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import { log } from '@kontor/kit/log';
import { Sku } from './ids.ts';

export const order = { z, Sku, log, nanoid, randomUUID };
