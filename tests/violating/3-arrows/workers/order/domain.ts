import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '@kontor/contracts/refusals';
import type { Decision } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { type Told } from '@kontor/kit/journal';
import { taxOf } from './pricing/tax.ts';
import { journal } from './store/journal.ts';

export const rule = { readFile, isDeepStrictEqual, Refusal, now, taxOf, journal };
export type Decided = Decision<Told>;
