import { join } from 'node:path';
import { root, StartError } from './folders.mjs';
import { isFree } from './ports.mjs';
import { password, signingKey } from './secrets.mjs';

export const workers = ['catalog', 'search', 'user', 'order', 'payment', 'shipping', 'inventory', 'notification'];

/** Preferred ports of the shop's own processes, counted from the shop's: 3000 → gateway 4000, workers 4001–4008, simulators 4101–4105. */
export function preferredPorts(port) {
  const gateway = port + 1000;
  const behind = workers.map((name, index) => [name, gateway + 1 + index]);
  return {
    web: port,
    gateway,
    ...Object.fromEntries(behind),
    psp: gateway + 101,
    carrier: gateway + 102,
    mailbox: gateway + 103,
    smtp: gateway + 104,
    vies: gateway + 105,
  };
}

/** Ports that are free now for all processes of a shop; they stay the same from start to start while they are free. */
export async function takeShopPorts(ports, port) {
  const numbers = {};
  for (const [name, preferred] of Object.entries(preferredPorts(port))) {
    // These two were asked for, so a port of an earlier start counts for nothing.
    const chosen = name === 'web' || name === 'gateway';
    numbers[name] = chosen && (await isFree(preferred)) ? ports.set(name, preferred) : await ports.take(name, preferred);
  }
  return numbers;
}

/** The shop's own part of the environment: addresses of its processes, shared secrets, signing keys. */
export function shopEnvironment(folders, ports, secret) {
  const local = (name) => `http://127.0.0.1:${ports[name]}`;
  const shop = `http://localhost:${ports.web}`;
  return {
    ...Object.fromEntries(workers.map((name) => [`${name.toUpperCase()}_URL`, local(name)])),
    BFF_URL: local('gateway'),
    SHOP_URL: shop,
    NEXTAUTH_URL: shop,
    PSP_URL: local('psp'),
    CARRIER_URL: local('carrier'),
    MAILBOX_URL: local('mailbox'),
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    VIES_URL: local('vies'),
    PSP_PORT: String(ports.psp),
    CARRIER_PORT: String(ports.carrier),
    MAILBOX_PORT: String(ports.mailbox),
    SMTP_PORT: String(ports.smtp),
    VIES_PORT: String(ports.vies),
    STAFF_MAIL: 'team@kontor.example',
    SIMULATOR_HOST: '127.0.0.1',
    SIMULATOR_DATA: join(folders.data, 'simulators'),
    NEXTAUTH_SECRET: secret('shop/NEXTAUTH_SECRET'),
    WEB_GATEWAY_SECRET: secret('shop/WEB_GATEWAY_SECRET'),
    ORDER_LINK_SECRET: secret('shop/ORDER_LINK_SECRET'),
    PSP_SECRET_KEY: secret('shop/PSP_SECRET_KEY', () => `sk_test_${password()}`),
    PSP_WEBHOOK_SECRET: secret('shop/PSP_WEBHOOK_SECRET', () => `whsec_${password()}`),
    CARRIER_API_KEY: secret('shop/CARRIER_API_KEY'),
    CARRIER_WEBHOOK_SECRET: secret('shop/CARRIER_WEBHOOK_SECRET'),
    USER_SIGNING_KEY: secret('shop/USER_SIGNING_KEY', signingKey),
    GATEWAY_SIGNING_KEY: secret('shop/GATEWAY_SIGNING_KEY', signingKey),
    DEMO_PASSWORD: secret('shop/DEMO_PASSWORD', () => password(9)),
    // Nothing here asks a host on the network: see prisma/engine.
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'prisma/engine/schema-engine.mjs'),
    CHECKPOINT_DISABLE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Names of variables whose address comes as a binding in VCAP_SERVICES, found as kit/env.ts finds it: ORDER_DATABASE_URL is `order-database`. */
export function boundVariables(variables, text = process.env.VCAP_SERVICES) {
  if (!text) return [];
  let services;
  try {
    services = Object.values(JSON.parse(text)).flat();
  } catch {
    throw new StartError('VCAP_SERVICES is not JSON. Unset it, or give it the value that `cf env` shows.');
  }
  const names = new Set(services.flatMap(({ name, binding_name: binding, tags = [] }) => [name, binding, ...tags]));
  return variables.filter((variable) => names.has(variable.replace(/_URL$/, '').toLowerCase().replaceAll('_', '-')));
}
