import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from "vue";
import type { ChatMessage, ConversationState } from "../client/chat/chatState.js";
import { type ChatTarget, conversationIdOfTarget } from "../client/chat/chatTarget.js";
import { selectConversation, selectMessages, unreadOf } from "../client/chat/selectors.js";
import type { DraftBody } from "../contract/chat.js";
import type { ConversationId } from "../contract/ids.js";
import { mistake } from "../contract/mistake.js";
import type { Capabilities } from "../protocols/protocol.js";
import { type Fields, fieldsOf } from "./fields.js";
import { useLobby } from "./useLobby.js";
import { useLobbySelector } from "./useLobbySelector.js";
import { useSource } from "./useSource.js";

const names = [
  "kind",
  "title",
  "avatarUrl",
  "participants",
  "memberCount",
  "status",
  "error",
  "closed",
  "gaps",
  "hasOlder",
  "older",
  "rateLimitedUntil",
  "readSeq",
  "typing",
  "draft",
] as const satisfies readonly (keyof ConversationState)[];

/** A whole conversation: data and status as refs, and stable functions. Without one `send` throws `no-conversation`, and the rest does nothing. */
export interface UseChatResult extends Fields<ConversationState, (typeof names)[number]> {
  readonly conversationId: ComputedRef<ConversationId | null>;
  /** Oldest first, own unsent ones last; each the same object until it changes. */
  readonly messages: ComputedRef<readonly ChatMessage[]>;
  /** Messages of others that this user has not read. */
  readonly unreadCount: ComputedRef<number>;
  /** What this server can do. */
  readonly capabilities: Capabilities;
  /** Sends text or another body, now or as soon as possible, and returns the message's key. Throws `bad-body` for what no server would take. */
  readonly send: (body: string | DraftBody) => string;
  /** Sends a failed message again. */
  readonly retry: (key: string) => void;
  /** Throws an unsent message away; returns its body for whoever wants to edit it. */
  readonly discard: (key: string) => DraftBody | null;
  /** Loads the next older page; resolves when it is there or has failed. */
  readonly loadOlder: () => Promise<void>;
  /** Loads what is missing after that sequence. */
  readonly loadGap: (after: number) => Promise<void>;
  /** Asks for the first page again. */
  readonly reload: () => Promise<void>;
  /** Marks everything up to `seq` (the newest if absent) read. */
  readonly markRead: (seq?: number) => void;
  /** Says that the user types, or has stopped. Throttled. */
  readonly setTyping: (typing: boolean) => void;
  /** Keeps what is being written. */
  readonly setDraft: (text: string) => void;
  /** Whether the end of the list is on the screen; while not, a bounded room drops nothing. */
  readonly setReading: (reading: boolean) => void;
}

/**
 * Chat with a user (`useChat("userId")`), in a room (`useChat(() => ({ roomId: props.id }))`) or in a conversation of the list. The conversation is open while the component is
 * mounted, and another one as soon as the target is.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`, `bad-id`
 */
export function useChat(target: MaybeRefOrGetter<ChatTarget>): UseChatResult {
  const lobby = useLobby();
  const { store } = lobby;
  const userId = useLobbySelector((state) => state.lobby.connection.userId);
  const conversationId = computed(() => {
    // Names of 1:1 conversations depend on who is signed in.
    void userId.value;
    return conversationIdOfTarget(lobby, toValue(target));
  });
  const conversation = useSource(() => {
    const id = conversationId.value;
    return {
      get: () => selectConversation(store.getState(), id ?? ""),
      subscribe: (listener) => {
        const stops = [store.subscribe(listener), ...(id === null ? [] : [lobby.openConversation(id)])];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
  const messages = useLobbySelector((state) => selectMessages(state, conversationId.value ?? ""));
  const within = <T>(run: (id: ConversationId) => T, otherwise: T): T => {
    const id = conversationId.value;
    return id === null ? otherwise : run(id);
  };
  const nothing = () => Promise.resolve();
  return {
    ...fieldsOf(conversation, names),
    conversationId,
    messages: computed(() => messages.value),
    unreadCount: computed(() => unreadOf(conversation.value)),
    capabilities: lobby.capabilities,
    send: (body) => {
      const id = conversationId.value;
      if (id === null) throw mistake("no-conversation");
      return lobby.sendMessage(id, typeof body === "string" ? { kind: "text", text: body } : body);
    },
    retry: (key) => within((id) => lobby.retryMessage(id, key), undefined),
    discard: (key) => within<DraftBody | null>((id) => lobby.discardMessage(id, key), null),
    loadOlder: () => within((id) => lobby.loadOlder(id), nothing()),
    loadGap: (after) => within((id) => lobby.loadGap(id, after), nothing()),
    reload: () => within((id) => lobby.reloadConversation(id), nothing()),
    markRead: (seq) => within((id) => lobby.markRead(id, seq), undefined),
    setTyping: (typing) => within((id) => lobby.setTyping(id, typing), undefined),
    setDraft: (text) => within((id) => lobby.setDraft(id, text), undefined),
    setReading: (reading) => within((id) => lobby.setReading(id, reading), undefined),
  };
}
