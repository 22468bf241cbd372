import { idSchema } from "../../../contract/ids.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { type NotificationDraft, notificationDraftSchema } from "../../../contract/notifications.js";
import { array, parse } from "../../../contract/schema.js";
import type { NotificationRetention, NotifyTarget } from "../core.js";
import { type Answer, define } from "../define.js";
import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { limiter } from "../tokenBucket.js";
import { createAdmins } from "./admins.js";
import { createInbox } from "./inbox.js";
import { createNotify } from "./notify.js";
import { notificationRoutes } from "./routes.js";

/** However many: they are stored a hundred at a time. */
const receiversSchema = array(idSchema, { max: Number.POSITIVE_INFINITY });

/** Notifications: sending, listing, reading, clearing. */
export interface NotificationsDomain extends Domain {
  /** See `Core.notify`. */
  notify(to: NotifyTarget, draft: NotificationDraft): Promise<readonly string[]>;
}

/** The domain of notifications. */
export function notificationsDomain(services: Services, retention?: NotificationRetention): NotificationsDomain {
  const { clock, limits } = services;
  const admins = createAdmins(services);
  const notify = createNotify(services, admins, retention);
  const inbox = createInbox(
    services,
    notify,
    limiter(limits.notifications, () => clock.now()),
  );
  return {
    definitions: [
      define(
        "sendNotification",
        services,
        (session, input): Promise<Answer<"sendNotification">> => inbox.send(session, input),
      ),
      define(
        "markNotificationsRead",
        services,
        (session, { ids }): Promise<Answer<"markNotificationsRead">> => inbox.markRead(session.user.id, ids),
      ),
      define(
        "clearNotifications",
        services,
        (session): Promise<Answer<"clearNotifications">> => inbox.clear(session.user.id),
      ),
    ],
    routes: notificationRoutes(services, inbox),
    renewed: admins.note,
    notify: async (to, draft) => {
      const receivers = parse(receiversSchema, typeof to === "string" ? [to] : to);
      if (!receivers.ok) throw badNotification(`it is for nobody there can be (${receivers.issue})`);
      const parsed = parse(notificationDraftSchema, draft);
      if (!parsed.ok) throw badNotification(parsed.issue);
      const outcome = await notify("", to, parsed.value);
      if (outcome.ok) return outcome.value.ids;
      throw badNotification(outcome.failure.message ?? outcome.failure.code);
    },
  };
}

function badNotification(issue: string): LobbyError {
  return new LobbyError(
    "bad-notification",
    `A notification was not sent: ${issue}.`,
    "Nobody could get it, no client could show it, or it would be another one under a client id that is taken.",
    'Name the receivers by their ids. Give a title of 1 to 200 characters, a message of at most 2,000, an href of http(s) or a path like "/orders/7", and a clientId that is new.',
  );
}
