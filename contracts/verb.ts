import type { z } from 'zod';

/**
 * Who may call: `public` needs no token, `shopper` is a guest or a customer, `customer` is signed in,
 * `staff:AREA` is a member of staff whose roles include AREA.
 */
export type Area = 'catalog' | 'inventory' | 'orders' | 'shipping' | 'customers' | 'operations';
export type Permission = 'public' | 'shopper' | 'customer' | `staff:${Area}`;

export type Http = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: `/${string}`; summary?: string };

export type Verb<Kind extends 'query' | 'mutation' = 'query' | 'mutation', Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  kind: Kind;
  input: Input;
  output: Output;
  permission: Permission;
  http?: Http;
};

export type Contract = Record<string, Verb>;

type Declaration<Input extends z.ZodType, Output extends z.ZodType> = Omit<Verb<'query', Input, Output>, 'kind'>;

/** Declares a procedure that reads. */
export const ask = <I extends z.ZodType, O extends z.ZodType>(declaration: Declaration<I, O>): Verb<'query', I, O> => ({ kind: 'query', ...declaration });

/** Declares a procedure that changes something. */
export const command = <I extends z.ZodType, O extends z.ZodType>(declaration: Declaration<I, O>): Verb<'mutation', I, O> => ({
  kind: 'mutation',
  ...declaration,
});
