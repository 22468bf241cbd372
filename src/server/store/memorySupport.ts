import type { ConversationId } from "../../contract/ids.js";
import { generalTopic, type SupportTicket } from "../../contract/support.js";
import type { SupportStore, TicketChange } from "./supportStore.js";

/** Requests for help in this process's memory. */
export function memorySupport(answer: <T>(work: () => T) => Promise<T>): SupportStore {
  const tickets = new Map<ConversationId, SupportTicket>();

  const keep = (ticket: SupportTicket): SupportTicket => {
    tickets.set(ticket.conversationId, ticket);
    return ticket;
  };
  const done = (ticket: SupportTicket): TicketChange => ({ outcome: "done", ticket });
  const withoutAgent = ({ agent: _agent, ...rest }: SupportTicket): Omit<SupportTicket, "agent"> => rest;
  /** Changes a request if the wish fits its state. */
  const change = (
    id: ConversationId,
    wish: (ticket: SupportTicket) => SupportTicket | "conflict",
  ): Promise<TicketChange> =>
    answer(() => {
      const ticket = tickets.get(id);
      if (ticket === undefined) return { outcome: "missing" };
      const next = wish(ticket);
      if (next === "conflict") return { outcome: "conflict" };
      return done(next === ticket ? ticket : keep(next));
    });
  const list = (fits: (ticket: SupportTicket) => boolean, order: (ticket: SupportTicket) => number, limit: number) =>
    answer(() =>
      [...tickets.values()]
        .filter(fits)
        .sort((a, b) => order(a) - order(b) || (a.conversationId < b.conversationId ? -1 : 1))
        .slice(0, limit),
    );

  return {
    ticket: (id) => answer(() => tickets.get(id) ?? null),
    start: ({ conversationId, visitor, topic, at }) =>
      answer(() => {
        const held = tickets.get(conversationId);
        if (held === undefined) {
          const first = { conversationId, visitor, status: "queued", createdAt: at, updatedAt: at } as const;
          return { ticket: keep({ ...first, topic: topic ?? generalTopic, head: 0, readSeq: 0 }), changed: true };
        }
        if (held.status !== "closed" && (topic === null || topic === held.topic)) {
          return { ticket: held, changed: false };
        }
        const asked = { ...held, visitor, topic: topic ?? held.topic, updatedAt: at };
        const ticket: SupportTicket =
          held.status === "closed" ? { ...withoutAgent(asked), status: "queued", createdAt: at } : asked;
        return { ticket: keep(ticket), changed: true };
      }),
    take: (id, agent, at) =>
      change(id, (ticket) => {
        if (ticket.status !== "taken") return { ...ticket, status: "taken", agent, updatedAt: at };
        return ticket.agent?.id === agent.id ? ticket : "conflict";
      }),
    release: (id, agentId, at) =>
      change(id, (ticket) => {
        if (ticket.status !== "taken" || (agentId !== null && ticket.agent?.id !== agentId)) return "conflict";
        return { ...withoutAgent(ticket), status: "queued", updatedAt: at };
      }),
    close: (id, agentId, at) =>
      change(id, (ticket) => {
        if (ticket.status === "closed") return ticket;
        if (ticket.status === "taken" && agentId !== null && ticket.agent?.id !== agentId) return "conflict";
        return { ...ticket, status: "closed", updatedAt: at };
      }),
    note: ({ conversationId, seq, last, read }) =>
      answer(() => {
        const ticket = tickets.get(conversationId);
        if (ticket === undefined || seq <= ticket.head) return null;
        const updatedAt = Math.max(ticket.updatedAt, last.createdAt);
        return keep({ ...ticket, head: seq, readSeq: read ? seq : ticket.readSeq, last, updatedAt });
      }),
    read: (id, seq) =>
      answer(() => {
        const ticket = tickets.get(id);
        const readSeq = Math.min(seq, ticket?.head ?? 0);
        return ticket === undefined || readSeq <= ticket.readSeq ? null : keep({ ...ticket, readSeq });
      }),
    open: (limit) =>
      list(
        ({ status }) => status !== "closed",
        ({ createdAt }) => createdAt,
        limit,
      ),
    closed: (limit) =>
      list(
        ({ status }) => status === "closed",
        ({ updatedAt }) => -updatedAt,
        limit,
      ),
  };
}
