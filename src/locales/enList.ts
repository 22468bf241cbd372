import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of the list of conversations: comes with its code. */
export const enList: PartLocale<"list"> = {
  ...enFirst,
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
};
