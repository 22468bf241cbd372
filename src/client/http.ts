import type { ConversationsPage, HistoryPage } from "../contract/chat.js";
import type { Outcome } from "../contract/errors.js";
import type { ConversationsInput, HistoryInput, HttpCall } from "../protocols/protocol.js";

/** The queries over HTTP, with what they take and answer. */
export interface HttpQueries {
  history: { input: HistoryInput; result: HistoryPage };
  conversations: { input: ConversationsInput; result: ConversationsPage };
}

/** HTTP with the connection's credentials. Nothing here rejects. */
export interface Http {
  /** Asks for a page, as the protocol words it. `UNSUPPORTED` when it has no such query. */
  query<K extends keyof HttpQueries>(
    kind: K,
    input: HttpQueries[K]["input"],
  ): Promise<Outcome<HttpQueries[K]["result"]>>;
  /** Makes a call that a protocol has encoded. */
  call<R>(call: HttpCall<R>): Promise<Outcome<R>>;
}
