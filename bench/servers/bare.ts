import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "socket.io";
import { dotCount, dotId, type Flooded, giftOf, notificationDrafts, priceWalk } from "./flooded.js";
import { listen } from "./listen.js";
import { people, text } from "./people.js";

/** A bare Socket.IO server, which sends one event a packet. */
export async function bareServer(pages: (req: IncomingMessage, res: ServerResponse) => void): Promise<Flooded> {
  const notifications = notificationDrafts.map((draft, index) => ({
    ...draft,
    id: `n${index}`,
    read: false,
    createdAt: Date.now() - index * 60_000,
  }));
  const [httpServer, url] = await listen((req, res) => {
    if (req.url !== "/inbox.json") return pages(req, res);
    res.writeHead(200, { "content-type": "application/json" });
    res.end(JSON.stringify({ notifications, unreadCount: notifications.length }));
  });
  const io = new Server(httpServer, { transports: ["websocket"], serveClient: false });
  const away = Array.from({ length: dotCount }, () => false);
  const presenceOf = (index: number) => ({
    userId: dotId(index),
    status: away[index % dotCount] ? "away" : "online",
    lastSeenAt: away[index % dotCount] ? Date.now() : null,
  });
  const nextPrice = priceWalk();
  io.on("connection", (socket) => {
    socket.on("watch", (userIds: readonly string[], answer: (presences: readonly object[]) => void) =>
      answer(userIds.map((userId) => presenceOf(Number(userId.slice(4))))),
    );
  });
  return {
    url,
    flows: {
      chat: {
        send: (index) => {
          const person = people[index % people.length];
          io.emit("message", {
            id: crypto.randomUUID(),
            conversationId: "room:bench",
            seq: index,
            senderId: person?.id,
            senderName: person?.name,
            createdAt: Date.now(),
            body: { kind: "text", text: text(index) },
          });
        },
        last: (index) => index,
      },
      presence: {
        send: (index) => {
          away[index % dotCount] = !away[index % dotCount];
          io.emit("presence", presenceOf(index));
        },
        last: () => away.map((one) => (one ? "a" : "o")).join(""),
      },
      prices: { send: (index) => void io.emit("price", nextPrice(index)), last: (index) => index },
      gifts: {
        send: (index) =>
          void io.emit("gift", {
            id: crypto.randomUUID(),
            conversationId: "room:bench",
            createdAt: Date.now(),
            ...giftOf(index),
          }),
        last: (index) => index,
      },
    },
  };
}
