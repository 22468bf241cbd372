import { isRecord } from "../../contract/schema.js";

/**
 * How long a token may be used from now on, ms, read from its payload without verification (that is the server's part); `null`
 * when it does not say: no JWT, malformed, or without `exp`.
 *
 * Its whole life (`exp − iat`) bounds it, and the local clock only shortens it: so neither a clock an hour fast nor one an hour slow
 * makes a fresh token look dead or immortal.
 */
export function tokenLifeMs(token: string, now: number): number | null {
  const claims = claimsOf(token);
  const [exp, iat] = [seconds(claims.exp), seconds(claims.iat)];
  if (exp === null) return null;
  const left = exp * 1_000 - now;
  if (iat === null || iat >= exp) return left > 0 ? left : null;
  const whole = (exp - iat) * 1_000;
  return left > 0 ? Math.min(left, whole) : whole;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined || token.length > 16_384) return {};
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}

function seconds(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null;
}
