import type { CatalogueGift, Gift } from "../../../src/contract/gifts.js";
import type { MockServer, MockServerOptions } from "../../../src/testing/mockServer.js";
import { aServer } from "../chat/aServer.js";

/** Six gifts, so that the second row is not full. */
export const catalogue: readonly CatalogueGift[] = [
  { id: "rose", name: "Rose", price: 10, animation: "default" },
  { id: "coffee", name: "Coffee", price: 5, animation: "default" },
  { id: "lotus", name: "Lotus", price: 20, animation: "default" },
  { id: "star", name: "Star", price: 90, animation: "stars" },
  { id: "rocket", name: "Rocket", price: 200, animation: "fireworks" },
  { id: "crown", name: "Crown", price: 500, animation: "rainbow" },
];

/** A server whose people have 100 coins each. */
export function aShop(options: MockServerOptions = {}): MockServer {
  return aServer({ gifts: { catalogue, startingBalance: 100 }, ...options });
}

let made = 0;
/** A gift of Bình's to Chi. */
export function aGift(more: Partial<Gift> = {}): Gift {
  made += 1;
  return {
    id: `gift-${made}`,
    conversationId: "room:algebra",
    giftId: "rose",
    name: "Rose",
    price: 10,
    quantity: 1,
    animation: "default",
    senderId: "binh",
    senderName: "Bình",
    receiverId: "chi",
    receiverName: "Chi",
    createdAt: 0,
    ...more,
  };
}
