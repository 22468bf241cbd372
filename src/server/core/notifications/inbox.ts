import type { Outcome } from "../../../contract/errors.js";
import type { SendNotification } from "../../../contract/notifications.js";
import { userAudience } from "../audiences.js";
import type { Actor } from "../core.js";
import { done, refuse } from "../define.js";
import type { Services } from "../services.js";
import type { Limiter } from "../tokenBucket.js";
import type { Notify } from "./notify.js";

/** What a user does with notifications, whichever way he asks: over the socket or over HTTP. */
export interface Inbox {
  send(actor: Actor, input: SendNotification): Promise<Outcome<{ id: string | null }>>;
  /** His other tabs and devices hear of it. */
  markRead(userId: string, ids: readonly string[] | "all"): Promise<Outcome<{ unreadCount: number }>>;
  clear(userId: string): Promise<Outcome<object>>;
}

/** Makes the inbox. */
export function createInbox(services: Services, notify: Notify, limiter: Limiter): Inbox {
  const { store, hub, access } = services;
  return {
    send: async (actor, { to: { userId, admins }, ...draft }) => {
      if ((userId === undefined) === (admins !== true)) return refuse("INVALID", "to: expected a userId or admins");
      const to = userId === undefined ? "admins" : { userId };
      if (!(await access(actor, { kind: "notify", to }))) return refuse("FORBIDDEN");
      const waitMs = limiter.take(actor.user.id);
      if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
      const outcome = await notify(actor.user.id, userId === undefined ? "admins" : [userId], draft);
      return outcome.ok ? done({ id: outcome.value.ids[0] ?? null }) : outcome;
    },
    markRead: async (userId, ids) => {
      const read = await store.notifications.markRead(userId, ids);
      const { unreadCount } = read;
      // "All" is said as such: there may be more of them than an event can name.
      if (read.ids.length > 0) {
        const which = ids === "all" ? ids : [...read.ids];
        hub.publish([userAudience(userId)], { type: "notificationsRead", ids: which, unreadCount });
      }
      return done({ unreadCount });
    },
    clear: async (userId) => {
      if ((await store.notifications.clear(userId)) > 0)
        hub.publish([userAudience(userId)], { type: "notificationsCleared" });
      return done({});
    },
  };
}
