import type { User } from "../../contract/connection.js";
import type { ErrorCode, Failure, Outcome } from "../../contract/errors.js";
import { failure } from "../../contract/errors.js";
import type { Actor } from "./core.js";
import type { Services } from "./services.js";
import type { Limiter } from "./tokenBucket.js";

/** One route of the HTTP API. All are reads. */
export interface Route {
  /** What the path after the base must look like; its groups become `parts`, percent-decoded. */
  readonly pattern: RegExp;
  answer(
    request: Actor & {
      readonly query: URLSearchParams;
      readonly parts: readonly string[];
    },
  ): Promise<Outcome<object>>;
}

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNSUPPORTED: 501,
  UNAVAILABLE: 503,
};

/** A failure as an HTTP response: the failure as JSON under the status that fits, `retry-after` where it says when. */
export function failureResponse(why: Failure, status = statuses[why.code] ?? 400): Response {
  const retryAfter =
    why.retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(why.retryAfterMs / 1_000)) };
  return Response.json(why, { status, headers: { ...privately, ...retryAfter } });
}

/** What everybody gets is his own: no cache may keep it, no browser may guess it to be something else. */
const privately = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** Makes the answerer of HTTP requests of proven users. It never rejects. */
export function httpHandler(
  services: Services,
  routes: readonly Route[],
  basePath: string,
  limiter: Limiter,
): (request: Request, user: User, roles?: readonly string[]) => Promise<Response> {
  const answer = async (request: Request, { user, roles }: Actor): Promise<Response> => {
    const url = new URL(request.url);
    const path = pathWithin(url.pathname, basePath);
    const found = path === null ? null : match(routes, path);
    if (found === null) return failureResponse(failure("NOT_FOUND"));
    if (request.method !== "GET") return failureResponse(failure("UNSUPPORTED", "only GET"), 405);
    const waitMs = limiter.take(user.id);
    if (waitMs > 0) return failureResponse(failure("RATE_LIMITED", undefined, waitMs));
    const outcome = await found.route.answer({ user, roles, query: url.searchParams, parts: found.parts });
    return outcome.ok ? Response.json(outcome.value, { headers: privately }) : failureResponse(outcome.failure);
  };
  return async (request, user, roles = []) => {
    try {
      return await answer(request, { user, roles });
    } catch (error) {
      services.report({ kind: "fault", during: "http", code: "UNAVAILABLE", userId: user.id, error });
      return failureResponse(failure("UNAVAILABLE"));
    }
  };
}

/** The part of a path after the base, without slashes around it; `null` when it is not under the base. */
export function pathWithin(pathname: string, basePath: string): string | null {
  const base = `/${basePath.replace(/^\/+|\/+$/g, "")}`;
  if (base === "/") return pathname.slice(1);
  if (pathname !== base && !pathname.startsWith(`${base}/`)) return null;
  return pathname.slice(base.length + 1);
}

function match(routes: readonly Route[], path: string): { route: Route; parts: string[] } | null {
  for (const route of routes) {
    const groups = route.pattern.exec(path);
    if (groups === null) continue;
    try {
      return { route, parts: groups.slice(1).map(decodeURIComponent) };
    } catch {
      // A malformed escape names nothing.
      return null;
    }
  }
  return null;
}
