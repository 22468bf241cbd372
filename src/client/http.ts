import { defined } from "../contract/defined.js";
import { failureOfStatus, type Outcome, refused } from "../contract/errors.js";
import type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
import type { HttpCall, HttpQuery, HttpRequest, Protocol, ProtocolContext, Question } from "../protocols/protocol.js";
import type { TokenKeeper } from "./connection/auth.js";
import type { Environment } from "./environment.js";
import { nameOf } from "./reporter.js";
import type { Report } from "./settings.js";

/** HTTP with the connection's credentials. Nothing here rejects. */
export interface Http {
  /** Asks for a page, as the protocol words it. `UNSUPPORTED` when it has no such query. */
  query<K extends QueryName>(kind: K, input: QueryInput<K>): Promise<Outcome<QueryResult<K>>>;
  /** Makes a call that a protocol has encoded. */
  call<R>(call: HttpCall<R>): Promise<Outcome<R>>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

/**
 * Makes the HTTP side of a connection: a bearer token or cookies, JSON both ways, 15 s, and after a 401 one refresh (shared with the
 * socket) and one repetition.
 *
 * @param options.apiUrl base address, with or without a slash at its end
 */
export function createHttp(options: {
  readonly apiUrl: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly keeper: TokenKeeper;
  readonly protocol: Protocol;
  readonly context: ProtocolContext;
  readonly environment: Environment;
  readonly timeoutMs?: number;
  /** Asks over the socket, where a protocol does so. */
  ask?<R>(name: QueryName, question: Question<R>): Promise<Outcome<R>>;
  report(report: Report): void;
}): Http {
  const { keeper, protocol, context, environment } = options;
  const base = options.apiUrl.replace(/\/+$/, "");
  const complain = (kind: Report["kind"], subject: string, what: string, error: unknown) =>
    options.report({ kind, subject, message: `${what} (${nameOf(error)})` });

  const send = async (request: HttpRequest, token: string | null): Promise<Outcome<Answer>> => {
    const fetch = options.fetch ?? globalThis.fetch;
    const abort = new AbortController();
    let clear = () => {};
    const late = new Promise<Outcome<never>>((resolve) => {
      const timer = environment.setTimeout(() => {
        resolve(refused("TIMEOUT"));
        abort.abort();
      }, options.timeoutMs ?? 15_000);
      clear = () => environment.clearTimeout(timer);
    });
    const ask = async (): Promise<Outcome<Answer>> => {
      let sent = false;
      try {
        const { method, path, body } = request;
        const headers = await (typeof request.headers === "function" ? request.headers() : request.headers);
        sent = !abort.signal.aborted && method !== "GET";
        const response = await fetch(
          `${base}/${path}`,
          defined({
            method,
            headers: defined({
              accept: "application/json",
              "content-type": body === undefined ? undefined : "application/json",
              authorization: token === null ? undefined : `Bearer ${token}`,
              ...headers,
            }),
            credentials: keeper.cookies ? "include" : "same-origin",
            signal: abort.signal,
            body: body === undefined ? undefined : JSON.stringify(body),
          }),
        );
        const { status } = response;
        const retryAfterMs = retryAfter(response.headers.get("retry-after"));
        return { ok: true, value: { status, body: readJson(await response.text()), retryAfterMs } };
      } catch (error) {
        complain("http", subjectOf(request), "no answer", error);
        // What changes something may have arrived all the same: nobody knows.
        return refused(sent ? "TIMEOUT" : "UNAVAILABLE");
      }
    };
    const answer = await Promise.race([ask(), late]);
    clear();
    return answer;
  };

  const run = async <R>(request: HttpRequest, read: (answer: Answer) => Outcome<R>): Promise<Outcome<R>> => {
    const token = await keeper.get();
    if (!token.ok) return token;
    let answer = await send(request, token.token);
    if (answer.ok && answer.value.status === 401 && keeper.refreshable) {
      const other = await keeper.refresh("refused", token.token);
      if (other.ok) answer = await send(request, other.token);
    }
    if (!answer.ok) return answer;
    const { status } = answer.value;
    try {
      if (status >= 200 && status < 300) return read(answer.value);
      const { body, retryAfterMs } = answer.value;
      const said = protocol.http.failure?.(body, status) ?? failureOfStatus(status);
      return { ok: false, failure: defined({ ...said, retryAfterMs: said.retryAfterMs ?? retryAfterMs }) };
    } catch (error) {
      complain("protocol", subjectOf(request), "unreadable answer", error);
      return refused("UNAVAILABLE");
    }
  };

  return {
    query: async <K extends QueryName>(kind: K, input: QueryInput<K>) => {
      type Result = QueryResult<K>;
      const known = await protocol.known?.[kind]?.(input, context);
      if (known) return known;
      const asked = protocol.asked?.[kind];
      const left = (subject: string) => (message: string) => options.report({ kind: "malformed", subject, message });
      if (asked !== undefined && options.ask !== undefined)
        return options.ask<Result>(kind, asked(input, { ...context, drop: left(kind) }));
      const query = protocol.http[kind] as HttpQuery<QueryInput<K>, Result> | undefined;
      if (query === undefined) return refused("UNSUPPORTED");
      let request: HttpRequest;
      try {
        request = query.request(input, context);
      } catch (error) {
        complain("protocol", kind, "the query could not be encoded", error);
        return refused("INVALID");
      }
      const drop = left(subjectOf(request));
      return run<Result>(request, ({ body }) => query.read(body, input, { ...context, drop }));
    },
    call: ({ request, acknowledge }) => run(request, ({ body, status }) => acknowledge(body, status)),
  };
}

/** Names a request without what follows its question mark. */
function subjectOf({ method, path }: HttpRequest): string {
  return `${method} ${path.split("?")[0] ?? ""}`.slice(0, 200);
}

function readJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Of the two forms of Retry-After only the seconds: the date would compare two clocks. */
function retryAfter(header: string | null): number | undefined {
  const seconds = header === null || !/^\d{1,5}$/.test(header.trim()) ? Number.NaN : Number(header);
  return Number.isNaN(seconds) ? undefined : Math.min(seconds * 1_000, 86_400_000);
}
