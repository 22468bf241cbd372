import * as limits from "../../contract/limits.js";
import { LobbyError } from "../../contract/lobbyError.js";
import { type Clock, systemClock, type Timer } from "../clock.js";
import type { NotifyTarget } from "../core/core.js";
import { consoleReporter, type Reporter, type ServerReport, safeReporter } from "../report.js";
import { type BridgeLobby, carryOut } from "./carryOut.js";
import { type BridgeChannel, type BridgeChannelNames, channelsByName } from "./channels.js";
import { digest } from "./identity.js";
import { createLanes } from "./lanes.js";
import type { Publication } from "./publication.js";
import { readPublication } from "./read.js";
import { createRecent } from "./recent.js";
import type { RedisSubscriber } from "./redisSubscriber.js";

/** Options of {@link redisBridge}. */
export interface RedisBridgeOptions {
  /** The server, or its core. */
  readonly lobby: BridgeLobby;
  /** An ioredis instance of the bridge's own (`new Redis(url)` or `redis.duplicate()`): once it has subscribed it takes no other commands. The app closes it, after the bridge. */
  readonly redis: RedisSubscriber;
  /** Before the name of every channel, for example `"prod:"`. */
  readonly prefix?: string;
  /** Other names for channels; `null` leaves one out. */
  readonly channels?: BridgeChannelNames;
  /** Bytes of one publication; longer ones are dropped unread. 65,536 unless told otherwise. */
  readonly maxBytes?: number;
  /** What may wait for a slow store: 10,000 publications of 16 MB together unless told otherwise. What comes beyond that is dropped. */
  readonly queue?: { readonly items?: number; readonly bytes?: number };
  /** Milliseconds that somebody counts as a viewer after `viewer.join` without another word of him; four hours unless told otherwise. */
  readonly viewersForMs?: number;
  /** Who gets a notification that names nobody. Without it such are dropped. */
  readonly everybody?: () => NotifyTarget | Promise<NotifyTarget>;
  readonly clock?: Clock;
  /** Is told of what was dropped and of a lost Redis; faults go to `console.error` if absent. */
  readonly onReport?: Reporter;
}

/** What has become of the publications so far. */
export interface BridgeCounts {
  /** Carried out. */
  readonly forwarded: number;
  /** Known already, from another node or an earlier time: nothing was done. */
  readonly repeated: number;
  /** Unreadable, too long, not possible, too many at once, or the store did not take them. Each was reported. */
  readonly dropped: number;
}

/** A running bridge. */
export interface RedisBridge {
  /** Resolves when all channels are subscribed for the first time, or the bridge was closed before. Never rejects: while Redis is away it waits. */
  readonly ready: Promise<void>;
  /** Whether it hears the channels now. */
  readonly connected: boolean;
  readonly counts: BridgeCounts;
  /** Hears no more, finishes what it has taken (2 s at most) and resolves. */
  close(): Promise<void>;
}

/** A publication that the store does not take is tried again after so many milliseconds, each time. */
const retryAfterMs: readonly number[] = [500, 1_000, 2_000, 4_000];
const longestCloseMs = 2_000;
/** Publications that are remembered, so that the same again costs the store nothing. */
const remembered = 10_000;
/** Between two reports of the same flood. */
const reportEveryMs = 1_000;

/**
 * Forwards what a backend publishes on Redis to the rooms and users of a lobby: messages and gifts with their place in the log, notifications that are kept, viewers, descriptions
 * and streams of rooms. Nothing that arrives ends the process, and nothing is thrown but for wrong options.
 *
 * @throws LobbyError `bridge-redis` where `redis` is no client, `bridge-channels` where two channels have one name
 * @example
 * const bridge = redisBridge({ lobby, redis: new Redis(url), prefix: "prod:" });
 * await bridge.ready;
 */
