import { enAttach } from "./enAttach.js";
import { enFirst } from "./enFirst.js";
import { enViewer } from "./enViewer.js";
import type { Locale } from "./locale.js";

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
  connection: {
    ...enFirst.connection,
    retryIn: (seconds) => `Connection lost. Next attempt in ${enFirst.format.number(seconds)}\u00a0s`,
    offlineText: "What you write is sent when you are back.",
    authFailedText: "Sign in again to go on. Nothing you wrote is lost.",
    tryNow: "Try now",
    signInAgain: "Sign in",
    live: "Connected again",
  },
};
