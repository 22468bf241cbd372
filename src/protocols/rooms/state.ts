import type { CommandResult } from "../../contract/commands.js";
import { type Outcome, refused } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import { type Patch, topicLimits } from "../../contract/live.js";
import { array, either, isRecord, mapped, object, parse } from "../../contract/schema.js";
import type { AnswerEvent } from "../around/answeredBy.js";
import { type Decoded, malformed } from "../protocol.js";
import { conflictSchema, patchSchema, stateSchema, stepSchema } from "./wire.js";

/** The words of the server for what to do at a path. */
const words: ReadonlyMap<string, Patch["op"]> = /* @__PURE__ */ new Map([
  ["set", "set"],
  ["replace", "set"],
  ["add", "set"],
  ["delete", "delete"],
  ["remove", "delete"],
]);

const patchesSchema = /* @__PURE__ */ object({
  patch: /* @__PURE__ */ either(
    /* @__PURE__ */ array(patchSchema, { max: topicLimits.patches }),
    /* @__PURE__ */ mapped(patchSchema, (one) => [one]),
  ),
});

/** What a step or a change does, be it one patch or a list of them; `null` when the contract has no word for it. */
function patchesOf(payload: unknown): Patch[] | null {
  const parsed = parse(patchesSchema, payload);
  if (!parsed.ok) return null;
  const patches: Patch[] = [];
  for (const { op: word, path, value } of parsed.value.patch) {
    const op = words.get(word);
    // Into a list `add` puts between, which depends on the list: like a word that is not known, it is no step that could be made here.
    const puts = word === "add" && /^(-|\d+)$/.test(path.at(-1) ?? "");
    if (op === undefined || puts || path.length > topicLimits.path) return null;
    if (path.some((key) => key === "" || key.length > 64)) return null;
    patches.push({ op, path: [...path], ...(op === "set" && value !== undefined ? { value } : {}) });
  }
  return patches;
}

/** What a step means. One that can't be made here says at least that there is a newer version: it is asked for. */
export function stepOf(payload: unknown, topic: string): Decoded {
  const parsed = parse(stepSchema, payload);
  if (!parsed.ok) return malformed(parsed.issue);
  const { baseVersion, version } = parsed.value;
  const patches = version > baseVersion ? patchesOf(payload) : null;
  return patches === null
    ? { type: "topicPatched", topic, baseVersion: version, version, patches: [] }
    : { type: "topicPatched", topic, baseVersion, version, patches };
}

/** The whole state. */
export function stateOf(payload: unknown, topic: string): Decoded {
  const parsed = parse(stateSchema, payload);
  return parsed.ok ? { type: "topicSnapshotReceived", topic, ...parsed.value } : malformed(parsed.issue);
}

/** A change came too late. With a body it may tell the state as it is; without, that is asked for. */
export function conflictOf(payload: unknown, topic: string): Decoded {
  const told = parse(conflictSchema, payload);
  const { version } = told.ok ? told.value : {};
  const conflict: DomainEvent = { type: "topicConflicted", topic, version: version ?? null };
  const whole = parse(stateSchema, payload);
  return whole.ok ? [conflict, { type: "topicSnapshotReceived", topic, ...whole.value }] : conflict;
}

/** Whether what is told is of the change that was sent. A conflict is: one change is sent at a time. */
export function isOfChange(sent: unknown, payload: unknown, event: string): boolean {
  if (event === "CONFLICT") return true;
  const base = isRecord(sent) ? sent.baseVersion : undefined;
  const step = parse(stepSchema, payload);
  if (!step.ok || step.value.baseVersion !== base) return false;
  return JSON.stringify(patchesOf(payload)) === JSON.stringify(patchesOf(sent));
}

/** What a change came to: the version of its step, a conflict, or nobody knows which. */
export function changeOutcome(raw: unknown): Outcome<CommandResult<"changeTopic">> {
  const { event, payload } = raw as AnswerEvent;
  if (event === "CONFLICT") return refused("CONFLICT");
  const step = parse(stepSchema, payload);
  return { ok: true, value: { version: event === "STATE_PATCH" && step.ok ? step.value.version : null } };
}
