export const hears = { OrderPlaced: () => [] };
