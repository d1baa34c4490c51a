import { randomUUID } from 'node:crypto';
import { events, type EventData, type EventType, type Worker } from '@kontor/contracts/events';
import { type Later, piecesTold } from '@kontor/contracts/inventory';
import { leaving, type Told } from '@kontor/kit/journal';
import { KEPT_DAYS } from '@kontor/kit/keeping';
import { dataIn } from '@kontor/kit/mongo';
import { envelope } from '@kontor/kit/messages';
import { deadOf, queueOf } from '@kontor/kit/topology';
import { type Finding, inWords, type Repair } from './finding.ts';
import type { MongoOutboxRow, SqlWorker, Stores } from './stores.ts';

type Row = { id: string; type: EventType; subject: string; version: number; data: unknown; trace: string; at: Date };
const COLUMNS = 'id, type, subject, version, data, trace, at';
const fromMongo = ({ _id, data, ...row }: MongoOutboxRow): Row => ({ ...row, id: _id, type: row.type as EventType, data: dataIn(data) });

const ownerOf = (type: EventType): Worker => events[type].owner;

function sqlOwner(type: EventType): SqlWorker {
  const owner = ownerOf(type);
  if (owner === 'catalog') throw new Error(`${type} is told by the catalogue: save the product again instead`);
  return owner;
}

/** To one hearer alone. A new id lets it through the inbox; what it does has a business key of its own. */
async function send(stores: Stores, hearer: Worker, { id, type, subject, version, data, trace, at }: Row): Promise<void> {
  const parsed = events[type].schema.parse(data) as EventData<EventType>;
  const body = envelope(ownerOf(type), { id, type, subject, version, data: parsed, trace, lane: 'now', at: at.toISOString() });
  await stores.broker.publish([{ exchange: '', key: queueOf(hearer), id, body }]);
}

async function tellAgain(stores: Stores, type: EventType, subject: string, hearer: Worker): Promise<void> {
  const owner = ownerOf(type);
  const rows =
    owner === 'catalog'
      ? (await stores.catalog.outbox.find({ subject }, { sort: { version: 1 } }).toArray()).map(fromMongo)
      : await stores.sql<Row>(owner, `select ${COLUMNS} from outbox where subject = $1 order by seq`, [subject]);
  if (rows.length === 0) throw new Error(`what ${owner} told about ${subject} is more than ${KEPT_DAYS} days old and was deleted: look at it by hand`);
  for (const row of rows.filter((one) => one.type === type)) await send(stores, hearer, { ...row, id: randomUUID() });
}

async function deliver(stores: Stores, owner: Worker, id: string, hearer: Worker): Promise<void> {
  const row =
    owner === 'catalog'
      ? await stores.catalog.outbox.findOne({ _id: id }).then((found) => found && fromMongo(found))
      : (await stores.sql<Row>(owner, `select ${COLUMNS} from outbox where id = $1`, [id]))[0];
  if (row) await send(stores, hearer, row);
}

const LEAVE = `insert into outbox (id, type, subject, version, data, trace, lane) values ($1, $2, $3, $4, $5, '', 'now')`;
const leave = (told: Told, version: number): [string, unknown[]] => {
  const { id, type, subject, data } = leaving(told, version, '');
  return [LEAVE, [id, type, subject, version, JSON.stringify(data)]];
};

/** Under the lock that every change of a card takes first. */
const recountCard = (stores: Stores, cardId: string): Promise<void> =>
  stores.inTransaction('payment', async (client) => {
    await client.query('select 1 from gift_card where id = $1 for update', [cardId]);
    await client.query('update gift_card set balance = (select coalesce(sum(moved), 0) from gift_card_entry where card_id = $1) where id = $1', [cardId]);
  });

/** Writes the shelf as its movements and holds have it; what can be sold then is told. Refused by the store where it would be less than nothing. */
async function recount(stores: Stores, sku: string, location: string): Promise<void> {
  await stores.inTransaction('inventory', async (client) => {
    await client.query('select 1 from stock where sku = $1 order by location for update', [sku]);
    await client.query(
      `update stock set on_hand = coalesce((select sum(quantity) from movement m where m.sku = $1 and m.location = $2), 0),
         held = coalesce((select sum((l->>'quantity')::int) from hold, jsonb_array_elements(lines) l where phase = 'held' and l->>'sku' = $1 and l->>'location' = $2), 0),
         allocated = coalesce((select sum((l->>'quantity')::int) from hold, jsonb_array_elements(lines) l where phase = 'allocated' and l->>'sku' = $1 and l->>'location' = $2), 0),
         waiting = coalesce((select sum((l->>'waiting')::int) from hold, jsonb_array_elements(lines) l where phase in ('held', 'allocated') and l->>'sku' = $1 and l->>'location' = $2), 0)
       where sku = $1 and location = $2`,
      [sku, location],
    );
    await tellStock(client, sku);
  });
}

