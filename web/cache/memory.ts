/** Holds what was asked for last, as far as there is room: what nobody asked for the longest goes first. Sizes in bytes. */
export function openMemory<Entry>(most: number) {
  const held = new Map<string, { entry: Entry; size: number }>();
  let bytes = 0;

  function drop(key: string) {
    bytes -= held.get(key)?.size ?? 0;
    held.delete(key);
  }

  return {
    recall(key: string): Entry | undefined {
      const found = held.get(key);
      if (!found) return undefined;
      held.delete(key);
      held.set(key, found);
      return found.entry;
    },

    /** What would take more than a quarter of the room is not held at all. */
    remember(key: string, entry: Entry, size: number) {
      drop(key);
      if (size > most / 4) return;
      held.set(key, { entry, size });
      bytes += size;
      for (const oldest of held.keys()) {
        if (bytes <= most) break;
        drop(oldest);
      }
    },

    forget() {
      held.clear();
      bytes = 0;
    },
  };
}
