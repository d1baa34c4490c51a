import { z } from 'zod';

export const Role = z.enum(['orders', 'catalog']);
