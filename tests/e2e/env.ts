/**
 * Where the journeys run, where the shop's mails lie (empty: mails are not looked at), and the door to a shop of their own (empty:
 * journeys that change goods, move the clock or let processes die are left out). Without the password of the demo accounts the journeys
 * of staff are left out.
 */
export const env = {
  baseUrl: process.env['BASE_URL'] ?? 'http://localhost:3000',
  mailboxUrl: process.env['MAILBOX_URL'] ?? '',
  houseUrl: process.env['HOUSE_URL'] ?? '',
  demoPassword: process.env['DEMO_PASSWORD'] ?? '',
  chromium: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
};
