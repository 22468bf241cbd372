/** How much one commit takes; more would make the first wait long for the last. */
const mostInOne = 200;

/**
 * Commits what comes together together: a commit costs a wait for the disk whatever is in it, so all that arrive in one turn of the event loop, or while the previous
 * commit is on its way, share one. Each caller gets its own result, in the order of calling. When a shared commit fails each of its items is tried by itself, so that one
 * that can't be stored does not take its neighbours with it.
 */
export function groupCommit<I, R>(
  commit: (items: readonly I[]) => Promise<readonly R[]>,
  soon: (run: () => void) => void,
): (item: I) => Promise<R> {
  interface Waiting {
    readonly item: I;
    readonly resolve: (result: R) => void;
    readonly reject: (error: unknown) => void;
  }
  let queue: Waiting[] = [];
  let busy = false;

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await commit(group.map(({ item }) => item));
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error("The commit gave no result."));
        else resolve(result);
      });
    } catch (error) {
      if (group.length === 1) return group[0]?.reject(error);
      for (const one of group) await settle([one]);
    }
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const group = queue.slice(0, mostInOne);
      queue = queue.slice(mostInOne);
      await settle(group);
    }
    busy = false;
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      soon(() => void drain());
    });
}
