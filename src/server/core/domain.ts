import type { LoggedMessage, Receipt } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import type { Definition } from "./define.js";
import type { Route } from "./http.js";
import type { SessionState } from "./session.js";

/** One domain of the core: what it answers, and what it does when sessions come and go. None of its functions may throw. */
export interface Domain {
  readonly definitions: readonly Definition[];
  readonly routes?: readonly Route[];
  /** A session has begun. */
  readonly connected?: (session: SessionState) => void;
  /** A session has brought a fresh proof of who it is: its roles may be others. Also called once at its beginning, before `connected`. */
  readonly renewed?: (session: SessionState) => void;
  /** A person is about to write; the message is stored when all are done. A rejection refuses it with `UNAVAILABLE`. */
  readonly appending?: (sender: User, conversationId: ConversationId) => Promise<void>;
  /** A message was stored, or sent again by a client that had not heard of that. */
  readonly appended?: (message: LoggedMessage) => void;
  /** Somebody's watermarks have moved. */
  readonly readMoved?: (conversationId: ConversationId, receipt: Receipt) => void;
  /** A session is over; called once. */
  readonly ended?: (session: SessionState) => void;
  /** Ends its timers. */
  readonly close?: () => void;
}
