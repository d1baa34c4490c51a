/** Milliseconds at the 50th, 95th and 99th percentile, to a tenth. */
export function percentiles(all: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Runs `work` on all items, `concurrency` at a time, and gives how long each took and how many were done a second. */
export async function load<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<unknown>,
): Promise<{ perSecond: number; p50: number; p95: number; p99: number }> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < items.length) {
        const item = items[next++] as Item;
        const start = performance.now();
        await work(item);
        times.push(performance.now() - start);
      }
    }),
  );
  return { perSecond: Math.round((items.length / (performance.now() - began)) * 10_000) / 10, ...percentiles(times) };
}

/** One line of the report. */
export const row = (name: string, values: Record<string, number | string>): void =>
  console.log(
    `${name.padEnd(44)} ${Object.entries(values)
      .map(([key, value]) => `${key} ${value}`)
      .join('  ')}`,
  );
