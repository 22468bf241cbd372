import type { GiftEntry } from "../../store/giftStore.js";

/** What the content of an entry begins with that no client has asked for; what clients ask for begins with `[`. */
export const recordedMark = "recorded ";

/** Whether a gift was paid for elsewhere. */
export function wasRecorded({ content }: Pick<GiftEntry, "content">): boolean {
  return content.startsWith(recordedMark);
}
