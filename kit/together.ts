/**
 * Calls that arrive while a batch is under way share the next one: one transaction for many callers. `run` answers in the order of
 * its items; an item that fails is answered with its own error. A batch that fails is taken again one by one, so `run` must bear that.
 */
export function together<Item, Answer>(run: (items: Item[]) => Promise<(Answer | Error)[]>, most = 50): (item: Item) => Promise<Answer> {
  const waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let busy = false;
  const runAlone = (item: Item): Promise<Answer | Error | undefined> =>
    run([item]).then(
      ([answer]) => answer,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  const pump = () => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const some = waiting.splice(0, most);
    run(some.map(({ item }) => item))
      .catch((error: unknown) => {
        if (some.length === 1) throw error;
        return Promise.all(some.map(({ item }) => runAlone(item)));
      })
      .then((answers) => {
        for (const [index, { resolve, reject }] of some.entries()) {
          const answer = answers[index];
          if (answer instanceof Error || answer === undefined) reject(answer ?? new Error('no answer'));
          else resolve(answer);
        }
      })
      .catch((error: unknown) => {
        for (const { reject } of some) reject(error);
      })
      .finally(() => {
        busy = false;
        pump();
      });
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      setImmediate(pump);
    });
}

/** The same for what is done and answers nothing. */
export function doneTogether<Item>(run: (items: Item[]) => Promise<void>, most?: number): (item: Item) => Promise<void> {
  const join = together(async (items: Item[]) => {
    await run(items);
    return items.map(() => true);
  }, most);
  return async (item) => void (await join(item));
}

/** The same for what is looked up by its id: whoever asks at once shares a query, and gets null for what is not there. */
export const foundTogether = <Found>(read: (ids: string[]) => Promise<Found[]>, idOf: (found: Found) => string): ((id: string) => Promise<Found | null>) =>
  together(async (ids: string[]) => {
    const found = new Map((await read([...new Set(ids)])).map((one) => [idOf(one), one]));
    return ids.map((id) => found.get(id) ?? null);
  });
