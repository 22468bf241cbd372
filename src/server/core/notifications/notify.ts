import { failure, type Outcome } from "../../../contract/errors.js";
import type { NotificationDraft } from "../../../contract/notifications.js";
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
        if (notification.title !== draft.title || notification.message !== message)
          return {
            ok: false,
            failure: failure("CONFLICT", "another notification was sent under this client id before"),
          };
        ids.push(notification.id);
        const userId = inputs[index]?.userId ?? "";
        if (!duplicate)
          hub.publish([userAudience(userId)], { type: "notificationReceived", notification, unreadCount });
      }
    }
    prune();
    return { ok: true, value: { ids } };
  };
}
