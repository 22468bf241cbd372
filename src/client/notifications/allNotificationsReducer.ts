import type { UnknownAction } from "@reduxjs/toolkit";
import { failure } from "../../contract/errors.js";
import type { notificationsApi } from "./notificationsApi.js";
import type { AllNotificationsState } from "./notificationsState.js";

type Endpoint = (typeof notificationsApi)["endpoints"]["allNotifications"];

/** The admins' list after an action: pages put one after the other. */
export function reduceAll(
  all: AllNotificationsState,
  action: UnknownAction,
  endpoint: Endpoint,
): AllNotificationsState {
  if (endpoint.matchPending(action)) {
    if (action.meta.arg.originalArgs.cursor !== null) return { ...all, more: "loading" };
    return all.status === "ready" ? all : { ...all, status: "loading", error: null };
  }
  if (endpoint.matchFulfilled(action)) {
    const { notifications, nextCursor } = action.payload;
    const first = action.meta.arg.originalArgs.cursor === null;
    const held = first ? [] : all.notifications;
    const ids = new Set(held.map(({ id }) => id));
    return {
      status: "ready",
      error: null,
      more: "idle",
      hasMore: nextCursor !== null,
      notifications: [...held, ...notifications.filter(({ id }) => !ids.has(id) && ids.add(id))],
    };
  }
  if (endpoint.matchRejected(action) && !action.meta.condition) {
    const error = action.payload ?? failure("UNAVAILABLE");
    if (action.meta.arg.originalArgs.cursor !== null) return { ...all, more: "error", error };
    return { ...all, status: all.status === "ready" ? "ready" : "error", error };
  }
  return all;
}
