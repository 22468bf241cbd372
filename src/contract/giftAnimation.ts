import { oneOf } from "./schema.js";

// Apart from gifts.ts, because messages name it too: a page that chats loads no more of gifts.

/** Reads the name of a gift's animation. */
export const giftAnimationSchema = /* @__PURE__ */ oneOf("default", "fireworks", "hearts", "stars", "rainbow");
