/** Where the journeys run and where the shop's mails lie (empty: mails are not looked at). */
export const env = {
  baseUrl: process.env['BASE_URL'] ?? 'http://localhost:3000',
  mailboxUrl: process.env['MAILBOX_URL'] ?? '',
  chromium: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
};
