// OrderCancelled in a comment, or in another map, is not heard.
const names = { OrderCancelled: 'cancelled' };

export const hears = {
  OrderPaid: async () => names,
  async OrderCompleted() {},
} satisfies Record<string, unknown>;
