import type { TopicPatch, TopicSnapshot } from "../../contract/live.js";
import { applyPatches } from "../../contract/patches.js";
import type { LocalChange, TopicState, TopicStatus } from "./liveState.js";

/** Steps held back at most while the state they begin at is on its way; beyond it the state is asked for once more. */
const maxHeld = 200;

/** A topic of which nothing is known. */
export const unknownTopic: TopicState = {
  status: "loading",
  state: null,
  version: null,
  server: null,
  pending: [],
  conflict: null,
  failure: null,
  held: [],
  missed: false,
  renew: false,
};

type Change = Partial<Omit<TopicState, "status" | "state">>;

/** The topic with a change, and with what follows from it: its status, and the state to be shown. */
export function changed(topic: TopicState, change: Change): TopicState {
  const next = { ...topic, ...change };
  const sameState = next.server === topic.server && next.pending === topic.pending;
  return { ...next, status: statusOf(next), state: sameState ? topic.state : shown(next) };
}

function statusOf({ failure, version, missed, renew }: TopicState): TopicStatus {
  if (failure !== null) return "error";
  if (version === null) return "loading";
  return missed || renew ? "stale" : "live";
}

/** Own changes on top of the server's state. One that no longer fits is left out: the server will say what becomes of it. */
function shown({ server, pending }: TopicState) {
  let state = server;
  for (const { patches } of pending) {
    const patched = applyPatches(state, patches);
    if (patched.ok) state = patched.state;
  }
  return state;
}

/** The whole state has come. Within a session only a newer one counts: an older one was overtaken on its way. */
export function withSnapshot(topic: TopicState, { version, state }: TopicSnapshot): TopicState {
  const { version: known, renew } = topic;
  if (known !== null && !renew && version < known) return topic;
  // Nothing of it is new: the objects that are shown stay the same.
  const server = known === version && !renew ? topic.server : state;
  return drained(topic, { version, server, failure: null, renew: false });
}

/** A step has come. */
export function withPatch(topic: TopicState, step: TopicPatch): TopicState {
  const { version, held } = topic;
  if (version === null || topic.renew || step.baseVersion > version) {
    // What it begins at is not here: on its way, or lost. Too many mean lost; they would be no help then.
    const waiting = held.length >= maxHeld ? [] : [...held, step];
    return changed(topic, { held: waiting, missed: version !== null && !topic.renew });
  }
  if (step.version <= version) return topic;
  return drained(topic, { held: [step, ...held] });
}

/** Takes every step that now fits; what still does not shows that one is missing. */
function drained(topic: TopicState, change: Change): TopicState {
  const next = { ...topic, ...change };
  let { server, pending } = next;
  let version = next.version ?? 0;
  let waiting = [...next.held];
  let broken = false;
  for (;;) {
    const at = version;
    waiting = waiting.filter((step) => step.version > at);
    const step = waiting.find(({ baseVersion }) => baseVersion === at);
    if (step === undefined) break;
    const patched = applyPatches(server, step.patches);
    broken = !patched.ok;
    if (!patched.ok) break;
    server = patched.state;
    version = step.version;
    pending = withoutOwn(pending, step);
  }
  const arrived = version;
  pending = pending.some((one) => isIn(one, arrived)) ? pending.filter((one) => !isIn(one, arrived)) : pending;
  return changed(topic, {
    ...change,
    server,
    version,
    pending,
    held: broken ? [] : waiting,
    missed: broken || waiting.length > 0,
  });
}

/** Changes that were made on top of one are of the version that it became. */
function builtOn(taken: LocalChange, version: number, pending: readonly LocalChange[]): readonly LocalChange[] {
  return pending.map((change) =>
    change !== taken && change.base === taken.base ? { ...change, base: version } : change,
  );
}

/** Whether the server's state of that version holds the change already. */
function isIn(change: LocalChange, version: number): boolean {
  return change.version !== null && change.version <= version;
}

/** An own change that comes back as the server's step is no longer on its way, even if the answer to it still is. */
function withoutOwn(pending: readonly LocalChange[], step: TopicPatch): readonly LocalChange[] {
  const { baseVersion, patches, version } = step;
  const text = JSON.stringify(patches);
  const own = pending.find(
    (change) => change.sent && change.base === baseVersion && JSON.stringify(change.patches) === text,
  );
  return own === undefined ? pending : builtOn(own, version, pending).filter((change) => change !== own);
}

/**
 * A change was taken: it stays on top until the server's state has it, and those made on top of it are now of its version. Where nobody confirms (`version: null`)
 * it is taken to be the next one, and remains on the wire as far as a conflict is concerned.
 */
export function withTaken(topic: TopicState, id: string, version: number | null): TopicState {
  const taken = topic.pending.find((change) => change.id === id);
  if (taken === undefined) return topic;
  const became = version ?? (taken.base ?? 0) + 1;
  const arrived = (topic.version ?? 0) >= became;
  const pending = builtOn(taken, became, topic.pending).flatMap((change) => {
    if (change !== taken) return change;
    return arrived ? [] : { ...change, sent: version === null, version: became };
  });
  return changed(topic, { pending });
}
