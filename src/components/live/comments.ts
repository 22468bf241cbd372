import { isRecord } from "../../contract/schema.js";

/** One comment. Its text is text: nothing in it is ever read as markup. */
export interface LiveComment {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 1 to 5 stars, where the comment gives some. */
  readonly rating?: number;
}

// A comment that did not change is the same object in every state of the topic: its row then has nothing to do.
const known = /* @__PURE__ */ new WeakMap<object, LiveComment | null>();

/**
 * Reads the comments of a topic's state, newest first: `{ comments }`, by id or as a list. What is no comment is left out.
 *
 * @throws Error when there are none to be read
 */
export function readComments(state: unknown): readonly LiveComment[] {
  const comments = isRecord(state) ? (state.comments ?? {}) : null;
  if (typeof comments !== "object" || comments === null) throw new Error("no comments");
  return Object.values(comments)
    .flatMap((raw: unknown) => (isRecord(raw) ? (readOnce(raw) ?? []) : []))
    .sort(newestFirst);
}

/** Newer ones first; those of the same moment by id, so that everybody sees the same order. */
export function newestFirst(a: LiveComment, b: LiveComment): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}

function readOnce(raw: Readonly<Record<string, unknown>>): LiveComment | null {
  let comment = known.get(raw);
  if (comment === undefined) {
    comment = read(raw);
    known.set(raw, comment);
  }
  return comment;
}

function read({
  id,
  userId,
  name,
  avatarUrl,
  text,
  at,
  rating,
}: Readonly<Record<string, unknown>>): LiveComment | null {
  if (typeof id !== "string" || typeof userId !== "string" || typeof text !== "string") return null;
  if (typeof at !== "number" || !Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  return {
    id,
    userId,
    name: typeof name === "string" ? name : "",
    text,
    at,
    ...(typeof avatarUrl === "string" ? { avatarUrl } : {}),
    ...(typeof rating === "number" && rating >= 1 && rating <= 5 ? { rating } : {}),
  };
}
