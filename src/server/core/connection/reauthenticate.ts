import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";

/** Takes a fresh token for the running connection. One of another user is refused with `FORBIDDEN`: what was composed as one person is never sent as another. */
export function reauthenticateHandler(services: Services): Definition {
  const { verifyToken, clock } = services;
  return define("reauthenticate", services, async (session, { token }): Promise<Answer<"reauthenticate">> => {
    if (verifyToken === undefined) return refuse("UNSUPPORTED");
    const identity = await verifyToken(token);
    // It may be over by now, and what is over gets no new term.
    if (session.ended) return refuse("UNAVAILABLE");
    if (identity === null) return refuse("UNAUTHENTICATED");
    if (identity.user.id !== session.user.id) return refuse("FORBIDDEN", "the token is of another user");
    session.renew(identity);
    return done(
      identity.expiresAt === undefined
        ? {}
        : { expiresInMs: Math.max(0, Math.floor(identity.expiresAt - clock.now())) },
    );
  });
}
