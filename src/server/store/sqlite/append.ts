import type { Client, InStatement, ResultSet } from "@libsql/client";
import type { AppendInput, AppendResult } from "../store.js";
import { messageColumns, messageOf } from "./rows.js";

/** Whether the statement before stored this very message (and did not find a duplicate): it is then the newest of its conversation. */
const isNew = `EXISTS (SELECT 1 FROM lobby_conversations c JOIN lobby_messages m ON m.conversation_id = c.id AND m.seq = c.head
  WHERE c.id = :conversation AND m.id = :id)`;

/**
 * Stores messages in one transaction. Sequence, duplicate check and insert are SQL alone, so that the transaction needs no round trip in between
 * and holds the lock for as short as it can.
 */
export async function appendAll(client: Client, inputs: readonly AppendInput[]): Promise<readonly AppendResult[]> {
  const results = await client.batch(inputs.flatMap(statementsOf), "write");
  let at = 0;
  return inputs.map((input) => {
    const own = results.slice(at, at + statementCount(input));
    at += own.length;
    return resultOf(input, own);
  });
}

function statementCount(input: AppendInput): number {
  return 5 + input.members.length;
}

function statementsOf(input: AppendInput): InStatement[] {
  const { conversationId: conversation, id, sender, clientId, createdAt, body } = input;
  return [
    { sql: "INSERT OR IGNORE INTO lobby_conversations (id) VALUES (?)", args: [conversation] },
    {
      sql: `INSERT INTO lobby_messages (conversation_id, seq, id, client_id, sender_id, sender_name, sender_avatar_url, created_at, body)
        SELECT id, head + 1, :id, :client, :sender, :name, :avatar, :at, :body FROM lobby_conversations
        WHERE id = :conversation AND NOT EXISTS (SELECT 1 FROM lobby_messages
          WHERE conversation_id = :conversation AND sender_id = :sender AND client_id = :client)`,
      args: {
        conversation,
        id,
        client: clientId,
        sender: sender.id,
        name: sender.name ?? null,
        avatar: sender.avatarUrl ?? null,
        at: createdAt,
        body: JSON.stringify(body),
      },
    },
    {
      sql: `UPDATE lobby_conversations SET head = head + 1, updated_at = max(updated_at, :at) WHERE id = :conversation
        AND EXISTS (SELECT 1 FROM lobby_messages WHERE conversation_id = :conversation AND seq = head + 1)`,
      args: { conversation, at: createdAt },
    },
    ...input.members.map((member) => ({
      sql: `INSERT OR IGNORE INTO lobby_members (user_id, conversation_id, since) SELECT :member, :conversation, :at WHERE ${isNew}`,
      args: { member, conversation, id, at: createdAt },
    })),
    {
      sql: `INSERT INTO lobby_receipts (conversation_id, user_id, delivered_seq, read_seq)
        SELECT id, :sender, head, head FROM lobby_conversations WHERE id = :conversation AND :kind <> 'system' AND ${isNew}
        ON CONFLICT DO UPDATE SET delivered_seq = max(delivered_seq, excluded.delivered_seq), read_seq = max(read_seq, excluded.read_seq)`,
      args: { sender: sender.id, conversation, id, kind: body.kind },
    },
    {
      sql: `SELECT ${messageColumns} FROM lobby_messages WHERE conversation_id = ? AND sender_id = ? AND client_id = ?`,
      args: [conversation, sender.id, clientId],
    },
  ];
}

function resultOf(input: AppendInput, results: readonly ResultSet[]): AppendResult {
  const row = results.at(-1)?.rows[0];
  if (row === undefined) throw new Error("A stored message was not found again.");
  const newMembers = input.members.filter((_, index) => (results[3 + index]?.rowsAffected ?? 0) > 0);
  return { message: messageOf(row), duplicate: results[1]?.rowsAffected === 0, newMembers };
}
