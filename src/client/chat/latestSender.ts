import type { ConversationId } from "../../contract/ids.js";
import type { Environment, Timer } from "../environment.js";

/** Sends the newest value of a conversation, not every value: what is overtaken while waiting is never sent. */
export interface LatestSender<T> {
  want(id: ConversationId, value: T): void;
  /** Commands may go again: what is left over goes now. */
  resume(): void;
  destroy(): void;
}

/**
 * @param options.everyMs at most one command so often in a conversation; the first goes at once
 * @param options.send resolves to whether it is done with; if not, the value is sent again later unless a newer one takes its place
 */
export function createLatestSender<T>(options: {
  readonly environment: Environment;
  readonly everyMs: number;
  ready(): boolean;
  send(id: ConversationId, value: T): Promise<boolean>;
}): LatestSender<T> {
  const { environment } = options;
  const wanted = new Map<ConversationId, T>();
  const timers = new Map<ConversationId, Timer>();

  const pump = (id: ConversationId) => {
    const value = wanted.get(id);
    if (value === undefined || timers.has(id) || !options.ready()) return;
    wanted.delete(id);
    timers.set(
      id,
      environment.setTimeout(() => {
        timers.delete(id);
        pump(id);
      }, options.everyMs),
    );
    void options.send(id, value).then((done) => {
      if (done || wanted.has(id)) return;
      wanted.set(id, value);
      pump(id);
    });
  };

  return {
    want(id, value) {
      wanted.set(id, value);
      pump(id);
    },
    resume() {
      for (const id of [...wanted.keys()]) pump(id);
    },
    destroy() {
      wanted.clear();
      for (const timer of timers.values()) environment.clearTimeout(timer);
      timers.clear();
    },
  };
}
