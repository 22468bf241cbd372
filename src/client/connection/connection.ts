import type { CommandInput, CommandName } from "../../contract/commands.js";
import type { ConnectionEvent } from "../../contract/connection.js";
import { type Failure, failure } from "../../contract/errors.js";
import { contractVersion } from "../../contract/version.js";
import type { ConnectOptions, ProtocolContext } from "../../protocols/protocol.js";
import { type Transport, TransportError, type TransportHandlers } from "../../protocols/transport.js";
import type { Signal } from "../environment.js";
import { createHttp } from "../http.js";
import { guarded, nameOf } from "../reporter.js";
import type { Report } from "../settings.js";
import { createTokenKeeper } from "./auth.js";
import { createRetryPlan } from "./backoff.js";
import { createCommands } from "./commands.js";
import { type ConnectionChange, differences, idleSnapshot, patchOf } from "./connectionMachine.js";
import type { Connection, ConnectionOptions, ConnectionSnapshot, Session } from "./connectionTypes.js";
import { greet } from "./hello.js";
import { createLatencyMeter } from "./latency.js";
import { createSilenceJudge } from "./silence.js";
import { transportTarget } from "./target.js";
import { createTimerSet } from "./timerSet.js";
import { createTokenUpkeep } from "./tokenUpkeep.js";
import { createWakeWatch } from "./wakeWatch.js";

/*
 * Longer than most: the phases and all that may end one share their variables, and are easier judged side by side. What can be told
 * apart (waits, tokens, state, silence, sleep, commands) is in files of its own.
 *
 * One phase at a time; every arrow that ends a phase goes through `endAttempt`, which makes what is still under way in it void.
 *
 *            retain, connect                token             opened              hello answered
 *   resting ────────────────▶ token ──────────────▶ opening ─────────▶ greeting ───────────────▶ session
 *      ▲                        ▲ │                    │                  │                         │
 *      │ nobody wants it        │ │ none: 5 × →  ┌─────┴── failed ────────┴── closed, dead, bye ────┤
 *      │ disconnect             │ │ auth-failed  ▼                                                  │
 *      │                        └─┼───────── waiting ◀──────────────────────────────────────────────┘
 *      │                    timer, online,       │
 *      │                    visible, pageshow    │
 *      └──────── auth-failed, closed ◀───────────┴─ token refused twice, kicked, flooding, replaced
 *
 * Phase → status: resting → idle, closed or auth-failed; token, opening → connecting or (after a failure) reconnecting;
 * greeting, session until `onOpenSession` resolves → syncing; session after → live; waiting → reconnecting or offline.
 */
type Phase = "resting" | "token" | "opening" | "greeting" | "session" | "waiting";

/** Attempts after a signal are at least this far apart. */
const spacingMs = 1_000;
/** So many times in a row no token, or a refused one, and trying stops. */
const authLimit = 5;
/** After connections that died of silence, answers are waited for up to so many times longer. */
const longestPatience = 4;
/** A server that said goodbye closes by itself; else we do. */
const byeGraceMs = 5_000;

/** What a refused handshake comes to. */
const refusals = { unauthenticated: "UNAUTHENTICATED", forbidden: "FORBIDDEN", retry: "UNAVAILABLE" } as const;
/** Goodbyes after which there is no coming back by itself. */
const farewells = { kicked: "FORBIDDEN", flood: "RATE_LIMITED", replaced: "CONFLICT" } as const;

