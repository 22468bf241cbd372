import type { Gift } from "./gifts.js";

/** What stays the same of a gift from its tap on: for keys of lists, and to know it again. */
export function giftKey(gift: Pick<Gift, "id" | "clientId">): string {
  return gift.clientId ?? gift.id;
}
