import { type Failure, type Outcome, refused } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import { type Patch, patchSchema, topicLimits } from "../../contract/live.js";
import { applyPatches } from "../../contract/patches.js";
import { array, parse } from "../../contract/schema.js";
import type { FeatureHost } from "../feature.js";
import { changeMade, changeSent, changeSettled, topicsOpened } from "./liveActions.js";
import type { LocalChange, TopicState } from "./liveState.js";

/** What a change came to: the version it became, `null` where nobody confirms. */
export type ChangeOutcome = Outcome<{ readonly version: number | null }>;

/** How a change is to be taken. */
export interface ChangeOptions {
  /**
   * `true`: the patches mean the same whatever else has changed, and may be applied twice (setting a comment under its own id). When somebody else was faster the
   * change is made again on top of that, in place of being a conflict.
   */
  readonly rebase?: boolean;
}

/** The user's changes to topics: shown at once, sent one after the other. */
export interface TopicChanges {
  /** Never rejects. */
  change(topic: string, patches: readonly Patch[], options?: ChangeOptions): Promise<ChangeOutcome>;
  /** Events have entered the state: sends what may go now. */
  received(events: readonly DomainEvent[]): void;
  /** The user is another one: what waits is refused. */
  reset(): void;
}

/** Changes of a topic that may wait. */
const maxPending = 100;
/** How often a change is tried that is refused for now. */
const maxTries = 10;

const patchesSchema = /* @__PURE__ */ array(patchSchema, { max: topicLimits.patches });

interface Waiting {
  readonly topic: string;
  readonly settle: (outcome: ChangeOutcome) => void;
  /** Keeps the topic followed until it is settled. */
  readonly release: () => void;
  tries: number;
  /** The state must be beyond this version before it is sent again. */
  beyond: number;
}

/** Makes the sender of changes. `follow` keeps a topic followed; `askAgain` fetches its state. */
export function createTopicChanges(options: {
  readonly host: FeatureHost;
  readonly topicOf: (topic: string) => TopicState | undefined;
  readonly follow: (topic: string) => () => void;
  readonly askAgain: (topic: string) => void;
}): TopicChanges {
  const { host, topicOf, follow, askAgain } = options;
  const { environment, timings, report } = host;
  const waiting = new Map<string, Waiting>();
  /** Topics with a change on the wire: the next one builds on what becomes of it. */
  const busy = new Set<string>();
  let users = 0;

  const dispatch = (action: Parameters<ReturnType<typeof host.store>["dispatch"]>[0]) => host.store().dispatch(action);

  const settle = (topic: string, id: string, outcome: ChangeOutcome) => {
    dispatch(
      changeSettled(
        outcome.ok
          ? { topic, id, version: outcome.value.version }
          : { topic, id, version: null, failure: outcome.failure },
      ),
    );
    const one = waiting.get(id);
    waiting.delete(id);
    one?.release();
    one?.settle(outcome);
    if (!outcome.ok && outcome.failure.code === "CONFLICT")
      report({ kind: "conflict", subject: topic, message: "a change came too late: the server's state holds" });
  };

  const again = (topic: string, change: LocalChange, failure: Failure) => {
    const one = waiting.get(change.id);
    if (one === undefined) return;
    one.tries += 1;
    const conflict = failure.code === "CONFLICT";
    const unknown = failure.code === "TIMEOUT";
    const known = topicOf(topic);
    // Unanswered, but the server's own step has come: it was taken.
    if (unknown && !known?.pending.some(({ id }) => id === change.id) && known?.conflict?.patches !== change.patches)
      return settle(topic, change.id, { ok: true, value: { version: (change.base ?? 0) + 1 } });
    const mayRepeat =
      conflict || unknown ? change.rebase : failure.code === "RATE_LIMITED" || failure.code === "UNAVAILABLE";
    if (!mayRepeat || one.tries >= maxTries) return settle(topic, change.id, { ok: false, failure });
    dispatch(changeSent({ topic, id: change.id, base: null }));
    if (conflict) {
      // The server tells the newer state along with the refusal; asked for in case that was lost.
      one.beyond = change.base ?? 0;
      if ((known?.version ?? 0) <= one.beyond) return askAgain(topic);
    }
    const waitMs = conflict ? 0 : (failure.retryAfterMs ?? timings.retryMinMs);
    environment.setTimeout(() => pump(topic), waitMs);
  };

  const pump = async (topic: string): Promise<void> => {
    const known = topicOf(topic);
    const line = host.line();
    if (busy.has(topic) || known?.status !== "live" || line?.ready !== true) return;
    const first = known.pending.find(({ id, version }) => version === null && waiting.has(id));
    const one = first && waiting.get(first.id);
    if (first === undefined || one === undefined || (known.version ?? 0) <= one.beyond) return;
    const taken = Math.max(known.version ?? 0, ...known.pending.map(({ version }) => version ?? 0));
    const base = first.rebase ? taken : (first.base ?? known.version ?? 0);
    const mine = users;
    busy.add(topic);
    dispatch(changeSent({ topic, id: first.id, base }));
    const input = { topic, baseVersion: base, patches: first.patches };
    const outcome = await line.execute("changeTopic", input, { timeoutMs: timings.ackTimeoutMs });
    if (mine !== users) return;
    busy.delete(topic);
    if (outcome.ok) settle(topic, first.id, { ok: true, value: { version: outcome.value?.version ?? null } });
    else again(topic, { ...first, base }, outcome.failure);
    return pump(topic);
  };

  return {
    async change(topic, patches, { rebase = false } = {}) {
      if (!host.capabilities.live) return refused("UNSUPPORTED");
      if (host.user() === null) return refused("UNAUTHENTICATED");
      const parsed = parse(patchesSchema, patches);
      if (!parsed.ok) return refused("INVALID", parsed.issue);
      const known = topicOf(topic);
      if ((known?.pending.length ?? 0) >= maxPending) return refused("RATE_LIMITED", "too many changes wait");
      const fits = applyPatches(known?.state ?? null, parsed.value);
      if (!fits.ok) return refused("INVALID", fits.issue);
      const id = environment.newId();
      const outcome = new Promise<ChangeOutcome>((settle) => {
        waiting.set(id, { topic, settle, release: follow(topic), tries: 0, beyond: -1 });
      });
      dispatch(topicsOpened({ topics: [topic] }));
      dispatch(changeMade({ topic, change: { id, patches: parsed.value, rebase } }));
      void pump(topic);
      return outcome;
    },
    received(events) {
      if (waiting.size === 0) return;
      const touched = new Set<string>();
      for (const event of events)
        if (event.type === "topicSnapshotReceived" || event.type === "topicPatched") touched.add(event.topic);
      for (const topic of touched) void pump(topic);
    },
    reset() {
      users += 1;
      busy.clear();
      const gone = [...waiting.values()];
      waiting.clear();
      for (const { settle, release } of gone) {
        release();
        settle(refused("UNAUTHENTICATED"));
      }
    },
  };
}
