import type { Bye } from "../../contract/connection.js";
import type { NativeEvent } from "../../protocols/native/wire.js";

export type { Bye } from "../../contract/connection.js";

/** A group of sessions that hear the same events. Names are made by the core only, in `audiences.ts`: `user:<id>`, `conversation:<id>` and so on. */
export type Audience =
  `${"user" | "conversation" | "room" | "presence" | "viewable" | "topic" | "price" | "role"}:${string}`;

/** Who hears what: sessions and audiences, on whatever carries events. No method throws. */
export interface Hub {
  join(sessionId: string, audience: Audience): void;
  leave(sessionId: string, audience: Audience): void;
  /** How many sessions an audience has, as far as this node knows. */
  size(audience: Audience): number;
  /** The sessions of this node in an audience. */
  sessions(audience: Audience): readonly string[];
  /**
   * Tells every session in any of the audiences once; those also in `except` are left out. May be batched. Events published to the same audiences keep their
   * order; between different audiences there is none, which is why a conversation's messages always go to the same ones.
   */
  publish(audiences: readonly Audience[], event: NativeEvent, options?: { readonly except?: Audience }): void;
  /** Tells one session at once. */
  tell(sessionId: string, event: NativeEvent): void;
  /** Ends a session, or all of an audience, with a goodbye before. */
  end(target: { readonly session: string } | { readonly audience: Audience }, bye: Bye): void;
}
