import type { ConversationId } from "../../contract/ids.js";
import type { Environment } from "../environment.js";
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
}): TypingAnnouncer {
  const { line, environment, everyMs } = options;
  const announced = new Map<ConversationId, number>();
  return {
    set(conversationId, typing) {
      const last = announced.get(conversationId);
      if (typing) {
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
}
