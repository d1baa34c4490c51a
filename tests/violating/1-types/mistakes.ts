import { writeFile } from 'node:fs/promises';

export const total: number = '12,50';

export const anything = (value: any) => String(value);

export const first = (values: readonly string[]): string => values[0]!;

export function keep(path: string): void {
  writeFile(path, anything(total));
}
