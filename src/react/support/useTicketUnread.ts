"use client";

import { selectTicketUnread } from "../../client/support/selectors.js";
import type { SupportTicket } from "../../contract/support.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** How many messages of a request no agent has read; what this user reads counts at once. */
export function useTicketUnread(ticket: SupportTicket): number {
  return useLobbySelector((state) => selectTicketUnread(state, ticket));
}
