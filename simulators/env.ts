import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const afterMs = (fallback: number) =>
  z
    .union([z.literal('off'), z.coerce.number().int().min(0)])
    .default(fallback)
    .transform((value) => (value === 'off' ? undefined : value));

const schema = z.object({
  PSP_PORT: port(4101),
  CARRIER_PORT: port(4102),
  MAILBOX_PORT: port(4103),
  SMTP_PORT: port(4104),
  VIES_PORT: port(4105),
  PSP_SECRET_KEY: z.string().min(8).default('psp-key-for-laptops-only'),
  PSP_WEBHOOK_SECRET: z.string().min(8).default('psp-webhook-secret-for-laptops-only'),
  CARRIER_API_KEY: z.string().min(8).default('carrier-key-for-laptops-only'),
  CARRIER_WEBHOOK_SECRET: z.string().min(8).default('carrier-webhook-secret-for-laptops-only'),
  CARRIER_DISPATCH_AFTER_MS: afterMs(4000),
  CARRIER_DELIVER_AFTER_MS: afterMs(8000),
  SIMULATOR_DATA: z.string().min(1).default('.kontor/simulators'),
  // Listening elsewhere than on loopback opens the fault switches to the network: containers only.
  SIMULATOR_HOST: z.string().min(1).default('localhost'),
  SIMULATOR_PUBLIC_HOST: z.string().min(1).default('localhost'),
});

export type SimulatorEnv = z.infer<typeof schema>;

/** Reads the environment; throws one sentence that names every bad variable. */
export function readEnv(source: Record<string, string | undefined> = process.env): SimulatorEnv {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The simulators cannot start with this environment: ${problems.join('; ')}`);
}
