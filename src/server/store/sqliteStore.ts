import type { Client, InArgs, Row } from "@libsql/client";
import { LobbyError } from "../../contract/lobbyError.js";
import { groupCommit } from "./groupCommit.js";
import { appendAll } from "./sqlite/append.js";
import { sqliteGifts } from "./sqlite/gifts.js";
import { conversationProfile, listConversations, oneConversation } from "./sqlite/lists.js";
import { sqliteNotifications } from "./sqlite/notifications.js";
import { sqliteRooms } from "./sqlite/rooms.js";
import { messageColumns, messageOf, receiptOf, userOf } from "./sqlite/rows.js";
import { migrate } from "./sqlite/schema.js";
import { sqliteSupport } from "./sqlite/support.js";
import type { LobbyStore } from "./store.js";

/** Options of {@link sqliteStore}: an address for a client of its own, or a client of `@libsql/client` that the app keeps (and closes). */
export type SqliteStoreOptions = { readonly url: string; readonly authToken?: string } | { readonly client: Client };

/**
 * A store in SQLite, by `@libsql/client` (an optional peer): `file:./data/lobby.db`, or a libSQL server's address. The database is opened at the first use.
 * In a file every acknowledged message has been forced to the disk (WAL, `synchronous = FULL`); concurrent messages share one commit.
 *
 * @throws LobbyError by the first call's rejection: `libsql-missing` when the package isn't installed, `store-newer` when a newer version wrote the file
 * @example
 * const store = sqliteStore({ url: "file:./data/lobby.db" });
 */
