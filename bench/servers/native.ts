import type { IncomingMessage, ServerResponse } from "node:http";
import { createLobbyServer } from "../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../src/server/store/memoryStore.js";
import { dotCount, dotId, type Flooded, giftOf, notificationDrafts, priceWalk } from "./flooded.js";
import { listen } from "./listen.js";
import { people, text } from "./people.js";

const conversationId = "room:bench";
const unlimited = { perSecond: 1e9, burst: 1e9 };
/** The server waits for half a second before it tells that somebody has gone away: he may be back. */
const presenceSettleMs = 700;

/** A server that speaks the native protocol. `batchMs`: between packets, 0 for one event a packet. */
export async function nativeServer(
  pages: (req: IncomingMessage, res: ServerResponse) => void,
  batchMs: number | undefined,
): Promise<Flooded> {
  let handle: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined;
  const [httpServer, url] = await listen((req, res) => {
    if (!handle?.(req, res)) pages(req, res);
  });
  const lobby = createLobbyServer({
    httpServer,
    store: memoryStore(),
    // Each page is somebody new, whose list opens at the end and not at what the page before has left unread.
    authenticate: ({ token }) => (token === null ? null : { user: { id: token, name: "Reader" } }),
    limits: { events: unlimited, sends: unlimited, joins: unlimited, http: unlimited, connects: unlimited },
    gifts: { catalogue: [] },
    ...(batchMs === undefined ? {} : { batchMs }),
  });
  handle = lobby.nodeHandler;
  for (const draft of notificationDrafts) await lobby.notify("holder", draft);

  const sessions = people.map((user) => lobby.core.connect({ id: `flood-${user.id}`, user }));
  const dots = Array.from({ length: dotCount }, (_, index) => ({
    session: lobby.core.connect({ id: `flood-${dotId(index)}`, user: { id: dotId(index) } }),
    away: false,
  }));
  const nextPrice = priceWalk();
  let prices: ReturnType<typeof nextPrice>[] = [];
  return {
    url,
    flows: {
      chat: {
        send: (index) => {
          void sessions[index % sessions.length]?.handle("lobby:send", {
            conversationId,
            clientId: crypto.randomUUID(),
            body: { kind: "text", text: text(index) },
          });
        },
        last: (index) => index,
      },
      presence: {
        send: (index) => {
          const dot = dots[index % dotCount];
          if (dot === undefined) return;
          dot.away = !dot.away;
          void dot.session.handle("lobby:presence", { status: dot.away ? "away" : "online" });
        },
        settleMs: presenceSettleMs,
        last: () => dots.map(({ away }) => (away ? "a" : "o")).join(""),
      },
      prices: {
        send: (index) => void prices.push(nextPrice(index)),
        flush: () => {
          lobby.prices.publish(prices);
          prices = [];
        },
        last: (index) => index,
      },
      gifts: {
        send: (index) => void lobby.gifts.record({ conversationId, clientId: crypto.randomUUID(), ...giftOf(index) }),
        last: (index) => index,
      },
    },
  };
}
