'use client';

import { Field } from './field.tsx';

export * from './button.tsx';
export { Field };
