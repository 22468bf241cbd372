import { defined } from "./defined.js";
import { bad, type Infer, integer, isRecord, object, oneOf, optional, type Schema, string } from "./schema.js";

/**
 * Why a command was refused.
 *
 * Terminal, never retried: `INVALID` (malformed), `FORBIDDEN` (not allowed), `NOT_FOUND`, `TOO_LARGE`, `CONFLICT` (same idempotency key, other content),
 * `EXPIRED` (waited longer than the outbox keeps), `STALE` (what this page holds is out of date: it has to be loaded again), `INSUFFICIENT_FUNDS`, `UNSUPPORTED` (this server can't).
 * Passing, retried with the same client id: `RATE_LIMITED` (after `retryAfterMs`), `UNAVAILABLE`, `TIMEOUT` (outcome unknown).
 * `UNAUTHENTICATED` waits for a new token.
 */
export const errorCodes = [
  "INVALID",
  "FORBIDDEN",
  "NOT_FOUND",
  "TOO_LARGE",
  "CONFLICT",
  "EXPIRED",
  "STALE",
  "INSUFFICIENT_FUNDS",
  "UNSUPPORTED",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "TIMEOUT",
  "UNAUTHENTICATED",
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "RATE_LIMITED",
  "UNAVAILABLE",
  "TIMEOUT",
  "UNAUTHENTICATED",
]);

/** Whether sending the same command again later may succeed. */
export function isRetryable(code: ErrorCode): boolean {
  return passing.has(code);
}

/** A refusal as it travels and as it is stored: plain data. */
export const failureSchema = object({
  code: oneOf(...errorCodes),
  message: optional(string({ max: 500 })),
  /** Milliseconds after which a retry may succeed. */
  retryAfterMs: optional(integer({ max: 86_400_000 })),
});
/** A refusal as it travels and as it is stored: plain data. */
export type Failure = Infer<typeof failureSchema>;

/** What a command came to. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Makes a refusal. */
export function failure(code: ErrorCode, message?: string, retryAfterMs?: number): Failure {
  return defined({ code, message, retryAfterMs });
}

/** The outcome of what is refused. */
export function refused(...words: Parameters<typeof failure>): Outcome<never> {
  return { ok: false, failure: failure(...words) };
}

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "TOO_LARGE",
  419: "STALE",
  429: "RATE_LIMITED",
};

/** What a status of HTTP other than 2xx means, where the answer does not say it in words. */
export function failureOfStatus(status: number): Failure {
  return failure(codesByStatus[status] ?? (status >= 400 && status < 500 ? "INVALID" : "UNAVAILABLE"));
}

/** An acknowledgement on the wire: `{ ok: true, …value }` or `{ ok: false, code, message?, retryAfterMs? }`. */
export function acknowledgementSchema<T extends object>(value: Schema<T>): Schema<Outcome<T>> {
  return (input, path) => {
    const ok = isRecord(input) ? input.ok : undefined;
    if (ok === true) {
      const parsed = value(input, path);
      return parsed.ok ? { ok: true, value: { ok: true, value: parsed.value } } : parsed;
    }
    if (ok === false) {
      const parsed = failureSchema(input, path);
      return parsed.ok ? { ok: true, value: { ok: false, failure: parsed.value } } : parsed;
    }
    return bad(path, "an acknowledgement");
  };
}
