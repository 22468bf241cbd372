import { isRetryable, type Outcome } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
import type { Capabilities } from "../../protocols/protocol.js";
import type { Environment } from "../environment.js";
import type { Line } from "../line.js";
import { readMoved } from "../lobbyActions.js";
import type { LobbyStore } from "../lobbyState.js";
import { createLatestSender } from "./latestSender.js";
import { hasLocalId } from "./order.js";
import { selectConversation } from "./selectors.js";

/** Tells the server how far this user has read, and how far messages have reached him. */
export interface Watermarks {
  markRead(id: ConversationId, seq?: number): void;
  /** Messages of others among these have been delivered here. */
  noteDelivered(events: readonly DomainEvent[]): void;
  /** Commands may go again. */
  resume(): void;
  destroy(): void;
}

const everyMs = 1_000;

export function createWatermarks(options: {
  readonly line: Line;
  readonly environment: Environment;
  readonly capabilities: Capabilities;
  readonly me: string;
  readonly store: () => LobbyStore;
}): Watermarks {
  const { line, environment, capabilities, me } = options;
  const conversation = (id: ConversationId) => selectConversation(options.store().getState(), id);
  const settled = (outcome: Outcome<unknown>) => outcome.ok || !isRetryable(outcome.failure.code);
  const common = { environment, everyMs, ready: () => line.ready };

  const reads = createLatestSender<{ readonly seq: number | null; readonly messageId: string | null }>({
    ...common,
    send: async (conversationId, mark) => settled(await line.execute("markRead", { conversationId, ...mark })),
  });
  const deliveries = createLatestSender<number>({
    ...common,
    send: async (conversationId, seq) => {
      // What was read meanwhile is known to be delivered.
      if (seq <= conversation(conversationId).readSeq) return true;
      return settled(await line.execute("markDelivered", { conversationId, seq }));
    },
  });

  return {
    markRead(id, wanted) {
      const { head, readSeq, unseen, messages } = conversation(id);
      if (head !== null) {
        const seq = Math.min(wanted ?? head, head);
        if (seq <= readSeq) return;
        options.store().dispatch(readMoved({ conversationId: id, seq }));
        reads.want(id, { seq, messageId: messages.findLast((message) => message.seq === seq)?.id ?? null });
        return;
      }
      if (unseen === 0) return;
      options.store().dispatch(readMoved({ conversationId: id, seq: null }));
      const newest = messages.findLast((message) => !message.own && !hasLocalId(message));
      if (newest !== undefined) reads.want(id, { seq: null, messageId: newest.id });
    },
    noteDelivered(events) {
      // In rooms nobody is shown who has got what, and everybody's deliveries to everybody would be the square of the room.
      if (capabilities.receipts !== "watermarks") return;
      const newest = new Map<ConversationId, number>();
      const note = (message: { conversationId: string; seq: number | null; senderId: string }) => {
        if (message.seq === null || message.senderId === me || message.conversationId.startsWith("room:")) return;
        newest.set(message.conversationId, Math.max(newest.get(message.conversationId) ?? 0, message.seq));
      };
      for (const event of events) {
        if (event.type === "messageReceived") note(event.message);
        else if (event.type === "conversationSynced") for (const message of event.result.messages) note(message);
      }
      for (const [id, seq] of newest) {
        const { readSeq, receipts } = conversation(id);
        const known = ownValue(receipts, me)?.deliveredSeq ?? 0;
        if (seq > Math.max(readSeq, known)) deliveries.want(id, seq);
      }
    },
    resume() {
      reads.resume();
      deliveries.resume();
    },
    destroy() {
      reads.destroy();
      deliveries.destroy();
    },
  };
}