export function redisBridge(options: RedisBridgeOptions): RedisBridge {
  const { lobby, redis, maxBytes = limits.packetBytes, viewersForMs = 4 * 3_600_000, everybody } = options;
  if (typeof redis?.subscribe !== "function" || typeof redis.on !== "function") throw noRedis();
  const clock = options.clock ?? systemClock();
  const report = safeReporter(options.onReport ?? consoleReporter());
  const byName = channelsByName(options.prefix ?? "", options.channels ?? {});
  const names = [...byName.keys()];
  const lanes = createLanes({ items: options.queue?.items ?? 10_000, bytes: options.queue?.bytes ?? 16_777_216 });
  const recent = createRecent(remembered);
  const decoder = new TextDecoder();
  const counts = { forwarded: 0, repeated: 0, dropped: 0 };
  const waits = new Map<Timer, () => void>();
  let connected = false;
  let closed = false;
  let troubled = false;
  let lostAt: number | null = null;
  let floodToldAt = Number.NEGATIVE_INFINITY;
  let becomeReady: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  const drop = (channel: BridgeChannel, why: Pick<ServerReport, "kind" | "code" | "error">) => {
    counts.dropped += 1;
    report({ during: `redis ${channel}`, ...why });
  };

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = clock.setTimeout(() => {
        waits.delete(timer);
        resolve();
      }, ms);
      waits.set(timer, resolve);
    });

  /** Once, and again while the store does not answer. */
  const surely = async (channel: BridgeChannel, publication: Publication): Promise<boolean> => {
    for (let tried = 0; ; tried++) {
      try {
        const { repeated } = await carryOut(lobby, publication, { viewersForMs, everybody });
        counts[repeated ? "repeated" : "forwarded"] += 1;
        return true;
      } catch (error) {
        if (error instanceof LobbyError) {
          drop(channel, { kind: "refused", code: error.code, error });
          return false;
        }
        const pause = retryAfterMs[tried];
        if (pause === undefined || closed) {
          drop(channel, { kind: "fault", code: "UNAVAILABLE", error });
          return false;
        }
        await wait(pause);
      }
    }
  };

  const take = (channel: BridgeChannel, payload: Uint8Array) => {
    // Before it is even decoded: parsing is what a hostile text would make expensive.
    if (payload.byteLength > maxBytes) return drop(channel, { kind: "refused", code: "TOO_LARGE" });
    const text = decoder.decode(payload);
    const read = readPublication(channel, jsonOf(text));
    if (!read.ok) return drop(channel, { kind: "refused", code: "INVALID", error: new Error(read.issue) });
    const publication = read.value;
    const name = publication.known ? digest(channel, text) : null;
    const work = async () => {
      if (name !== null && recent.has(name)) counts.repeated += 1;
      else if ((await surely(channel, publication)) && name !== null) recent.add(name);
    };
    if (lanes.offer(publication.subject, payload.byteLength, work)) return;
    counts.dropped += 1;
    // One report for a flood, not one for each.
    if (clock.now() - floodToldAt < reportEveryMs) return;
    floodToldAt = clock.now();
    report({
      kind: "fault",
      during: `redis ${channel}`,
      code: "OVERFLOW",
      error: new Error(overflowing(lanes.waiting)),
    });
  };

  const onMessage = (name: Uint8Array, payload: Uint8Array) => {
    if (closed) return;
    const channel = byName.get(decoder.decode(name));
    if (channel !== undefined) take(channel, payload);
  };
  const trouble = (error: unknown) => {
    if (closed || troubled) return;
    troubled = true;
    report({ kind: "fault", during: "redis", code: "UNAVAILABLE", error });
  };
  const onLost = () => {
    if (!connected) return;
    connected = false;
    lostAt = clock.now();
    trouble(new Error("The connection to Redis is lost."));
  };
  // Once until it is back, and not for every attempt. Without a listener ioredis writes each to the console.
  const onError = (error: Error) => trouble(error);
  const subscribe = () => {
    if (closed) return;
    if (names.length === 0) return becomeReady();
    // ioredis subscribes anew by itself; twice is once. A client that was made without that, or gave up in between, needs it.
    redis.subscribe(...names).then(onSubscribed, trouble);
  };
  const onSubscribed = () => {
    if (closed || connected) return;
    connected = true;
    troubled = false;
    becomeReady();
    if (lostAt === null) return;
    const gap = clock.now() - lostAt;
    report({ kind: "fault", during: "redis", code: "GAP", error: new Error(missed(gap)) });
    lostAt = null;
  };
  redis.on("messageBuffer", onMessage);
  redis.on("ready", subscribe);
  redis.on("close", onLost);
  redis.on("end", onLost);
  redis.on("error", onError);
  subscribe();

  return {
    ready,
    get connected() {
      return connected;
    },
    get counts() {
      return { ...counts };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      becomeReady();
      redis.removeListener("messageBuffer", onMessage);
      redis.removeListener("ready", subscribe);
      redis.removeListener("close", onLost);
      redis.removeListener("end", onLost);
      // The one for errors stays: whoever closes Redis next must not read of it on the console.
      for (const [timer, resolve] of waits) {
        clock.clearTimeout(timer);
        resolve();
      }
      if (connected) redis.unsubscribe(...names).catch(() => {});
      connected = false;
      let timer: Timer | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = clock.setTimeout(resolve, longestCloseMs);
      });
      await Promise.race([lanes.idle(), limit]);
      if (timer !== undefined) clock.clearTimeout(timer);
    },
  };
}

/** What a text says; `undefined` for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function overflowing(waiting: number): string {
  return `${waiting} publications wait for the store; more are dropped until it has caught up.`;
}

function missed(ms: number): string {
  return `Redis is back after ${ms} ms. It keeps nothing: what was published meanwhile has to be published again.`;
}

function noRedis(): LobbyError {
  return new LobbyError(
    "bridge-redis",
    "redisBridge was given no Redis client.",
    "It has to subscribe to something.",
    "Give redis: new Redis(url), of ioredis.",
  );
}
