import { type ConversationSummary, conversationSummarySchema } from "./chat.js";
import { userSchema } from "./connection.js";
import { type ConversationId, conversationIdSchema, idSchema } from "./ids.js";
import { type Infer, integer, number, object, oneOf, optional, type Schema, string } from "./schema.js";

/** What a request for help is about, in the app's words: `general`, `billing`, … The general one where nobody said. */
export const supportTopicSchema = string({ min: 1, max: 64 });
/** The topic of a request that nobody named one for. */
export const generalTopic = "general";

/** Where a request for help stands: waiting for an agent, taken by one, or done. Whatever a visitor writes after that opens it again. */
export const ticketStatusSchema = oneOf("queued", "taken", "closed");
/** Where a request for help stands. */
export type TicketStatus = Infer<typeof ticketStatusSchema>;

/** A visitor's request for help. There is one a visitor; what is said is in the conversation of the same name, `support:<visitor>`. */
export const supportTicketSchema = object({
  conversationId: conversationIdSchema,
  visitor: userSchema,
  topic: supportTopicSchema,
  status: ticketStatusSchema,
  /** Who has taken it; who had, once it is closed. */
  agent: optional(userSchema),
  /** When it was asked for this time, ms since the epoch: waiting is counted from here. */
  createdAt: number({ min: 0 }),
  updatedAt: number({ min: 0 }),
  /** Newest sequence of the conversation, and how far an agent has read it: what is unread is derived from the two, and never counted. */
  head: integer(),
  readSeq: integer(),
  /** The last words: none of a picture without a caption. */
  last: optional(object({ senderId: idSchema, text: string({ max: 200 }), createdAt: number({ min: 0 }) })),
});
/** A visitor's request for help. */
export type SupportTicket = Infer<typeof supportTicketSchema>;

/** What happened to requests for help. To the visitor, and to agents who watch the queue. */
export type SupportEvent = { readonly type: "supportTicketChanged"; readonly ticket: SupportTicket };

interface OfTicket {
  input: { readonly conversationId: ConversationId };
  result: { readonly ticket: SupportTicket };
}

/** Commands of support, with what each is answered. */
export interface SupportCommands {
  /** Asks for help, or for help with something else. Answered the same when repeated. */
  startSupport: { input: { readonly supportType: string }; result: { readonly ticket: SupportTicket } };
  /** The own request and its conversation, as a list would show it; both absent before the first. */
  supportStatus: {
    input: object;
    result: { readonly ticket?: SupportTicket | undefined; readonly conversation?: ConversationSummary | undefined };
  };
  /** Agents: hear of all requests from now on. Answered with those waiting and taken, and the latest closed ones. */
  watchSupportQueue: {
    input: object;
    result: {
      readonly tickets: readonly SupportTicket[];
      /** There are more open ones than these. */
      readonly more: boolean;
    };
  };
  unwatchSupportQueue: { input: object; result: object };
  /** Agents: one's own from now on. `CONFLICT` when another agent has it. */
  takeSupport: OfTicket;
  /** Agents: back into the queue. `CONFLICT` when it is not one's own. */
  releaseSupport: OfTicket;
  /** Agents: done. `CONFLICT` when another agent has it. */
  closeSupport: OfTicket;
}

/** Reads the answer to {@link SupportCommands.supportStatus}. */
export const supportStatusSchema: Schema<SupportCommands["supportStatus"]["result"]> = object({
  ticket: optional(supportTicketSchema),
  conversation: optional(conversationSummarySchema),
});

/** Messages that no agent has read. */
export function unreadOfTicket({ head, readSeq }: Pick<SupportTicket, "head" | "readSeq">): number {
  return Math.max(0, head - readSeq);
}
