import type { DraftBody } from "../../contract/chat.js";
import type { CommandResult } from "../../contract/commands.js";
import { type Failure, failure, isRetryable, type Outcome } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import type { Capabilities } from "../../protocols/protocol.js";
import type { Environment, Timer } from "../environment.js";
import type { Report } from "../settings.js";
import { createDrawer } from "./drawer.js";
import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

/** What becomes of messages on their way out. */
export type OutboxNews =
  | { readonly type: "composed"; readonly item: OutboxItem; readonly status: "queued" | "sending" | "failed" }
  | { readonly type: "changed"; readonly item: OutboxItem; readonly status: "queued" | "sending" | "failed" }
  /** It went out to a server that confirms nothing, and nothing more will be heard of it. */
  | { readonly type: "unconfirmed"; readonly item: OutboxItem }
  | { readonly type: "acknowledged"; readonly item: OutboxItem; readonly result: CommandResult<"sendMessage"> }
  | { readonly type: "limited"; readonly conversationId: ConversationId; readonly until: number };

/** Messages that wait for their acknowledgement, of one user. */
export interface Outbox {
  /** Takes over what an earlier page left behind. */
  start(): Promise<void>;
  /** Takes a message and returns its client id. It is sent as soon as may be. */
  add(conversationId: ConversationId, body: DraftBody): string;
  /** Sends a failed message again. */
  retry(clientId: string): void;
  /** Gives a message back that is not on its way; `null` when it is, or is none of ours. */
  discard(clientId: string): DraftBody | null;
  /** The server has it, whatever the acknowledgement says or does not say. */
  confirm(clientId: string): void;
  /** Commands may go (again), in one conversation or all. */
  resume(conversationId?: ConversationId): void;
  /** Sends nothing any more. What is stored stays, sealed, for when its author is back. */
  destroy(): void;
  /** Messages that wait, failed ones not counted. */
  readonly waiting: number;
}

/** What an outbox needs. */
export interface OutboxOptions {
  readonly userId: string;
  /** The same each time. */
  readonly storage: () => Promise<OutboxStorage>;
  readonly environment: Environment;
  readonly capabilities: Pick<Capabilities, "acks" | "dedupe">;
  /** Whether a message of that conversation may go now. */
  ready(conversationId: ConversationId): boolean;
  send(item: OutboxItem): Promise<Outcome<CommandResult<"sendMessage"> | null>>;
  /** Bytes of the largest packet that the server takes. */
  maxBytes(): number;
  tell(news: OutboxNews): void;
  report(report: Report): void;
}

