import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";

/** What became of an agent's wish about a request. */
export type TicketChange =
  | { readonly outcome: "done"; readonly ticket: SupportTicket }
  /** Another agent has it, or it is not in the state that the wish is about. */
  | { readonly outcome: "conflict" }
  | { readonly outcome: "missing" };

/** A message, as its request keeps it. */
export interface TicketMessage {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly last: NonNullable<SupportTicket["last"]>;
  /** An agent who writes has read what was before. */
  readonly read: boolean;
}

/**
 * Where visitors' requests for help live: one a visitor, under the name of its conversation. Every method may reject when the storage is unreachable. Of two who want
 * the same request at the same time exactly one gets it, whatever the number of processes on the storage.
 */
export interface SupportStore {
  ticket(conversationId: ConversationId): Promise<SupportTicket | null>;
  /**
   * Puts a request into the queue, anew if it was closed. An open one stays where it is. `topic` as given; `null` leaves what it was, the general one at first.
   * Answers whether anything is other than before.
   */
  start(request: {
    readonly conversationId: ConversationId;
    readonly visitor: User;
    readonly topic: string | null;
    readonly at: number;
  }): Promise<{ readonly ticket: SupportTicket; readonly changed: boolean }>;
  /** To this agent, if nobody has it: a queued one, or a closed one that he takes up again. His own already: `done`. */
  take(conversationId: ConversationId, agent: User, at: number): Promise<TicketChange>;
  /** Back into the queue, where its waiting goes on from `createdAt`. Only its agent's; `agentId: null` takes it from whoever has it. */
  release(conversationId: ConversationId, agentId: string | null, at: number): Promise<TicketChange>;
  /** Closed: one's own, or one that nobody has; `agentId: null` whoever has it. Closed already: `done`. */
  close(conversationId: ConversationId, agentId: string | null, at: number): Promise<TicketChange>;
  /** A message was stored. Repetitions and late ones change nothing; `null` then, and where there is no such request. */
  note(message: TicketMessage): Promise<SupportTicket | null>;
  /** An agent has read up to `seq`. Never goes back, never beyond the head; `null` when nothing moved. */
  read(conversationId: ConversationId, seq: number): Promise<SupportTicket | null>;
  /** Requests that are queued or taken, longest waiting first. */
  open(limit: number): Promise<readonly SupportTicket[]>;
  /** Closed ones, latest first. */
  closed(limit: number): Promise<readonly SupportTicket[]>;
}
