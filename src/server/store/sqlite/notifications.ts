import type { Client, InArgs, InStatement, Row } from "@libsql/client";
import {
  type Notification,
  type NotificationsPage,
  notificationCursor,
  readNotificationCursor,
} from "../../../contract/notifications.js";
import type { AppendNotification, NotificationQuery, NotificationStore } from "../notificationStore.js";

const columns = "user_id, created_at, id, kind, level, content, read";
const countUnread = (user: string): InStatement => ({
  sql: "SELECT count(*) AS unread FROM lobby_notifications WHERE user_id = ? AND read = 0",
  args: [user],
});

/** Notifications in SQLite. A repetition is found by the unique index alone, so that of two at the same time exactly one is stored, whatever process they came to. */
export function sqliteNotifications(open: () => Promise<Client>): NotificationStore {
  const query = async (sql: string, args: InArgs): Promise<Row[]> => (await (await open()).execute({ sql, args })).rows;

  return {
    append: async (inputs, keep) => {
      if (inputs.length === 0) return [];
      const statements = inputs.map((input) => statementsOf(input, keep));
      const results = await (await open()).batch(statements.flat(), "write");
      return inputs.map((_, index) => {
        const [inserted, selected, , counted] = results.slice(index * 4);
        const row = selected?.rows[0];
        if (row === undefined) throw new Error("A stored notification was not found again.");
        const unreadCount = Number(counted?.rows[0]?.unread);
        return { notification: notificationOf(row), duplicate: inserted?.rowsAffected === 0, unreadCount };
      });
    },
    list: async (userId, wanted) => {
      const [page, counted] = await (await open()).batch([selectPage(wanted, userId), countUnread(userId)], "read");
      const read = (page?.rows ?? []).map(notificationOf);
      return { ...pageOf(read, wanted), unreadCount: Number(counted?.rows[0]?.unread) };
    },
    all: async (wanted) => {
      const { rows } = await (await open()).execute(selectPage(wanted, null));
      const everybody = rows.map((row) => ({ ...notificationOf(row), userId: String(row.user_id) }));
      return { ...pageOf(everybody, wanted), unreadCount: 0 };
    },
    unreadCount: async (userId) => Number((await (await open()).execute(countUnread(userId))).rows[0]?.unread),
    markRead: async (userId, ids) => {
      const which = ids === "all" ? "" : ` AND id IN (${ids.map(() => "?").join(", ")})`;
      const update = `UPDATE lobby_notifications SET read = 1 WHERE user_id = ? AND read = 0${which} RETURNING id`;
      const args = ids === "all" ? [userId] : [userId, ...ids];
      const [updated, counted] = await (await open()).batch([{ sql: update, args }, countUnread(userId)], "write");
      return {
        ids: (updated?.rows ?? []).map(({ id }) => String(id)),
        unreadCount: Number(counted?.rows[0]?.unread),
      };
    },
    clear: async (userId) => {
      const sql = "DELETE FROM lobby_notifications WHERE user_id = ?";
      return (await (await open()).execute({ sql, args: [userId] })).rowsAffected;
    },
    prune: async (before) => {
      await query("DELETE FROM lobby_notifications WHERE created_at < ?", [before]);
    },
    admins: async () =>
      (await query("SELECT user_id FROM lobby_admins ORDER BY user_id", [])).map((row) => String(row.user_id)),
    setAdmin: async (userId, isAdmin) => {
      const sql = isAdmin
        ? "INSERT OR IGNORE INTO lobby_admins (user_id) VALUES (?)"
        : "DELETE FROM lobby_admins WHERE user_id = ?";
      await query(sql, [userId]);
    },
  };
}

/** Insert, read again, forget the oldest, count: four of each. */
function statementsOf(
  { notification, userId: user, senderId, clientId }: AppendNotification,
  keep: number,
): InStatement[] {
  const { id, kind, level, createdAt, ...content } = notification;
  return [
    {
      sql: `INSERT OR IGNORE INTO lobby_notifications (user_id, created_at, id, sender_id, client_id, kind, level, content)
        VALUES (:user, :at, :id, :sender, :client, :kind, :level, :content)`,
      args: {
        user,
        at: createdAt,
        id,
        sender: senderId,
        client: clientId,
        kind,
        level,
        content: JSON.stringify(content),
      },
    },
    clientId === null
      ? {
          sql: `SELECT ${columns} FROM lobby_notifications WHERE user_id = ? AND created_at = ? AND id = ?`,
          args: [user, createdAt, id],
        }
      : {
          sql: `SELECT ${columns} FROM lobby_notifications WHERE user_id = ? AND sender_id = ? AND client_id = ?`,
          args: [user, senderId, clientId],
        },
    {
      sql: `DELETE FROM lobby_notifications WHERE user_id = :user AND (created_at, id) < (SELECT created_at, id
        FROM lobby_notifications WHERE user_id = :user ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET :last)`,
      // SQLite counts up to here, and `Infinity` is all of them.
      args: { user, last: Math.min(Math.max(0, keep - 1), Number.MAX_SAFE_INTEGER) },
    },
    countUnread(user),
  ];
}

function selectPage({ cursor, limit, unreadOnly, kind }: NotificationQuery, user: string | null): InStatement {
  const after = readNotificationCursor(cursor);
  const conditions = [
    ...(user === null ? [] : ["user_id = :user"]),
    ...(after === null ? [] : ["(created_at, id) < (:at, :id)"]),
    ...(unreadOnly ? ["read = 0"] : []),
    ...(kind === undefined ? [] : ["kind = :kind"]),
  ];
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  return {
    sql: `SELECT ${columns} FROM lobby_notifications ${where} ORDER BY created_at DESC, id DESC LIMIT :limit`,
    // One more than asked for, to see whether there is a next page. Only what is named may be given.
    args: {
      limit: limit + 1,
      ...(user === null ? {} : { user }),
      ...(after === null ? {} : { at: after.createdAt, id: after.id }),
      ...(kind === undefined ? {} : { kind }),
    },
  };
}

function pageOf(found: readonly Notification[], { limit }: NotificationQuery): Omit<NotificationsPage, "unreadCount"> {
  const notifications = found.slice(0, limit);
  const last = notifications.at(-1);
  return { notifications, nextCursor: last !== undefined && found.length > limit ? notificationCursor(last) : null };
}

/** Reads a stored notification. What is in the table was validated on its way in; here it is only given its shape. */
function notificationOf(row: Row): Notification {
  const content = JSON.parse(String(row.content)) as Pick<Notification, "title" | "message">;
  return {
    id: String(row.id),
    kind: String(row.kind),
    level: String(row.level) as Notification["level"],
    ...content,
    read: Number(row.read) === 1,
    createdAt: Number(row.created_at),
  };
}
