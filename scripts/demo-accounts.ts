import { ensureDemoAccounts } from '../workers/user/accounts.ts';
import { journal } from '../workers/user/store.ts';

/** The demo shopper and the demo member of staff, with the password in DEMO_PASSWORD. Safe to repeat. */
await ensureDemoAccounts();
await journal.close();
console.log('demo accounts: ada@example.com (shopper), grace@example.com (staff)');
