import type { Row } from "@libsql/client";
import type {
  ConversationProfile,
  ConversationSummary,
  LoggedMessage,
  MessageBody,
  Receipt,
} from "../../../contract/chat.js";
import type { User } from "../../../contract/connection.js";

/** The columns that {@link messageOf} reads. */
export const messageColumns =
  "conversation_id, seq, id, client_id, sender_id, sender_name, sender_avatar_url, created_at, body";

/** Reads a stored message. What is in the table was validated on its way in; here it is only given its shape. */
export function messageOf(row: Row, prefix = ""): LoggedMessage {
  return {
    id: String(row[`${prefix}id`]),
    conversationId: String(row.conversation_id),
    seq: Number(row[`${prefix}seq`]),
    clientId: String(row.client_id),
    senderId: String(row.sender_id),
    ...textField(row, "sender_name", "senderName"),
    ...textField(row, "sender_avatar_url", "senderAvatarUrl"),
    createdAt: Number(row.created_at),
    body: JSON.parse(String(row.body)) as MessageBody,
  };
}

/** Reads a person from the columns `id`, `name`, `avatar_url`. */
export function userOf(row: Row): User {
  return { id: String(row.id), ...textField(row, "name", "name"), ...textField(row, "avatar_url", "avatarUrl") };
}

/** Reads watermarks. */
export function receiptOf(row: Row): Receipt {
  return {
    userId: String(row.user_id),
    deliveredSeq: Number(row.delivered_seq),
    readSeq: Number(row.read_seq),
  };
}

/** Reads what a conversation is called; nothing is known of one without a row. */
export function profileOf(row: Row | undefined, participants: User[]): ConversationProfile {
  if (row === undefined) return { participants, memberCount: 0 };
  return {
    ...textField(row, "title", "title"),
    ...textField(row, "avatar_url", "avatarUrl"),
    participants,
    memberCount: Number(row.member_count),
  };
}

/** Reads a line of a conversation list. */
export function summaryOf(row: Row, participants: User[]): ConversationSummary {
  const head = Number(row.head);
  const readSeq = Number(row.read_seq ?? 0);
  return {
    id: String(row.conversation_id),
    ...profileOf(row, participants),
    ...(row.message_id === null ? {} : { lastMessage: messageOf(row, "message_") }),
    head,
    readSeq,
    // Sending moves the sender's own watermark, so what is after it is of others.
    unreadCount: Math.max(0, head - readSeq),
    updatedAt: Number(row.updated_at),
  };
}

function textField<K extends string>(row: Row, column: string, key: K): { [P in K]?: string } {
  const value = row[column];
  return typeof value === "string" ? ({ [key]: value } as { [P in K]?: string }) : {};
}
