import type { Notification } from "../../contract/notifications.js";
import { sampleStart } from "./aMessage.js";
import { notices } from "./notices.js";
import type { SampleLocale } from "./people.js";

/** What a made notification is like; every field may be given, the rest follows from `seed`. */
export interface NotificationRecipe extends Partial<Notification> {
  /** A higher one is later and says something else; 1 unless told otherwise. */
  readonly seed?: number;
  readonly locale?: SampleLocale;
}

/**
 * Makes a notification, as a server tells it: unread, of all kinds in turn. The same recipe gives the same notification.
 *
 * @example
 * const thanks = aNotification({ kind: "purchase", title: "Thank you!" });
 */
export function aNotification({ seed = 1, locale = "en", ...given }: NotificationRecipe = {}): Notification {
  const list = notices[locale];
  return {
    id: `notification-${seed}`,
    ...(list[Math.abs(seed - 1) % list.length] ?? list[0]),
    read: false,
    createdAt: sampleStart + seed * 47_000,
    ...given,
  };
}
