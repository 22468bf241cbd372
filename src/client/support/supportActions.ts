import { createAction } from "@reduxjs/toolkit";
import type { Failure } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";
import type { OwnSupportState, SupportQueueState, TicketWork } from "./supportState.js";

/** Something about the own request is other than before. A ticket is taken over only if it is no older than the one held. */
export const ownSupportChanged = /* @__PURE__ */ createAction<Partial<OwnSupportState>>("lobby/support/ownChanged");

/** Something about watching the queue is other than before. */
export const queueChanged =
  /* @__PURE__ */ createAction<Partial<Pick<SupportQueueState, "status" | "error">>>("lobby/support/queueChanged");

/** The queue as the server has it: what is not in it is no longer there. */
export const queueLoaded = /* @__PURE__ */ createAction<{
  readonly tickets: readonly SupportTicket[];
  readonly more: boolean;
}>("lobby/support/queueLoaded");

/** An agent has begun something with a request (`work`), or it is over: with the request as it is now, or refused. */
export const ticketWorked = /* @__PURE__ */ createAction<{
  readonly conversationId: ConversationId;
  readonly work: TicketWork | null;
  readonly ticket?: SupportTicket;
  readonly failure?: Failure;
}>("lobby/support/ticketWorked");
