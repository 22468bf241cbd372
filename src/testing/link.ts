import type { Environment, Timer } from "../client/environment.js";
import type { Failure } from "../contract/errors.js";
import { TransportError, type TransportHandlers } from "../protocols/transport.js";
import { createLane } from "./lane.js";
import type { FrameKind, NetworkInside, Wire } from "./network.js";
import type { Accept, ServerListener } from "./serverEnd.js";

/** One connection, from the handshake to its end. */
export interface Link {
  emit(event: string, payload: unknown, namespace?: string): void;
  request(event: string, payload: unknown, timeoutMs: number, namespace?: string): Promise<unknown>;
  disconnect(): void;
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TransportError) => void;
  readonly timer: Timer;
}

/**
 * A connection. To the client it is `opening`, `open` or `closed`; `silent` is open to the client while nothing passes any more (half-open).
 *
 *   opening ──► open ──► silent ──► closed
 *      └─────────┴──────────────────►┘
 */
export function createLink(options: {
  readonly environment: Environment;
  readonly inside: NetworkInside;
  readonly accept: Accept;
  readonly id: string;
  readonly auth: Record<string, unknown>;
  readonly handlers: TransportHandlers;
  readonly timeoutMs: number;
}): Link {
  const { environment, inside, accept, id, handlers } = options;
  const up = createLane(environment);
  const down = createLane(environment);
  const pending = new Map<number, Pending>();
  let state: "opening" | "open" | "silent" | "closed" = "opening";
  let listener: ServerListener | null = null;
  let requests = 0;
  let pingTimeoutMs = 0;

  const wire: Wire = {
    get userId() {
      return listener?.userId ?? null;
    },
    // Noticed as everything is noticed: later, never in the midst of what the caller is doing.
    cut: () => void environment.setTimeout(() => lose("transport close"), 0),
    goSilent(timeoutMs) {
      if (state !== "open") return;
      state = "silent";
      pingTimeoutMs = timeoutMs;
      up.clear();
      down.clear();
      environment.setTimeout(() => lose("ping timeout"), timeoutMs);
    },
  };

  /** Both ends lose the connection, and all that was under way. */
  function lose(reason: string): void {
    const before = state;
    if (before === "closed") return;
    closeClient();
    up.clear();
    down.clear();
    endServer();
    if (before === "opening") handlers.onRefused({ message: reason, data: undefined, reachedServer: false });
    else handlers.onClose(reason);
  }

  function closeClient(): void {
    state = "closed";
    inside.wires.delete(wire);
    for (const { reject, timer } of pending.values()) {
      environment.clearTimeout(timer);
      reject(new TransportError("disconnected"));
    }
    pending.clear();
  }

  function endServer(): void {
    const ended = listener;
    listener = null;
    ended?.end();
  }

  /** Sends a frame: `deliver` runs at the other end, if it arrives. */
  function carry(kind: FrameKind, event: string, deliver: () => void): void {
    const verdict = state === "silent" ? "drop" : inside.judge({ kind, event, userId: listener?.userId ?? "" });
    const lane = kind === "command" ? up : down;
    if (verdict === "drop") return;
    if (typeof verdict === "object") {
      const late = () => {
        if (state !== "silent") deliver();
      };
      environment.setTimeout(late, inside.delay() + verdict.lateMs);
      return;
    }
    lane.push(verdict === "cut" ? () => lose("transport close") : deliver, inside.delay());
    if (verdict === "duplicate") lane.push(deliver, inside.delay());
  }

  function command(event: string, payload: unknown, namespace: string | undefined, answer?: (raw: unknown) => void) {
    const text = onWire(payload);
    carry("command", event, () => {
      if (listener === null) return;
      const { rateLimitMs } = inside.state;
      const limited = rateLimitMs !== null && event === "lobby:send";
      const answered = limited
        ? Promise.resolve({ ok: false, code: "RATE_LIMITED", retryAfterMs: rateLimitMs })
        : listener.handle(event, offWire(text), namespace);
      answered.then(
        (value) => {
          if (answer === undefined) return;
          const answerText = onWire(value);
          carry("answer", event, () => answer(offWire(answerText)));
        },
        () => {},
      );
    });
  }

  const authText = onWire(options.auth);
  inside.state.attempts += 1;
  const failAttempt = (message: string, data?: Failure) => {
    if (state !== "opening") return;
    closeClient();
    handlers.onRefused({ message, data, reachedServer: data !== undefined });
  };

  /** The handshake has come to the server. */
  function arrive(): void {
    if (state !== "opening") return;
    const { reachable, silent, refusal } = inside.state;
    if (silent) {
      environment.setTimeout(() => failAttempt("timeout"), options.timeoutMs);
      return;
    }
    if (!reachable || inside.loses()) {
      failAttempt("websocket error");
      return;
    }
    const accepted =
      refusal ??
      accept({
        id,
        auth: offWire(authText) as Record<string, unknown>,
        send: (event, payload) => {
          const text = onWire(payload);
          carry("event", event, () => {
            if (state === "open") handlers.onEvent(event, offWire(text));
          });
        },
        close: () => {
          endServer();
          down.push(() => {
            if (state === "closed") return;
            closeClient();
            handlers.onClose("io server disconnect");
          }, inside.delay());
        },
      });
    if ("code" in accepted) {
      down.push(() => failAttempt(accepted.code, accepted), inside.delay());
      return;
    }
    listener = accepted;
    inside.wires.add(wire);
    down.push(() => {
      if (state !== "opening") return;
      state = "open";
      handlers.onOpen();
    }, inside.delay());
  }

  environment.setTimeout(arrive, inside.delay());

  return {
    emit(event, payload, namespace) {
      if (state === "open" || state === "silent") command(event, payload, namespace);
    },
    request(event, payload, timeoutMs, namespace) {
      if (state !== "open" && state !== "silent") return Promise.reject(new TransportError("disconnected"));
      return new Promise((resolve, reject) => {
        const key = ++requests;
        const timer = environment.setTimeout(() => {
          if (pending.delete(key)) reject(new TransportError("timeout"));
        }, timeoutMs);
        pending.set(key, { resolve, reject, timer });
        command(event, payload, namespace, (raw) => {
          if (!pending.delete(key)) return;
          environment.clearTimeout(timer);
          resolve(raw);
        });
      });
    },
    disconnect() {
      if (state === "closed") return;
      const silent = state === "silent";
      closeClient();
      down.clear();
      // What was sent before the end still arrives; over a dead line the server notices only by its own ping timeout.
      if (silent) environment.setTimeout(endServer, pingTimeoutMs);
      else up.push(endServer, inside.delay());
    },
  };
}

/** A payload as it leaves; `undefined` stays what it is, as an argument that was not given. */
function onWire(payload: unknown): string | undefined {
  return payload === undefined ? undefined : JSON.stringify(payload);
}

function offWire(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
