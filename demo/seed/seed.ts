import type { Client } from "@libsql/client";
import type { LobbyStore } from "lobbykit/server";
import { notifications, timeOf } from "./notifications";
import { people } from "./people";
import { readScript } from "./readScript";
import { courses } from "./rooms";
import { scripts } from "./scripts";
import { streams } from "./streams";

/** How many of the newest messages of a conversation somebody has not read yet when the demo is first opened. */
const unread: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  an: { "direct:an:lan": 2, "room:ielts-speaking": 3, "room:sanh-chung": 1 },
  binh: { "room:react-k12": 4, "direct:an:binh": 1 },
  chi: { "room:react-k12": 6, "direct:chi:sarah": 1, "room:portfolio": 1 },
  lan: { "room:sanh-chung": 3, "direct:binh:lan": 0 },
  sarah: { "room:ielts-speaking": 2 },
};

/** Fills a database with people, rooms and what they have said. Conversations that somebody has written in are left as they are. */
export async function seed(store: LobbyStore, client: Client, origin: string, now: number): Promise<void> {
  await store.epoch();
  await client.execute("CREATE TABLE IF NOT EXISTS demo_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
  const facts = await client.execute("SELECT name, value FROM demo_facts");
  const known = new Map(facts.rows.map((row) => [String(row.name), String(row.value)]));
  const keep = (name: string, value: string) =>
    client.execute({ sql: "INSERT OR REPLACE INTO demo_facts (name, value) VALUES (?, ?)", args: [name, value] });

  const byId = new Map(people.map((person) => [person.id, person]));
  for (const { id, name, avatarUrl } of people) {
    await store.saveUser(avatarUrl === undefined ? { id, name } : { id, name, avatarUrl });
  }
  for (const { id, title, avatarUrl } of courses) await store.saveRoom({ roomId: id, title, avatarUrl });
  for (const { id, title, course } of streams) {
    const avatarUrl = courses.find((one) => one.id === course)?.avatarUrl;
    await store.saveRoom({ roomId: id, title: title.vi, ...(avatarUrl === undefined ? {} : { avatarUrl }) });
  }
  for (const [conversationId, script] of Object.entries(scripts)) {
    if ((await store.bounds(conversationId)).head > 0) continue;
    const messages = readScript(script, now, origin);
    // A stream's room belongs to nobody's list.
    const isStream = streams.some(({ id }) => conversationId === `room:${id}`);
    const members = isStream ? [] : [...new Set(messages.map(({ senderId }) => senderId))];
    await Promise.all(
      messages.map(({ senderId, createdAt, body }, index) => {
        const { id, name, avatarUrl } = byId.get(senderId) ?? { id: senderId, name: senderId };
        return store.append({
          id: crypto.randomUUID(),
          conversationId,
          sender: avatarUrl === undefined ? { id, name } : { id, name, avatarUrl },
          clientId: `seed-${index}`,
          body,
          createdAt,
          members,
        });
      }),
    );
    const course = courses.find(({ id }) => conversationId === `room:${id}`);
    for (const member of course?.members ?? []) await store.addMember(conversationId, member, now);
    const { head } = await store.bounds(conversationId);
    for (const { id } of people) {
      const readSeq = head - (unread[id]?.[conversationId] ?? 0);
      if ((await store.members(conversationId)).includes(id)) await store.advance(conversationId, id, { readSeq });
    }
  }
  if (!known.has("notified")) {
    for (const past of notifications) {
      const { userId, kind, level, title, message, href, isRead = false } = past;
      const id = crypto.randomUUID();
      const createdAt = timeOf(past, now);
      await store.notifications.append(
        [{ notification: { id, kind, level, title, message, href, createdAt }, userId, senderId: "", clientId: null }],
        1_000,
      );
      if (isRead) await store.notifications.markRead(userId, [id]);
    }
    await keep("notified", new Date(now).toISOString());
  }
  // The log of a stream's room keeps its end: bots write sixty thousand lines a minute.
  for (const { id } of streams) {
    await client.execute({
      sql: "DELETE FROM lobby_messages WHERE conversation_id = :id AND seq < (SELECT max(seq) FROM lobby_messages WHERE conversation_id = :id) - 500",
      args: { id: `room:${id}` },
    });
  }
  // Pictures bear the demo's own address, which another port changes.
  const before = known.get("origin");
  if (before !== undefined && before !== origin) {
    await client.execute({
      sql: "UPDATE lobby_messages SET body = replace(body, ?, ?) WHERE body LIKE '%\"image\"%'",
      args: [`${before}/images/`, `${origin}/images/`],
    });
  }
  await keep("origin", origin);
}
