// Limits that both ends keep to. A server may set lower ones and says so in its hello. A constant each, so that an app loads those that it meets: import them all as `limits`.

/** Characters (UTF-16 code units) of a message's text. */
export const messageLength = 4_000;
/** Characters the composer allows unless told otherwise. */
export const composerLength = 500;
/** Characters of a URL. */
export const urlLength = 2_048;
/** Characters of a display name. */
export const nameLength = 120;
/** Bytes of one packet from a client. */
export const packetBytes = 65_536;
/** Messages in one answer to a sync or history request. */
export const pageSize = 200;
/** Messages a history request asks for unless told otherwise. */
export const historyPageSize = 50;
/** Conversations in one sync request. */
export const syncConversations = 50;
/** Events in one packet from the server. */
export const batchEvents = 500;
/** Messages held back for a conversation while a gap is being filled. */
export const heldMessages = 500;
/** Entries of the outbox. */
export const outboxItems = 500;
/** Age in milliseconds after which an unsent outbox entry fails with `EXPIRED` (24 h; the server remembers client ids for 48 h). */
export const outboxAgeMs = 86_400_000;
/** Gifts of one kind in one tap. */
export const giftQuantity = 100;
/** Characters of a gift's note. */
export const giftNoteLength = 200;
/** People that a room's roster names. */
export const roomRoster = 200;
/** People that one change of a roster names. */
export const rosterChanges = 50;
/** Users in one presence subscription request. */
export const presenceUsers = 500;
/** Requests for help in one answer to an agent. */
export const supportTickets = 500;
