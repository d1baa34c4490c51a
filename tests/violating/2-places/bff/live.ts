export const open = () => import('amqplib');
