import { LobbyError } from "../../contract/lobbyError.js";

/** What an Origin header is worth. `absent`: no browser page is asking, or a page of the same origin with a plain GET. */
export type OriginVerdict = "allowed" | "refused" | "absent";

/** Judges an `Origin` header; `host` is the `Host` header of the same request. */
export type OriginCheck = (origin: string | undefined, host: string | undefined) => OriginVerdict;

/**
 * Makes the check of who may call from a browser: pages of the given origins, compared as a whole, or without a list only pages of the server's own host. The browser writes the header, so
 * no page can lie about it; `null` (sandboxed frames, files) is nobody. CORS settings don't do this job: browsers don't apply them to WebSockets.
 *
 * @throws LobbyError `origin-malformed` for an entry that no browser would ever send
 */
export function originCheck(origins: readonly string[] | undefined): OriginCheck {
  const allowed = origins === undefined ? null : new Set(origins.map(wellFormed));
  return (origin, host) => {
    if (origin === undefined || origin === "") return "absent";
    if (allowed !== null) return allowed.has(origin) ? "allowed" : "refused";
    return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
      ? "allowed"
      : "refused";
  };
}

function wellFormed(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new LobbyError(
    "origin-malformed",
    `The list of origins holds ${JSON.stringify(origin)}.`,
    "Origins are compared as browsers write them: scheme, host and port without a path, and there are no wildcards.",
    'Write it like "https://www.example.com".',
  );
}
