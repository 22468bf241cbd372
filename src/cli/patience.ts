/** The shortest turn, and how many a longer while has. */
const turnMs = 20;
const turns = 100;

/**
 * Runs something after a while of this process's own time, and answers what cancels it. The while is counted in turns, each of which begins when the one before is over: a machine
 * that was busy or asleep has used up none of the server's time, as what came meanwhile is read between two turns.
 */
export function after(ms: number, run: () => void): () => void {
  const length = Math.max(turnMs, ms / turns);
  let left = Math.max(1, Math.ceil(ms / length));
  const turn = () => {
    left -= 1;
    if (left <= 0) run();
    else timer = setTimeout(turn, length);
  };
  let timer = setTimeout(turn, Math.min(ms, length));
  return () => clearTimeout(timer);
}

/** Waits so long, in turns. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void after(ms, resolve));
}

/** What a promise comes to, or `late` when that takes longer than so many ms, in turns. */
export async function within<T>(ms: number, promise: Promise<T>, late: T): Promise<T> {
  let cancel = () => {};
  const end = new Promise<T>((resolve) => {
    cancel = after(ms, () => resolve(late));
  });
  return Promise.race([promise, end]).finally(() => cancel());
}
