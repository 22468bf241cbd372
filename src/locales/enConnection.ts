import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of what tells of the connection: comes with its code. */
export const enConnection: PartLocale<"connection"> = {
  ...enFirst,
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
