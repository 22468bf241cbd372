import type { LoggedMessage, Receipt } from "../../../contract/chat.js";
import type { User } from "../../../contract/connection.js";
import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import type { SupportTicket } from "../../../contract/support.js";
import { queueAudience, userAudience } from "../audiences.js";
import type { Services } from "../services.js";

/** Requests for help, kept in step with their conversations. */
export interface Tickets {
  /** Tells the agents who watch, and the visitor. */
  announce(ticket: SupportTicket): void;
  /** A visitor is about to write: there must be an open request by then, or nobody would look at what he wrote. */
  ensure(sender: User, conversationId: ConversationId): Promise<void>;
  /** A message was stored. */
  note(message: LoggedMessage): void;
  /** Somebody's watermarks have moved. */
  noteRead(conversationId: ConversationId, receipt: Receipt): void;
}

const lastLength = 200;

export function createTickets({ store, hub, clock, background }: Services): Tickets {
  const tellAgents = (ticket: SupportTicket) =>
    hub.publish([queueAudience()], { type: "supportTicketChanged", ticket });

  const announce = (ticket: SupportTicket) => {
    tellAgents(ticket);
    hub.publish([userAudience(ticket.visitor.id)], { type: "supportTicketChanged", ticket });
  };

  const noteMessage = async (message: LoggedMessage, visitorId: string) => {
    const { conversationId, seq, senderId, createdAt, body } = message;
    const text = (("text" in body ? body.text : undefined) ?? "").slice(0, lastLength);
    const read = senderId !== visitorId && body.kind !== "system";
    const ticket = await store.support.note({ conversationId, seq, read, last: { senderId, text, createdAt } });
    if (ticket !== null) tellAgents(ticket);
  };

  const moveRead = async (conversationId: ConversationId, { userId, readSeq }: Receipt) => {
    const held = await store.support.ticket(conversationId);
    // While one agent has it, what another one looks at is not answered by that.
    if (held === null || (held.status === "taken" && held.agent?.id !== userId)) return;
    const ticket = await store.support.read(conversationId, readSeq);
    if (ticket !== null) tellAgents(ticket);
  };

  return {
    announce,
    ensure: async (sender, conversationId) => {
      const parts = parseConversationId(conversationId);
      if (parts?.kind !== "support" || parts.visitorId !== sender.id) return;
      const request = { conversationId, visitor: sender, topic: null, at: clock.now() };
      const { ticket, changed } = await store.support.start(request);
      if (changed) announce(ticket);
    },
    note: (message) => {
      const parts = parseConversationId(message.conversationId);
      if (parts?.kind === "support") background("supportTicketChanged", noteMessage(message, parts.visitorId));
    },
    noteRead: (conversationId, receipt) => {
      const parts = parseConversationId(conversationId);
      if (parts?.kind === "support" && parts.visitorId !== receipt.userId)
        background("supportTicketChanged", moveRead(conversationId, receipt));
    },
  };
}
