/** Something the operator of a server may want to know. Holds no message bodies and no tokens. */
export interface ServerReport {
  /**
   * `fault`: the app's or the store's code failed, somebody should look. `refused`: a client was turned away (limits, forbidden, malformed): worth counting,
   * not worth waking anybody. `audit`: an agent's command was carried out, or tried: worth keeping.
   */
  readonly kind: "fault" | "refused" | "audit";
  /** What was being done: a wire event's name, `connect`, `http`, `broadcast`. */
  readonly during: string;
  /** Why, in a stable word: an error code, or `flood`; `OK` for an audited command that was carried out. */
  readonly code: string;
  readonly userId?: string;
  /** What an audited command was about: a conversation. */
  readonly subject?: string;
  readonly error?: unknown;
}

/** Is told what went wrong. Whatever it throws is dropped. */
export type Reporter = (report: ServerReport) => void;

/** The reporter used unless the app gives one: faults go to `console.error`, refusals nowhere. */
export function consoleReporter(): Reporter {
  return ({ kind, during, code, error }) => {
    if (kind === "fault") console.error(`lobbykit: ${during} failed (${code})`, error);
  };
}

/** Wraps a reporter so that a throwing one can't take the server down. */
export function safeReporter(report: Reporter): Reporter {
  return (one) => {
    try {
      report(one);
    } catch {
      // A reporter that fails has nobody left to tell.
    }
  };
}
