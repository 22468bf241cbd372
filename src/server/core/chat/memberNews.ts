import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import type { Timer } from "../../clock.js";
import { openAudience, userAudience } from "../audiences.js";
import type { Services } from "../services.js";

/** Told at most so often about one conversation, whatever is said in it. */
const everyMs = 2_000;
/** A conversation of more members tells nobody by this: theirs is to ask, with the list and by opening it. */
const mostMembers = 200;
/** Conversations that may have something to tell at the same time. */
const mostConversations = 10_000;

/** Tells the members who have not opened a conversation that something was said there. */
export interface MemberNews {
  /** Something was said. */
  appended(conversationId: ConversationId): void;
  close(): void;
}

/**
 * Makes it. A room's messages go to those who have it open; the others' lists, unread counts and tab titles would know nothing of them until they are asked for
 * anew. They get the conversation as their list shows it, at once and then at most every two seconds, and only while they have a connection and may read it.
 */
export function memberNews(services: Services): MemberNews {
  const { store, hub, clock, access, background } = services;
  const active = new Map<ConversationId, { again: boolean; timer: Timer }>();

  const tell = async (id: ConversationId) => {
    const members = await store.members(id, mostMembers + 1);
    if (members.length > mostMembers) return;
    const parts = parseConversationId(id);
    const open = new Set(hub.sessions(openAudience(id)));
    for (const userId of members) {
      // The visitor hears everything of his own conversation wherever he is.
      if (parts?.kind === "support" && parts.visitorId === userId) continue;
      const away = hub.sessions(userAudience(userId)).findLast((session) => !open.has(session));
      const session = away === undefined ? undefined : services.session(away);
      if (session === undefined || !(await access(session, { kind: "read", conversationId: id }))) continue;
      const conversation = await store.conversation(userId, id);
      if (conversation === null) continue;
      hub.publish([userAudience(userId)], { type: "conversationChanged", conversation }, { except: openAudience(id) });
    }
  };

  const begin = (id: ConversationId) => {
    background("conversationChanged", tell(id));
    const timer = clock.setTimeout(() => {
      const again = active.get(id)?.again === true;
      active.delete(id);
      if (again) begin(id);
    }, everyMs);
    active.set(id, { again: false, timer });
  };

  return {
    appended: (id) => {
      const kind = parseConversationId(id)?.kind;
      // Both of a 1:1 hear everything anyway.
      if (kind === undefined || kind === "direct") return;
      const waiting = active.get(id);
      if (waiting !== undefined) waiting.again = true;
      else if (active.size < mostConversations) begin(id);
    },
    close: () => {
      for (const { timer } of active.values()) clock.clearTimeout(timer);
      active.clear();
    },
  };
}
