import type { CommandInput, CommandResult } from "../../contract/commands.js";
import { type Failure, isRetryable, type Outcome, refused } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportCommands, SupportTicket } from "../../contract/support.js";
import { nativePart } from "../../protocols/native/part.js";
import { agentCommands, supportWire } from "../../protocols/native/supportWire.js";
import type { Protocol, ProtocolPart } from "../../protocols/protocol.js";
import type { Timer } from "../environment.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { createSubscriptions } from "../subscriptions.js";
import { selectSupportQueue } from "./selectors.js";
import { ownSupportChanged, queueChanged, queueLoaded, ticketWorked } from "./supportActions.js";
import { supportReducer } from "./supportReducer.js";
import type { TicketWork } from "./supportState.js";

/** What support can do, without React. All functions are stable. */
export interface SupportApi {
  /** This server knows requests for help. */
  readonly supported: boolean;
  /** Follows the own request, over reconnects too; the returned function stops. */
  readonly followOwn: () => () => void;
  /** Asks for help with a topic: now, or as soon as there is a connection. */
  readonly start: (topic: string) => void;
  /** For agents: follows everybody's requests, over reconnects too; the returned function stops. */
  readonly watchQueue: () => () => void;
  /** For agents: makes a request one's own. Fails with `CONFLICT` when another agent has it, `FORBIDDEN` for who is none. Never rejects. */
  readonly take: (conversationId: ConversationId) => Promise<Outcome<SupportTicket>>;
  /** For agents: puts a request back into the queue. */
  readonly release: (conversationId: ConversationId) => Promise<Outcome<SupportTicket>>;
  /** For agents: says that a request is done. */
  readonly close: (conversationId: ConversationId) => Promise<Outcome<SupportTicket>>;
}

/** Visitors' requests for help and the queue of agents: `lobby.use(supportFeature)`. */
export const supportFeature: Feature<SupportApi, "support"> = {
  name: "support",
  reducer: supportReducer,
  native: supportPart,
  create: createSupport,
};

/** Agents' commands go over the admin namespace where the protocol has one. */
function supportPart(protocol: Protocol): ProtocolPart {
  const part = nativePart(supportWire);
  if (protocol.connect.namespaces?.admin === undefined) return part;
  const overAdmin = agentCommands.map((name) => {
    const encode = part.outgoing[name] as (...input: readonly unknown[]) => object;
    return [name, (...input: readonly unknown[]) => ({ ...encode(...input), namespace: "admin" })];
  });
  return { ...part, outgoing: { ...part.outgoing, ...Object.fromEntries(overAdmin) } };
}

const firstRetryMs = 250;
const lastRetryMs = 30_000;
type SupportCommand = keyof SupportCommands;

const commands = { taking: "takeSupport", releasing: "releaseSupport", closing: "closeSupport" } as const;

