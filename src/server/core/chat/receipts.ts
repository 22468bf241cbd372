import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import { conversationAudiences, openAudience, userAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke, type SessionState } from "../session.js";

/** Moves the own read watermark forward; what is read is also delivered. */
export function markReadHandler(services: Services): Definition {
  return define(
    "markRead",
    services,
    (session, { conversationId, seq }): Promise<Answer<"markRead">> =>
      advance(services, session, conversationId, { readSeq: seq }),
  );
}

/** Moves the own delivered watermark forward. */
export function markDeliveredHandler(services: Services): Definition {
  return define(
    "markDelivered",
    services,
    (session, { conversationId, seq }): Promise<Answer<"markDelivered">> =>
      advance(services, session, conversationId, { deliveredSeq: seq }),
  );
}

async function advance(
  services: Services,
  session: SessionState,
  conversationId: ConversationId,
  to: { readonly readSeq?: number; readonly deliveredSeq?: number },
) {
  const { access, store, hub, limits } = services;
  if (!(await access(session, { kind: "read", conversationId }))) {
    revoke(session, conversationId, hub);
    return refuse("FORBIDDEN");
  }
  const moved = await store.advance(conversationId, session.user.id, to);
  if (moved === null) return done({});
  services.happened.readMoved(conversationId, moved);
  const event = { type: "receiptChanged", conversationId, ...moved } as const;
  const own = userAudience(session.user.id);
  if (parseConversationId(conversationId)?.kind === "direct") hub.publish(conversationAudiences(conversationId), event);
  else {
    // The reader's other tabs count unread messages without having the room open. One that has it open hears this twice, which changes nothing: watermarks
    // only rise. Leaving him out of the room's lane instead would cut its packets in pieces.
    hub.publish([own], event);
    const audience = openAudience(conversationId);
    // In a big room everybody's receipts to everybody would be the square of its size.
    if (hub.size(audience) <= limits.receiptAudience) hub.publish(conversationAudiences(conversationId), event);
  }
  return done({});
}
