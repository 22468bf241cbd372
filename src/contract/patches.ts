import { type Patch, topicLimits } from "./live.js";
import { ownValue } from "./ownValue.js";
import { isRecord, type JsonValue } from "./schema.js";

/** A state after its patches, or why they don't fit it. */
export type Patched = { readonly ok: true; readonly state: JsonValue } | { readonly ok: false; readonly issue: string };

type Container = JsonValue[] | { [key: string]: JsonValue };
type Step = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly issue: string };

const no = (issue: string) => ({ ok: false, issue }) as const;

/**
 * A topic's state with patches applied in order: all of them, or none. Both ends use this one function, which is why they come to the same state.
 *
 * The given state is never written to; what no patch touches is the same object afterwards. `set` makes objects that are missing on the way, and in lists takes an
 * index up to the length (which appends); without a value it sets `null`. `delete` of what is not there changes nothing. Refused are keys that name a member of
 * `Object.prototype`, ways through text or numbers, and what would grow beyond `topicLimits`.
 */
export function applyPatches(state: JsonValue, patches: readonly Patch[]): Patched {
  let next = state;
  for (const patch of patches) {
    const step = patch.path.length === 0 ? atRoot(patch) : within(next, patch, 0);
    if (!step.ok) return step;
    next = step.value;
  }
  return { ok: true, state: next };
}

function atRoot({ op, value = null }: Patch): Step {
  if (op === "delete") return no("the whole state can't be deleted: set it to null");
  return depthOf(value) > topicLimits.depth ? no("too deep") : { ok: true, value };
}

function within(here: JsonValue, patch: Patch, level: number): Step {
  const { op, path, value = null } = patch;
  const key = path[level] ?? "";
  if (path.length > topicLimits.path) return no("the path is too long");
  if (key in Object.prototype) return no("the path has a forbidden name");
  const container: JsonValue = here ?? {};
  const place = placeOf(container, key);
  if (!place.ok) return place;
  if (level < path.length - 1) {
    const below = place.value;
    if (below === undefined && op === "delete") return { ok: true, value: here };
    const step = within(below ?? null, patch, level + 1);
    if (!step.ok || step.value === below) return step.ok ? { ok: true, value: here } : step;
    return put(container as Container, key, step.value);
  }
  if (op === "delete")
    return place.value === undefined ? { ok: true, value: here } : without(container as Container, key);
  if (path.length + depthOf(value) > topicLimits.depth) return no("too deep");
  return put(container as Container, key, value);
}

/** What stands at a key now, if there could be something. */
function placeOf(
  container: JsonValue,
  key: string,
): { ok: true; value: JsonValue | undefined } | ReturnType<typeof no> {
  if (Array.isArray(container)) {
    const index = Number(key);
    if (String(index) !== key || !Number.isInteger(index) || index < 0 || index > container.length)
      return no("the path has no such place in a list");
    return { ok: true, value: container[index] };
  }
  if (!isRecord(container)) return no("the path leads through what has no parts");
  return { ok: true, value: ownValue(container, key) };
}

function put(container: Container, key: string, value: JsonValue): Step {
  if (Array.isArray(container)) {
    const next = [...container];
    next[Number(key)] = value;
    return next.length > topicLimits.width ? no("the list is too long") : { ok: true, value: next };
  }
  const next = { ...container, [key]: value };
  return Object.keys(next).length > topicLimits.width ? no("too many keys") : { ok: true, value: next };
}

function without(container: Container, key: string): Step {
  if (Array.isArray(container)) return { ok: true, value: container.filter((_, index) => index !== Number(key)) };
  const { [key]: _gone, ...rest } = container;
  return { ok: true, value: rest };
}

/** How many containers lie in each other; 0 for a bare value. Ends soon: what comes from outside has passed its schema. */
function depthOf(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 0;
  let deepest = 0;
  for (const part of Object.values(value)) deepest = Math.max(deepest, depthOf(part));
  return deepest + 1;
}
