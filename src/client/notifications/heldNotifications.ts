import { byNewest, type Notification } from "../../contract/notifications.js";

/** Whether the server has never heard of this id: it was made up here for one that came without. */
export function hasMadeUpId({ id }: Pick<Notification, "id">): boolean {
  return id.startsWith("local-");
}

/** Clocks may differ by an hour, and a notification may take two minutes: beyond that, the same words are another one. */
const matchWindowMs = 62 * 60_000;

/** Whether two may be one: they say the same at about the same time. */
export function isLikelySame(a: Notification, b: Notification): boolean {
  return a.title === b.title && a.message === b.message && Math.abs(a.createdAt - b.createdAt) <= matchWindowMs;
}

/** Puts one into its place. Looked for from the front: what is new is nearly always the newest. */
export function insertNewest(list: Notification[], notification: Notification): void {
  const at = list.findIndex((one) => byNewest(notification, one) < 0);
  list.splice(at < 0 ? list.length : at, 0, notification);
}

/** The same object when both say the same, so that its row is not drawn again. */
export function sameOr(before: Notification, after: Notification): Notification {
  const keys = Object.keys(after) as (keyof Notification)[];
  const same =
    keys.length === Object.keys(before).length &&
    keys.every((key) =>
      key === "data" ? JSON.stringify(before.data) === JSON.stringify(after.data) : before[key] === after[key],
    );
  return same ? before : after;
}
