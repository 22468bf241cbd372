import type { Definition } from "./define.js";
import type { Happenings } from "./happenings.js";
import type { Route } from "./http.js";
import type { SessionState } from "./session.js";

/** One domain of the core: what it answers, and what it does when sessions come and go. None of its functions may throw. */
export interface Domain extends Partial<Happenings> {
  readonly definitions: readonly Definition[];
  readonly routes?: readonly Route[];
  /** A session has begun. */
  readonly connected?: (session: SessionState) => void;
  /** A session has brought a fresh proof of who it is: its roles may be others. Also called once at its beginning, before `connected`. */
  readonly renewed?: (session: SessionState) => void;
  /** A session is over; called once. */
  readonly ended?: (session: SessionState) => void;
  /** Ends its timers. */
  readonly close?: () => void;
}
