import type { Environment } from "../client/environment.js";
import type { User } from "../contract/connection.js";
import type { ConversationId } from "../contract/ids.js";
import { conversationAudiences } from "../server/core/audiences.js";
import type { Hub } from "../server/core/hub.js";
import type { LobbyStore } from "../server/store/store.js";
import type { SampleLocale } from "./factories/people.js";
import { phrases } from "./factories/phrases.js";
import { pick } from "./random.js";

/** How often a flood writes, ms; what is due is written at once. */
const tickMs = 20;

/** What a flood needs. */
export interface FloodContext {
  readonly environment: Environment;
  readonly random: () => number;
  readonly store: LobbyStore;
  readonly hub: Hub;
  readonly users: readonly User[];
  readonly locale: SampleLocale;
}

/**
 * Writes into a conversation as a crowd would, past all rate limits, until the returned function is called. After a pause of the clock (a hidden tab) it
 * makes up for one second at most.
 */
export function startFlood(conversationId: ConversationId, perSecond: number, context: FloodContext): () => void {
  const { environment, random, store, hub, users, locale } = context;
  const audiences = conversationAudiences(conversationId);
  let stopped = false;
  let owed = 0;
  let last = environment.now();

  const write = async () => {
    const { message } = await store.append({
      id: environment.newId(),
      conversationId,
      sender: users[Math.floor(random() * users.length)] ?? { id: "crowd" },
      clientId: environment.newId(),
      body: { kind: "text", text: pick(random, phrases[locale]) },
      createdAt: environment.now(),
      members: [],
    });
    const { clientId: _own, ...told } = message;
    hub.publish(audiences, { type: "messageReceived", epoch: await store.epoch(), message: told });
  };
  // A store that has been closed meanwhile ends the flood.
  const fail = () => {
    stopped = true;
  };
  const tick = () => {
    if (stopped) return;
    const now = environment.now();
    owed = Math.min(perSecond, owed + (perSecond * (now - last)) / 1_000);
    last = now;
    for (; owed >= 1; owed -= 1) write().catch(fail);
    environment.setTimeout(tick, tickMs);
  };
  environment.setTimeout(tick, tickMs);
  return () => {
    stopped = true;
  };
}
