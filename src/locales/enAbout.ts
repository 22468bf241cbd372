import type { AboutWords } from "./locale.js";

/** English of what a text is about: comes with its code. */
export const enAbout: AboutWords = {
  about: "About:",
  aboutRemove: (title) => `Don't ask about ${title}`,
};
