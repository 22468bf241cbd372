import type { Cursor, SyncResult } from "../../contract/chat.js";
import { isRetryable } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import type { Environment, Timer } from "../environment.js";
import type { Line } from "../line.js";
import type { Report, Timings } from "../settings.js";
import { createSequenceCursor, type MessageEvent, type Offered, type SequenceCursor } from "./cursors.js";

/** Keeps every open conversation's log complete: orders what comes live, and fetches what is missing. */
export interface CatchUp {
  /** Opens: live messages are held until it is {@link CatchUp.seeded}. */
  open(id: ConversationId): void;
  /** Nobody looks any more: its place is kept, but nothing is fetched for it. */
  close(id: ConversationId): void;
  isSeeded(id: ConversationId): boolean;
  /** The log is in the store up to there. Lets go what was held after it. */
  seed(id: ConversationId, epoch: string | null, seq: number): void;
  /** A live message: what may be shown now. */
  order(event: MessageEvent, seq: number): readonly MessageEvent[];
  /** The log goes at least that far: if the news of it does not come in a moment, it is fetched. */
  expect(id: ConversationId, seq: number): void;
  /** Catches up with these; resolves when done or when the connection is gone. */
  run(ids: readonly ConversationId[]): Promise<void>;
  /** Asks how far the logs of all open conversations go: the only way to notice that the very last message was lost. */
  checkHeads(): Promise<void>;
  /** A session is open: begins the regular checks. */
  start(): void;
  /** The session is over. */
  stop(): void;
}

/** What catching up needs. */
export interface CatchUpOptions {
  readonly line: Line;
  readonly environment: Environment;
  readonly timings: Timings;
  push(events: readonly DomainEvent[]): void;
  /** Fetches the newest page instead, from a server that should be able to `sync` and is not (degraded). */
  reload(id: ConversationId): Promise<void>;
  report(report: Report): void;
}

interface Followed {
  readonly cursor: SequenceCursor;
  open: boolean;
}

/** News of what is known to be stored may take this long before it is fetched. */
const graceMs = 1_000;

