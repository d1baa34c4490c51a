import { MongoClient } from 'mongodb';

export const ledger = new MongoClient('mongodb://127.0.0.1');
