import { createFormats } from "./formats.js";
import type { FirstLocale } from "./locale.js";

const format = /* @__PURE__ */ createFormats("en", { today: "Today", yesterday: "Yesterday" });
const { number } = format;
const many = (count: number, one: string, other: string) => `${number(count)} ${count === 1 ? one : other}`;

/** The English that a chat needs at once; `en` has all of it. */
export const enFirst: FirstLocale = {
  code: "en",
  dir: "ltr",
  format,
  shared: {
    retry: "Retry",
    tryAgain: "Try again",
    close: "Close",
    cancel: "Cancel",
    delete: "Delete",
    minimize: "Minimise",
    restore: "Restore",
    someone: "Someone",
    you: "You",
    online: "Online",
    away: "Away",
    busy: "Busy",
    offline: "Offline",
    failure: (code) => {
      switch (code) {
        case "RATE_LIMITED":
          return "Too many at once. Wait a moment.";
        case "FORBIDDEN":
          return "You are not allowed to do this.";
        case "NOT_FOUND":
          return "It is not there any more.";
        case "TOO_LARGE":
          return "It is too large.";
        case "UNAUTHENTICATED":
          return "You have to sign in again.";
        case "EXPIRED":
          return "It waited too long.";
        case "STALE":
          return "This page is out of date. Reload it and try again.";
        case "UNSUPPORTED":
          return "The server can't do this.";
        case "TIMEOUT":
        case "UNAVAILABLE":
          return "The server did not answer.";
        default:
          return "The server refused it.";
      }
    },
  },
  chat: {
    chatWith: (name) => `Chat with ${name}`,
    messages: "Messages",
    roomName: "Room",
    members: (count) => many(count, "member", "members"),
    typing: (names) => {
      const [first, second] = names;
      if (names.length === 1) return `${first} is typing…`;
      if (names.length === 2) return `${first} and ${second} are typing…`;
      return "Several people are typing…";
    },
    said: (name) => `${name} said:`,
    youSaid: "You said:",
    status: {
      queued: "Waiting",
      sending: "Sending",
      sent: "Sent",
      delivered: "Delivered",
      read: "Read",
      unconfirmed: "Sent?",
      failed: "Not sent",
      lost: "No longer on the server",
    },
    unconfirmed: "Sent. This server does not say whether it arrived.",
    notSent: "Not sent",
    unread: "New",
    loadGap: "Show missing messages",
    loading: "Loading messages",
    loadingOlder: "Loading older messages",
    olderFailed: "Older messages could not be loaded.",
    beginning: "This is where it began",
    scrollToLatest: "Scroll to the latest message",
    newMessages: (count) => many(count, "new message", "new messages"),
    jumpToUnread: "Jump to unread",
    paused: (count) => `Paused · ${number(count)} new`,
    emptyTitle: (name, room) => `No messages ${room ? "in" : "with"} ${name} yet`,
    emptyText: "Whatever you write first, it will be here.",
    emptyAction: "Say hello",
    errorTitle: "The messages could not be loaded",
    errorText: "Check your connection, then try again. Nothing you wrote is lost.",
    signedOut: "Sign in to chat",
    photo: "Photo",
    photoFrom: (name) => `Photo from ${name}`,
    photoFailed: "The photo could not be loaded",
    photoHidden: (host) => `Photo from ${host}`,
    photoShow: "Show photo",
    photoOpen: "Open photo",
    opensInNewTab: "opens in a new tab",
    placeholder: () => "Message",
    composerLabel: (name) => `Message to ${name}`,
    send: "Send",
    attach: "Add a photo",
    attachRemove: "Remove photo",
    attachUploading: (percent) => `Uploading, ${number(percent)} %`,
    attachFailed: "The photo could not be uploaded",
    attachUnsupported: "Photos can't be uploaded here",
    attachNotImage: "Only photos can be added",
    drop: "Drop the photo here",
    left: (count) => many(count, "character left", "characters left"),
    over: (count) => many(count, "character too many", "characters too many"),
    rateLimited: (seconds) => `You can send again in ${many(seconds, "second", "seconds")}`,
    sendFailed: "This could not be sent. Your text is still here.",
    closed: {
      left: "You have left this conversation",
      kicked: "You have been removed from this conversation",
      deleted: "This conversation has been deleted",
    },
  },
  list: {
    unread: (count) => `${number(count)} unread`,
  },
  connection: {
    connecting: "Connecting…",
    reconnecting: "Connection lost. Reconnecting…",
    syncing: "Catching up…",
    offline: "You are offline",
    authFailed: "You have been signed out",
    closed: "Disconnected",
  },
};
