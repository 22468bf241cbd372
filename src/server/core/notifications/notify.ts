import { failure, type Outcome } from "../../../contract/errors.js";
import type { Notification, NotificationDraft } from "../../../contract/notifications.js";
import { userAudience } from "../audiences.js";
import type { NotificationRetention, NotifyTarget } from "../core.js";
import type { Services } from "../services.js";
import type { Admins } from "./admins.js";

/** Stores a notification for everybody who is to get it and tells those who are there. Answers the ids, one a receiver. */
export type Notify = (
  senderId: string,
  to: NotifyTarget,
  draft: NotificationDraft,
) => Promise<Outcome<{ readonly ids: readonly string[] }>>;

/** Stored in one transaction. */
const mostInOne = 100;
const pruneEveryMs = 3_600_000;

/** Makes the one way in for notifications. */
export function createNotify(services: Services, admins: Admins, retention: NotificationRetention = {}): Notify {
  const { store, hub, clock } = services;
  const keep = Math.max(1, retention.perUser ?? 1_000);
  const keepMs = retention.forMs ?? 90 * 86_400_000;
  let prunedAt = clock.now();

  // With the next notification instead of a timer: where nothing comes, nothing piles up.
  const prune = () => {
    const now = clock.now();
    if (now - prunedAt < pruneEveryMs) return;
    prunedAt = now;
    services.background("prune", store.notifications.prune(now - keepMs));
  };

  return async (senderId, to, draft) => {
    const userIds = to === "admins" ? await admins.all() : typeof to === "string" ? [to] : [...new Set(to)];
    const { clientId = null, kind = "system", level = "info", message = "", ...rest } = draft;
    const ids: string[] = [];
    let conflicts = false;
    for (let from = 0; from < userIds.length; from += mostInOne) {
      const createdAt = clock.now();
      const inputs = userIds.slice(from, from + mostInOne).map((userId) => ({
        notification: { id: services.newId(), kind, level, message, ...rest, createdAt },
        userId,
        senderId,
        clientId,
      }));
      const stored = await store.notifications.append(inputs, keep);
      for (const [index, { notification, duplicate, unreadCount }] of stored.entries()) {
        const userId = inputs[index]?.userId ?? "";
        if (!duplicate)
          hub.publish([userAudience(userId)], { type: "notificationReceived", notification, unreadCount });
        else if (saidBy(notification) !== saidBy({ kind, level, message, ...rest })) conflicts = true;
        ids.push(notification.id);
      }
    }
    prune();
    // Said at the end: whoever has one now has been told of it, whatever another had before.
    return conflicts
      ? { ok: false, failure: failure("CONFLICT", "another notification was sent under this client id before") }
      : { ok: true, value: { ids } };
  };
}

/** What a notification says, in a text that is equal for equal ones. */
function saidBy({ kind, level, title, message, href, imageUrl, data }: Partial<Notification>): string {
  return JSON.stringify([kind, level, title, message, href, imageUrl, data]);
}
