import type { ChatMessage } from "../../client/chat/chatState.js";
import { dayNumber } from "../../locales/formats.js";

/** Within this time one author's messages stand together, ms. */
export const groupWithinMs = 5 * 60_000;

/** Whether two messages fall on the same calendar day of that time zone. */
export function sameDay(a: number, b: number, timeZone: string | undefined): boolean {
  // All offsets of time zones are multiples of a quarter of an hour: what shares a quarter shares the day, which spares most rows the reckoning.
  if (Math.floor(a / 900_000) === Math.floor(b / 900_000)) return true;
  return dayNumber(a, timeZone) === dayNumber(b, timeZone);
}

/** Whether `later`, which follows `earlier`, belongs to its group: same author, within 5 minutes, same day, nothing missing between. */
export function sameGroup(
  earlier: ChatMessage | undefined,
  later: ChatMessage | undefined,
  timeZone: string | undefined,
): boolean {
  if (earlier === undefined || later === undefined) return false;
  if (earlier.senderId !== later.senderId || earlier.own !== later.own) return false;
  if (earlier.body.kind === "system" || later.body.kind === "system") return false;
  if (earlier.seq !== null && later.seq !== null && later.seq !== earlier.seq + 1) return false;
  // Its Retry and Delete stand under it.
  if (earlier.status === "failed") return false;
  // Clocks of servers step back at times; that parts no group.
  if (later.createdAt - earlier.createdAt >= groupWithinMs) return false;
  return sameDay(earlier.createdAt, later.createdAt, timeZone);
}
