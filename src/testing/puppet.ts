import type { DraftBody, Message } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import { defined } from "../contract/defined.js";
import type { Gift } from "../contract/gifts.js";
import { type ConversationId, conversationIdOf, parseConversationId } from "../contract/ids.js";
import type { NotificationDraft } from "../contract/notifications.js";
import type { PresenceStatus } from "../contract/presence.js";
import type { NativeInput } from "../protocols/native/inputs.js";
import { type NativeCommand, nativeCommands } from "../protocols/native/wire.js";
import type { CoreSession } from "../server/core/core.js";

/**
 * Another person on the mock server, who acts at once and without a network. A conversation is named by its id, or a 1:1 by the other person's id.
 * Every action rejects when the server refuses it.
 */
export interface Puppet {
  readonly user: User;
  /** Sends a message. Resolves with its place in the log. */
  send(conversation: ConversationId, body: string | DraftBody): Promise<Pick<Message, "id" | "seq">>;
  /** Begins to type. Others see it for 6 s, or until {@link stopTyping} or {@link send}. */
  type(conversation: ConversationId): Promise<void>;
  stopTyping(conversation: ConversationId): Promise<void>;
  /** Reads up to `seq`, or everything. */
  read(conversation: ConversationId, seq?: number): Promise<void>;
  /** Receives up to `seq`, or everything, without having read it. */
  receive(conversation: ConversationId, seq?: number): Promise<void>;
  /** Opens the conversation, as looking at it does. */
  open(conversation: ConversationId): Promise<void>;
  /** Stops looking at the conversation. */
  leave(conversation: ConversationId): Promise<void>;
  /** Comes into a room, and is in its roster. */
  enterRoom(roomId: string): Promise<void>;
  leaveRoom(roomId: string): Promise<void>;
  /** Looks at something that counts its viewers. */
  watch(viewableId: string): Promise<void>;
  /** Looks away from it. */
  unwatch(viewableId: string): Promise<void>;
  /** Is there, looks away, or does not want to be seen; and what he does. Others see it half a second later. */
  setPresence(status: PresenceStatus, activity?: string): Promise<void>;
  /** Asks for help, or as an agent (by `roles` of the mock server) answers those who did: requests are named by their conversation, `support:an`. */
  readonly support: {
    start(topic: string): Promise<void>;
    take(conversation: ConversationId): Promise<void>;
    release(conversation: ConversationId): Promise<void>;
    close(conversation: ConversationId): Promise<void>;
  };
  /** Gives a gift of the catalogue: in a 1:1 to the other person, elsewhere to whose screen it is, unless told otherwise. Resolves with the gift as it was charged. */
  sendGift(
    conversation: ConversationId,
    giftId: string,
    gift?: { readonly quantity?: number; readonly receiverId?: string; readonly note?: string },
  ): Promise<Gift>;
  /** Sends a notification to a user or to `"admins"`, if the server lets him: admins unless told otherwise. */
  notify(to: string, draft: NotificationDraft): Promise<void>;
  /** Goes offline: others see it ten seconds later, in case he comes back. */
  end(): void;
}

/** Makes a person act through a session of the core. */
export function createPuppet(options: {
  readonly session: CoreSession;
  readonly newId: () => string;
  /** Whose screen it is. */
  readonly viewer: string;
  /** Newest sequence of a conversation. */
  readonly head: (id: ConversationId) => Promise<number>;
  /** Told when he goes offline. */
  readonly gone: () => void;
}): Puppet {
  const { session, newId, viewer, head, gone } = options;
  const { user } = session;
  const idOf = (conversation: string) =>
    conversation.includes(":") ? conversation : conversationIdOf({ kind: "direct", userId: conversation }, user.id);

  async function say<N extends NativeCommand>(command: N, input: NativeInput<N>): Promise<Record<string, unknown>> {
    const answer = await session.handle(nativeCommands[command], input);
    if (answer.ok) return answer;
    throw new Error(`${user.id} may not ${command}: ${answer.code} ${answer.message ?? ""}`.trim());
  }
  const setTyping = async (conversation: string, typing: boolean) => {
    // Only those who have a conversation open are heard in it.
    await say("openConversation", { conversationId: idOf(conversation) });
    await say("setTyping", { conversationId: idOf(conversation), typing });
  };

  return {
    user,
    async send(conversation, body) {
      const draft: DraftBody = typeof body === "string" ? { kind: "text", text: body } : body;
      const sent = await say("sendMessage", { conversationId: idOf(conversation), clientId: newId(), body: draft });
      return { id: String(sent.id), seq: Number(sent.seq) };
    },
    type: (conversation) => setTyping(conversation, true),
    stopTyping: (conversation) => setTyping(conversation, false),
    async read(conversation, seq) {
      const conversationId = idOf(conversation);
      await say("markRead", { conversationId, seq: seq ?? (await head(conversationId)) });
    },
    async receive(conversation, seq) {
      const conversationId = idOf(conversation);
      await say("markDelivered", { conversationId, seq: seq ?? (await head(conversationId)) });
    },
    async open(conversation) {
      await say("openConversation", { conversationId: idOf(conversation) });
    },
    async leave(conversation) {
      await say("closeConversation", { conversationId: idOf(conversation) });
    },
    async enterRoom(roomId) {
      await say("watchRoom", { roomId });
    },
    async leaveRoom(roomId) {
      await say("unwatchRoom", { roomId });
    },
    async watch(viewableId) {
      await say("joinViewers", { viewableId });
    },
    async unwatch(viewableId) {
      await say("leaveViewers", { viewableId });
    },
    async setPresence(status, activity) {
      await say("setPresence", defined({ status, activity }));
    },
    support: {
      start: async (supportType) => void (await say("startSupport", { supportType })),
      take: async (conversationId) => void (await say("takeSupport", { conversationId })),
      release: async (conversationId) => void (await say("releaseSupport", { conversationId })),
      close: async (conversationId) => void (await say("closeSupport", { conversationId })),
    },
    async sendGift(conversation, giftId, { quantity = 1, receiverId, note } = {}) {
      const conversationId = idOf(conversation);
      const parts = parseConversationId(conversationId);
      const other = parts?.kind === "direct" ? parts.userIds.find((id) => id !== user.id) : viewer;
      const input = { conversationId, clientId: newId(), giftId, quantity, receiverId: receiverId ?? other ?? viewer };
      const answer = await say("sendGift", note === undefined ? input : { ...input, note });
      return answer.gift as Gift;
    },
    async notify(to, { message = "", clientId = newId(), kind, level, title, href }) {
      const input = { clientId, to: to === "admins" ? { admins: true } : { userId: to }, title, message };
      await say("sendNotification", defined({ ...input, kind, level, href }));
    },
    end: () => {
      session.end();
      gone();
    },
  };
}
