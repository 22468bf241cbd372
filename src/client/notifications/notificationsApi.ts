import type { NotificationsAnswer, NotificationsInput } from "../../contract/notifications.js";
import { askLobby, lobbyApi } from "../lobbyApi.js";

/** Pages of notifications as endpoints. As with chat's, the slice takes a page from the fulfilled action and is its only owner. */
export const notificationsApi = /* @__PURE__ */ lobbyApi.injectEndpoints({
  endpoints: (build) => ({
    /** One page of the user's own. */
    notifications: build.query<NotificationsAnswer, NotificationsInput>({
      queryFn: (input, api) => askLobby("notifications", input, api),
    }),
    /** One page of everybody's, for admins. */
    allNotifications: build.query<NotificationsAnswer, NotificationsInput>({
      queryFn: (input, api) => askLobby("allNotifications", input, api),
    }),
  }),
});
