import { defined } from "../../contract/defined.js";
import { type Failure, isRetryable } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import type { Timer } from "../environment.js";
import type { FeatureHost } from "../feature.js";
import { createSubscriptions, type Subscriptions } from "../subscriptions.js";
import { topicConfirmed, topicFailed, topicsClosed, topicsOpened } from "./liveActions.js";
import type { TopicState } from "./liveState.js";

/** Keeps the topics that are wanted as the server has them. */
export interface TopicSync extends Pick<Subscriptions, "hold" | "ready" | "down"> {
  /** Asks for a topic now, unless that is under way. */
  ask(topic: string): void;
  /** Events have entered the state: asks for what was missed. */
  received(events: readonly DomainEvent[]): void;
}

/** Topics asked for at once, and then one each so many ms: servers bound what a session may say, and half of that is left to others. */
const askedAtOnce = 8;
const askEveryMs = 200;

/**
 * Makes the keeper of topics. A topic is asked for when it is first wanted, in every new session, when a step was missed, and now and then to learn whether the last
 * step of all was missed: nothing else would show that.
 */
export function createTopicSync(host: FeatureHost, topicOf: (topic: string) => TopicState | undefined): TopicSync {
  const { environment, timings } = host;
  /** Being asked for, from the question until the state has the answer. */
  const asking = new Set<string>();
  /** Waiting for their turn. */
  const queue = new Set<string>();
  /** How often in a row each was asked for without coming right. */
  const tries = new Map<string, number>();
  const timers = new Set<Timer>();
  let turns = askedAtOnce;
  let refilling = false;
  let check: Timer | null = null;
  /** Counts the sessions: what an earlier one answers is void. */
  let session = 0;

  const later = (ms: number, run: () => void) => {
    const mine = session;
    const timer = environment.setTimeout(() => {
      timers.delete(timer);
      if (mine === session) run();
    }, ms);
    timers.add(timer);
  };
  const earnTurns = () => {
    if (refilling) return;
    refilling = true;
    environment.setTimeout(() => {
      refilling = false;
      turns += 1;
      next();
      if (turns < askedAtOnce) earnTurns();
    }, askEveryMs);
  };
  const next = () => {
    for (const topic of queue) {
      if (turns <= 0) return;
      queue.delete(topic);
      turns -= 1;
      earnTurns();
      void request(topic);
    }
  };

  const request = async (topic: string) => {
    const mine = session;
    const line = host.line();
    if (line === null) return;
    const known = topicOf(topic);
    const version = known?.status === "live" ? known.version : null;
    const input = defined({ topic, version: version ?? undefined });
    const outcome = await line.execute("subscribeTopic", input, { timeoutMs: timings.ackTimeoutMs });
    if (mine !== session) return;
    if (!subscriptions.isHeld(topic)) return void asking.delete(topic);
    if (!outcome.ok) return refused(topic, outcome.failure);
    const { snapshot = null, version: newest } = outcome.value ?? {};
    if (snapshot !== null) {
      // In the order of all other events, so that no step overtakes it.
      if (snapshot.topic === topic) host.push([{ type: "topicSnapshotReceived", ...snapshot }]);
      else refused(topic, { code: "UNAVAILABLE" });
    } else {
      // Without a word on the version the state comes as an event.
      asking.delete(topic);
      if (newest !== undefined) host.store().dispatch(topicConfirmed({ topic, version: newest }));
    }
  };

  const refused = (topic: string, failure: Failure) => {
    asking.delete(topic);
    if (failure.code === "UNAUTHENTICATED") return;
    if (!isRetryable(failure.code)) return void host.store().dispatch(topicFailed({ topic, failure }));
    askLater(topic, failure.retryAfterMs);
  };
  const askLater = (topic: string, afterMs?: number) => {
    const count = tries.get(topic) ?? 0;
    tries.set(topic, count + 1);
    const waitMs = Math.min(timings.retryMaxMs, timings.retryMinMs * 2 ** count);
    later(Math.max(afterMs ?? 0, waitMs), () => ask(topic));
  };

  const ask = (topic: string) => {
    if (asking.has(topic) || host.line()?.ready !== true || !subscriptions.isHeld(topic)) return;
    asking.add(topic);
    queue.add(topic);
    watch();
    next();
  };

  /** Looks now and then whether what is held is still the newest; where the server can't say that, a whole state each time would be too dear. */
  const watch = () => {
    if (!host.capabilities.hello) return;
    check ??= environment.setTimeout(
      () => {
        check = null;
        for (const topic of subscriptions.held()) if (topicOf(topic)?.status === "live") ask(topic);
      },
      timings.headCheckMs * (0.8 + 0.4 * environment.random()),
    );
  };

  const subscriptions = createSubscriptions({
    environment,
    lingerMs: timings.lingerMs,
    batch: Number.POSITIVE_INFINITY,
    join(topics) {
      host.store().dispatch(topicsOpened({ topics }));
      for (const topic of topics) ask(topic);
    },
    leave(topics) {
      for (const topic of topics) {
        queue.delete(topic);
        tries.delete(topic);
        void host.line()?.execute("unsubscribeTopic", { topic }, { timeoutMs: timings.ackTimeoutMs });
      }
    },
    forget: (topics) => host.store().dispatch(topicsClosed({ topics })),
  });

  return {
    hold: subscriptions.hold,
    ask,
    ready: subscriptions.ready,
    down() {
      session += 1;
      for (const timer of timers) environment.clearTimeout(timer);
      timers.clear();
      if (check !== null) environment.clearTimeout(check);
      check = null;
      asking.clear();
      queue.clear();
      tries.clear();
      subscriptions.down();
    },
    received(events) {
      const touched = new Set<string>();
      for (const event of events) {
        if (event.type === "topicSnapshotReceived") asking.delete(event.topic);
        if (event.type === "topicSnapshotReceived" || event.type === "topicPatched") touched.add(event.topic);
      }
      for (const event of events) {
        // The server has something newer. Where it did not tell that along with its refusal, it is asked for.
        const behind =
          event.type === "topicConflicted" && (topicOf(event.topic)?.version ?? 0) < (event.version ?? Infinity);
        if (behind && !touched.has(event.topic)) ask(event.topic);
      }
      for (const topic of touched) {
        const known = topicOf(topic);
        if (known?.status === "live") tries.delete(topic);
        else if (known?.missed && !asking.has(topic)) {
          // At once the first time; a state that keeps being too old is no reason to ask without pause.
          if ((tries.get(topic) ?? 0) < 2) {
            tries.set(topic, (tries.get(topic) ?? 0) + 1);
            ask(topic);
          } else askLater(topic);
        }
      }
    },
  };
}
