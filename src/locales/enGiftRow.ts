import type { GiftRowWords } from "./locale.js";

/** English of a gift in a chat: comes with its code. */
export const enGiftRow: GiftRowWords = {
  gift: "Gift:",
  gave: (gift) => `sent ${gift}`,
  to: (name) => `to ${name}`,
  times: (quantity) => `×${quantity.toLocaleString("en")}`,
  coins: (count) => `${count.toLocaleString("en")} ${count === 1 ? "coin" : "coins"}`,
};
