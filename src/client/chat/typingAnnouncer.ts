import type { ConversationId } from "../../contract/ids.js";
import type { Environment, Timer } from "../environment.js";
import type { Line } from "../line.js";

/** Says that this user types: at most every few seconds while he goes on, once more when he stops, and never when nobody is there to hear it. */
export interface TypingAnnouncer {
  set(id: ConversationId, typing: boolean): void;
  /** His message says that he has stopped. */
  sent(id: ConversationId): void;
}

export function createTypingAnnouncer(options: {
  readonly line: Line;
  readonly environment: Environment;
  readonly everyMs: number;
  /** Without a key for so long he has stopped; only when it is said if absent. */
  readonly idleMs?: number | undefined;
}): TypingAnnouncer {
  const { line, environment, everyMs, idleMs } = options;
  const announced = new Map<ConversationId, number>();
  const idle = new Map<ConversationId, Timer>();
  const wait = (id: ConversationId) => {
    const timer = idle.get(id);
    if (timer !== undefined) environment.clearTimeout(timer);
    if (idleMs !== undefined)
      idle.set(
        id,
        environment.setTimeout(() => api.set(id, false), idleMs),
      );
  };
  const api: TypingAnnouncer = {
    set(conversationId, typing) {
      const last = announced.get(conversationId);
      if (typing) {
        wait(conversationId);
        const now = environment.now();
        if (last !== undefined && now - last < everyMs && now >= last) return;
        if (line.emit("setTyping", { conversationId, typing })) announced.set(conversationId, now);
      } else if (last !== undefined) {
        announced.delete(conversationId);
        line.emit("setTyping", { conversationId, typing });
      }
    },
    sent(conversationId) {
      announced.delete(conversationId);
    },
  };
  return api;
}
