import type { NativeEvent } from "../../protocols/native/wire.js";

/** A group of sessions that hear the same events. Names are made by the core only: `user:<id>` or `conversation:<id>`. */
export type Audience = `user:${string}` | `conversation:${string}`;

/** Who hears what: sessions and audiences, on whatever carries events. */
export interface Hub {
  join(sessionId: string, audience: Audience): void;
  leave(sessionId: string, audience: Audience): void;
  /**
   * Tells every session in any of the audiences once. Batched: the first event of a quiet moment goes at once, then at most one packet every
   * `batchMs` and audience, in order.
   */
  publish(audiences: readonly Audience[], event: NativeEvent, options?: { readonly exceptSession?: string }): void;
  /** Tells one session, unbatched. */
  tell(sessionId: string, event: string, payload: unknown): void;
  /** Ends all sessions of a user, with a goodbye before. */
  end(
    userId: string,
    bye: { readonly code: "kicked" | "expired" | "flood" | "replaced"; readonly retryAfterMs?: number },
  ): void;
}
