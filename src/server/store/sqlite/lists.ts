import type { Client, InArgs } from "@libsql/client";
import type { ConversationProfile, ConversationSummary, ConversationsPage } from "../../../contract/chat.js";
import type { User } from "../../../contract/connection.js";
import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import { decodeListCursor, encodeListCursor, summaryParticipants } from "../store.js";
import { profileOf, summaryOf, userOf } from "./rows.js";

const selectSummaries = `SELECT c.id AS conversation_id, c.head, c.updated_at, c.title, c.avatar_url, r.read_seq,
    (SELECT count(*) FROM lobby_members WHERE conversation_id = c.id) AS member_count,
    m.id AS message_id, m.seq AS message_seq, m.client_id, m.sender_id, m.sender_name, m.sender_avatar_url, m.created_at, m.body
  FROM lobby_members own
  JOIN lobby_conversations c ON c.id = own.conversation_id
  LEFT JOIN lobby_messages m ON m.conversation_id = c.id AND m.seq = c.head
  LEFT JOIN lobby_receipts r ON r.conversation_id = c.id AND r.user_id = own.user_id
  WHERE own.user_id = :user`;

/** A page of a user's conversations, most recently changed first. */
export async function listConversations(
  client: Client,
  user: string,
  cursor: string | null,
  limit: number,
): Promise<ConversationsPage> {
  const after = decodeListCursor(cursor);
  const conversations = await summaries(
    client,
    user,
    `${selectSummaries} AND (:id IS NULL OR (c.updated_at, c.id) < (:at, :id)) ORDER BY c.updated_at DESC, c.id DESC LIMIT :limit`,
    // One more than asked for, to see whether there is a next page.
    { user, id: after?.id ?? null, at: after?.updatedAt ?? null, limit: limit + 1 },
  );
  const page = conversations.slice(0, limit);
  const last = page.at(-1);
  return {
    conversations: page,
    nextCursor: last !== undefined && conversations.length > limit ? encodeListCursor(last) : null,
  };
}

/** One conversation as a member's list shows it. */
export async function oneConversation(
  client: Client,
  user: string,
  id: ConversationId,
): Promise<ConversationSummary | null> {
  const [found] = await summaries(client, user, `${selectSummaries} AND c.id = :id`, { user, id });
  return found ?? null;
}

/** What the conversation is called and who is in it, for members and others. */
export async function conversationProfile(
  client: Client,
  user: string,
  id: ConversationId,
): Promise<ConversationProfile | null> {
  const { rows } = await client.execute({
    sql: `SELECT title, avatar_url, (SELECT count(*) FROM lobby_members WHERE conversation_id = :id) AS member_count
      FROM lobby_conversations WHERE id = :id`,
    args: { id },
  });
  const [row] = rows;
  if (row === undefined && parseConversationId(id)?.kind !== "direct") return null;
  const people = await participants(client, user, [id]);
  return profileOf(row, people.get(id) ?? []);
}

async function summaries(client: Client, user: string, sql: string, args: InArgs): Promise<ConversationSummary[]> {
  const { rows } = await client.execute({ sql, args });
  const people = await participants(
    client,
    user,
    rows.map((row) => String(row.conversation_id)),
  );
  return rows.map((row) => summaryOf(row, people.get(String(row.conversation_id)) ?? []));
}

/** The others of each conversation: of a 1:1 the other one, member or not; else those who have been members longest. */
async function participants(
  client: Client,
  user: string,
  ids: readonly ConversationId[],
): Promise<Map<ConversationId, User[]>> {
  const people = new Map<ConversationId, User[]>();
  if (ids.length === 0) return people;
  const { rows } = await client.execute({
    sql: `SELECT p.conversation_id, p.user_id AS id, u.name, u.avatar_url FROM (
        SELECT conversation_id, user_id, row_number() OVER (PARTITION BY conversation_id ORDER BY since, user_id) AS place
        FROM lobby_members WHERE user_id <> ? AND conversation_id IN (${ids.map(() => "?").join(", ")})
      ) p LEFT JOIN lobby_users u ON u.id = p.user_id WHERE p.place <= ${summaryParticipants} ORDER BY p.place`,
    args: [user, ...ids],
  });
  for (const row of rows) {
    const id = String(row.conversation_id);
    people.set(id, [...(people.get(id) ?? []), userOf(row)]);
  }
  for (const id of ids) {
    const parts = parseConversationId(id);
    const other = parts?.kind === "direct" ? parts.userIds.find((one) => one !== user) : undefined;
    if (other === undefined || people.get(id)?.some((one) => one.id === other)) continue;
    const known = await client.execute({
      sql: "SELECT id, name, avatar_url FROM lobby_users WHERE id = ?",
      args: [other],
    });
    people.set(id, [known.rows[0] === undefined ? { id: other } : userOf(known.rows[0])]);
  }
  return people;
}
