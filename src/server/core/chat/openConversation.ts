import { parseConversationId } from "../../../contract/ids.js";
import { openAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke } from "../session.js";

/**
 * Asks for a conversation's live events. 1:1 conversations are heard by their two anyway, so for them this only answers how far the log goes. Opening
 * again is free and harmless: clients repeat it after every reconnect.
 */
export function openConversationHandler(services: Services): Definition {
  const { store, hub, access, limits } = services;
  return define(
    "openConversation",
    services,
    async (session, { conversationId }): Promise<Answer<"openConversation">> => {
      if (!(await access(session, { kind: "open", conversationId }))) {
        revoke(session, conversationId, hub);
        return refuse("FORBIDDEN");
      }
      if (parseConversationId(conversationId)?.kind !== "direct" && !session.opened.has(conversationId)) {
        if (session.opened.size >= limits.openConversations) {
          return refuse("RATE_LIMITED", `at most ${limits.openConversations} open at once: close one`, 60_000);
        }
        const waitMs = session.buckets.joins.take();
        if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
        // The connection may have gone while the app was asked.
        if (session.ended) return refuse("UNAVAILABLE");
        session.opened.add(conversationId);
        hub.join(session.id, openAudience(conversationId));
      }
      // Read after joining, so that whatever is not in this head will be heard.
      const [{ head }, profile] = await Promise.all([
        store.bounds(conversationId),
        store.profile(session.user.id, conversationId),
      ]);
      return done(profile === null ? { head } : { head, profile });
    },
    thing,
  );
}

/** Ends a conversation's live events for this session. Closing what is not open is answered well. */
export function closeConversationHandler(services: Services): Definition {
  return define(
    "closeConversation",
    services,
    (session, { conversationId }): Answer<"closeConversation"> => {
      if (session.opened.delete(conversationId)) services.hub.leave(session.id, openAudience(conversationId));
      return done({});
    },
    thing,
  );
}

const thing = ({ conversationId }: { readonly conversationId: string }) => `open:${conversationId}`;