export function sqliteStore(options: SqliteStoreOptions): LobbyStore {
  let opening: Promise<{ client: Client; epoch: string }> | null = null;
  let closed = false;

  const open = () => {
    if (closed) return Promise.reject(new Error("The store is closed."));
    opening ??= openDatabase(options).catch((error: unknown) => {
      // The next call tries anew: the disk or the server may be back by then.
      opening = null;
      throw error;
    });
    return opening;
  };

  const query = async (sql: string, args: InArgs): Promise<Row[]> => {
    const { client } = await open();
    return (await client.execute({ sql, args })).rows;
  };

  const epoch = async () => (await open()).epoch;

  return {
    epoch,
    append: groupCommit(
      async (inputs) => appendAll((await open()).client, inputs),
      (run) => setImmediate(run),
    ),
    range: async (id, after, limit) => {
      const sql = `SELECT ${messageColumns} FROM lobby_messages WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
      return (await query(sql, [id, after, limit])).map((row) => messageOf(row));
    },
    page: async (id, before, limit) => {
      const sql = `SELECT ${messageColumns} FROM lobby_messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`;
      const rows = await query(sql, [id, before ?? Number.MAX_SAFE_INTEGER, limit]);
      return rows.map((row) => messageOf(row)).reverse();
    },
    bounds: async (id) => {
      const [row] = await query(
        `SELECT head, (SELECT min(seq) FROM lobby_messages WHERE conversation_id = :id) AS oldest
          FROM lobby_conversations WHERE id = :id`,
        { id },
      );
      const head = Number(row?.head ?? 0);
      return { head, oldest: Number(row?.oldest ?? head + 1) };
    },
    heads: async (ids) => {
      const current = await epoch();
      const rows = await query(
        `SELECT id, head FROM lobby_conversations WHERE id IN (${ids.map(() => "?").join(", ")})`,
        [...ids],
      );
      const known = new Map(rows.map((row) => [String(row.id), Number(row.head)]));
      return ids.map((conversationId) => ({ conversationId, epoch: current, seq: known.get(conversationId) ?? 0 }));
    },
    receipts: async (id, userId, limit) => {
      const sql = `SELECT user_id, delivered_seq, read_seq FROM lobby_receipts WHERE conversation_id = ?
        ORDER BY user_id = ? DESC, read_seq DESC, delivered_seq DESC LIMIT ?`;
      return (await query(sql, [id, userId, limit])).map(receiptOf);
    },
    advance: async (id, userId, to) => {
      const [row] = await query(
        `INSERT INTO lobby_receipts (conversation_id, user_id, delivered_seq, read_seq)
          SELECT id, :user, max(min(head, :read), min(head, :delivered)), min(head, :read) FROM lobby_conversations
          WHERE id = :id AND (min(head, :read) > 0 OR min(head, :delivered) > 0)
        ON CONFLICT DO UPDATE SET delivered_seq = max(delivered_seq, excluded.delivered_seq), read_seq = max(read_seq, excluded.read_seq)
          WHERE excluded.delivered_seq > delivered_seq OR excluded.read_seq > read_seq
        RETURNING user_id, delivered_seq, read_seq`,
        { id, user: userId, read: to.readSeq ?? 0, delivered: to.deliveredSeq ?? 0 },
      );
      return row === undefined ? null : receiptOf(row);
    },
    conversations: async (userId, cursor, limit) => listConversations((await open()).client, userId, cursor, limit),
    conversation: async (userId, id) => oneConversation((await open()).client, userId, id),
    profile: async (userId, id) => conversationProfile((await open()).client, userId, id),
    saveUser: async ({ id, name, avatarUrl }) => {
      const sql = "INSERT OR REPLACE INTO lobby_users (id, name, avatar_url) VALUES (?, ?, ?)";
      await query(sql, [id, name ?? null, avatarUrl ?? null]);
    },
    users: async (ids) => {
      const sql = `SELECT id, name, avatar_url FROM lobby_users WHERE id IN (${ids.map(() => "?").join(", ")})`;
      return (await query(sql, [...ids])).map(userOf);
    },
    saveRoom: async ({ roomId, title, avatarUrl }) => {
      await query(
        `INSERT INTO lobby_conversations (id, title, avatar_url) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET title = coalesce(excluded.title, title), avatar_url = coalesce(excluded.avatar_url, avatar_url)`,
        [`room:${roomId}`, title ?? null, avatarUrl ?? null],
      );
    },
    addMember: async (id, userId, at) => {
      const { client } = await open();
      await client.batch(
        [
          { sql: "INSERT OR IGNORE INTO lobby_conversations (id) VALUES (?)", args: [id] },
          { sql: "UPDATE lobby_conversations SET updated_at = ? WHERE id = ? AND updated_at = 0", args: [at, id] },
          {
            sql: "INSERT OR IGNORE INTO lobby_members (user_id, conversation_id, since) VALUES (?, ?, ?)",
            args: [userId, id, at],
          },
        ],
        "write",
      );
    },
    removeMember: async (id, userId) => {
      await query("DELETE FROM lobby_members WHERE user_id = ? AND conversation_id = ?", [userId, id]);
    },
    members: async (id, limit) => {
      const sql = "SELECT user_id FROM lobby_members WHERE conversation_id = ? ORDER BY since, user_id LIMIT ?";
      return (await query(sql, [id, limit ?? -1])).map((row) => String(row.user_id));
    },
    support: sqliteSupport(async () => (await open()).client),
    notifications: sqliteNotifications(async () => (await open()).client),
    gifts: sqliteGifts(async () => (await open()).client),
    rooms: sqliteRooms(async () => (await open()).client),
    close: async () => {
      closed = true;
      const opened = await opening?.catch(() => null);
      if (!("client" in options)) opened?.client.close();
    },
  };
}

async function openDatabase(options: SqliteStoreOptions): Promise<{ client: Client; epoch: string }> {
  const client = "client" in options ? options.client : await ownClient(options);
  try {
    if (client.protocol === "file") {
      await client.execute("PRAGMA journal_mode = WAL");
      // Said and not left to the build: with less a power cut may take back what was acknowledged.
      await client.execute("PRAGMA synchronous = FULL");
      await client.execute("PRAGMA busy_timeout = 2000");
    }
    return { client, epoch: await migrate(client) };
  } catch (error) {
    if (!("client" in options)) client.close();
    throw error;
  }
}

async function ownClient(options: { readonly url: string; readonly authToken?: string }): Promise<Client> {
  const { createClient } = await import("@libsql/client").catch((cause: unknown) => {
    throw Object.assign(
      new LobbyError(
        "libsql-missing",
        "sqliteStore can't load @libsql/client.",
        "It is an optional peer dependency.",
        "Install it: npm install @libsql/client",
      ),
      { cause },
    );
  });
  // One connection for a file: its calls are synchronous anyway, and the settings above are a connection's own.
  return createClient(options.url.startsWith("file:") ? { ...options, concurrency: 1 } : options);
}
