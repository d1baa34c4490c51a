import { z } from 'zod';
import { environment } from '@kontor/kit/env';

const address = (port: number) => z.url().default(`http://127.0.0.1:${port}`);

export const env = environment({
  CATALOG_URL: address(4001),
  SEARCH_URL: address(4002),
  USER_URL: address(4003),
  ORDER_URL: address(4004),
  PAYMENT_URL: address(4005),
  SHIPPING_URL: address(4006),
  INVENTORY_URL: address(4007),
  NOTIFICATION_URL: address(4008),
  SHOP_URL: z.url().default('http://localhost:3000'),
  REDIS_CACHE_URL: z.url(),
  GATEWAY_SIGNING_KEY: z.string().min(1),
  WEB_GATEWAY_SECRET: z.string().min(16),
  /** what one client may ask in a minute, over all procedures */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(1_200),
});
