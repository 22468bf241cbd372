import { ownValue } from "../contract/ownValue.js";
import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of support: comes with its code. */
export const enSupport: PartLocale<"support"> = {
  ...enFirst,
  support: {
    title: "Support",
    topic: (topic) =>
      ownValue(
        { general: "General question", billing: "Billing", technical: "Technical problem", account: "My account" },
        topic,
      ) ?? topic,
    open: (title) => `Open ${title}`,
    closePanel: "Close",
    greeting: "How can we help?",
    greetingText: "Choose what it is about, then write to us.",
    starting: "Sending your request…",
    queued: "Waiting for somebody of our team",
    queuedText: "You can write already: we read everything, and nothing gets lost.",
    joined: (name) => `${name} has joined`,
    closed: "This request is closed",
    closedText: "This request is closed.",
    again: "Start again",
    notStarted: "Your request was not sent.",
    error: "Support can’t be reached",
    signedOut: "Sign in to write to us",
    unsupported: "There is no support here",
    queueTitle: "Requests",
    conversation: "Conversation",
    show: "Show",
    filters: { queued: "Waiting", mine: "Mine", others: "Others", closed: "Closed" },
    none: {
      queued: "Nobody is waiting",
      mine: "You have no requests",
      others: "No other agent has one",
      closed: "Nothing closed yet",
    },
    noneMineText: "Take one of those who wait.",
    topicFilter: "Topic",
    allTopics: "All topics",
    waiting: (minutes) => {
      if (minutes < 1) return "just now";
      if (minutes < 60) return `${minutes} min`;
      return minutes < 1_440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
    },
    waitingCount: (count) => `${count} waiting`,
    take: "Take",
    takeAgain: "Take up again",
    takeToAnswer: "Take this request to answer.",
    takenBy: (name) => `${name} has it`,
    release: "Give back to the queue",
    close: "Close",
    about: "About this request",
    back: "Back",
    choose: "Choose a request",
    chooseText: "Those who wait longest come first.",
    forbidden: "Only for agents",
    stale: "The connection is lost. What you see may be out of date.",
    conflict: "Another agent was faster.",
    more: "There are more requests than are shown here.",
    statuses: { queued: "Waiting", taken: "Taken", closed: "Closed" },
    factTopic: "Topic",
    factStatus: "Status",
    factAsked: "Asked",
    factAgent: "Agent",
    factId: "Id",
  },
};
