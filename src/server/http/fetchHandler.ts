import { defined } from "../../contract/defined.js";
import { type Failure, failure, type Outcome } from "../../contract/errors.js";
import { type Credentials, readCookies } from "../auth/authenticate.js";
import type { OriginCheck, OriginVerdict } from "../auth/origins.js";
import type { Core, Identity } from "../core/core.js";
import { failureResponse } from "../core/http.js";
import type { Reporter } from "../report.js";

/** Options of {@link fetchHandler}. */
export interface FetchHandlerOptions {
  readonly core: Core;
  readonly authenticate: (credentials: Credentials) => Promise<Outcome<Identity>>;
  readonly checkOrigin: OriginCheck;
  readonly report: Reporter;
}

/** Makes the HTTP API as a function of the fetch standard: who is asking, may his page ask, and what the core says. It never rejects. */
export function fetchHandler(options: FetchHandlerOptions): (request: Request) => Promise<Response> {
  const { core, authenticate, checkOrigin, report } = options;
  const answer = async (request: Request, verdict: OriginVerdict): Promise<Response> => {
    // What changes something and has no page's Origin behind it must prove itself by a token: cookies come along with anybody's request.
    const believesCookies = verdict === "allowed" || request.method === "GET" || request.method === "HEAD";
    const identity = await authenticate(credentialsOf(request.headers, believesCookies));
    return identity.ok
      ? core.handleHttp(request, identity.value.user, identity.value.roles)
      : unauthenticated(identity.failure);
  };
  return async (request) => {
    const origin = request.headers.get("origin") ?? undefined;
    const host = request.headers.get("host") ?? new URL(request.url).host;
    const verdict = checkOrigin(origin, host);
    if (verdict === "refused") {
      report({ kind: "refused", during: "http", code: "FORBIDDEN", ...defined({ origin }) });
      return withCors(failureResponse(failure("FORBIDDEN", "this origin is not allowed")));
    }
    const response =
      request.method === "OPTIONS"
        ? new Response(null, { status: 204, headers: preflight })
        : await answer(request, verdict);
    return withCors(response, origin);
  };
}

const preflight = {
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
};

function unauthenticated(why: Failure): Response {
  const response = failureResponse(why);
  if (response.status === 401) response.headers.set("www-authenticate", "Bearer");
  return response;
}

/** Answers differ by origin even where none is allowed, so that no cache serves one page's answer to another. */
function withCors(response: Response, origin?: string): Response {
  response.headers.append("vary", "origin");
  if (origin !== undefined) {
    response.headers.set("access-control-allow-origin", origin);
    response.headers.set("access-control-allow-credentials", "true");
  }
  return response;
}

function credentialsOf(headers: Headers, believesCookies: boolean): Credentials {
  const bearer = /^Bearer ([^\s]{1,8192})$/i.exec(headers.get("authorization") ?? "");
  return {
    token: bearer?.[1] ?? null,
    headers: Object.fromEntries([...headers].filter(([name]) => believesCookies || name !== "cookie")),
    cookies: believesCookies ? readCookies(headers.get("cookie") ?? undefined) : {},
  };
}
