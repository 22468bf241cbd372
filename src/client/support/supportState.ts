import type { Failure } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";

/** What an agent is doing with a request at the moment. */
export type TicketWork = "taking" | "releasing" | "closing";

/** The signed-in user's own request for help. */
export interface OwnSupportState {
  /** `idle`: nobody has asked how it stands; `error`: it can't be told, and is asked again by itself where that may help. */
  readonly status: "idle" | "loading" | "ready" | "error";
  readonly error: Failure | null;
  /** `null` before the first request. */
  readonly ticket: SupportTicket | null;
  /** The topic of a request that is on its way, or waits for the connection. */
  readonly starting: string | null;
}

/** Everybody's requests, for agents. */
export interface SupportQueueState {
  /** `stale`: what is shown was so when the connection was lost. `error` with `FORBIDDEN`: this user is no agent. */
  readonly status: "idle" | "loading" | "live" | "stale" | "error";
  readonly error: Failure | null;
  readonly tickets: Readonly<Record<ConversationId, SupportTicket>>;
  /** The server has more open requests than it has told. */
  readonly more: boolean;
  readonly working: Readonly<Record<ConversationId, TicketWork>>;
}

/** State of support, in the store at `lobby.support`. */
export interface SupportState {
  readonly own: OwnSupportState;
  readonly queue: SupportQueueState;
}
