export const price  = { amount:1250, currency:"EUR" }
