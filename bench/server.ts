import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { createLobbyServer } from "../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../src/server/store/memoryStore.js";

/**
 * The servers of the benchmark, in a process of their own: one that speaks the native protocol in batches, one that speaks it one event a packet, and a
 * bare Socket.IO server that sends one message a packet. Each also serves the pages, so that everything is of one origin. Started by scripts/bench.mjs
 * with the folder of the bundled pages; tells its addresses, then floods on request: `{ to, rate, forMs }`, answered by `{ sent, last }`.
 */

const roomId = "bench";
const conversationId = `room:${roomId}`;
/** Between two looks at how many messages are due. */
const tickMs = 2;
const people = Array.from({ length: 40 }, (_, index) => ({ id: `user-${index}`, name: `Person ${index}` }));
const phrases = [
  "hello everyone",
  "that was close",
  "what a goal",
  "did you see this? I had to look twice before I understood what happened there",
  "haha",
  "greetings from the north, it is snowing again",
  "play it once more please",
  "who is going to win this",
];
const unlimited = { perSecond: 1e9, burst: 1e9 };

/** The text says when it was sent, so that a page can tell how late it shows it: all run by one clock. */
function text(index: number): string {
  return `${phrases[index % phrases.length]} #${index}@${(performance.timeOrigin + performance.now()).toFixed(1)}`;
}

interface Flooded {
  readonly url: string;
  send(index: number): void;
}

async function listen(pages: (req: IncomingMessage, res: ServerResponse) => void): Promise<[HttpServer, string]> {
  const server = createServer(pages);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

async function nativeServer(files: ReadonlyMap<string, string>, batchMs: number | undefined): Promise<Flooded> {
  const answer = pages(files);
  let handle: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined;
  const [httpServer, url] = await listen((req, res) => {
    if (!handle?.(req, res)) answer(req, res);
  });
  const lobby = createLobbyServer({
    httpServer,
    store: memoryStore(),
    // Each page is somebody new, whose list opens at the end and not at what the page before has left unread.
    authenticate: ({ token }) => (token === null ? null : { user: { id: token, name: "Reader" } }),
    limits: { events: unlimited, sends: unlimited, joins: unlimited, http: unlimited, connects: unlimited },
    ...(batchMs === undefined ? {} : { batchMs }),
  });
  handle = lobby.nodeHandler;
  const sessions = people.map((user) => lobby.core.connect({ id: `flood-${user.id}`, user }));
  return {
    url,
    send: (index) => {
      void sessions[index % sessions.length]?.handle("lobby:send", {
        conversationId,
        clientId: crypto.randomUUID(),
        body: { kind: "text", text: text(index) },
      });
    },
  };
}

async function bareServer(files: ReadonlyMap<string, string>): Promise<Flooded> {
  const [httpServer, url] = await listen(pages(files));
  const io = new Server(httpServer, { transports: ["websocket"], serveClient: false });
  io.on("connection", (socket) => void socket.join(roomId));
  return {
    url,
    send: (index) => {
      const person = people[index % people.length];
      io.to(roomId).emit("message", {
        id: crypto.randomUUID(),
        conversationId,
        seq: index,
        senderId: person?.id,
        senderName: person?.name,
        createdAt: Date.now(),
        body: { kind: "text", text: text(index) },
      });
    },
  };
}

function pages(files: ReadonlyMap<string, string>) {
  return (req: IncomingMessage, res: ServerResponse) => {
    const name = new URL(req.url ?? "/", "http://localhost").pathname.slice(1);
    const file = files.get(name);
    const page = name.endsWith(".html")
      ? `<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="/${name.replace(".html", ".css")}"><link rel="stylesheet" href="/page.css"><body><div id="root"></div><script type="module" src="/${name.replace(".html", ".js")}"></script>`
      : file;
    const type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
    res.writeHead(page === undefined ? (name.endsWith(".css") ? 200 : 404) : 200, { "content-type": type });
    res.end(page);
  };
}

/** Sends evenly, making up for late timers. */
function flood(server: Flooded, rate: number, forMs: number, from: number): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const elapsed = Math.min(performance.now() - begun, forMs);
      const due = Math.floor((elapsed / 1000) * rate);
      while (sent < due) {
        sent++;
        server.send(from + sent);
      }
      if (elapsed < forMs) return;
      clearInterval(timer);
      resolve(sent);
    }, tickMs);
  });
}

process.once("message", async (files: Record<string, string>) => {
  const map = new Map(Object.entries(files));
  const servers: Record<string, Flooded> = {
    native: await nativeServer(map, undefined),
    unbatched: await nativeServer(map, 0),
    bare: await bareServer(map),
  };
  const counts = new Map<string, number>();
  process.on("message", async (request: { to: string; rate: number; forMs: number }) => {
    const server = servers[request.to];
    if (server === undefined) return;
    const from = counts.get(request.to) ?? 0;
    const sent = await flood(server, request.rate, request.forMs, from);
    counts.set(request.to, from + sent);
    process.send?.({ sent, last: from + sent });
  });
  process.send?.(Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])));
});
