import { z } from 'zod';

/** What is left of a schema without what makes it optional or fills it in. */
function innermost(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType ? innermost(innerType) : schema;
}

/** An address knows text alone: what the contract wants as a number, a truth or a list becomes one, if it can be read so; else it stays and is refused. */
function meant(schema: z.ZodType | undefined, given: string | string[]): unknown {
  const type = schema && innermost(schema).def.type;
  if (type === 'array') return [given].flat();
  const text = [given].flat().at(-1) ?? '';
  if (type === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return text;
}

/** The query of an address as the contract wants it. */
export function inAddress(schema: unknown, given: Record<string, string | string[]>): Record<string, unknown> {
  const shape: Record<string, z.ZodType> = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, meant(Object.hasOwn(shape, name) ? shape[name] : undefined, value)]));
}
