/**
 * How long a token may be used from now on, ms, read from its payload without verification (that is the server's part); `null`
 * when it does not say: no JWT, malformed, or without `exp`.
 *
 * Its whole life (`exp − iat`) bounds it, and the local clock only shortens it: so neither a clock an hour fast nor one an hour slow
 * makes a fresh token look dead or immortal.
 */
export function tokenLifeMs(token: string, now: number): number | null {
  const { exp, iat } = readClaims(token);
  if (exp === null) return null;
  const left = exp * 1_000 - now;
  if (iat === null || iat >= exp) return left > 0 ? left : null;
  const whole = (exp - iat) * 1_000;
  return left > 0 ? Math.min(left, whole) : whole;
}

function readClaims(token: string): { exp: number | null; iat: number | null } {
  const nothing = { exp: null, iat: null };
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined || token.length > 16_384) return nothing;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    if (typeof claims !== "object" || claims === null) return nothing;
    return { exp: seconds("exp" in claims ? claims.exp : null), iat: seconds("iat" in claims ? claims.iat : null) };
  } catch {
    return nothing;
  }
}

function seconds(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null;
}
