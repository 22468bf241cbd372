import type { Client } from "@libsql/client";
import { courses } from "../seed/rooms";

/** Who has bought which course. */
export interface Enrolments {
  has(userId: string, courseId: string): Promise<boolean>;
  /** `false` when he had it before. */
  add(userId: string, courseId: string): Promise<boolean>;
}

/** The app's own table of purchases, beside lobbykit's. */
export async function openEnrolments(client: Client): Promise<Enrolments> {
  await client.execute(
    "CREATE TABLE IF NOT EXISTS demo_enrolments (user_id TEXT, course_id TEXT, at INTEGER NOT NULL, PRIMARY KEY (user_id, course_id))",
  );
  for (const { id, members } of courses) {
    for (const member of members) {
      await client.execute({ sql: "INSERT OR IGNORE INTO demo_enrolments VALUES (?, ?, 0)", args: [member, id] });
    }
  }
  return {
    has: async (userId, courseId) => {
      const { rows } = await client.execute({
        sql: "SELECT 1 FROM demo_enrolments WHERE user_id = ? AND course_id = ?",
        args: [userId, courseId],
      });
      return rows.length > 0;
    },
    add: async (userId, courseId) => {
      const { rowsAffected } = await client.execute({
        sql: "INSERT OR IGNORE INTO demo_enrolments VALUES (?, ?, ?)",
        args: [userId, courseId, Date.now()],
      });
      return rowsAffected > 0;
    },
  };
}
