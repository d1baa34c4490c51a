import { Email } from '@kontor/contracts/ids';
import { Role } from '@kontor/contracts/user';
import { hireStaff } from '../workers/user/accounts.ts';
import { journal } from '../workers/user/store.ts';

const [email, ...roles] = process.argv.slice(2);
const wrong = roles.filter((role) => !Role.safeParse(role).success);

/** A staff account with a new password, printed once: `node scripts/staff.ts EMAIL ROLE…`. The same email again changes both. */
if (!Email.safeParse(email).success || roles.length === 0 || wrong.length > 0) {
  console.error(
    `Say the email and at least one role: node scripts/staff.ts EMAIL ROLE…${wrong.length > 0 ? `. There is no role ${wrong.join(', ')}` : ''}. The roles are ${Role.options.join(', ')}.`,
  );
  process.exit(2);
}
try {
  const password = await hireStaff(email ?? '', roles);
  console.log(`${email} signs in as staff with the password ${password} and has the roles ${roles.join(', ')}. Sessions from before are over.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await journal.close();
}
