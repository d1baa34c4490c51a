export const wait = () => undefined;
