import type { Client } from "@libsql/client";
import { courses } from "../seed/rooms";

/** What `<CourseRating>` reads of a topic: `distribution` from one star to five. */
export interface Rating {
  readonly average: number;
  readonly count: number;
  readonly distribution: readonly number[];
}

/** Who has given a course how many stars. */
export interface Ratings {
  of(courseId: string): Promise<Rating>;
  /** The stars somebody has given; `null` before he has. */
  mine(userId: string, courseId: string): Promise<number | null>;
  /** Gives stars, or others than before. */
  rate(userId: string, courseId: string, stars: number): Promise<void>;
}

/** The app's own table of ratings, beside lobbykit's. */
export async function openRatings(client: Client): Promise<Ratings> {
  await client.execute(
    "CREATE TABLE IF NOT EXISTS demo_ratings (user_id TEXT, course_id TEXT, stars INTEGER NOT NULL, PRIMARY KEY (user_id, course_id))",
  );
  return {
    of: async (courseId) => {
      const { rows } = await client.execute({
        sql: "SELECT stars, count(*) AS given FROM demo_ratings WHERE course_id = ? GROUP BY stars",
        args: [courseId],
      });
      const before = courses.find(({ id }) => id === courseId)?.ratings ?? [0, 0, 0, 0, 0];
      const distribution = before.map(
        (given, index) => given + Number(rows.find(({ stars }) => Number(stars) === index + 1)?.given ?? 0),
      );
      const count = distribution.reduce((sum, given) => sum + given, 0);
      const sum = distribution.reduce((total, given, index) => total + given * (index + 1), 0);
      return { average: count === 0 ? 0 : sum / count, count, distribution };
    },
    mine: async (userId, courseId) => {
      const { rows } = await client.execute({
        sql: "SELECT stars FROM demo_ratings WHERE user_id = ? AND course_id = ?",
        args: [userId, courseId],
      });
      return rows[0] === undefined ? null : Number(rows[0].stars);
    },
    rate: async (userId, courseId, stars) => {
      await client.execute({
        sql: "INSERT OR REPLACE INTO demo_ratings (user_id, course_id, stars) VALUES (?, ?, ?)",
        args: [userId, courseId, stars],
      });
    },
  };
}