/**
 * Makes an outbox.
 *
 *   queued ──▶ sending ──▶ acknowledged, gone
 *     ▲           │ ├────▶ failed: refused for good, or unknown and not repeatable ── retry ──▶ queued
 *     └───────────┘ └────▶ unconfirmed, gone: a server without acknowledgements
 *      passing fault
 *
 * One message at a time in each conversation, so that their order holds; conversations side by side. A repetition bears the same client id. Only a server that stores
 * repetitions once (`dedupe`) is sent one unasked; else an unknown outcome fails with `TIMEOUT` and the person decides.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { userId, environment, capabilities, tell } = options;
  const items = new Map<string, OutboxItem>();
  /** Client ids under way, by conversation. */
  const flights = new Map<ConversationId, string>();
  const pauses = new Map<
    ConversationId,
    { readonly until: number; readonly timer: Timer; readonly limited: boolean }
  >();
  const faults = new Map<ConversationId, number>();
  const drawer = createDrawer(userId, options.storage, options.report);
  let destroyed = false;

  const unfailed = () => [...items.values()].filter(({ failure }) => failure === null);

  const keep = (item: OutboxItem) => {
    items.set(item.clientId, item);
    return drawer.put(item);
  };
  const drop = (item: OutboxItem) => {
    items.delete(item.clientId);
    drawer.remove(item.clientId);
  };

  const fail = (item: OutboxItem, why: Failure) => {
    const failed = { ...item, failure: why };
    void keep(failed);
    tell({ type: "changed", item: failed, status: "failed" });
  };

  const nextOf = (conversationId: ConversationId): OutboxItem | undefined =>
    unfailed()
      .filter((item) => item.conversationId === conversationId)
      .sort((a, b) => a.composedAt - b.composedAt)[0];

  const mayGo = (conversationId: ConversationId) =>
    !destroyed && !flights.has(conversationId) && !pauses.has(conversationId) && options.ready(conversationId);

  const pump = (conversationId: ConversationId) => {
    while (mayGo(conversationId)) {
      const item = nextOf(conversationId);
      if (item === undefined) return;
      // The one thing that must never go wrong, so it is looked at once more where it would happen.
      if (item.userId !== userId) drop(item);
      else if (environment.now() - item.composedAt > limits.outboxAgeMs) fail(item, failure("EXPIRED"));
      else void fly(item);
    }
  };

  const fly = async (before: OutboxItem) => {
    const item: OutboxItem = { ...before, attempts: before.attempts + 1 };
    const { clientId, conversationId } = item;
    flights.set(conversationId, clientId);
    const kept = keep(item);
    tell({ type: "changed", item, status: "sending" });
    // A page that goes away right after must find what it had begun to send.
    if (drawer.durable) await kept;
    const wasReady = !destroyed && options.ready(conversationId);
    const outcome: Outcome<CommandResult<"sendMessage"> | null> = wasReady
      ? await options.send(item)
      : { ok: false, failure: failure("UNAVAILABLE") };
    if (destroyed) return;
    if (flights.get(conversationId) === clientId) flights.delete(conversationId);
    // Confirmed by its echo meanwhile, or thrown away: nothing is left to do.
    if (items.get(clientId) === item) land(item, outcome, wasReady);
    pump(conversationId);
  };

  const land = (item: OutboxItem, outcome: Outcome<CommandResult<"sendMessage"> | null>, wasReady: boolean) => {
    const { conversationId } = item;
    if (outcome.ok) {
      faults.delete(conversationId);
      drop(item);
      // A server that answers the rest may take some (words to its admins) without a word.
      if (!capabilities.acks || outcome.value === null) tell({ type: "unconfirmed", item });
      else tell({ type: "acknowledged", item, result: outcome.value });
      return;
    }
    const why = outcome.failure;
    const { code } = why;
    // Without a connection it is certain that nothing was sent, and so it is when the server refuses for now.
    const neverSent = !wasReady || code === "RATE_LIMITED" || code === "UNAUTHENTICATED";
    if (!isRetryable(code) || !(capabilities.dedupe || neverSent)) return fail(item, why);
    if (neverSent && !wasReady) void keep({ ...item, attempts: item.attempts - 1 });
    if (code === "RATE_LIMITED") {
      const until = environment.now() + Math.max(why.retryAfterMs ?? 1_000, 50);
      pause(conversationId, until, true);
      tell({ type: "limited", conversationId, until });
    } else if (options.ready(conversationId) && (code !== "TIMEOUT" || why.retryAfterMs !== undefined)) {
      const count = (faults.get(conversationId) ?? 0) + 1;
      faults.set(conversationId, count);
      const bound = Math.min(500 * 2 ** count, 30_000);
      pause(conversationId, environment.now() + (why.retryAfterMs ?? bound * (0.5 + environment.random() / 2)), false);
    }
    if (!mayGo(conversationId)) tell({ type: "changed", item, status: "queued" });
  };

  const pause = (conversationId: ConversationId, until: number, limited: boolean) => {
    const timer = environment.setTimeout(() => {
      pauses.delete(conversationId);
      pump(conversationId);
    }, until - environment.now());
    pauses.set(conversationId, { until, timer, limited });
  };

  const resume = (conversationId: ConversationId) => {
    const paused = pauses.get(conversationId);
    // A new connection ends a fault, not a server's wish to be left alone.
    if (paused !== undefined && !paused.limited) {
      environment.clearTimeout(paused.timer);
      pauses.delete(conversationId);
    }
    pump(conversationId);
  };

  /** What another page, or an earlier time, has left. */
  const take = (left: readonly OutboxItem[]) => {
    if (destroyed) return;
    for (const item of left) {
      if (item.userId !== userId || items.has(item.clientId)) continue;
      // It may have gone out before the page went away, and must not go out twice.
      const unknown = item.attempts > 0 && !capabilities.dedupe && item.failure === null;
      const taken = unknown ? { ...item, failure: failure("TIMEOUT") } : item;
      items.set(taken.clientId, taken);
      tell({ type: "composed", item: taken, status: taken.failure === null ? "queued" : "failed" });
    }
    for (const conversationId of conversationsOf()) pump(conversationId);
  };

  const conversationsOf = () => new Set([...items.values()].map(({ conversationId }) => conversationId));

  return {
    get waiting() {
      return unfailed().length;
    },
    async start() {
      take(await drawer.load(take));
    },
    add(conversationId, body) {
      const clientId = environment.newId();
      let why: Failure | null = null;
      if (unfailed().length >= limits.outboxItems) why = failure("UNAVAILABLE", "Too many messages are waiting.");
      else if (bytesOf({ conversationId, clientId, body }) > options.maxBytes()) why = failure("TOO_LARGE");
      const item: OutboxItem = {
        clientId,
        userId,
        conversationId,
        body,
        composedAt: environment.now(),
        attempts: 0,
        failure: why,
      };
      const status = why !== null ? "failed" : mayGo(conversationId) ? "sending" : "queued";
      tell({ type: "composed", item, status });
      void keep(item);
      pump(conversationId);
      return clientId;
    },
    retry(clientId) {
      const item = items.get(clientId);
      if (item === undefined || item.failure === null) return;
      // Its day begins anew: the person has just asked for it.
      const again: OutboxItem = { ...item, failure: null, attempts: 0, composedAt: environment.now() };
      void keep(again);
      tell({ type: "changed", item: again, status: "queued" });
      pump(item.conversationId);
    },
    discard(clientId) {
      const item = items.get(clientId);
      if (item === undefined || flights.get(item.conversationId) === clientId) return null;
      drop(item);
      return item.body;
    },
    confirm(clientId) {
      const item = items.get(clientId);
      if (item === undefined) return;
      drop(item);
      // The next one need not wait for an acknowledgement that was lost.
      if (flights.get(item.conversationId) !== clientId) return;
      flights.delete(item.conversationId);
      pump(item.conversationId);
    },
    resume(conversationId) {
      if (conversationId !== undefined) resume(conversationId);
      else for (const id of conversationsOf()) resume(id);
    },
    destroy() {
      destroyed = true;
      for (const { timer } of pauses.values()) environment.clearTimeout(timer);
      pauses.clear();
      items.clear();
    },
  };
}

/** Of a packet of this content, a little generously: the event's name and the framing come on top. */
function bytesOf(content: object): number {
  return new TextEncoder().encode(JSON.stringify(content)).length + 200;
}
