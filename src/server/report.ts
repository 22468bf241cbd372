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
  /** Whose pages were turned away, where it was for their origin. What a client says of itself. */
  readonly origin?: string;
  readonly error?: unknown;
}

/** Is told what went wrong. Whatever it throws is dropped. */
export type Reporter = (report: ServerReport) => void;

/** As many origins are named on the console: who makes them up can't fill a log. */
const namedOrigins = 10;

/**
 * The reporter used unless the app gives one: faults go to `console.error`; of refusals only those of an origin are told, by `console.warn`, once for each of the first ten. The
 * app's own page on another port is one, and browsers tell it no reason.
 */
export function consoleReporter(): Reporter {
  const named = new Set<string>();
  return ({ kind, during, code, error, origin }) => {
    if (kind === "fault") console.error(`lobbykit: ${during} failed (${code})`, error);
    if (origin === undefined || named.size >= namedOrigins || named.has(origin)) return;
    named.add(origin);
    const shown = JSON.stringify(origin.slice(0, 200));
    console.warn(
      `lobbykit: a page of ${shown} was refused. Only pages of the origins that createLobbyServer was given may connect, or without a list those of the server's own host. If it is yours: origins: [${shown}].`,
    );
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
