import type { Client, InStatement } from "@libsql/client";
import { LobbyError } from "../../../contract/lobbyError.js";

/** The steps that lead to the present schema; a step that was ever released is never changed, only followed by another. */
const steps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE lobby_conversations (
      id TEXT PRIMARY KEY,
      head INTEGER NOT NULL DEFAULT 0,
      updated_at INTEGER NOT NULL DEFAULT 0,
      title TEXT,
      avatar_url TEXT
    ) WITHOUT ROWID`,
    `CREATE TABLE lobby_messages (
      conversation_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      id TEXT NOT NULL,
      client_id TEXT NOT NULL,
      sender_id TEXT NOT NULL,
      sender_name TEXT,
      sender_avatar_url TEXT,
      created_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (conversation_id, seq)
    ) WITHOUT ROWID`,
    "CREATE UNIQUE INDEX lobby_messages_client ON lobby_messages (conversation_id, sender_id, client_id)",
    `CREATE TABLE lobby_members (
      user_id TEXT NOT NULL,
      conversation_id TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (user_id, conversation_id)
    ) WITHOUT ROWID`,
    "CREATE INDEX lobby_members_conversation ON lobby_members (conversation_id, since)",
    `CREATE TABLE lobby_receipts (
      conversation_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      delivered_seq INTEGER NOT NULL,
      read_seq INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, user_id)
    ) WITHOUT ROWID`,
    `CREATE TABLE lobby_users (
      id TEXT PRIMARY KEY,
      name TEXT,
      avatar_url TEXT
    ) WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE lobby_support (
      conversation_id TEXT PRIMARY KEY,
      visitor TEXT NOT NULL,
      topic TEXT NOT NULL,
      status TEXT NOT NULL,
      agent_id TEXT,
      agent TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      head INTEGER NOT NULL DEFAULT 0,
      read_seq INTEGER NOT NULL DEFAULT 0,
      last TEXT
    ) WITHOUT ROWID`,
    "CREATE INDEX lobby_support_status ON lobby_support (status, created_at)",
  ],
  [
    `CREATE TABLE lobby_rooms (
      id TEXT PRIMARY KEY,
      description TEXT NOT NULL,
      stream TEXT NOT NULL
    ) WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE lobby_notifications (
      user_id TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      id TEXT NOT NULL,
      sender_id TEXT NOT NULL,
      client_id TEXT,
      kind TEXT NOT NULL,
      level TEXT NOT NULL,
      content TEXT NOT NULL,
      read INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (user_id, created_at, id)
    ) WITHOUT ROWID`,
    `CREATE UNIQUE INDEX lobby_notifications_client ON lobby_notifications (user_id, sender_id, client_id)
      WHERE client_id IS NOT NULL`,
    "CREATE INDEX lobby_notifications_unread ON lobby_notifications (user_id, created_at, id) WHERE read = 0",
    "CREATE INDEX lobby_notifications_time ON lobby_notifications (created_at, id)",
    "CREATE TABLE lobby_admins (user_id TEXT PRIMARY KEY) WITHOUT ROWID",
  ],
  [
    `CREATE TABLE lobby_wallets (
      user_id TEXT PRIMARY KEY,
      balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER})
    ) WITHOUT ROWID`,
    `CREATE TABLE lobby_credits (
      user_id TEXT NOT NULL,
      key TEXT NOT NULL,
      amount INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (user_id, key)
    ) WITHOUT ROWID`,
    `CREATE TABLE lobby_gifts (
      position INTEGER PRIMARY KEY,
      sender_id TEXT NOT NULL,
      client_id TEXT NOT NULL,
      id TEXT NOT NULL,
      conversation_id TEXT NOT NULL,
      content TEXT NOT NULL,
      gift TEXT NOT NULL,
      status TEXT NOT NULL,
      cost INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      balance INTEGER,
      told INTEGER NOT NULL DEFAULT 0
    )`,
    "CREATE UNIQUE INDEX lobby_gifts_key ON lobby_gifts (sender_id, client_id)",
    "CREATE INDEX lobby_gifts_id ON lobby_gifts (id)",
    "CREATE INDEX lobby_gifts_log ON lobby_gifts (conversation_id, position) WHERE status = 'charged'",
    "CREATE INDEX lobby_gifts_totals ON lobby_gifts (conversation_id, sender_id, cost, quantity) WHERE status = 'charged'",
    "CREATE INDEX lobby_gifts_untold ON lobby_gifts (position) WHERE status = 'charged' AND told = 0",
  ],
];

/**
 * Brings a database to the present schema, each step in one transaction, and answers its epoch. The version is kept in `lobby_meta` and not in
 * SQLite's `user_version`, because the database may be the app's own.
 */
export async function migrate(client: Client): Promise<string> {
  await client.execute(
    "CREATE TABLE IF NOT EXISTS lobby_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  );
  const version = Number((await readMeta(client, "schema")) ?? 0);
  if (!Number.isInteger(version) || version > steps.length) {
    throw new LobbyError(
      "store-newer",
      `The database has schema ${version}, this version of lobbykit knows up to ${steps.length}.`,
      "A newer version has written it.",
      "Update lobbykit, or give it another file.",
    );
  }
  for (let step = version; step < steps.length; step++) {
    const statements: InStatement[] = [
      ...(steps[step] ?? []),
      { sql: "INSERT OR REPLACE INTO lobby_meta (key, value) VALUES ('schema', ?)", args: [String(step + 1)] },
    ];
    await client.batch(statements, "write");
  }
  await client.execute({
    sql: "INSERT OR IGNORE INTO lobby_meta (key, value) VALUES ('epoch', ?)",
    args: [crypto.randomUUID()],
  });
  const epoch = await readMeta(client, "epoch");
  if (epoch === null) throw new Error("lobby_meta holds no epoch.");
  return epoch;
}

async function readMeta(client: Client, key: string): Promise<string | null> {
  const { rows } = await client.execute({ sql: "SELECT value FROM lobby_meta WHERE key = ?", args: [key] });
  const value = rows[0]?.value;
  return typeof value === "string" ? value : null;
}
