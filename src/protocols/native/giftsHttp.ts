import { refused } from "../../contract/errors.js";
import { giftLeaderboardSchema, giftShopSchema, giftsPageSchema } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import { parse, type Schema } from "../../contract/schema.js";
import type { HttpQueries } from "../protocol.js";

/** How gifts are asked for over HTTP on the native server. */
export const giftQueries: HttpQueries = {
  giftShop: {
    request: ({ conversationId }) => get(conversationId, "shop"),
    read: (raw) => readAs(giftShopSchema, raw),
  },
  giftHistory: {
    request: ({ conversationId, cursor, limit }) =>
      get(conversationId, `history?limit=${limit}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`),
    read: (raw) => readAs(giftsPageSchema, raw),
  },
  giftLeaderboard: {
    request: ({ conversationId, limit }) => get(conversationId, `leaderboard?limit=${limit}`),
    read: (raw) => readAs(giftLeaderboardSchema, raw),
  },
};

function get(conversationId: ConversationId, what: string) {
  return { method: "GET", path: `gifts/${encodeURIComponent(conversationId)}/${what}` } as const;
}

function readAs<T>(schema: Schema<T>, raw: unknown) {
  const parsed = parse(schema, raw);
  return parsed.ok ? ({ ok: true, value: parsed.value } as const) : refused("UNAVAILABLE", parsed.issue);
}
