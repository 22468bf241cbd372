import type { Failure } from "../../contract/errors.js";
import { healthQuery } from "../../protocols/native/healthQuery.js";
import type { Timer } from "../environment.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import type { Report } from "../settings.js";
import type { ConnectionState } from "./connectionState.js";
import { socketHealthOf } from "./healthLevels.js";
import { apiChecked, checkStarted, errorsCleared, errorsLogged, healthReducer, keyOf } from "./healthReducer.js";
import type { HealthLevel, LoggedError, LoggedErrorKind } from "./healthState.js";

/** Connection health of a lobby: `lobby.use(healthFeature)`. Stable functions. */
export interface HealthApi {
  /**
   * Logs what goes wrong and asks the API whether it is there while something looks wrong, until every caller has stopped. Without a watcher nothing is logged
   * and nothing is asked by itself.
   */
  readonly watch: () => () => void;
  /** Asks the API whether it is there: up to three times, a second and then two apart. Joins a check under way. `unknown` when nobody is signed in or the protocol has no word for it. */
  readonly check: () => Promise<HealthLevel>;
  /** Empties the log. */
  readonly clearErrors: () => void;
}

const tries = 3;
const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
/** After which a request that asks for nothing counts as unanswered. */
const unansweredMs = 5_000;
const slowMs = 3_000;
/** Between checks while the API is down. */
const againMs = 30_000;
/** Faults are logged in one go so often, because they may come by the thousand. */
const logEveryMs = 250;
/** Different faults that wait to be logged. */
const waitingFaults = 100;

const kinds: Readonly<Record<Report["kind"], LoggedErrorKind>> = {
  malformed: "validation",
  unmapped: "validation",
  overflow: "validation",
  conflict: "validation",
  protocol: "validation",
  http: "api",
  auth: "auth",
  listener: "page",
  storage: "page",
};

/** Health of socket and API, and a log of what went wrong. */
export const healthFeature: Feature<HealthApi, "health"> = {
  name: "health",
  reducer: healthReducer,
  native: () => ({ outgoing: {}, http: healthQuery, events: {} }),
  create: createHealth,
};

