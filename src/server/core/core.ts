import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";

/** What somebody wants to do, as the app's `authorize` is asked. */
export type Action =
  | { readonly kind: "open"; readonly conversationId: ConversationId }
  | { readonly kind: "read"; readonly conversationId: ConversationId }
  | { readonly kind: "send"; readonly conversationId: ConversationId; readonly body: { readonly kind: string } };

/** An acknowledgement as it goes on the wire. */
export type Acknowledgement = ({ readonly ok: true } & Record<string, unknown>) | ({ readonly ok: false } & Failure);

/** One connected tab or device, whatever carries it. */
export interface CoreSession {
  readonly id: string;
  readonly user: User;
  /**
   * Handles one wire event of the client's. Never rejects and never throws: whatever arrives is answered, unknown events too. The adapter hands the
   * acknowledgement on if the client asked for one.
   */
  handle(event: string, payload: unknown): Promise<Acknowledgement>;
  /** The connection is gone. */
  end(): void;
}
