import type { CommandResult } from "../../contract/commands.js";
import { type ErrorCode, type Failure, failure, type Outcome, refused } from "../../contract/errors.js";
import { idSchema } from "../../contract/ids.js";
import type { NotificationsAnswer } from "../../contract/notifications.js";
import { array, boolean, object, parse } from "../../contract/schema.js";
import type { AnswerEvent } from "../around/answeredBy.js";
import type { ProtocolContext } from "../protocol.js";
import { answered, storedAs } from "../words.js";
import { notificationsOf, peopleOf } from "./read.js";
import { messageSchema, peopleSchema, refusalSchema, stateSchema } from "./wire.js";

/** What asks the wrappers who is there: it never goes on the wire. */
export const whoIsThere = "who-is-there";

/** Why an acknowledgement means no; `null` when it does not: the stored message has none of these words. */
export function refusalOf(raw: unknown): Failure | null {
  const parsed = parse(refusalSchema, raw);
  if (!parsed.ok) return null;
  const { error, message, success, ok, retryAfterMs } = parsed.value;
  if (error === undefined && success !== false && ok !== false) return null;
  const words = (typeof error === "string" ? error : error?.message) ?? message;
  return failure(codeOf(words ?? ""), words, retryAfterMs);
}

/** This server says why in words. */
function codeOf(words: string): ErrorCode {
  const text = words.toLowerCase();
  if (/rate|too (many|fast)|slow down/.test(text)) return "RATE_LIMITED";
  if (/not found|no such/.test(text)) return "NOT_FOUND";
  if (/too (long|large)/.test(text)) return "TOO_LARGE";
  if (/banned|forbidden|not allowed|permission|not in (the|this) room/.test(text)) return "FORBIDDEN";
  return "INVALID";
}

/** The acknowledgement of a message: the message as it was stored. */
export const storedMessage = /* @__PURE__ */ answered(
  messageSchema,
  ({ id, at }): CommandResult<"sendMessage"> => storedAs(id ?? null, at ?? null),
  refusalOf,
);

/** Who is in a room, as the wrappers answer coming into it. */
export function peopleIn(raw: unknown): ReturnType<typeof peopleOf> {
  const parsed = parse(peopleSchema, raw);
  return parsed.ok ? peopleOf(parsed.value.people) : null;
}

const presencesSchema = /* @__PURE__ */ object({
  people: /* @__PURE__ */ array(/* @__PURE__ */ object({ userId: idSchema, there: boolean }), { max: 500 }),
});

/** Who is there of those who were asked about. */
export function presencesOf(raw: unknown): Outcome<CommandResult<"watchPresence">> {
  const parsed = parse(presencesSchema, raw);
  const people = parsed.ok ? parsed.value.people : [];
  const presences = people.map(({ userId, there }) => ({
    userId,
    status: there ? ("online" as const) : ("offline" as const),
    lastSeenAt: null,
  }));
  return { ok: true, value: { presences } };
}

/** The list of notifications: all there are. */
export function listOf(raw: unknown, context: ProtocolContext): Outcome<NotificationsAnswer> {
  const all = notificationsOf((raw as AnswerEvent).payload, context);
  if (all === null) return refused("UNAVAILABLE", "The answer can't be read.");
  for (const issue of all.issues) context.drop?.(issue);
  const { notifications } = all;
  const unreadCount = notifications.filter(({ read }) => !read).length;
  return { ok: true, value: { notifications, unreadCount, nextCursor: null, whole: true } };
}

/** The state comes as an event; here it is only said whether it does. */
export function toldState(raw: unknown): Outcome<CommandResult<"subscribeTopic">> {
  return parse(stateSchema, (raw as AnswerEvent).payload).ok
    ? { ok: true, value: { snapshot: null } }
    : refused("UNAVAILABLE", "The state can't be read.");
}
