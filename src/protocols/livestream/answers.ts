import type { CommandResult } from "../../contract/commands.js";
import { type ErrorCode, type Outcome, refused } from "../../contract/errors.js";
import { idSchema } from "../../contract/ids.js";
import { type Infer, isRecord, object, parse } from "../../contract/schema.js";
import type { AnswerEvent } from "../around/answeredBy.js";
import { tooSoon } from "../around/paced.js";
import type { Emission } from "../protocol.js";
import { emit } from "../words.js";
import { answerSchema, wrapped } from "./wire.js";

/** What this server says, once connected, to whoever it does not know (any more). */
export const refusals: readonly string[] = ["authFailed", "tokenExpired"];
/** What it answers then to everything else. */
export const wanted = "authRequired";

/** What is answered by an event. */
export function asked<R>(event: string, payload: unknown, yes: (answer: unknown) => R): Emission<R> {
  return emit(event, payload, (raw) => outcomeOf(raw as AnswerEvent, yes));
}

/** Whether an answer means no. */
export function isRefusal(answer: unknown): boolean {
  const { event } = answer as AnswerEvent;
  return event === tooSoon || event === wanted || event.endsWith("Error") || refusals.includes(event);
}

function outcomeOf<R>(answer: AnswerEvent, yes: (answer: unknown) => R): Outcome<R> {
  const { event, payload } = answer;
  if (!isRefusal(answer)) return { ok: true, value: yes(payload) };
  const { message, error, code, retryAfterMs } = saidIn(payload);
  const words = message ?? error ?? (typeof payload === "string" ? payload.slice(0, 500) : undefined);
  if (event === tooSoon) return refused("RATE_LIMITED", undefined, retryAfterMs);
  if (event === wanted || refusals.includes(event)) return refused("UNAUTHENTICATED", words);
  return refused(codeOf(`${code ?? ""} ${words ?? ""}`), words, retryAfterMs);
}

const dataSchema = /* @__PURE__ */ object({ data: answerSchema });

/** What an answer says, be it in itself or in its `data`. */
function saidIn(payload: unknown): Infer<typeof answerSchema> {
  const outer = parse(answerSchema, payload);
  const inner = parse(dataSchema, payload);
  return { ...(inner.ok ? inner.value.data : {}), ...(outer.ok ? outer.value : {}) };
}

/** This server says why in words. */
function codeOf(words: string): ErrorCode {
  const text = words.toLowerCase();
  if (/rate|too (many|fast)|slow down|cooldown/.test(text)) return "RATE_LIMITED";
  if (/not found|no such/.test(text)) return "NOT_FOUND";
  if (/banned|forbidden|not allowed|permission|muted|unauthorized to/.test(text)) return "FORBIDDEN";
  if (/balance|funds|insufficient/.test(text)) return "INSUFFICIENT_FUNDS";
  if (/unauth|authenticat|token|log ?in/.test(text)) return "UNAUTHENTICATED";
  return "INVALID";
}

/** What `messageSent` says of the message that was stored. */
export function storedAs(answer: unknown): CommandResult<"sendMessage"> {
  const { id, _id, timestamp } = saidIn(answer);
  return { id: id ?? _id ?? null, seq: null, epoch: null, createdAt: timestamp ?? null };
}

/** The server's own id in a payload. */
export function idIn(payload: unknown): string | undefined {
  const { id, _id } = saidIn(payload);
  return id ?? _id;
}

const roomedSchema = /* @__PURE__ */ wrapped(/* @__PURE__ */ object({ roomId: idSchema }));

/** The room that a payload names, in its wrapping or without; `null` when it names none. */
export function roomOf(payload: unknown): string | null {
  const room = parse(roomedSchema, payload);
  return room.ok ? room.value.roomId : null;
}

/** An answer that names a room answers who asked about that one; one that names none answers by turn. */
export function ofSameRoom(sent: unknown, answer: unknown): boolean {
  const room = roomOf(answer);
  return room === null || !isRecord(sent) || room === sent.roomId;
}

/** The same payload, out of its wrapping, with these fields. */
export function withFields(payload: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  const thing = isRecord(payload) && isRecord(payload.data) ? payload.data : payload;
  return isRecord(thing) ? { ...thing, ...fields } : payload;
}
