import { object, parse, string } from "../../contract/schema.js";
import { timeSchema } from "../times.js";

/** A pair of tokens of a livestream server. */
export interface LivestreamTokens {
  readonly accessToken: string;
  /** Good for one refresh: each brings another. */
  readonly refreshToken: string;
  /** When the access token runs out, ms since the epoch. */
  readonly expiresAt: number;
}

/** What {@link livestreamAuth} begins with. */
export interface LivestreamAuthOptions {
  /** Address of the REST API up to `/api/v1`. */
  readonly apiUrl: string;
  /** Used until the server refuses it. Without one, a refresh comes first. */
  readonly accessToken?: string;
  /** When that one runs out, ms since the epoch, where the page knows. */
  readonly expiresAt?: number;
  readonly refreshToken: string;
  /** Told of every new pair, to be kept: the old refresh token is void. */
  readonly onTokens?: (tokens: LivestreamTokens) => void;
  /** Instead of the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What is asked of a source of tokens; `AuthSource` of the client. */
type TokenSource = (request: {
  readonly reason: "connect" | "refresh" | "refused";
  readonly signal: AbortSignal;
}) => Promise<{ readonly token: string; readonly refreshAt?: number }>;

const earlyMs = 5 * 60_000;
const givesUpAfterMs = 30_000;

const token = string({ min: 1, max: 16_384 });
const answerSchema = object({ accessToken: token, refreshToken: token, expiresAt: timeSchema });

/**
 * Where a livestream server's tokens come from, as `auth` of a lobby: posts `/auth/refresh-token` when the server refuses the token, wants another, or five minutes before the one
 * held runs out, also while connected: the session goes on with the new one. One request at a time; whoever asks meanwhile gets its answer. It is not given up with who asked: the server may have changed the pair already.
 *
 * @throws Error when no token can be had; the lobby reports it and tries again
 */
export function livestreamAuth(options: LivestreamAuthOptions): TokenSource {
  const address = `${options.apiUrl.replace(/\/+$/, "")}/auth/refresh-token`;
  let { accessToken, refreshToken } = options;
  /** When the token held is replaced: five minutes before its end, of a short life at half of it. */
  let refreshAt = options.expiresAt === undefined ? undefined : options.expiresAt - earlyMs;
  let flight: ReturnType<typeof refresh> | null = null;

  const refresh = async () => {
    const response = await (options.fetch ?? globalThis.fetch)(address, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({ refreshToken }),
      signal: AbortSignal.timeout(givesUpAfterMs),
    });
    if (!response.ok) throw new Error(`The refresh was refused (${response.status}).`);
    const parsed = parse(answerSchema, await response.json());
    // What can't be read is not repeated: it may hold a token.
    if (!parsed.ok) throw new Error("The answer to the refresh can't be read.");
    ({ accessToken, refreshToken } = parsed.value);
    // Seconds since the epoch, as in a JWT, are a date of 1970 otherwise.
    const expiresAt =
      parsed.value.expiresAt < 100_000_000_000 ? parsed.value.expiresAt * 1_000 : parsed.value.expiresAt;
    const now = Date.now();
    refreshAt = Math.max(expiresAt - earlyMs, now + (expiresAt - now) / 2);
    options.onTokens?.({ accessToken, refreshToken, expiresAt });
    return { token: accessToken, refreshAt };
  };

  return async ({ reason }) => {
    const due = refreshAt !== undefined && Date.now() >= refreshAt;
    if (flight === null && reason === "connect" && accessToken !== undefined && !due)
      return refreshAt === undefined ? { token: accessToken } : { token: accessToken, refreshAt };
    flight ??= refresh().finally(() => {
      flight = null;
    });
    return flight;
  };
}
