import * as contractLimits from "../../../contract/limits.js";
import { contractVersion } from "../../../contract/version.js";
import { type Answer, type Definition, define, done } from "../define.js";
import type { Services } from "../services.js";

/** What this server can do beyond chat; a client shows only that. */
const features: readonly string[] = [];

/** Answers a client's first word. An older client is spoken to in its own version as long as there is only one, a newer one in ours. */
export function helloHandler(services: Services): Definition {
  const { store, clock, limits } = services;
  return define("hello", services, async (session, { proto }): Promise<Answer<"hello">> => {
    return done({
      proto: Math.min(proto, contractVersion),
      userId: session.user.id,
      features: [...features],
      limits: {
        maxBytes: contractLimits.packetBytes,
        messageLength: limits.messageLength,
        // JSON has no `Infinity`.
        rate: {
          perSecond: readable(limits.sends.perSecond),
          burst: Math.max(1, Math.floor(readable(limits.sends.burst))),
        },
      },
      serverTime: clock.now(),
      epoch: await store.epoch(),
    });
  });
}

const readable = (count: number) => Math.min(count, Number.MAX_SAFE_INTEGER);
