import { type ErrorCode, type Failure, failure } from "../contract/errors.js";

/** What a network is like. */
export interface NetworkConditions {
  /** One way, ms. 0 unless told otherwise. */
  readonly latencyMs?: number;
  /** Up to this much more, drawn anew for every frame; the order of frames is kept. */
  readonly jitterMs?: number;
  /** Chance from 0 to 1 that a frame is lost. TCP loses no frame of a connection that lives on, so the connection is lost with it. */
  readonly loss?: number;
  /** How long a half-open connection looks open. 25,000. */
  readonly pingTimeoutMs?: number;
}

/** What travels: a `command` to the server, its `answer`, or an `event` from the server. */
export type FrameKind = "command" | "answer" | "event";

/** Something that travels, as faults choose it. */
export interface Frame {
  readonly kind: FrameKind;
  /** Wire event; of an answer, that of the command. */
  readonly event: string;
  /** Whose connection it is. */
  readonly userId: string;
}

/** Which frame a fault is for. What is absent matches any. */
export interface FrameMatch {
  readonly kind: FrameKind;
  /** Wire event, for example `lobby:send`; of an answer, that of the command it answers. */
  readonly event?: string;
  readonly userId?: string;
  /** The how-manieth that matches, from 1. */
  readonly nth?: number;
}

/** What becomes of a frame. `lateMs`: it arrives so much later than it would, and after what was sent behind it. */
export type Verdict = "pass" | "drop" | "duplicate" | "cut" | { readonly lateMs: number };

/** The network of a mock server: its weather, and its faults on demand. */
export interface MockNetwork {
  /** One way, ms; may be set at any time. */
  latencyMs: number;
  jitterMs: number;
  loss: number;
  /** Connections that are open now, as the clients see it. */
  readonly connections: number;
  /** Handshakes begun so far. */
  readonly attempts: number;
  /** Ends every connection and lets no new one through, until {@link reconnect}. */
  disconnect(): void;
  /** Everything works again for new connections: lifts `disconnect`, `blackhole`, `refuse`, `rateLimit` and `failRequests`. */
  reconnect(): void;
  /** Ends every connection, or one user's; new ones get through at once. */
  cut(userId?: string): void;
  /** From now nothing passes on the present connections, and neither end is told before the ping timeout. New ones work. */
  halfOpen(userId?: string): void;
  /** As `halfOpen`, and new attempts get no answer at all until {@link reconnect}. */
  blackhole(): void;
  /** Handshakes are refused with this code, until {@link reconnect}. */
  refuse(code: ErrorCode, retryAfterMs?: number): void;
  /** Messages are answered `RATE_LIMITED`, until called with `null` or {@link reconnect}. */
  rateLimit(retryAfterMs: number | null): void;
  /** HTTP is answered with this status, until called with `null` or {@link reconnect}. */
  failRequests(status: number | null): void;
  /** Loses a frame, the connection living on (as a lost publication between two nodes would). */
  dropNext(match: FrameMatch): void;
  /** Delivers a frame twice. */
  duplicateNext(match: FrameMatch): void;
  /** Delivers a frame late, so that others overtake it (as publications of two nodes do). */
  delayNext(match: FrameMatch, lateMs: number): void;
  /** Ends the connection in place of delivering a frame. */
  cutNext(match: FrameMatch): void;
  /** Forgets the faults that have not struck yet. */
  clearFaults(): void;
}

/** A connection as the network sees it. */
export interface Wire {
  readonly userId: string | null;
  cut(): void;
  goSilent(pingTimeoutMs: number): void;
}

/** The network's inside, for what sends over it. */
export interface NetworkInside {
  readonly network: MockNetwork;
  readonly random: () => number;
  /** Of one frame, one way, ms. */
  delay(): number;
  judge(frame: Frame): Verdict;
  /** Draws whether something that is no frame (a handshake, a request) is lost. */
  loses(): boolean;
  readonly state: {
    reachable: boolean;
    silent: boolean;
    refusal: Failure | null;
    rateLimitMs: number | null;
    httpStatus: number | null;
    attempts: number;
  };
  readonly wires: Set<Wire>;
}

/** Makes a network. All chance comes from `random`. */
export function createNetwork(random: () => number, conditions: NetworkConditions = {}): NetworkInside {
  const wires = new Set<Wire>();
  const faults: { match: FrameMatch; left: number; verdict: Verdict }[] = [];
  const pingTimeoutMs = conditions.pingTimeoutMs ?? 25_000;
  const state: NetworkInside["state"] = {
    reachable: true,
    silent: false,
    refusal: null,
    rateLimitMs: null,
    httpStatus: null,
    attempts: 0,
  };
  const of = (userId?: string) => [...wires].filter((wire) => userId === undefined || wire.userId === userId);
  const fault = (verdict: Verdict) => (match: FrameMatch) => {
    faults.push({ match, left: match.nth ?? 1, verdict });
  };

  const network: MockNetwork = {
    latencyMs: conditions.latencyMs ?? 0,
    jitterMs: conditions.jitterMs ?? 0,
    loss: conditions.loss ?? 0,
    get connections() {
      return wires.size;
    },
    get attempts() {
      return state.attempts;
    },
    disconnect() {
      state.reachable = false;
      network.cut();
    },
    reconnect() {
      Object.assign(state, { reachable: true, silent: false, refusal: null, rateLimitMs: null, httpStatus: null });
    },
    cut: (userId) => {
      for (const wire of of(userId)) wire.cut();
    },
    halfOpen: (userId) => {
      for (const wire of of(userId)) wire.goSilent(pingTimeoutMs);
    },
    blackhole() {
      state.silent = true;
      network.halfOpen();
    },
    refuse(code, retryAfterMs) {
      state.refusal = failure(code, undefined, retryAfterMs);
    },
    rateLimit(retryAfterMs) {
      state.rateLimitMs = retryAfterMs;
    },
    failRequests(status) {
      state.httpStatus = status;
    },
    dropNext: fault("drop"),
    duplicateNext: fault("duplicate"),
    delayNext: (match, lateMs) => fault({ lateMs })(match),
    cutNext: fault("cut"),
    clearFaults() {
      faults.length = 0;
    },
  };

  const loses = () => network.loss > 0 && random() < network.loss;
  return {
    network,
    random,
    state,
    wires,
    loses,
    delay: () => network.latencyMs + (network.jitterMs > 0 ? random() * network.jitterMs : 0),
    judge(frame) {
      let verdict: Verdict = loses() ? "cut" : "pass";
      for (const one of [...faults]) {
        if (!matches(one.match, frame)) continue;
        one.left -= 1;
        if (one.left > 0) continue;
        faults.splice(faults.indexOf(one), 1);
        verdict = one.verdict;
      }
      return verdict;
    },
  };
}

function matches(match: FrameMatch, frame: Frame): boolean {
  return (
    match.kind === frame.kind &&
    (match.event === undefined || match.event === frame.event) &&
    (match.userId === undefined || match.userId === frame.userId)
  );
}
