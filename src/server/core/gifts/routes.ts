import { defined } from "../../../contract/defined.js";
import type { Outcome } from "../../../contract/errors.js";
import type { GiftLeaders } from "../../../contract/gifts.js";
import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import * as limits from "../../../contract/limits.js";
import { done, refuse } from "../define.js";
import type { Route, RouteRequest } from "../http.js";
import type { Services } from "../services.js";
import type { GiftShopkeeper } from "./sendGift.js";

/** A leaderboard is summed up at most once in this time, however many look at it. */
const leadersForMs = 1_000;
/** Leaderboards that are remembered for that time. */
const mostLeaderboards = 1_000;
const places = 100;

/** `GET gifts/:conversationId/shop`, `…/history?cursor&limit`, `…/leaderboard?limit`. */
export function giftRoutes(services: Services, keeper: GiftShopkeeper | null): readonly Route[] {
  const { store, clock } = services;
  const summed = new Map<ConversationId, { readonly at: number; readonly leaders: Promise<GiftLeaders["leaders"]> }>();

  const sumUp = async (conversationId: ConversationId): Promise<GiftLeaders["leaders"]> => {
    const totals = await store.gifts.totals(conversationId, places);
    const users = totals.length === 0 ? [] : await store.users(totals.map(({ userId }) => userId));
    const known = new Map(users.map((user) => [user.id, user]));
    return totals.map((total) =>
      defined({ ...total, name: known.get(total.userId)?.name, avatarUrl: known.get(total.userId)?.avatarUrl }),
    );
  };
  const leadersOf = (conversationId: ConversationId): Promise<GiftLeaders["leaders"]> => {
    const held = summed.get(conversationId);
    const now = clock.now();
    if (held !== undefined && now - held.at < leadersForMs) return held.leaders;
    if (summed.size >= mostLeaderboards) summed.clear();
    const leaders = sumUp(conversationId);
    summed.set(conversationId, { at: now, leaders });
    leaders.catch(() => summed.delete(conversationId));
    return leaders;
  };

  const route = (
    what: string,
    answer: (keeper: GiftShopkeeper, conversationId: ConversationId, request: RouteRequest) => Promise<Outcome<object>>,
  ): Route => ({
    pattern: new RegExp(`^gifts/([^/]+)/${what}$`),
    answer: async (request) => {
      if (keeper === null) return refuse("UNSUPPORTED", "this server has no gifts");
      const conversationId = request.parts[0] ?? "";
      if (parseConversationId(conversationId) === null) return refuse("NOT_FOUND");
      if (!(await services.access(request, { kind: "read", conversationId }))) return refuse("FORBIDDEN");
      return answer(keeper, conversationId, request);
    },
  });

  return [
    route("shop", async ({ catalogue, till }, conversationId, { user }) =>
      done({ gifts: await catalogue(conversationId, user), balance: await till.balance(user.id) }),
    ),
    route("history", async (_keeper, conversationId, { query }) => {
      const limit = readLimit(query.get("limit"), limits.historyPageSize, limits.pageSize);
      if (limit === null) return refuse("INVALID", `limit: expected 1 to ${limits.pageSize}`);
      return done(await store.gifts.history(conversationId, query.get("cursor"), limit));
    }),
    route("leaderboard", async (_keeper, conversationId, { query }) => {
      const limit = readLimit(query.get("limit"), 20, places);
      if (limit === null) return refuse("INVALID", `limit: expected 1 to ${places}`);
      return done({ leaders: (await leadersOf(conversationId)).slice(0, limit) });
    }),
  ];
}

/** `null` if unreadable. */
function readLimit(text: string | null, otherwise: number, most: number): number | null {
  if (text === null) return otherwise;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}
