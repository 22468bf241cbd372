import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import { openAudience } from "./audiences.js";
import type { Identity } from "./core.js";
import type { Hub } from "./hub.js";
import type { ServerLimits } from "./limits.js";
import { type TokenBucket, tokenBucket } from "./tokenBucket.js";

/** A session as handlers see it. Everything in it is the server's own knowledge, never a payload's. */
export interface SessionState {
  readonly id: string;
  /** Who it was proven to be; name and picture may change with a new token, the id never. */
  user: User;
  /** What the app says he is beside himself; may change with a new token. */
  roles: readonly string[];
  /** Rooms and support conversations that it hears because it asked to. */
  readonly opened: Set<ConversationId>;
  readonly buckets: { readonly events: TokenBucket; readonly joins: TokenBucket; readonly strikes: TokenBucket };
  ended: boolean;
  /** Told of a conversation that it has lost its right to. */
  onRevoked?: (conversationId: ConversationId) => void;
  /** Takes a fresh proof of the same user: his name and picture, and the term after which the session ends. */
  renew(identity: Identity): void;
}

/** What a session starts with. */
export function sessionState(
  id: string,
  user: User,
  limits: ServerLimits,
  now: () => number,
  renew: SessionState["renew"],
): SessionState {
  return {
    id,
    user,
    roles: [],
    opened: new Set(),
    buckets: {
      events: tokenBucket(limits.events, now),
      joins: tokenBucket(limits.joins, now),
      strikes: tokenBucket({ burst: limits.strikes, perSecond: 0.1 }, now),
    },
    ended: false,
    renew,
  };
}

/** Takes an open conversation away from a session that has lost its right to it, and tells its client. */
export function revoke(session: SessionState, conversationId: ConversationId, hub: Hub): void {
  session.onRevoked?.(conversationId);
  if (!session.opened.delete(conversationId)) return;
  hub.leave(session.id, openAudience(conversationId));
  hub.tell(session.id, { type: "conversationClosed", conversationId, reason: "kicked" });
}
