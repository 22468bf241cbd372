/** Work in lanes: what is in one lane is done in turn, the lanes beside each other. Bounded by number and by bytes. */
export interface Lanes {
  /** Takes work, or `false` where there is no room for it: what came first is kept. The work must not reject. */
  offer(lane: string, bytes: number, work: () => Promise<void>): boolean;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  readonly waiting: number;
}

/** Makes empty lanes. */
export function createLanes(most: { readonly items: number; readonly bytes: number }): Lanes {
  /** The end of each lane that has something to do. */
  const ends = new Map<string, Promise<void>>();
  let items = 0;
  let bytes = 0;
  return {
    get waiting() {
      return items;
    },
    offer: (lane, size, work) => {
      if (items >= most.items || bytes + size > most.bytes) return false;
      items += 1;
      bytes += size;
      const mine = (ends.get(lane) ?? Promise.resolve()).then(work).finally(() => {
        items -= 1;
        bytes -= size;
        if (ends.get(lane) === mine) ends.delete(lane);
      });
      ends.set(lane, mine);
      return true;
    },
    idle: async () => {
      while (ends.size > 0) await Promise.all(ends.values());
    },
  };
}
