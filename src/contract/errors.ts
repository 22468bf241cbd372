import { type Infer, integer, object, oneOf, optional, type Schema, string } from "./schema.js";

/**
 * Why a command was refused.
 *
 * Terminal, never retried: `INVALID` (malformed), `FORBIDDEN` (not allowed), `NOT_FOUND`, `TOO_LARGE`, `CONFLICT` (same idempotency key, other content),
 * `EXPIRED` (waited longer than the outbox keeps), `INSUFFICIENT_FUNDS`, `UNSUPPORTED` (this server can't).
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
  return {
    code,
    ...(message === undefined ? {} : { message }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** An acknowledgement on the wire: `{ ok: true, …value }` or `{ ok: false, code, message?, retryAfterMs? }`. */
export function acknowledgementSchema<T extends object>(value: Schema<T>): Schema<Outcome<T>> {
  return (input, path) => {
    const ok = typeof input === "object" && input !== null && "ok" in input ? input.ok : undefined;
    if (ok === true) {
      const parsed = value(input, path);
      return parsed.ok ? { ok: true, value: { ok: true, value: parsed.value } } : parsed;
    }
    if (ok === false) {
      const parsed = failureSchema(input, path);
      return parsed.ok ? { ok: true, value: { ok: false, failure: parsed.value } } : parsed;
    }
    return { ok: false, issue: `${path ?? "acknowledgement"}.ok: expected true or false` };
  };
}
