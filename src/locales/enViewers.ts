import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of viewers: comes with its code. */
export const enViewers: PartLocale<"viewers"> = {
  ...enFirst,
  viewers: {
    watching: (count) => `${enFirst.format.number(count)} watching`,
    counting: "Counting viewers",
    asOf: (time) => `as of ${time}`,
    peak: (count) => `${enFirst.format.number(count)} at most`,
    who: "Who is watching",
    more: (count) => `and ${enFirst.format.number(count)} more`,
    loading: "Loading names",
    failed: "The names could not be loaded.",
  },
};
