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
  /** The end of what is under way about one thing; see {@link inTurn}. */
  readonly turns: Map<string, Promise<unknown>>;
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
    turns: new Map(),
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

/**
 * Lets a session's commands about one thing take turns: while the app is asked about a coming, the leaving that was sent after it waits, or it would be overtaken and
 * the session be inside for good. What has nothing before it begins at once.
 */
export function inTurn<T>({ turns }: SessionState, thing: string, work: () => T | Promise<T>): T | Promise<T> {
  const before = turns.get(thing);
  const mine = before === undefined ? work() : before.then(work, work);
  if (!(mine instanceof Promise)) return mine;
  turns.set(thing, mine);
  const done = () => {
    if (turns.get(thing) === mine) turns.delete(thing);
  };
  mine.then(done, done);
  return mine;
}