type Client = { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> };
async function tellStock(client: Client, sku: string): Promise<void> {
  const counted = await client.query(
    `insert into sku_version (sku, version) values ($1, 1) on conflict (sku) do update set version = sku_version.version + 1
     returning version, (select sum(on_hand - held - allocated + waiting)::int from stock where sku = $1) as available, (select sum(on_hand)::int from stock where sku = $1) as "onHand",
       (select low_at from sku_rule where sku = $1) as "lowAt",
       (select later || jsonb_build_object('pieces', greatest(0, (later->>'quota')::int - (select sum(waiting)::int from stock where sku = $1)))
        from sku_rule where sku = $1 and (later->>'open')::boolean) as later`,
    [sku],
  );
  const [row] = counted.rows as { version: number; available: number | null; onHand: number | null; lowAt: number | null; later: Later | null }[];
  const data = { sku, available: piecesTold(row?.available ?? 0, row?.lowAt), onHand: row?.onHand ?? 0, ...(row?.later && { later: row.later }) };
  await client.query(...leave({ type: 'StockChanged', subject: sku, data }, row?.version ?? 1));
}

/** Gives dead letters back to the queues they died in, as many as lie there now. */
async function takeAgain(stores: Stores, hearer: string): Promise<void> {
  await stores.broker.withChannel(async (channel) => {
    const { messageCount } = await channel.checkQueue(deadOf(hearer));
    for (let count = 0; count < messageCount; count++) {
      const letter = await channel.get(deadOf(hearer));
      if (!letter) return;
      const queue = String(letter.properties.headers?.['queue'] ?? queueOf(hearer));
      await stores.broker.publish([{ exchange: '', key: queue, id: String(letter.properties.messageId), body: letter.content.toString() }]);
      channel.ack(letter);
    }
  });
}

/** Does one repair. Throws where it cannot be done; `reindex` builds the search index anew. */
async function mend(stores: Stores, repair: Repair, reindex: () => Promise<void>): Promise<void> {
  switch (repair.way) {
    case 'tell again':
      return tellAgain(stores, repair.type, repair.subject, repair.hearer);
    case 'deliver':
      return deliver(stores, repair.owner, repair.id, repair.hearer);
    case 'say': {
      const { type, subject, version, data, hearer } = repair;
      return send(stores, hearer, { id: randomUUID(), type, subject, version, data, trace: '', at: new Date() });
    }
    case 'tell': {
      const { type, subject, data, version } = repair;
      return void (await stores.sql(sqlOwner(type), ...leave({ type, subject, data } as Told, version)));
    }
    case 'ask': {
      const { worker, kind, subject, payload } = repair;
      if (worker === 'catalog') throw new Error('the catalogue asks nobody');
      const id = randomUUID();
      const text = 'insert into ask (id, kind, subject, key, payload, due) values ($1, $2, $3, $4, $5, now())';
      return void (await stores.sql(worker, text, [id, kind, subject, `doctor:${id}`, JSON.stringify(payload)]));
    }
    case 'ask now': {
      if (repair.worker === 'catalog') throw new Error('the catalogue asks nobody');
      return void (await stores.sql(repair.worker, 'update ask set due = now(), leased_until = null where id = $1 and done_at is null', [repair.id]));
    }
    case 'recount':
      return recount(stores, repair.sku, repair.location);
    case 'recount card':
      return recountCard(stores, repair.cardId);
    case 'tell stock':
      return stores.inTransaction('inventory', (client) => tellStock(client, repair.sku));
    case 'take dead letters again':
      return takeAgain(stores, repair.hearer);
    case 'reindex':
      return reindex();
  }
}

/** Does every repair that findings ask for, each once. Gives in words what could not be done. */
export async function mendAll(stores: Stores, findings: readonly Finding[], reindex: () => Promise<void>): Promise<string[]> {
  const all = findings.flatMap(({ repairs }) => repairs);
  // What an event says is done by delivering it: told as a new one beside it, its money would go back twice.
  const delivered = new Set(all.flatMap((repair) => (repair.way === 'deliver' ? [`${repair.type} ${repair.subject}`] : [])));
  const isSaid = (repair: Repair) => repair.way === 'tell' && delivered.has(`${repair.type} ${repair.subject}`);
  const todo = new Map(all.filter((repair) => !isSaid(repair)).map((repair) => [JSON.stringify(repair), repair]));
  const failures: string[] = [];
  for (const repair of todo.values()) {
    await mend(stores, repair, reindex).catch((error: unknown) => {
      failures.push(`${inWords(repair)}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return failures;
}
