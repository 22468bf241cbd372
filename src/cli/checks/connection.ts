import type { Probe } from "../probe.js";
import { type ConformAccount, inWords, type Trial } from "../trial.js";

/** Hello, a new token on the way, and the API. */
export async function checkConnection(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (ledger.claims("connection.hello")) {
    const session = first.session();
    if (session?.hello != null) ledger.passed("connection.hello", `version ${session.hello.proto}`);
    else ledger.failed("connection.hello", "no answer: guarantees are reduced");
  }
  if (ledger.claims("connection.reauthenticate")) {
    const { token } = options.account;
    if (token === null) ledger.untried("connection.reauthenticate", "there is no token", "--token");
    else {
      const outcome = await first.execute("reauthenticate", { token });
      if (!outcome.ok) ledger.failed("connection.reauthenticate", inWords(outcome.failure));
      else ledger.passed("connection.reauthenticate", "the same token once more was taken");
    }
  }
  const health = await first.query("health", {});
  if (health.ok) ledger.passed("connection.health", "it answers");
  else if (health.failure.code === "UNSUPPORTED")
    ledger.missing("connection.health", "the protocol has no word for it");
  else ledger.failed("connection.health", inWords(health.failure), "See --api, and what http.health asks for.");
}

/** Where nobody could write the line is cut all the same; see chat/cut.ts for where somebody could. */
export async function checkComingBack({ ledger, first, timeoutMs }: Trial): Promise<void> {
  first.tap.cut()();
  const isBack = await first.until(
    () => first.lobby.store.getState().lobby.connection.status === "live",
    2 * timeoutMs,
  );
  if (isBack) ledger.passed("connection.back", "it is back");
  else ledger.failed("connection.back", "it did not come back");
}

/** Last of all: some servers shut those out who come with a wrong token. */
export async function checkRefusal(
  { ledger, options }: Trial,
  probeOf: (account: ConformAccount) => Probe,
): Promise<void> {
  if (options.account.token === null) return ledger.untried("connection.refuses", "there is no token", "--token");
  const stranger = probeOf({ ...options.account, cookie: undefined, token: "lobbykit-conform-is-no-token" });
  try {
    const { kind } = await stranger.arrive();
    const isClaimed = options.protocol.connect.refusal !== undefined;
    if (kind === "refused") ledger.passed("connection.refuses", "and the client is told why");
    else if (kind === "live" && isClaimed)
      ledger.failed(
        "connection.refuses",
        "the server let it in",
        "Let the server check the token of every connection.",
      );
    else if (kind === "live") ledger.missing("connection.refuses", "the server let it in");
    else if (isClaimed) ledger.failed("connection.refuses", "it did not get in, but the client does not know why");
    else
      ledger.missing(
        "connection.refuses",
        "it did not get in, but the client does not know why",
        'Give the protocol a connect.refusal that answers { kind: "unauthenticated" } to what this server says.',
      );
  } finally {
    stranger.close();
  }
}
