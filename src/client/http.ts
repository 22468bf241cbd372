import type { ConversationsPage, HistoryPage } from "../contract/chat.js";
import { type Failure, failure, type Outcome } from "../contract/errors.js";
import type {
  ConversationsInput,
  HistoryInput,
  HttpCall,
  HttpQuery,
  HttpRequest,
  Protocol,
  ProtocolContext,
} from "../protocols/protocol.js";
import type { TokenKeeper } from "./connection/auth.js";
import type { Environment } from "./environment.js";
import type { Report } from "./lobby.js";

/** The queries over HTTP, with what they take and answer. */
export interface HttpQueries {
  history: { input: HistoryInput; result: HistoryPage };
  conversations: { input: ConversationsInput; result: ConversationsPage };
}

/** HTTP with the connection's credentials. Nothing here rejects. */
export interface Http {
  /** Asks for a page, as the protocol words it. `UNSUPPORTED` when it has no such query. */
  query<K extends keyof HttpQueries>(
    kind: K,
    input: HttpQueries[K]["input"],
  ): Promise<Outcome<HttpQueries[K]["result"]>>;
  /** Makes a call that a protocol has encoded. */
  call<R>(call: HttpCall<R>): Promise<Outcome<R>>;
}

const refused = (...words: Parameters<typeof failure>): Outcome<never> => ({ ok: false, failure: failure(...words) });

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
  readonly context: () => ProtocolContext | null;
  readonly environment: Environment;
  readonly timeoutMs?: number;
  report(report: Report): void;
}): Http {
  const { keeper, protocol, environment } = options;
  const base = options.apiUrl.replace(/\/+$/, "");

  const send = async (request: HttpRequest, token: string | null): Promise<Outcome<Answer>> => {
    const fetch = options.fetch ?? globalThis.fetch;
    const abort = new AbortController();
    let clear = () => {};
    const late = new Promise<Outcome<never>>((resolve) => {
      const timer = environment.setTimeout(() => {
        resolve(refused("TIMEOUT", "The server did not answer in time."));
        abort.abort();
      }, options.timeoutMs ?? 15_000);
      clear = () => environment.clearTimeout(timer);
    });
    const ask = async (): Promise<Outcome<Answer>> => {
      try {
        const response = await fetch(`${base}/${request.path}`, {
          method: request.method,
          headers: {
            accept: "application/json",
            ...(request.body === undefined ? {} : { "content-type": "application/json" }),
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...request.headers,
          },
          credentials: keeper.cookies ? "include" : "same-origin",
          signal: abort.signal,
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        });
        const { status } = response;
        const retryAfterMs = retryAfter(response.headers.get("retry-after"));
        return { ok: true, value: { status, body: readJson(await response.text()), retryAfterMs } };
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        options.report({ kind: "http", subject: subjectOf(request), message: `no answer (${kind})` });
        return refused("UNAVAILABLE", "The server can't be reached.");
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
      const said = protocol.http.failure?.(body, status) ?? defaultFailure(status);
      return {
        ok: false,
        failure: said.retryAfterMs === undefined && retryAfterMs !== undefined ? { ...said, retryAfterMs } : said,
      };
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      options.report({ kind: "protocol", subject: subjectOf(request), message: `unreadable answer (${kind})` });
      return refused("UNAVAILABLE", "The server's answer can't be read.");
    }
  };

  return {
    query: async <K extends keyof HttpQueries>(kind: K, input: HttpQueries[K]["input"]) => {
      type Result = HttpQueries[K]["result"];
      const query = protocol.http[kind] as HttpQuery<HttpQueries[K]["input"], Result> | undefined;
      if (query === undefined) return refused("UNSUPPORTED", "This server can't do that.");
      const context = options.context();
      if (context === null) return refused("UNAUTHENTICATED", "Nobody is signed in.");
      let request: HttpRequest;
      try {
        request = query.request(input, context);
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        options.report({ kind: "protocol", subject: kind, message: `the query could not be encoded (${name})` });
        return refused("INVALID", "This can't be asked.");
      }
      return run<Result>(request, ({ body }) => query.read(body, input, context));
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

function defaultFailure(status: number): Failure {
  if (status === 401) return failure("UNAUTHENTICATED");
  if (status === 403) return failure("FORBIDDEN");
  if (status === 404) return failure("NOT_FOUND");
  if (status === 409) return failure("CONFLICT");
  if (status === 413) return failure("TOO_LARGE");
  if (status === 429) return failure("RATE_LIMITED");
  return failure(status >= 500 || status < 400 ? "UNAVAILABLE" : "INVALID");
}
