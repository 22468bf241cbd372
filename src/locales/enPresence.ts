import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of presence: comes with its code. */
export const enPresence: PartLocale<"presence"> = {
  ...enFirst,
  presence: {
    lastSeen: (when) => `Last seen ${when}`,
    active: (when) => `Active ${when}`,
    others: (count) => (count === 1 ? "1 other" : `${enFirst.format.number(count)} others`),
  },
};
