import { enFirst } from "./enFirst.js";
import { enGiftRow } from "./enGiftRow.js";
import type { PartLocale } from "./locale.js";

const several = (gift: string, quantity: number) => (quantity > 1 ? `${gift} ${enGiftRow.times(quantity)}` : gift);

/** English of gifts: comes with its code. */
export const enGifts: PartLocale<"gifts"> = {
  ...enFirst,
  gifts: {
    ...enGiftRow,
    open: "Gifts",
    title: "Send a gift",
    balance: (coins) => `Balance: ${enGiftRow.coins(coins)}`,
    topUp: "Get coins",
    receiver: "To",
    choose: "Choose a gift",
    quantity: "Quantity",
    fewer: "One fewer",
    more: "One more",
    note: "Note",
    notePlaceholder: "Add a note",
    noteLeft: (count) => enFirst.chat.left(count),
    send: (gift, quantity, coins) =>
      `Send ${gift}${quantity > 1 ? ` ${enGiftRow.times(quantity)}` : ""} · ${enFirst.format.number(coins)}`,
    sent: "Sent",
    sentGift: (gift, quantity) => `${several(gift, quantity)} sent`,
    sending: (gift, quantity) => `Sending ${several(gift, quantity)}…`,
    notSent: (gift, quantity) => `${several(gift, quantity)} was not sent`,
    unknown: (gift, quantity) => `Not clear yet whether ${several(gift, quantity)} was sent`,
    check: "Check",
    dismiss: "Dismiss",
    short: (missing) => `You need ${enGiftRow.coins(missing)} more for this.`,
    noFunds: "Not enough coins.",
    nobody: "There is nobody here to give to yet.",
    loading: "Loading gifts",
    empty: "No gifts here yet",
    emptyText: "They appear as soon as there are some to give.",
    error: "The gifts could not be loaded",
    errorText: "Nothing has been charged.",
    unsupported: "Gifts can’t be given here",
    offline: "You are offline. Nothing is charged until you send.",
    withOthers: (name, others) => `${name} and ${others} ${others === 1 ? "other" : "others"}`,
    several: (gifts, names) =>
      `${gifts} gifts from ${names.length > 2 ? `${names.slice(0, 2).join(", ")} and others` : names.join(" and ")}`,
    leaders: "Top givers",
    rank: (rank) => `Rank ${rank}`,
    leadersEmpty: "Nobody has given anything yet",
    leadersError: "The list could not be loaded",
    history: "Gifts given",
    historyEmpty: "No gifts yet",
    historyError: "The gifts could not be loaded",
    loadMore: "Show more",
  },
};
