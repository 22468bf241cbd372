import { type GiftInput, giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import type { PendingGift } from "../../../src/client/gifts/giftsState.js";
import { selectGiftBalance, selectGifts, selectPendingGifts } from "../../../src/client/gifts/selectors.js";
import type { Lobby, LobbyOptions } from "../../../src/client/lobby.js";
import type { CatalogueGift } from "../../../src/contract/gifts.js";
import type { MockServerOptions } from "../../../src/testing/mockServer.js";
import { aStorage } from "../../support/pages.js";
import { createWorld, room } from "../world.js";

export const catalogue: readonly CatalogueGift[] = [
  { id: "rose", name: "Rose", price: 10, animation: "default" },
  { id: "castle", name: "Castle", price: 500, animation: "fireworks" },
];

/** A server with gifts, and people who look at its room. Each tab of a browser is given the same storage. */
export function giftWorld(options: MockServerOptions & { seed?: number } = {}) {
  const world = createWorld({ gifts: { catalogue, startingBalance: 1_000 }, ...options });
  const arrive = (userId: string, storage = aStorage(), more: Partial<LobbyOptions> = {}) => {
    const environment = { ...world.environment, storage: () => storage };
    const lobby = world.arrive(userId, [room], { environment, ...more });
    const gifts = lobby.use(giftsFeature);
    const hide = gifts.show(room, "shop");
    return { lobby, gifts, storage, hide, ...looking(lobby) };
  };
  return {
    ...world,
    arrive,
    /** What the server has charged, oldest first. */
    charged: async () => [...(await world.server.store.gifts.history(room, null, 200)).gifts].reverse(),
    balance: (userId: string) => world.server.core.gifts.balance(userId),
  };
}

/** What a lobby shows of the room's gifts. */
export function looking(lobby: Lobby) {
  const state = () => lobby.store.getState();
  return {
    shown: () => selectGifts(state(), room),
    pending: (): readonly PendingGift[] => selectPendingGifts(state(), room),
    statuses: () => selectPendingGifts(state(), room).map(({ status }) => status),
    balanceShown: () => selectGiftBalance(state()),
  };
}

/** A tap on a rose for Binh. */
export const rose = (more: Partial<GiftInput> = {}): GiftInput => ({
  giftId: "rose",
  quantity: 1,
  receiverId: "binh",
  ...more,
});
