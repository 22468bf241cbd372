import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of the inbox: comes with its code. */
export const enInbox: PartLocale<"inbox"> = {
  ...enFirst,
  inbox: {
    choose: "Choose a conversation",
    chooseText: "What you read and write is shown here.",
    back: "Back to the list",
  },
};
