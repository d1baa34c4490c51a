import type { EventType, Worker } from '@kontor/contracts/events';

/** Which promise is broken; the numbers are those of docs/promises.md. */
export type Promised = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11' | 'I12' | 'I13' | 'I14';

/**
 * What would mend a finding, by ways that the workers have anyway: an event told again to one hearer, an ask, an event of the owner,
 * a count from the ledger. Every one may be done twice.
 */
export type Repair =
  /** the newest event of that type and subject leaves its owner's outbox once more, for one hearer alone */
  | { way: 'tell again'; type: EventType; subject: string; hearer: Worker }
  /** the very same message, for a hearer that never had it */
  | { way: 'deliver'; owner: Worker; id: string; type: string; subject: string; hearer: Worker }
  /** a message that no outbox holds, for one hearer alone */
  | { way: 'say'; type: EventType; subject: string; version: number; data: unknown; hearer: Worker }
  /** an event of its owner, told to all */
  | { way: 'tell'; type: EventType; subject: string; version: number; data: unknown }
  | { way: 'ask'; worker: Worker; kind: string; subject: string; payload: Record<string, unknown> }
  /** an ask that waits is taken now */
  | { way: 'ask now'; worker: Worker; id: string }
  | { way: 'recount'; sku: string; location: string }
  | { way: 'recount card'; cardId: string }
  | { way: 'tell stock'; sku: string }
  | { way: 'take dead letters again'; hearer: string }
  | { way: 'reindex' };

export type Finding = {
  promised: Promised;
  /** what is wrong, in a few words: with the subject it names the finding */
  what: string;
  subject: string;
  sentence: string;
  /** what a person can do where nothing can be repaired, or in its place */
  wayOn: string;
  repairs: Repair[];
};

export const keyOf = ({ promised, what, subject }: Finding): string => `${promised} ${what} ${subject}`;

/** The repair in words, for the dry run. */
export function inWords(repair: Repair): string {
  switch (repair.way) {
    case 'tell again':
      return `tell ${repair.type} about ${repair.subject} again to ${repair.hearer}`;
    case 'deliver':
      return `deliver message ${repair.id} of ${repair.owner} to ${repair.hearer}`;
    case 'say':
      return `say ${repair.type} about ${repair.subject} to ${repair.hearer}`;
    case 'tell':
      return `tell ${repair.type} about ${repair.subject}`;
    case 'ask':
      return `let ${repair.worker} ask ${repair.kind} about ${repair.subject}`;
    case 'ask now':
      return `let ${repair.worker} take ask ${repair.id} now`;
    case 'recount':
      return `count ${repair.sku} at ${repair.location} from its movements and holds`;
    case 'recount card':
      return `count the balance of gift card ${repair.cardId} from its ledger`;
    case 'tell stock':
      return `tell the stock of ${repair.sku} again`;
    case 'take dead letters again':
      return `give the dead letters of ${repair.hearer} back to its queue`;
    case 'reindex':
      return 'build the search index anew';
  }
}
