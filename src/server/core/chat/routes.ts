import { parseConversationId } from "../../../contract/ids.js";
import * as limits from "../../../contract/limits.js";
import { done, refuse } from "../define.js";
import type { Route } from "../http.js";
import type { Services } from "../services.js";

/** `GET conversations?cursor&limit`: the user's list, newest first. A page is shorter by what he may not read any more: it would show what was said there last. */
export function conversationsRoute({ store, access }: Services): Route {
  return {
    pattern: /^conversations$/,
    answer: async ({ user, roles, query }) => {
      const limit = readLimit(query.get("limit"));
      if (limit === null) return refuse("INVALID", `limit: expected 1 to ${limits.pageSize}`);
      const { conversations, nextCursor } = await store.conversations(user.id, query.get("cursor"), limit);
      const mayRead = await Promise.all(
        conversations.map(({ id }) => access({ user, roles }, { kind: "read", conversationId: id })),
      );
      return done({ conversations: conversations.filter((_, index) => mayRead[index]), nextCursor });
    },
  };
}

/** `GET conversations/:id/messages?before&limit`: a page of a log, oldest first; the newest page without `before`. */
export function historyRoute({ store, access }: Services): Route {
  return {
    pattern: /^conversations\/([^/]+)\/messages$/,
    answer: async ({ user, roles, query, parts }) => {
      const conversationId = parts[0] ?? "";
      if (parseConversationId(conversationId) === null) return refuse("NOT_FOUND");
      const limit = readLimit(query.get("limit"));
      const before = readWhole(query.get("before"));
      if (limit === null || before === undefined) return refuse("INVALID", "before, limit: expected whole numbers");
      if (!(await access({ user, roles }, { kind: "read", conversationId }))) return refuse("FORBIDDEN");
      const [epoch, receipts] = [
        await store.epoch(),
        await store.receipts(conversationId, user.id, limits.pageSize),
      ] as const;
      const messages = await store.page(conversationId, before, limit);
      // Asked after the page: a head that is too new only makes the client sync, one too old would hide a message.
      const { head, oldest } = await store.bounds(conversationId);
      const first = messages[0]?.seq;
      return done({ conversationId, epoch, messages, head, hasMore: first !== undefined && first > oldest, receipts });
    },
  };
}

/** A page size, the usual one if absent, `null` if unreadable. */
function readLimit(text: string | null): number | null {
  const value = readWhole(text);
  if (value === null) return limits.historyPageSize;
  return value !== undefined && value >= 1 && value <= limits.pageSize ? value : null;
}

/** `null` if absent, `undefined` if unreadable. */
function readWhole(text: string | null): number | null | undefined {
  if (text === null) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
