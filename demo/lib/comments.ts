import type { Client } from "@libsql/client";
import type { Patch, User } from "lobbykit/server";
import { comments as seeded } from "../seed/comments";
import { people } from "../seed/people";

/** A comment as `<CommentFeed>` reads it in a topic. */
export interface Comment {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly text: string;
  readonly at: number;
  readonly rating?: number;
}

/** What is said under courses. */
export interface Comments {
  /** The newest of a course, by id. */
  of(courseId: string): Promise<Readonly<Record<string, Comment>>>;
  add(courseId: string, comment: Comment): Promise<void>;
}

const shown = 200;

/** The app's own table of comments, beside lobbykit's. */
export async function openComments(client: Client, now: number): Promise<Comments> {
  await client.execute(
    "CREATE TABLE IF NOT EXISTS demo_comments (id TEXT PRIMARY KEY, course_id TEXT NOT NULL, at INTEGER NOT NULL, comment TEXT NOT NULL)",
  );
  const add = async (courseId: string, comment: Comment) => {
    await client.execute({
      sql: "INSERT OR IGNORE INTO demo_comments (id, course_id, at, comment) VALUES (?, ?, ?, ?)",
      args: [comment.id, courseId, comment.at, JSON.stringify(comment)],
    });
  };
  for (const [courseId, said] of Object.entries(seeded)) {
    for (const [index, [userId, minutesAgo, rating, text]] of said.entries()) {
      const { name = userId, avatarUrl } = people.find(({ id }) => id === userId) ?? {};
      const at = now - minutesAgo * 60_000;
      const comment = { id: `seed-${courseId}-${index}`, userId, name, text, at, rating };
      await add(courseId, avatarUrl === undefined ? comment : { ...comment, avatarUrl });
    }
  }
  return {
    of: async (courseId) => {
      const { rows } = await client.execute({
        sql: "SELECT comment FROM demo_comments WHERE course_id = ? ORDER BY at DESC LIMIT ?",
        args: [courseId, shown],
      });
      const all = rows.map((row) => JSON.parse(String(row.comment)) as Comment);
      return Object.fromEntries(all.map((comment) => [comment.id, comment]));
    },
    add,
  };
}

/** The one comment that a change adds; `null` for whatever else it does. */
export function commentOf(patches: readonly Patch[]): Comment | null {
  const [patch, another] = patches;
  if (patch === undefined || another !== undefined || patch.op !== "set") return null;
  const [root, id, deeper] = patch.path;
  const value = patch.value as Partial<Comment> | null | undefined;
  if (root !== "comments" || id === undefined || deeper !== undefined || typeof value !== "object" || value === null)
    return null;
  const isWhole =
    value.id === id && typeof value.text === "string" && typeof value.at === "number" && value.rating === undefined;
  return isWhole ? (value as Comment) : null;
}

/** Whether somebody may make that change: add one comment in his own name, of a sensible length, said now, and over nobody else's. */
export function mayComment(user: User, patches: readonly Patch[], state: unknown, now: number): boolean {
  const comment = commentOf(patches);
  if (comment === null) return false;
  const { comments = {} } = (state ?? {}) as { readonly comments?: Readonly<Record<string, unknown>> };
  return (
    comment.userId === user.id &&
    comment.name === (user.name ?? "") &&
    comment.avatarUrl === user.avatarUrl &&
    comment.text.trim() !== "" &&
    comment.text.length <= 1_000 &&
    Math.abs(comment.at - now) < 300_000 &&
    !Object.hasOwn(comments, comment.id)
  );
}
