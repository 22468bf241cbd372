import * as limits from "../../../contract/limits.js";
import { sendNotificationSchema } from "../../../contract/notifications.js";
import { markNotificationsReadSchema } from "../../../contract/notificationsInputs.js";
import type { NotificationQuery } from "../../store/notificationStore.js";
import { done, refuse } from "../define.js";
import { type Route, routeWithBody } from "../http.js";
import { adminRole } from "../roles.js";
import type { Services } from "../services.js";
import type { Inbox } from "./inbox.js";

/** `GET notifications?cursor&limit&unread&kind`, `GET notifications/all` (admins only), `POST notifications`, `POST notifications/read`, `DELETE notifications`. */
export function notificationRoutes({ store }: Services, inbox: Inbox): readonly Route[] {
  return [
    {
      pattern: /^notifications$/,
      answer: async ({ user, query }) => {
        const wanted = readQuery(query);
        if (wanted === null) return badQuery;
        return done(await store.notifications.list(user.id, wanted));
      },
    },
    {
      pattern: /^notifications\/all$/,
      answer: async ({ roles, query }) => {
        if (!roles.includes(adminRole)) return refuse("FORBIDDEN");
        const wanted = readQuery(query);
        if (wanted === null) return badQuery;
        return done(await store.notifications.all(wanted));
      },
    },
    routeWithBody({
      method: "POST",
      pattern: /^notifications$/,
      body: sendNotificationSchema,
      answer: ({ user, roles, body }) => inbox.send({ user, roles }, body),
    }),
    routeWithBody({
      method: "POST",
      pattern: /^notifications\/read$/,
      body: markNotificationsReadSchema,
      answer: ({ user, body }) => inbox.markRead(user.id, body.ids),
    }),
    { method: "DELETE", pattern: /^notifications$/, answer: ({ user }) => inbox.clear(user.id) },
  ];
}

const badQuery = refuse(
  "INVALID",
  `limit: expected 1 to ${limits.pageSize}; unread: true or false; kind: 1 to 64 characters`,
);

function readQuery(query: URLSearchParams): NotificationQuery | null {
  const limit = query.get("limit") ?? String(limits.historyPageSize);
  const unread = query.get("unread") ?? "false";
  const kind = query.get("kind");
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > limits.pageSize) return null;
  if (unread !== "true" && unread !== "false") return null;
  if (kind !== null && (kind === "" || kind.length > 64)) return null;
  return {
    cursor: query.get("cursor"),
    limit: Number(limit),
    unreadOnly: unread === "true",
    ...(kind === null ? {} : { kind }),
  };
}
