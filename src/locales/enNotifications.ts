import { ownValue } from "../contract/ownValue.js";
import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of notifications: comes with its code. */
export const enNotifications: PartLocale<"notifications"> = {
  ...enFirst,
  notifications: {
    title: "Notifications",
    open: (unread) => (unread === 0 ? "Notifications" : `Notifications, ${unread > 99 ? "99+" : unread} unread`),
    filters: "Which notifications",
    all: "All",
    unread: "Unread",
    kind: (kind) =>
      ownValue({ purchase: "Purchases", comment: "Comments", reply: "Replies", system: "System" }, kind) ?? kind,
    markRead: "Mark as read",
    markAllRead: "Mark all as read",
    clear: "Clear all",
    clearSure: "Clear all?",
    fresh: (count) => `${enFirst.format.number(count)} new`,
    arrived: (count) => (count === 1 ? "1 new notification" : `${enFirst.format.number(count)} new notifications`),
    levels: { warning: "Warning:", error: "Error:" },
    loading: "Loading notifications",
    loadingMore: "Loading earlier notifications",
    more: "Show earlier",
    moreFailed: "Earlier notifications could not be loaded.",
    error: "The notifications could not be loaded",
    errorText: "Check your connection, then try again.",
    empty: "Nothing here yet",
    emptyText: "When something happens that concerns you, it is told here.",
    emptyUnread: "All read",
    emptyUnreadText: "You have seen everything there is.",
    emptyKind: "None of this kind",
    takenBack: "That did not work.",
    signedOut: "Sign in to see your notifications",
    unsupported: "There are no notifications on this server",
  },
};