/**
 * Makes a connection. It has no effects until it is wanted: no timer, no listener, no socket.
 *
 * Attempts: waits are drawn with full jitter (`createRetryPlan`), a wait the server asked for is kept whatever the signals say, `online`,
 * `visible` and `pageshow` bring the attempt forward once each. Offline (which browsers say wrongly at times) it tries on every `retryMaxMs`. In a page
 * hidden longer than `hiddenPauseMs` it waits for it to be shown.
 *
 * Tokens: a refused one is refreshed once and tried once more, then it is `auth-failed`; so no server is stormed with a token it does not want.
 *
 * @throws LobbyError `bad-url` at once for an address that is none
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { environment, protocol, timings, user } = options;
  const target = transportTarget(options.url, protocol);
  const makeTransport = protocol.connect.around?.(options.transport, environment) ?? options.transport;

  let snapshot: ConnectionSnapshot = { ...idleSnapshot, userId: user.id };
  let phase: Phase = "resting";
  /** Counts attempts; what began in an earlier one is void. */
  let run = 0;
  let sessions = 0;
  let session: Session | null = null;
  let liveSince: number | null = null;
  let attemptAt = Number.NEGATIVE_INFINITY;
  /** How many times longer than usual answers are waited for. */
  let patience = 1;
  /** The server's wish: no attempt before. */
  let notBefore = 0;
  let hiddenSince: number | null = null;
  let wanted = 0;
  let pinned = false;
  let destroyed = false;
  let usedToken: string | null = null;
  let refusedOnce = false;
  let authFailures = 0;
  let transport: { readonly line: Transport; readonly cookies: boolean } | null = null;
  let stopSignals: (() => void) | null = null;

  const timers = createTimerSet<"retry" | "attempt" | "linger" | "bye" | "hello">(environment);
  const identity = options.identity ?? { clientId: environment.newId(), tabId: environment.newId() };
  const retry = createRetryPlan(timings, environment.random);
  const silence = createSilenceJudge();
  const latency = createLatencyMeter(environment.now);
  const wake = createWakeWatch(environment, () => woken());
  const context: ProtocolContext = {
    user,
    now: () => environment.now(),
    newId: () => environment.newId(),
    ...(options.protocol.events === undefined ? {} : { events: options.protocol.events }),
  };

  const isOpen = () => phase === "greeting" || phase === "session";
  const hasLasted = () => liveSince !== null && environment.now() - liveSince >= timings.stableMs;
  const isPaused = () => hiddenSince !== null && environment.now() - hiddenSince >= timings.hiddenPauseMs;
  const report = (kind: Report["kind"], subject: string, message: string) => options.report({ kind, subject, message });

  const apply = (...changes: readonly ConnectionChange[]) => {
    const before = snapshot;
    for (const change of changes) snapshot = { ...snapshot, ...patchOf(snapshot, change) };
    const patch = differences(before, snapshot);
    if (patch !== null) guarded(options.report, "state", () => options.onState(patch));
  };

  const keeper = createTokenKeeper({
    source: options.auth,
    environment,
    timeoutMs: timings.tokenTimeoutMs,
    report: options.report,
    onToken: (token) => void upkeep.adopt(token),
  });
  const http = createHttp({ ...options, keeper, context, ask: (name, emission) => commands.ask(name, emission) });
  const commands = createCommands({
    ...options,
    context,
    http,
    line: {
      isOpenFor: (name) => phase === "session" || (phase === "greeting" && name === "hello"),
      emit: ({ event, payload, namespace }) => transport?.line.emit(event, payload, namespace),
      request: async (name, { event, payload, namespace, unmeasured }, timeoutMs) => {
        if (transport === null) throw new TransportError("disconnected");
        const mine = run;
        const sentAt = environment.now();
        const unanswered = silence.asked(name === "heads");
        try {
          const answer = await transport.line.request(event, payload, timeoutMs * patience, namespace);
          if (mine === run && !unmeasured) answered(environment.now() - sentAt);
          return answer;
        } catch (error) {
          const timedOut = error instanceof TransportError && error.kind === "timeout";
          // Hello is judged by its own rule: a server may not know it.
          if (mine === run && timedOut && name !== "hello" && unanswered()) dead();
          throw error;
        }
      },
    },
  });

  const upkeep = createTokenUpkeep({
    ...options,
    keeper,
    hand: (token) => {
      if (protocol.capabilities.reauthenticate && session?.degraded === false)
        return commands.execute("reauthenticate", { token }, timings.ackTimeoutMs);
      void attempt();
      return null;
    },
  });

  const answered = (ms: number) => {
    silence.answered();
    const latencyMs = latency.add(ms);
    if (latencyMs !== null) apply({ type: "measured", latencyMs });
  };

  /** Ends whatever phase it is in. What was under way in it finds `run` changed and does nothing. */
  const endAttempt = (next: Phase) => {
    const hadSession = session !== null;
    run += 1;
    phase = next;
    session = null;
    timers.clear("retry", "attempt", "bye", "hello");
    upkeep.stop();
    // Having lasted, it has shown that its token was good and that answers come: the next refusal or silence is a new matter.
    if (hasLasted()) {
      refusedOnce = false;
      patience = 1;
    }
    liveSince = null;
    transport?.line.disconnect();
    if (hadSession) guarded(options.report, "down", () => options.onDown());
  };

  const rest = (status: "idle" | "closed" | "auth-failed", why: Failure | null = null) => {
    endAttempt("resting");
    keeper.stop();
    wake.stop();
    stopSignals?.();
    stopSignals = null;
    apply({ type: "ended", status, failure: why });
    // For developers: an app sees the failure in the state.
    if (process.env.NODE_ENV === "production" || status !== "auth-failed") return;
    const none = usedToken === null && !keeper.cookies;
    report("auth", "sign-in", why?.message ?? (none ? "auth gave no token" : "the credentials are refused"));
  };

  /** Lost or failed: plans the next attempt. */
  const lose = (why: Failure | null, how: { atOnce?: boolean; retryAfterMs?: number | undefined } = {}) => {
    const at = environment.now();
    const wasLive = liveSince;
    if (how.retryAfterMs !== undefined) notBefore = Math.max(notBefore, at + how.retryAfterMs);
    const wait = wasLive === null ? retry.failed() : retry.lost(at - wasLive, how.atOnce ?? false);
    endAttempt("waiting");
    // `onDown` may have closed it for good.
    if (phase === "waiting") apply({ type: "lost", at, failure: why }, plan(wait));
  };

  const planned = (nextRetryAt: number | null): ConnectionChange => ({
    type: "planned",
    nextRetryAt,
    online: environment.isOnline(),
  });

  /** Sets the timer of the next attempt and says when it will be. */
  const plan = (wait: number): ConnectionChange => {
    timers.clear("retry");
    if (isPaused()) return planned(null);
    const now = environment.now();
    const nextRetryAt = Math.max(now + (environment.isOnline() ? wait : timings.retryMaxMs), notBefore);
    timers.set("retry", nextRetryAt - now, () => {
      if (isPaused()) apply(planned(null));
      else void attempt();
    });
    return planned(nextRetryAt);
  };

  /** @param askToken what gets the attempt its token; called once what was before is over */
  const attempt = async (askToken = keeper.get) => {
    if (destroyed) return;
    endAttempt("token");
    if (phase !== "token") return;
    const mine = run;
    attemptAt = environment.now();
    apply({ type: "trying", at: attemptAt, online: environment.isOnline() });
    const outcome = await askToken();
    if (mine !== run) return;
    if (outcome.ok) return open(outcome.token);
    authFailures += 1;
    if (authFailures >= authLimit) rest("auth-failed", outcome.failure);
    else lose(outcome.failure);
  };

  const open = (token: string | null) => {
    usedToken = token;
    phase = "opening";
    attemptAt = environment.now();
    timers.set("attempt", target.timeoutMs, () => lose(failure("TIMEOUT")));
    let auth: Record<string, unknown> = token === null ? {} : { token };
    try {
      auth = protocol.connect.auth?.({ token, user, now: attemptAt }) ?? auth;
    } catch {
      report("protocol", "connect.auth", "the handshake could not be worded");
    }
    const { cookies } = keeper;
    if (transport?.cookies !== cookies)
      transport = { line: makeTransport({ ...target, withCredentials: cookies }, handlers), cookies };
    transport.line.connect(auth);
  };

  /** The server wants another token: exactly one is fetched and tried. */
  const unauthenticated = (why: Failure) => {
    if (hasLasted()) refusedOnce = false;
    authFailures += 1;
    if (refusedOnce || !keeper.refreshable || authFailures >= authLimit) return rest("auth-failed", why);
    void attempt(() => {
      refusedOnce = true;
      return keeper.refresh("refused", usedToken);
    });
  };

  /** The server does not want this connection: not with this token, never, or not now. */
  const turnedAway = (why: Failure) => {
    if (why.code === "UNAUTHENTICATED") unauthenticated(why);
    else if (why.code === "FORBIDDEN") rest("closed", why);
    else lose(why, why);
  };

  const handlers: TransportHandlers = {
    onOpen: () => {
      if (phase === "opening") void opened();
    },
    onRefused: (error) => {
      if (phase !== "opening") return;
      let verdict: ReturnType<NonNullable<ConnectOptions["refusal"]>> = { kind: "retry" };
      try {
        if (error.reachedServer) verdict = protocol.connect.refusal?.(error) ?? verdict;
      } catch {
        report("protocol", "connect.refusal", "the refusal could not be read");
      }
      turnedAway(failure(refusals[verdict.kind], undefined, verdict.retryAfterMs));
    },
    onClose: () => {
      if (isOpen()) lose(failure("UNAVAILABLE"));
    },
    onMeasured: (ms) => {
      if (isOpen()) answered(ms);
    },
    onNamespaceRefused: (namespace, message) => report("auth", `namespace ${namespace}`, message.slice(0, 200)),
    onEvent: (event, payload, namespace) => {
      if (!isOpen()) return;
      silence.heard();
      guarded(options.report, event, () => options.onEvent(event, payload, namespace));
    },
  };

  const sayHello = () => commands.execute("hello", { proto: contractVersion, ...identity }, timings.helloTimeoutMs);

  const opened = async () => {
    const mine = run;
    timers.clear("attempt");
    phase = "greeting";
    silence.reset();
    apply({ type: "opened" });
    const greeting = await greet(protocol, user.id, sayHello);
    if (mine !== run) return;
    if (greeting.kind === "stranger") return rest("auth-failed", greeting.failure);
    if (greeting.kind === "refused") return turnedAway(greeting.failure);
    if (greeting.session.degraded) report("protocol", "hello", "no answer: fewer guarantees");

    sessions += 1;
    session = { ...greeting.session, number: sessions, isCurrent: () => mine === run };
    phase = "session";
    authFailures = 0;
    upkeep.start(usedToken);
    try {
      await options.onOpenSession(session);
    } catch (error) {
      if (mine !== run) return;
      report("listener", "session", `catching up failed (${nameOf(error)})`);
      return lose(failure("UNAVAILABLE"));
    }
    if (mine !== run) return;
    liveSince = environment.now();
    apply({ type: "live", guarantees: greeting.session.guarantees });
    if (greeting.session.degraded) askAgain(3);
  };

  /** The answer to hello may only have been late or lost: a server that gives it now is worth a connection with all its guarantees. */
  const askAgain = (tries: number) => {
    const mine = run;
    const again = async () => {
      const answer = await sayHello();
      if (mine !== run) return;
      if (answer.ok && answer.value !== null) lose(failure("UNAVAILABLE"), { atOnce: true });
      else if (tries > 1) askAgain(tries - 1);
    };
    timers.set("hello", timings.headCheckMs, () => void again());
  };

  /** Open as far as anybody says, but nothing answers. It may only be slow, and must not die of the same impatience for ever. */
  const dead = () => {
    report("protocol", "connection", "no answers: connecting anew");
    lose(failure("TIMEOUT"), { atOnce: true });
    patience = Math.min(2 * patience, longestPatience);
  };

  /** The surroundings say that an attempt may succeed now. */
  const bringForward = () => {
    if (phase !== "waiting") return;
    const now = environment.now();
    // The clock may have been set back since the last attempt.
    const at = Math.max(now, Math.min(attemptAt, now) + spacingMs, notBefore);
    if (at <= now) return void attempt();
    if (snapshot.nextRetryAt !== null && snapshot.nextRetryAt <= at) return;
    timers.set("retry", at - now, () => void attempt());
    apply(planned(at));
  };

  const woken = () => {
    if (isOpen()) {
      // Whatever the socket believes: the server has given it up long ago.
      lose(failure("UNAVAILABLE"), { atOnce: true });
    } else if (phase === "opening") return void attempt();
    bringForward();
  };

  const onSignal = (signal: Signal) => {
    if (signal === "hidden") {
      hiddenSince = environment.now();
      wake.hidden();
      return;
    }
    if (signal === "offline") {
      if (phase === "waiting") apply(plan(timings.retryMaxMs));
      return;
    }
    if (signal === "visible" || signal === "pageshow") {
      hiddenSince = environment.isHidden() ? (hiddenSince ?? environment.now()) : null;
      if (wake.check()) return woken();
    } else if (phase === "opening" && environment.now() - attemptAt >= spacingMs) {
      // Begun on a network that is gone.
      return void attempt();
    } else if (phase === "session" && session?.degraded === false && protocol.outgoing.heads !== undefined) {
      // Perhaps another network: an unanswered head check finds out.
      void commands.execute("heads", { conversationIds: [] }, timings.helloTimeoutMs);
    }
    bringForward();
  };

  const start = () => {
    if (phase !== "resting" || destroyed) return;
    stopSignals ??= environment.onSignal(onSignal);
    hiddenSince = environment.isHidden() ? environment.now() : null;
    wake.start();
    void attempt();
  };

  const startAfresh = () => {
    authFailures = 0;
    refusedOnce = false;
    notBefore = 0;
    retry.reset();
    if (phase === "resting") start();
    else void attempt();
  };

  const handle = (event: ConnectionEvent) => {
    if (!isOpen()) return;
    if (event.type === "tokenExpiring") {
      if (keeper.refreshable) void upkeep.renew();
      else report("auth", "tokenExpiring", "the token runs out, and there is no way to another");
      return;
    }
    const { code, retryAfterMs } = event;
    if (code === "expired") return unauthenticated(failure("UNAUTHENTICATED", code));
    if (code in farewells)
      return rest("closed", failure(farewells[code as keyof typeof farewells], code, retryAfterMs));
    // Answers under way may still come: the server closes when it has sent them.
    if (retryAfterMs !== undefined) notBefore = environment.now() + retryAfterMs;
    timers.set("bye", byeGraceMs, () => lose(failure("UNAVAILABLE", code, retryAfterMs)));
  };

  return {
    get state() {
      return snapshot;
    },
    get ready() {
      return phase === "session";
    },
    get session() {
      return session;
    },
    http,
    context,
    connect: () => {
      if (destroyed) return;
      if (wanted === 0) pinned = true;
      if (phase === "resting" || phase === "waiting") startAfresh();
    },
    disconnect: () => {
      pinned = false;
      if (!destroyed) rest("closed");
    },
    destroy: () => {
      if (destroyed) return;
      destroyed = true;
      timers.clear("linger");
      rest("idle");
    },
    retain: () => {
      wanted += 1;
      timers.clear("linger");
      if (snapshot.status !== "closed" && snapshot.status !== "auth-failed") start();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        wanted -= 1;
        if (wanted > 0 || pinned) return;
        timers.set("linger", timings.lingerMs, () => {
          if (phase !== "resting") rest("idle");
        });
      };
    },
    execute: <N extends CommandName>(name: N, input: CommandInput<N>, own: { readonly timeoutMs?: number } = {}) =>
      commands.execute(name, input, own.timeoutMs ?? timings.ackTimeoutMs),
    emit: commands.emit,
    setAuth: (auth) => {
      keeper.set(auth);
      if (phase === "session") void (typeof auth === "string" ? upkeep.adopt(auth) : upkeep.renew());
      else if (phase !== "resting") startAfresh();
      else if (snapshot.status === "auth-failed" && (wanted > 0 || pinned)) startAfresh();
    },
    handle,
    socket: () => transport?.line.raw ?? null,
  };
}
