import { enAttach } from "./enAttach.js";
import { enFirst } from "./enFirst.js";
import { enGiftRow } from "./enGiftRow.js";
import { enViewer } from "./enViewer.js";
import type { Locale } from "./locale.js";

const several = (gift: string, quantity: number) => (quantity > 1 ? `${gift} ${enGiftRow.times(quantity)}` : gift);

/** English. */
export const en: Locale = {
  ...enFirst,
  chat: { ...enFirst.chat, ...enAttach, ...enViewer },
  list: {
    ...enFirst.list,
    title: "Chats",
    search: "Search",
    clearSearch: "Clear search",
    ownPrefix: (text) => `You: ${text}`,
    authorPrefix: (name, text) => `${name}: ${text}`,
    draftPrefix: (text) => `Draft: ${text}`,
    noMessages: "No messages yet",
    empty: "No conversations yet",
    emptyText: "Conversations appear here as soon as somebody writes.",
    nothingFound: (query) => `Nothing found for “${query}”`,
    error: "The conversations could not be loaded",
    loading: "Loading conversations",
    loadMore: "Show more",
  },
  room: {
    live: "Live",
    liveSince: (time) => `Live since ${time}`,
    notStarted: "The stream has not started yet",
    ended: "The stream has ended",
    endedAt: (time) => `The stream ended at ${time}`,
    people: "People in the room",
    peopleCount: (count) => (count === 1 ? "1 person" : `${enFirst.format.number(count)} people`),
    host: "Host",
    others: (count) => (count === 1 ? "and 1 other" : `and ${enFirst.format.number(count)} others`),
    joined: (names, others) => `${crowd(names, others)} joined`,
    left: (names, others) => `${crowd(names, others)} left`,
    entering: "Entering the room",
    enteringFailed: "Who is here could not be loaded.",
    refused: "You can't enter this room",
    removed: {
      left: "You have left this room",
      kicked: "You have been removed from this room",
      deleted: "This room has been closed",
    },
    comeBack: "Come back in",
    tabs: "Views of the room",
    chatTab: "Chat",
    giversTab: "Top givers",
  },
  connection: {
    ...enFirst.connection,
    retryIn: (seconds) => `Connection lost. Next attempt in ${enFirst.format.number(seconds)}\u00a0s`,
    offlineText: "What you write is sent when you are back.",
    authFailedText: "Sign in again to go on. Nothing you wrote is lost.",
    tryNow: "Try now",
    signInAgain: "Sign in",
    live: "Connected again",
  },
  presence: {
    lastSeen: (when) => `Last seen ${when}`,
    active: (when) => `Active ${when}`,
    others: (count) => (count === 1 ? "1 other" : `${enFirst.format.number(count)} others`),
  },
  viewers: {
    watching: (count) => `${enFirst.format.number(count)} watching`,
    counting: "Counting viewers",
    asOf: (time) => `as of ${time}`,
    peak: (count) => `${enFirst.format.number(count)} at most`,
    who: "Who is watching",
    more: (count) => `and ${enFirst.format.number(count)} more`,
    loading: "Loading names",
    failed: "The names could not be loaded",
  },
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

/** "An", "An and Bình", "An, Bình and 12 others", "12 people". */
function crowd(names: readonly string[], others: number): string {
  const { number } = enFirst.format;
  if (names.length === 0) return others === 1 ? "1 person" : `${number(others)} people`;
  if (others === 0) return names.join(" and ");
  return `${names.join(", ")} and ${others === 1 ? "1 other" : `${number(others)} others`}`;
}
