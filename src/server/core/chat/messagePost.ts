import type { DraftBody, LoggedMessage } from "../../../contract/chat.js";
import type { User } from "../../../contract/connection.js";

/** A message that the app's own code writes in a user's name. */
export interface MessagePost {
  readonly conversationId: string;
  /** In whose name. Without a name he gets the one he is known by. */
  readonly sender: User;
  readonly body: DraftBody;
  /** The same again is stored and told once: give the id that the message has where it comes from. */
  readonly clientId?: string;
}

/** What posting came to. */
export interface PostedMessage {
  readonly message: LoggedMessage;
  readonly epoch: string;
  /** It was there before; nothing was stored and nobody told. */
  readonly duplicate: boolean;
}