function createHealth(host: FeatureHost): FeatureParts<HealthApi> {
  const { environment } = host;
  const waiting = new Map<string, LoggedError>();
  let logTimer: Timer | null = null;
  let watchers = 0;
  let stopWatching = () => {};
  let checking: Promise<HealthLevel> | null = null;
  let againTimer: Timer | null = null;
  let lastLatency: number | null = null;
  /** Counts up with every user: what was asked for the one before is nobody's. */
  let term = 0;

  const dispatch: ReturnType<FeatureHost["store"]>["dispatch"] = (action) => host.store().dispatch(action);

  const flush = () => {
    logTimer = null;
    const errors = [...waiting.values()];
    waiting.clear();
    if (errors.length > 0) dispatch(errorsLogged({ errors }));
  };
  const log = (kind: LoggedErrorKind, subject: string, message: string, why: Failure | null = null) => {
    const at = environment.now();
    const short = message.slice(0, 300);
    const key = keyOf({ kind, subject, message: short });
    const before = waiting.get(key);
    if (before === undefined && waiting.size >= waitingFaults) return;
    waiting.set(key, {
      kind,
      subject: subject.slice(0, 200),
      message: short,
      ...(why === null ? {} : { code: why.code }),
      firstAt: before?.firstAt ?? at,
      at,
      count: (before?.count ?? 0) + 1,
    });
    logTimer ??= environment.setTimeout(flush, logEveryMs);
  };

  const pause = (ms: number) => new Promise<void>((resolve) => void environment.setTimeout(resolve, ms));

  /** One question. `null`: not answered. */
  const ask = async (): Promise<HealthLevel | null> => {
    const line = host.line();
    if (line === null) return "unknown";
    const sentAt = environment.now();
    let timer: Timer | null = null;
    const late = new Promise<"late">((resolve) => {
      timer = environment.setTimeout(() => resolve("late"), unansweredMs);
    });
    const answer = await Promise.race([line.query("health", {}), late]);
    if (timer !== null) environment.clearTimeout(timer);
    if (answer === "late") return null;
    // A refusal is an answer too: the API is there.
    if (!answer.ok && (answer.failure.code === "UNAVAILABLE" || answer.failure.code === "TIMEOUT")) return null;
    if (!answer.ok && answer.failure.code === "UNSUPPORTED") return "unknown";
    lastLatency = environment.now() - sentAt;
    return lastLatency > slowMs ? "degraded" : "healthy";
  };

  const run = async (): Promise<HealthLevel> => {
    const mine = term;
    dispatch(checkStarted());
    let level: HealthLevel | null = null;
    lastLatency = null;
    for (let tried = 0, wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
      level = await ask();
      tried += 1;
      if (mine !== term) return "unknown";
      if (level !== null || tried === tries) break;
      await pause(wait);
      if (mine !== term) return "unknown";
    }
    const api = level ?? "down";
    if (level === null) log("api", "health", "no answer to three requests");
    const checkedAt = api === "unknown" ? null : environment.now();
    dispatch(apiChecked({ api, apiLatencyMs: lastLatency, checkedAt }));
    if (api === "down" && watchers > 0) askAgain();
    return api;
  };
  const check = (): Promise<HealthLevel> => {
    if (checking !== null) return checking;
    const mine = run().finally(() => {
      if (checking === mine) checking = null;
    });
    checking = mine;
    return mine;
  };

  /** Nothing else would tell that the API is back. */
  const askAgain = () => {
    againTimer ??= environment.setTimeout(() => {
      againTimer = null;
      if (environment.isHidden()) askAgain();
      else void check();
    }, againMs);
  };
  const stopAsking = () => {
    if (againTimer !== null) environment.clearTimeout(againTimer);
    againTimer = null;
  };

  /** Hears of faults, and asks once for every change for the worse and for the return. */
  const begin = (): (() => void) => {
    let known: ConnectionState | null = null;
    const look = () => {
      const { connection, health } = host.store().getState().lobby;
      if (connection === known) return;
      const before = known;
      known = connection;
      const { error, status, attempt } = connection;
      const failed = error !== null && (error !== before?.error || attempt !== before.attempt);
      if (failed) log("socket", "connection", error.message ?? sentenceOf(status), error);
      if (status === before?.status) return;
      const socket = socketHealthOf(connection);
      const wasWrong = before !== null && socketHealthOf(before) === "down";
      if ((socket === "down" && !wasWrong) || (socket === "healthy" && health?.api === "down")) void check();
    };
    const stopReports = host.onReport((report) => {
      const kind = kinds[report.kind];
      log(kind, report.subject, report.message);
      // The check's own request is no news.
      if (kind === "api" && checking === null) void check();
    });
    const stopStore = host.store().subscribe(look);
    look();
    return () => {
      stopReports();
      stopStore();
      stopAsking();
      if (logTimer !== null) environment.clearTimeout(logTimer);
      flush();
    };
  };

  return {
    api: {
      watch: () => {
        watchers += 1;
        if (watchers === 1) stopWatching = begin();
        let stopped = false;
        return () => {
          if (stopped) return;
          stopped = true;
          watchers -= 1;
          if (watchers === 0) stopWatching();
        };
      },
      check,
      clearErrors: () => {
        waiting.clear();
        dispatch(errorsCleared());
      },
    },
    reset: () => {
      term += 1;
      checking = null;
      stopAsking();
      waiting.clear();
    },
  };
}

function sentenceOf(status: ConnectionState["status"]): string {
  switch (status) {
    case "auth-failed":
      return "the credentials are refused";
    case "closed":
      return "closed by the server";
    default:
      return "lost, or an attempt failed";
  }
}
