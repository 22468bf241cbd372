import type { LoggedMessage, Receipt } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";

/** What happens in conversations, told to the domains that follow it. */
export interface Happenings {
  /** A person is about to write; the message is stored when all are done. A rejection refuses it with `UNAVAILABLE`. */
  readonly appending: (sender: User, conversationId: ConversationId) => Promise<void>;
  /** A message was stored, or sent again by a client that had not heard of that. */
  readonly appended: (message: LoggedMessage) => void;
  /** Somebody's watermarks have moved. */
  readonly readMoved: (conversationId: ConversationId, receipt: Receipt) => void;
}