/** Makes the keeper of cursors. One `sync` is under way at a time, for up to 50 conversations. */
export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { line, environment, timings, push } = options;
  const followed = new Map<ConversationId, Followed>();
  const wanted = new Set<ConversationId>();
  let draining: Promise<void> | null = null;
  let checkTimer: Timer | null = null;
  let failures = 0;
  let wake: (() => void) | null = null;
  let stopSignals: (() => void) | null = null;

  const accept = (id: ConversationId, { release, missing }: Offered): readonly MessageEvent[] => {
    if (missing && followed.get(id)?.open) want(id);
    return release;
  };

  const want = (id: ConversationId) => {
    wanted.add(id);
    void drain();
  };

  const drain = (): Promise<void> => {
    draining ??= (async () => {
      // A moment, so that what one packet or one reconnect wants goes in one request.
      await Promise.resolve();
      while (wanted.size > 0 && line.ready) await syncSome();
    })().finally(() => {
      draining = null;
    });
    return draining;
  };

  const syncSome = async () => {
    const ids = [...wanted].slice(0, limits.syncConversations);
    for (const id of ids) wanted.delete(id);
    if (line.session?.degraded) {
      // Not waited for: reloading may itself come back to catching up.
      for (const id of ids) void options.reload(id);
      return;
    }
    const cursors: Cursor[] = ids.flatMap((conversationId) => {
      const cursor = followed.get(conversationId)?.cursor;
      return cursor === undefined ? [] : [{ conversationId, epoch: cursor.epoch, after: cursor.seq }];
    });
    if (cursors.length === 0) return;
    const outcome = await line.execute("sync", { cursors, limit: limits.pageSize });
    if (outcome.ok) {
      failures = 0;
      for (const result of outcome.value?.results ?? []) applyResult(result, cursors);
      return;
    }
    const { code, retryAfterMs } = outcome.failure;
    if (isRetryable(code)) {
      for (const id of ids) wanted.add(id);
      failures++;
      const wait = retryAfterMs ?? Math.min(1_000 * 2 ** failures, 30_000) * environment.random();
      if (line.ready) await pause(wait);
    } else options.report({ kind: "protocol", subject: "sync", message: `catching up was refused (${code})` });
  };

  /** Waits, but no longer than this session lasts: the next one begins at once. */
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = environment.setTimeout(resolve, ms);
      wake = () => {
        environment.clearTimeout(timer);
        resolve();
      };
    });

  const applyResult = (result: SyncResult, asked: readonly Cursor[]) => {
    const id = result.conversationId;
    const at = asked.find(({ conversationId }) => conversationId === id);
    const cursor = followed.get(id)?.cursor;
    if (cursor === undefined || at === undefined) return;
    const anew = result.reset === true || result.limited === true || result.epoch !== cursor.epoch;
    const last = result.messages.at(-1)?.seq ?? (anew ? 0 : at.after);
    push([{ type: "conversationSynced", result }]);
    push(accept(id, cursor.seed(result.epoch, last, anew)));
    // Asked again only if this answer brought something: a server that contradicts itself must not be asked without end.
    if (result.more && last > at.after) wanted.add(id);
  };

  const schedule = () => {
    const wait = timings.headCheckMs * (0.8 + 0.4 * environment.random());
    checkTimer = environment.setTimeout(() => {
      schedule();
      void api.checkHeads();
    }, wait);
  };

  const api: CatchUp = {
    open(id) {
      const known = followed.get(id);
      if (known === undefined) followed.set(id, { cursor: createSequenceCursor(), open: true });
      else known.open = true;
    },
    close(id) {
      const known = followed.get(id);
      if (known === undefined) return;
      if (known.cursor.seeded) {
        known.open = false;
        known.cursor.release();
      } else followed.delete(id);
      wanted.delete(id);
    },
    isSeeded: (id) => followed.get(id)?.cursor.seeded === true,
    seed(id, epoch, seq) {
      const cursor = followed.get(id)?.cursor;
      if (cursor !== undefined) push(accept(id, cursor.seed(epoch, seq, epoch !== cursor.epoch)));
    },
    order(event, seq) {
      const id = event.message.conversationId;
      const known = followed.get(id);
      if (known === undefined) return [event];
      const offered = known.cursor.offer(event, seq);
      if (known.open) return accept(id, offered);
      // Nobody waits for what is missing: that there is something new is all that is shown.
      known.cursor.release();
      return offered.missing ? [event] : offered.release;
    },
    expect(id, seq) {
      const { cursor, open } = followed.get(id) ?? {};
      if (cursor === undefined || !open || !cursor.seeded || cursor.seq >= seq) return;
      environment.setTimeout(() => {
        if (cursor.seq < seq && followed.get(id)?.open) want(id);
      }, graceMs);
    },
    run(ids) {
      for (const id of ids) wanted.add(id);
      return drain();
    },
    async checkHeads() {
      if (!line.ready || line.session?.degraded) return;
      const open = [...followed].filter(([, one]) => one.open && one.cursor.seeded).map(([id]) => id);
      for (let from = 0; from < open.length; from += limits.syncConversations) {
        const conversationIds = open.slice(from, from + limits.syncConversations);
        const outcome = await line.execute("heads", { conversationIds });
        if (!outcome.ok || outcome.value === null) return;
        for (const { conversationId, epoch, seq } of outcome.value.heads) {
          const cursor = followed.get(conversationId)?.cursor;
          if (cursor !== undefined && (seq > cursor.seq || epoch !== cursor.epoch)) want(conversationId);
        }
      }
    },
    start() {
      api.stop();
      failures = 0;
      schedule();
      // Timers of a hidden page run late: whoever comes back wants to see what is true now.
      stopSignals = environment.onSignal((signal) => {
        if (signal === "visible" || signal === "pageshow") void api.checkHeads();
      });
    },
    stop() {
      if (checkTimer !== null) environment.clearTimeout(checkTimer);
      checkTimer = null;
      stopSignals?.();
      stopSignals = null;
      wanted.clear();
      wake?.();
    },
  };
  return api;
}
