import { conversationIdOf, type LobbyStore } from "lobbykit/server";

/** As the old server's database has it. */
export interface OldMessage {
  readonly _id: unknown;
  readonly content: string;
  readonly sender: unknown;
  readonly recipient: unknown;
  readonly status: "sent" | "delivered" | "read";
  readonly createdAt: Date | string;
}

/**
 * Takes what was said over, with its time and what was read of it. Give it oldest first. It may be run again, for what was said meanwhile: what is there stays as it is.
 */
export async function importHistory(store: LobbyStore, messages: Iterable<OldMessage> | AsyncIterable<OldMessage>) {
  for await (const old of messages) {
    const [id, sender, recipient] = [String(old._id), String(old.sender), String(old.recipient)];
    const conversationId = conversationIdOf({ kind: "direct", userId: recipient }, sender);
    const { message } = await store.append({
      id,
      conversationId,
      sender: { id: sender },
      // Known again by its old id.
      clientId: id,
      body: { kind: "text", text: old.content.slice(0, 4_000) },
      createdAt: new Date(old.createdAt).getTime(),
      members: [sender, recipient],
    });
    if (old.status === "delivered") await store.advance(conversationId, recipient, { deliveredSeq: message.seq });
    if (old.status === "read") await store.advance(conversationId, recipient, { readSeq: message.seq });
  }
}
