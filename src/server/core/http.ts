import type { User } from "../../contract/connection.js";
import type { ErrorCode, Failure, Outcome } from "../../contract/errors.js";
import { failure, refused } from "../../contract/errors.js";
import * as limits from "../../contract/limits.js";
import { parse, type Schema } from "../../contract/schema.js";
import type { Actor } from "./core.js";
import type { Services } from "./services.js";
import type { Limiter } from "./tokenBucket.js";

/** A request as routes see it. */
export interface RouteRequest extends Actor {
  readonly query: URLSearchParams;
  readonly parts: readonly string[];
}

/** One route of the HTTP API. */
export interface Route {
  /** What the path after the base must look like; its groups become `parts`, percent-decoded. */
  readonly pattern: RegExp;
  /** `GET` unless told otherwise. */
  readonly method?: "GET" | "POST" | "DELETE";
  /** How its JSON body reads; absent: it takes none. See {@link routeWithBody}. */
  readonly body?: Schema<unknown>;
  answer(request: RouteRequest & { readonly body: unknown }): Promise<Outcome<object>>;
}

/** A route that takes a JSON body of at most 64 KB, read by a schema before it is answered. */
export function routeWithBody<T>(route: {
  readonly pattern: RegExp;
  readonly method: "POST" | "DELETE";
  readonly body: Schema<T>;
  answer(request: RouteRequest & { readonly body: T }): Promise<Outcome<object>>;
}): Route {
  // The body that comes is the one that its schema made.
  return { ...route, answer: (request) => route.answer({ ...request, body: request.body as T }) };
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
    const found = path === null ? null : match(routes, path, request.method);
    if (found === null) return failureResponse(failure("NOT_FOUND"));
    const { route } = found;
    if (route === null) {
      const response = failureResponse(failure("UNSUPPORTED", `only ${found.methods.join(", ")}`), 405);
      response.headers.set("allow", found.methods.join(", "));
      return response;
    }
    const waitMs = limiter.take(user.id);
    if (waitMs > 0) return failureResponse(failure("RATE_LIMITED", undefined, waitMs));
    const body =
      route.body === undefined ? { ok: true as const, value: undefined } : await readBody(request, route.body);
    if (!body.ok) return failureResponse(body.failure);
    const asked = { user, roles, query: url.searchParams, parts: found.parts, body: body.value };
    const outcome = await route.answer(asked);
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

interface Match {
  /** `null`: there are routes of that path, but none for the method. */
  readonly route: Route | null;
  readonly methods: readonly string[];
  readonly parts: readonly string[];
}

function match(routes: readonly Route[], path: string, method: string): Match | null {
  const fitting = routes.filter(({ pattern }) => pattern.test(path));
  const methods = fitting.map((route) => route.method ?? "GET");
  const route = fitting.find((route) => (route.method ?? "GET") === method) ?? null;
  const groups = (route ?? fitting[0])?.pattern.exec(path);
  if (groups === undefined || groups === null) return null;
  try {
    return { route, methods, parts: groups.slice(1).map(decodeURIComponent) };
  } catch {
    // A malformed escape names nothing.
    return null;
  }
}

/**
 * Reads a body as JSON. Only what says that it is JSON is taken: a form of another site's page, which the browser sends with this site's cookies, can't say so
 * without asking first.
 */
async function readBody(request: Request, schema: Schema<unknown>): Promise<Outcome<unknown>> {
  const [type] = (request.headers.get("content-type") ?? "").split(";");
  if (type?.trim().toLowerCase() !== "application/json")
    return refused("INVALID", "content-type: expected application/json");
  const text = await readText(request, limits.packetBytes);
  if (text === null) return refused("TOO_LARGE", `at most ${limits.packetBytes} bytes`);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refused("INVALID", "expected JSON");
  }
  const parsed = parse(schema, input);
  return parsed.ok ? { ok: true, value: parsed.value } : refused("INVALID", parsed.issue);
}

/** The body's text, `null` when it is longer than that: it is counted as it comes, whatever its header says. */
async function readText(request: Request, maxBytes: number): Promise<string | null> {
  const reader = request.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done: over, value } = await reader.read();
    if (over) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      void reader.cancel().catch(() => {});
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
