import type { Bye } from "../../contract/connection.js";
import type { NativeEvent } from "../../protocols/native/wire.js";
import type { Audience } from "../core/hub.js";

/**
 * What a transport must be able to do for a hub: keep sessions in audiences and put one packet on the wire. A list of events goes under `nativeEventsName`, a
 * goodbye under `nativeByeName`. Unknown sessions are ignored: they have just gone.
 */
export interface Broadcaster {
  join(sessionId: string, audience: Audience): void;
  leave(sessionId: string, audience: Audience): void;
  /** Sessions in the audience, on this node at least. */
  sessions(audience: Audience): readonly string[];
  size(audience: Audience): number;
  /** One packet to each session in any of the audiences, once, but not to those in `except`. */
  send(audiences: readonly Audience[], events: readonly NativeEvent[], except: Audience | undefined): void;
  /** One packet to one session. */
  tell(sessionId: string, events: readonly NativeEvent[]): void;
  /** Says goodbye, then closes. */
  end(target: { readonly session: string } | { readonly audience: Audience }, bye: Bye): void;
}
