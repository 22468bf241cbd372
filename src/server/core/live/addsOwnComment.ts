import type { User } from "../../../contract/connection.js";
import { isId } from "../../../contract/ids.js";
import type { Patch } from "../../../contract/live.js";
import { ownValue } from "../../../contract/ownValue.js";
import { isRecord, type JsonValue } from "../../../contract/schema.js";

/**
 * Whether patches do nothing but add comments of this user to a topic of `CommentFeed`, each under an id that is not taken: for `mayChange`. A comment bears the
 * user's own id, and his name and picture as they are proven; its text is of 1 to `maxLength` characters (1,000 unless told otherwise).
 *
 * @example
 * mayChange: (user, topic, patches, state) => topic.endsWith("-comments") && addsOwnComment(user, patches, state),
 */
export function addsOwnComment(user: User, patches: readonly Patch[], state: JsonValue, maxLength = 1_000): boolean {
  const root = isRecord(state) ? ownValue(state, "comments") : undefined;
  const taken = isRecord(root) ? root : {};
  return (
    !Array.isArray(root) &&
    patches.length > 0 &&
    patches.every(({ op, path, value }) => {
      const [list, id, ...rest] = path;
      if (op !== "set" || list !== "comments" || !isId(id) || rest.length > 0 || !isRecord(value)) return false;
      // The same one again is no second one: an answer was lost.
      const before = ownValue(taken, id);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) return false;
      const { text, at, userId, name, avatarUrl, ...others } = value;
      return (
        userId === user.id &&
        others.id === id &&
        Object.keys(others).length === 1 &&
        (name ?? "") === (user.name ?? "") &&
        (avatarUrl ?? null) === (user.avatarUrl ?? null) &&
        typeof text === "string" &&
        text.trim() !== "" &&
        text.length <= maxLength &&
        typeof at === "number"
      );
    })
  );
}
