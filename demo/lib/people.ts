import { createHash } from "node:crypto";
import type { Client } from "@libsql/client";
import { people as seeded } from "../seed/people";

/** Somebody who can be written to. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

/** Everybody who has ever signed in, and those who were here before. */
export interface People {
  list(): Promise<readonly Member[]>;
  find(id: string): Promise<Member | null>;
  /** The person of that name, made if new. The same name is the same person: there are no passwords here. */
  signIn(name: string): Promise<{ readonly member: Member; readonly isNew: boolean }>;
}

/** The app's own table of users, beside lobbykit's. */
export async function openPeople(client: Client): Promise<People> {
  await client.execute(
    "CREATE TABLE IF NOT EXISTS demo_people (id TEXT PRIMARY KEY, name TEXT NOT NULL, avatar_url TEXT, at INTEGER NOT NULL)",
  );
  for (const [index, { id, name, avatarUrl }] of seeded.entries()) {
    await client.execute({
      sql: "INSERT OR IGNORE INTO demo_people (id, name, avatar_url, at) VALUES (?, ?, ?, ?)",
      args: [id, name, avatarUrl ?? null, index],
    });
  }
  const memberOf = (row: Record<string, unknown>): Member => ({
    id: String(row.id),
    name: String(row.name),
    ...(row.avatar_url === null ? {} : { avatarUrl: String(row.avatar_url) }),
  });
  const find = async (id: string) => {
    const { rows } = await client.execute({ sql: "SELECT * FROM demo_people WHERE id = ?", args: [id] });
    return rows[0] === undefined ? null : memberOf(rows[0]);
  };
  return {
    find,
    list: async () => (await client.execute("SELECT * FROM demo_people ORDER BY at LIMIT 500")).rows.map(memberOf),
    signIn: async (name) => {
      const id = idOf(name);
      const known = await find(id);
      if (known !== null) return { member: known, isNew: false };
      await client.execute({
        sql: "INSERT OR IGNORE INTO demo_people (id, name, at) VALUES (?, ?, ?)",
        args: [id, name, Date.now()],
      });
      return { member: { id, name }, isNew: true };
    },
  };
}

/** An id of the letters lobbykit allows: "Trần Văn Tú" becomes `tran-van-tu`; a name of other scripts becomes a digest. */
export function idOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const readable = plain.length >= 2 && !(plain in Object.prototype);
  return readable ? plain : `u-${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
}