function createSupport(host: FeatureHost): FeatureParts<SupportApi> {
  const { environment } = host;
  const supported = host.capabilities.support;
  const dispatch = (action: Parameters<ReturnType<FeatureHost["store"]>["dispatch"]>[0]) =>
    host.store().dispatch(action);
  /** Counts the users: what one asked for is never answered to the next. */
  let generation = 0;
  let wanted: string | null = null;
  /** What was told of requests while the queue was asked for; an answer from before it may not have it. */
  const heard = new Map<ConversationId, SupportTicket>();
  const retries = new Map<string, { timer: Timer; waitMs: number }>();

  /** What a command came to; `null` when it was somebody else's. */
  const run = async <N extends SupportCommand>(name: N, input: CommandInput<N>) => {
    const asked = generation;
    const outcome: Outcome<CommandResult<N> | null> =
      (await host.line()?.execute(name, input)) ?? refused("UNAVAILABLE");
    return asked === generation ? outcome : null;
  };

  /** Tries something again later, a little later each time, while the session lasts. `failed` is told unless the first time has still to be made up for. */
  const again = (what: string, why: Failure, attempt: () => void, failed: () => void) => {
    const before = retries.get(what);
    if (before !== undefined) environment.clearTimeout(before.timer);
    const retryable = isRetryable(why.code);
    if (before !== undefined || !retryable) failed();
    if (!retryable) return;
    const waitMs = before === undefined ? firstRetryMs : Math.min(lastRetryMs, before.waitMs * 2);
    retries.set(what, { timer: environment.setTimeout(attempt, Math.max(waitMs, why.retryAfterMs ?? 0)), waitMs });
  };
  const stopRetrying = (what?: string) => {
    for (const [name, { timer }] of retries) {
      if (what !== undefined && name !== what) continue;
      environment.clearTimeout(timer);
      retries.delete(name);
    }
  };

  const loadOwn = async () => {
    if (!host.line()?.ready || !held.isHeld("own")) return;
    dispatch(ownSupportChanged({ status: "loading" }));
    const outcome = await run("supportStatus", {});
    if (outcome === null) return;
    if (outcome.ok) {
      stopRetrying("own");
      const { ticket, conversation } = outcome.value ?? {};
      dispatch(ownSupportChanged({ status: "ready", error: null, ...(ticket === undefined ? {} : { ticket }) }));
      if (conversation !== undefined) host.push([{ type: "conversationChanged", conversation }]);
      return;
    }
    const failed = () => dispatch(ownSupportChanged({ status: "error", error: outcome.failure }));
    again("own", outcome.failure, () => void loadOwn(), failed);
  };

  const sendStart = async () => {
    const topic = wanted;
    if (topic === null || !host.line()?.ready) return;
    const outcome = await run("startSupport", { supportType: topic });
    // Another topic was chosen meanwhile: that one is on its way.
    if (outcome === null || topic !== wanted) return;
    if (!outcome.ok && isRetryable(outcome.failure.code))
      return again(
        "start",
        outcome.failure,
        () => void sendStart(),
        () => {},
      );
    stopRetrying("start");
    wanted = null;
    if (!outcome.ok) dispatch(ownSupportChanged({ starting: null, error: outcome.failure }));
    else
      dispatch(
        ownSupportChanged({ status: "ready", starting: null, error: null, ticket: outcome.value?.ticket ?? null }),
      );
  };

  const loadQueue = async () => {
    if (!host.line()?.ready || !held.isHeld("queue")) return;
    dispatch(queueChanged({ status: "loading" }));
    heard.clear();
    const outcome = await run("watchSupportQueue", {});
    if (outcome === null || !held.isHeld("queue")) return;
    if (outcome.ok) {
      stopRetrying("queue");
      const { tickets, more } = outcome.value ?? { tickets: [], more: false };
      dispatch(queueLoaded({ tickets: [...heard.values(), ...tickets], more }));
      heard.clear();
      return;
    }
    // Before the admin namespace is there, a moment after the session, the first attempt comes to nothing.
    const failed = () => dispatch(queueChanged({ status: "error", error: outcome.failure }));
    again("queue", outcome.failure, () => void loadQueue(), failed);
  };

  /** One of each, however many components want it. */
  const held = createSubscriptions({
    environment,
    lingerMs: host.timings.lingerMs,
    batch: 2,
    join: (keys) => {
      if (keys.includes("own")) void loadOwn();
      if (keys.includes("queue")) void loadQueue();
    },
    leave: (keys) => {
      if (keys.includes("queue")) void host.line()?.execute("unwatchSupportQueue", {});
    },
    forget: (keys) => {
      for (const key of keys) stopRetrying(key);
      if (keys.includes("queue")) dispatch(queueChanged({ status: "idle" }));
    },
  });
  const hold = (key: "own" | "queue") => (supported ? held.hold([key]) : () => {});

  const work = async (conversationId: ConversationId, doing: TicketWork): Promise<Outcome<SupportTicket>> => {
    if (!supported) return refused("UNSUPPORTED");
    dispatch(ticketWorked({ conversationId, work: doing }));
    const outcome = await run(commands[doing], { conversationId });
    if (outcome === null) return refused("UNAVAILABLE");
    if (!outcome.ok) {
      dispatch(ticketWorked({ conversationId, work: null, failure: outcome.failure }));
      return outcome;
    }
    const ticket = outcome.value?.ticket;
    if (ticket === undefined) return refused("TIMEOUT");
    dispatch(ticketWorked({ conversationId, work: null, ticket }));
    return { ok: true, value: ticket };
  };

  return {
    api: {
      supported,
      followOwn: () => hold("own"),
      start: (topic) => {
        if (!supported || host.user() === null) return;
        wanted = topic;
        dispatch(ownSupportChanged({ starting: topic, error: null }));
        void sendStart();
      },
      watchQueue: () => hold("queue"),
      take: (id) => work(id, "taking"),
      release: (id) => work(id, "releasing"),
      close: (id) => work(id, "closing"),
    },
    ready: () => {
      held.ready();
      void sendStart();
    },
    received: (events) => {
      if (selectSupportQueue(host.store().getState()).status !== "loading") return;
      for (const event of events)
        if (event.type === "supportTicketChanged") heard.set(event.ticket.conversationId, event.ticket);
    },
    down: () => {
      stopRetrying();
      held.down();
      if (held.isHeld("queue")) dispatch(queueChanged({ status: "stale" }));
    },
    reset: () => {
      generation += 1;
      wanted = null;
      stopRetrying();
      held.down();
    },
  };
}
