/** Limits that both ends keep to. A server may set lower ones and says so in its hello. */
export const limits = {
  /** Characters (UTF-16 code units) of a message's text. */
  messageLength: 4_000,
  /** Characters the composer allows unless told otherwise. */
  composerLength: 500,
  /** Characters of a URL. */
  urlLength: 2_048,
  /** Characters of a display name. */
  nameLength: 120,
  /** Bytes of one packet from a client. */
  packetBytes: 65_536,
  /** Messages in one answer to a sync or history request. */
  pageSize: 200,
  /** Messages a history request asks for unless told otherwise. */
  historyPageSize: 50,
  /** Conversations in one sync request. */
  syncConversations: 50,
  /** Events in one packet from the server. */
  batchEvents: 500,
  /** Messages held back for a conversation while a gap is being filled. */
  heldMessages: 500,
  /** Entries of the outbox. */
  outboxItems: 500,
  /** Age in milliseconds after which an unsent outbox entry fails with `EXPIRED` (24 h; the server remembers client ids for 48 h). */
  outboxAgeMs: 86_400_000,
  /** Gifts of one kind in one tap. */
  giftQuantity: 100,
  /** Characters of a gift's note. */
  giftNoteLength: 200,
  /** People that a room's roster names. */
  roomRoster: 200,
  /** People that one change of a roster names. */
  rosterChanges: 50,
  /** Users in one presence subscription request. */
  presenceUsers: 500,
  /** Requests for help in one answer to an agent. */
  supportTickets: 500,
} as const;
