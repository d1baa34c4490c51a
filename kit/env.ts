import { z } from 'zod';

type Shape = Record<string, z.ZodType>;

const Credentials = z.looseObject({
  uri: z.string().optional(),
  host: z.string().optional(),
  port: z.coerce.number().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  scheme: z.string().optional(),
});
const Bound = z.object({ name: z.string(), binding_name: z.string().nullish(), tags: z.array(z.string()).default([]), credentials: Credentials });

/** `ORDER_DATABASE_URL` is looked for as a service named, bound as or tagged `order-database`. */
const serviceNameOf = (variable: string) => variable.replace(/_URL$/, '').toLowerCase().replaceAll('_', '-');

/** The address of a bound Cloud Foundry service by name, binding name or tag; labels carry versions there, so they are not asked. */
export function addressFromVcap(vcapServices: string, variable: string): string | undefined {
  const bound = z.record(z.string(), z.array(Bound)).parse(JSON.parse(vcapServices));
  const wanted = serviceNameOf(variable);
  const service = Object.values(bound)
    .flat()
    .find((one) => one.binding_name === wanted || one.name === wanted || one.tags.includes(wanted));
  if (!service) return undefined;
  const { uri, host, port, username, password, scheme } = service.credentials;
  if (uri) return uri;
  const login = username ? `${encodeURIComponent(username)}:${encodeURIComponent(password ?? '')}@` : '';
  return host ? `${scheme ?? protocolOf(variable)}://${login}${host}${port ? `:${port}` : ''}` : undefined;
}

function protocolOf(variable: string): string {
  if (variable.includes('DATABASE')) return 'postgresql';
  if (variable.includes('REDIS')) return 'redis';
  if (variable.includes('RABBITMQ')) return 'amqp';
  if (variable.includes('MONGO')) return 'mongodb';
  return 'http';
}

/**
 * Reads the variables that `shape` names, each from the environment or, for addresses, from VCAP_SERVICES.
 * Throws one sentence that names every variable that is missing or wrong.
 */
export function environment<S extends Shape>(shape: S): z.output<z.ZodObject<S>> {
  const vcap = process.env['VCAP_SERVICES'];
  const values = Object.keys(shape).map((name) => [name, process.env[name] ?? (vcap ? addressFromVcap(vcap, name) : undefined)] as const);
  const parsed = z.object(shape).safeParse(Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== '')));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ');
  throw new Error(`The environment is not complete: ${wrong}. Set it, or bind a service of that name.`);
}

const Port = z.coerce.number().int().min(0).max(65_535);

/** What every process reads. */
export const base = environment({
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  NAMESPACE: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .default(''),
  HOSTNAME: z
    .string()
    .default('127.0.0.1')
    .transform((name) => (/^[0-9.:]+$/.test(name) ? name : '127.0.0.1')),
  BFF_URL: z.url().default('http://127.0.0.1:4000'),
  /** So many requests are answered at once; more are refused at once. */
  MOST_REQUESTS: z.coerce.number().int().min(1).default(600),
  CLOCK_MOVABLE: z.literal('1').optional(),
  KILL_AT: z.string().default(''),
  GATEWAY_JWKS: z.string().optional(),
});

/** The port of a process from its own address, so that an address is said once. */
export const portOf = (address: string): number => Port.parse(new URL(address).port || '80');
