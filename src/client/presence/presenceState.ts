import type { Presence, PresenceStatus } from "../../contract/presence.js";

/** State of presence, in the store at `lobby.presence`. */
export interface PresenceState {
  /** Those who are watched, by user id; `null` until the server has said something. Each the same object until it changes. */
  readonly people: Readonly<Record<string, Presence | null>>;
  /** The connection is lost: what is held of people is from before. */
  readonly stale: boolean;
  /** What others are told of this user by this page; `offline` while it is not connected. */
  readonly mine: OwnStatus;
}

/** What a page tells of its own user. */
export interface OwnStatus {
  readonly status: PresenceStatus;
  /** What he does; `null`: nothing is said of it. */
  readonly activity: string | null;
}
