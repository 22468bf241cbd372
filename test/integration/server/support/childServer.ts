import { createServer } from "node:http";
import { createLobbyServer } from "../../../../src/server/socket-io/createLobbyServer.js";
import { sqliteStore } from "../../../../src/server/store/sqliteStore.js";

// A server in a process of its own, so that it can be killed: node childServer.ts <port> <database> <secret>

const [port, database, secret] = process.argv.slice(2) as [string, string, string];
const plenty = { perSecond: 1e6, burst: 1e6 };
const httpServer = createServer();
const lobby = createLobbyServer({
  httpServer,
  jwt: { secret },
  store: sqliteStore({ url: `file:${database}` }),
  limits: { events: plenty, sends: plenty, connects: plenty, gifts: plenty },
  gifts: { catalogue: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }], startingBalance: 100_000 },
});
httpServer.on("request", (request, response) => {
  if (!lobby.nodeHandler(request, response)) response.writeHead(404).end();
});
httpServer.listen(Number(port), "127.0.0.1", () => process.send?.("listening"));
