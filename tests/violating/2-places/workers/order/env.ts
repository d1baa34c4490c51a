export const env = { url: process.env['ORDER_URL'] };
