import type { UnknownAction } from "@reduxjs/toolkit";
import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { ownValue } from "../../contract/ownValue.js";
import type { SupportTicket } from "../../contract/support.js";
import { eventsReceived, userChanged } from "../lobbyActions.js";
import { ownSupportChanged, queueChanged, queueLoaded, ticketWorked } from "./supportActions.js";
import type { OwnSupportState, SupportQueueState, SupportState } from "./supportState.js";

export const emptySupport: SupportState = {
  own: { status: "idle", error: null, ticket: null, starting: null },
  queue: { status: "idle", error: null, tickets: {}, more: false, working: {} },
};

/** More requests than these are not kept: the closed ones go first, the oldest of them before the others. */
const maxTickets = limits.supportTickets + 100;

/** Support's state after an action. Everything untouched stays the object it was. */
export function supportReducer(
  state: SupportState = emptySupport,
  action: UnknownAction,
  me: string | null,
): SupportState {
  if (eventsReceived.match(action)) {
    let next = state;
    for (const event of action.payload.events)
      if (event.type === "supportTicketChanged") next = receive(next, event.ticket, me);
    return next;
  }
  if (userChanged.match(action)) return action.payload.keep ? state : emptySupport;
  if (ownSupportChanged.match(action)) {
    const { ticket, ...news } = action.payload;
    const own: OwnSupportState = { ...state.own, ...news };
    return { ...state, own: ticket === undefined ? own : { ...own, ticket: newer(own.ticket, ticket) } };
  }
  if (queueChanged.match(action)) return withQueue(state, action.payload);
  if (queueLoaded.match(action)) {
    const { tickets, more } = action.payload;
    const held = state.queue.tickets;
    const entries = tickets.map((one) => [one.conversationId, merge(ownValue(held, one.conversationId), one)]);
    return withQueue(state, { status: "live", error: null, more, tickets: Object.fromEntries(entries) });
  }
  if (ticketWorked.match(action)) {
    const { conversationId, work, ticket, failure } = action.payload;
    const { [conversationId]: _over, ...others } = state.queue.working;
    const next = withQueue(state, {
      working: work === null ? others : { ...others, [conversationId]: work },
      error: failure ?? null,
    });
    return ticket === undefined ? next : receive(next, ticket, me);
  }
  return state;
}

function withQueue(state: SupportState, news: Partial<SupportQueueState>): SupportState {
  return { ...state, queue: { ...state.queue, ...news } };
}

/** A request as somebody told it: the own one, or one of the queue that is watched. */
function receive(state: SupportState, ticket: SupportTicket, me: string | null): SupportState {
  let next = state;
  if (ticket.visitor.id === me) {
    const merged = newer(state.own.ticket, ticket);
    if (merged !== state.own.ticket) next = { ...next, own: { ...next.own, ticket: merged } };
  }
  const { status, tickets } = state.queue;
  if (status !== "live" && status !== "loading") return next;
  const id = ticket.conversationId;
  const merged = merge(ownValue(tickets, id), ticket);
  return merged === ownValue(tickets, id) ? next : withQueue(next, { tickets: bounded({ ...tickets, [id]: merged }) });
}

function newer(held: SupportTicket | null, ticket: SupportTicket | null): SupportTicket | null {
  return ticket === null ? held : merge(held ?? undefined, ticket);
}

/** What is known of a request from two words about it that may come in any order: the later state, the furthest watermarks, the newest words. */
export function merge(held: SupportTicket | undefined, news: SupportTicket): SupportTicket {
  if (held === undefined) return news;
  const latest = news.updatedAt >= held.updatedAt ? news : held;
  const { last: _last, ...rest } = latest;
  const last = (news.last?.createdAt ?? 0) >= (held.last?.createdAt ?? 0) ? news.last : held.last;
  const merged: SupportTicket = {
    ...rest,
    head: Math.max(held.head, news.head),
    readSeq: Math.max(held.readSeq, news.readSeq),
    ...(last === undefined ? {} : { last }),
  };
  return JSON.stringify(merged) === JSON.stringify(held) ? held : merged;
}

function bounded(tickets: Record<ConversationId, SupportTicket>): Readonly<Record<ConversationId, SupportTicket>> {
  const all = Object.values(tickets);
  if (all.length <= maxTickets) return tickets;
  const value = ({ status, updatedAt }: SupportTicket) => (status === "closed" ? 0 : 1e15) + updatedAt;
  const kept = all.sort((a, b) => value(b) - value(a)).slice(0, limits.supportTickets);
  return Object.fromEntries(kept.map((ticket) => [ticket.conversationId, ticket]));
}
