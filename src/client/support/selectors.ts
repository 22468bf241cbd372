import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
import { type SupportTicket, unreadOfTicket } from "../../contract/support.js";
import type { LobbyRootState } from "../lobbyState.js";
import { emptySupport } from "./supportReducer.js";
import type { OwnSupportState, SupportQueueState } from "./supportState.js";

/** The own request and how far it is. */
export function selectOwnSupport(state: LobbyRootState): OwnSupportState {
  return (state.lobby.support ?? emptySupport).own;
}

/** Everybody's requests, as far as this user may see them. */
export function selectSupportQueue(state: LobbyRootState): SupportQueueState {
  return (state.lobby.support ?? emptySupport).queue;
}

/** One request of the queue. */
export function selectSupportTicket(state: LobbyRootState, id: ConversationId): SupportTicket | undefined {
  return ownValue(selectSupportQueue(state).tickets, id);
}

/** Requests by whose they are. */
export interface SortedTickets {
  /** Longest waiting first. */
  readonly queued: readonly SupportTicket[];
  /** The signed-in agent's, latest words first. */
  readonly mine: readonly SupportTicket[];
  /** Other agents'. */
  readonly others: readonly SupportTicket[];
  /** Latest first. */
  readonly closed: readonly SupportTicket[];
}

const sorted = new WeakMap<SupportQueueState["tickets"], { readonly me: string | null; readonly all: SortedTickets }>();

/** The requests of the queue by whose they are. The same lists until one of them changes. */
export function selectSortedTickets(state: LobbyRootState): SortedTickets {
  const { tickets } = selectSupportQueue(state);
  const me = state.lobby.connection.userId;
  const held = sorted.get(tickets);
  if (held?.me === me) return held.all;
  const byTime = (time: (ticket: SupportTicket) => number) => (a: SupportTicket, b: SupportTicket) =>
    time(a) - time(b) || (a.conversationId < b.conversationId ? -1 : 1);
  const list = Object.values(tickets);
  const latest = byTime(({ updatedAt }) => -updatedAt);
  const isMine = (ticket: SupportTicket) => ticket.agent?.id === me;
  const taken = list.filter(({ status }) => status === "taken").sort(latest);
  const all = {
    queued: list.filter(({ status }) => status === "queued").sort(byTime(({ createdAt }) => createdAt)),
    mine: taken.filter(isMine),
    others: taken.filter((ticket) => !isMine(ticket)),
    closed: list.filter(({ status }) => status === "closed").sort(latest),
  };
  sorted.set(tickets, { me, all });
  return all;
}

/**
 * Messages in a request that no agent has read. What this user has read himself counts at once, before the server has said so: so the number is the same as in his
 * list of conversations.
 */
export function selectTicketUnread(state: LobbyRootState, ticket: SupportTicket): number {
  const conversation = ownValue(state.lobby.chat.conversations, ticket.conversationId);
  return unreadOfTicket({
    head: Math.max(ticket.head, conversation?.head ?? 0),
    readSeq: Math.max(ticket.readSeq, conversation?.readSeq ?? 0),
  });
}
