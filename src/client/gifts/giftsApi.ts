import type { GiftLeaders, GiftQueries, GiftShop, GiftsPage } from "../../contract/gifts.js";
import { askLobby, lobbyApi } from "../lobbyApi.js";

/** What is asked of gifts over HTTP. The slice takes what arrives and is its only owner. */
export const giftsApi = /* @__PURE__ */ lobbyApi.injectEndpoints({
  endpoints: (build) => ({
    /** What can be given in a conversation, and the balance. */
    giftShop: build.query<GiftShop, GiftQueries["giftShop"]["input"]>({
      queryFn: (input, api) => askLobby("giftShop", input, api),
    }),
    /** One page of gifts, newest first. `cursor: null` is the newest. */
    giftHistory: build.query<GiftsPage, GiftQueries["giftHistory"]["input"]>({
      queryFn: (input, api) => askLobby("giftHistory", input, api),
    }),
    /** Who has given how much. */
    giftLeaderboard: build.query<GiftLeaders, GiftQueries["giftLeaderboard"]["input"]>({
      queryFn: (input, api) => askLobby("giftLeaderboard", input, api),
    }),
  }),
});
