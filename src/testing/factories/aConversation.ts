import type { ConversationSummary } from "../../contract/chat.js";
import { conversationIdOf, parseConversationId } from "../../contract/ids.js";
import { aMessage } from "./aMessage.js";
import { aUser } from "./aUser.js";
import type { SampleLocale } from "./people.js";

/** What a made conversation is like; every field may be given. */
export interface ConversationRecipe extends Partial<ConversationSummary> {
  readonly seed?: number;
  readonly locale?: SampleLocale;
  /** Messages of others not read yet. */
  readonly unread?: number;
}

/** Makes an entry of the conversation list: 1:1 with somebody unless `id` says otherwise. The same recipe gives the same one. */
export function aConversation({
  seed = 0,
  locale = "en",
  unread = 0,
  ...given
}: ConversationRecipe = {}): ConversationSummary {
  const other = aUser({ seed: seed + 1, locale });
  const id = given.id ?? conversationIdOf({ kind: "direct", userId: other.id }, "me");
  const head = given.head ?? 20 + seed;
  const lastMessage = aMessage({ conversationId: id, seq: Math.max(1, head), sender: other, locale });
  const room = parseConversationId(id)?.kind === "room";
  return {
    id,
    ...(room ? { title: `Study group ${seed + 1}`, memberCount: 12 + seed } : {}),
    participants: [other],
    lastMessage,
    head,
    readSeq: Math.max(0, head - unread),
    unreadCount: unread,
    updatedAt: lastMessage.createdAt,
    ...given,
  };
}
