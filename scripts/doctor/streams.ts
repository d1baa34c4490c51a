/** Reads rows page by page in the order of their keys: `read` gives those after a key, an empty page is the end. */
export async function* pages<Row>(read: (after: string) => Promise<Row[]>, keyOf: (row: Row) => string, first = ''): AsyncGenerator<Row> {
  for (let after = first; ; ) {
    const page = await read(after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = keyOf(last);
  }
}

type Streams<Rows> = { [Name in keyof Rows]: { rows: AsyncIterable<Rows[Name]>; keyOf: (row: Rows[Name]) => string } };
export type Joined<Rows> = { key: string } & { [Name in keyof Rows]?: Rows[Name] };

/**
 * Joins streams that are each in the order of their keys, at most one row a key: all that is known of the smallest key, then of the
 * next. Holds one page of each stream and no more.
 */
export async function* joined<Rows extends Record<string, unknown>>(streams: Streams<Rows>): AsyncGenerator<Joined<Rows>> {
  const open = await Promise.all(
    Object.entries(streams).map(async ([name, { rows, keyOf }]) => {
      const iterator = rows[Symbol.asyncIterator]();
      return { name, keyOf: keyOf as (row: unknown) => string, iterator, head: await iterator.next() };
    }),
  );
  for (;;) {
    const left = open.filter(({ head }) => !head.done);
    const keys = left.map(({ keyOf, head }) => keyOf(head.value));
    const key = keys.reduce<string | undefined>((least, one) => (least === undefined || one < least ? one : least), undefined);
    if (key === undefined) return;
    const together: Record<string, unknown> = { key };
    for (const [index, stream] of left.entries()) {
      if (keys[index] !== key) continue;
      together[stream.name] = stream.head.value;
      stream.head = await stream.iterator.next();
    }
    yield together as Joined<Rows>;
  }
}
