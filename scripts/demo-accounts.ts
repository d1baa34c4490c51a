import { ensureDemoAccounts } from '../workers/user/accounts.ts';
import { journal } from '../workers/user/store.ts';

/** The demo shopper and the demo member of staff, with the password in DEMO_PASSWORD. Safe to repeat. */
try {
  await ensureDemoAccounts();
  console.log('demo accounts: ada@example.com (shopper), grace@example.com (staff)');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await journal.close();
}
