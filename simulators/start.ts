import { startCarrier } from './carrier/start.ts';
import { readEnv, type SimulatorEnv } from './env.ts';
import { startMailbox } from './mailbox/start.ts';
import { startPsp } from './psp/start.ts';
import type { Running } from './server.ts';
import { startVies } from './vies/start.ts';

export const simulatorNames = ['psp', 'carrier', 'mailbox', 'vies'] as const;
export type SimulatorName = (typeof simulatorNames)[number];
export type Addresses = Partial<Record<SimulatorName | 'smtp', string>>;

/**
 * Starts some simulators in this process, all unless named. `changes` win over the environment, e.g.
 * `startSimulators(['psp'], { PSP_PORT: 0, SIMULATOR_DATA: folder })` for a test.
 */
export async function startSimulators(names: readonly SimulatorName[] = simulatorNames, changes: Partial<SimulatorEnv> = {}) {
  const env = { ...readEnv(), ...changes };
  const place = { host: env.SIMULATOR_HOST, publicHost: env.SIMULATOR_PUBLIC_HOST, folder: env.SIMULATOR_DATA };
  const addresses: Addresses = {};
  const running: Running[] = [];
  const stop = async () => void (await Promise.all(running.map((one) => one.stop())));
  const starts: Record<SimulatorName, () => Promise<Running & { smtp?: string }>> = {
    psp: () => startPsp({ ...place, port: env.PSP_PORT, secretKey: env.PSP_SECRET_KEY, webhookSecret: env.PSP_WEBHOOK_SECRET }),
    carrier: () =>
      startCarrier({
        ...place,
        port: env.CARRIER_PORT,
        apiKey: env.CARRIER_API_KEY,
        webhookSecret: env.CARRIER_WEBHOOK_SECRET,
        dispatchAfterMs: env.CARRIER_DISPATCH_AFTER_MS,
        deliverAfterMs: env.CARRIER_DELIVER_AFTER_MS,
      }),
    mailbox: () => startMailbox({ ...place, port: env.MAILBOX_PORT, smtpPort: env.SMTP_PORT }),
    vies: () => startVies({ ...place, port: env.VIES_PORT }),
  };
  try {
    for (const name of names) {
      const one = await starts[name]();
      running.push(one);
      addresses[name] = one.url;
      if (one.smtp) addresses.smtp = one.smtp;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses, stop };
}
