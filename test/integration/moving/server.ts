import { createServer } from "node:http";
import { createLobbyServer, sqliteStore } from "lobbykit/server";

const httpServer = createServer((request, response) => {
  if (!lobby.nodeHandler(request, response)) response.writeHead(404).end();
});
const lobby = createLobbyServer({
  httpServer,
  // The tokens that your backend signs already: only say where they hold the user's id.
  jwt: { secret: process.env.JWT_SECRET ?? "", userOf: (claims) => ({ id: String(claims.id) }) },
  store: sqliteStore({ url: "file:./data/lobby.db" }),
  origins: ["https://www.example.com"],
});
httpServer.listen(4000);
