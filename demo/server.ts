import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, resolve } from "node:path";
import { createClient } from "@libsql/client";
import { createLobbyServer, signToken, sqliteStore } from "lobbykit/server";
import next from "next";
import { startEngine } from "./engine/engine";
import { provideBackend } from "./lib/backend";
import { commentOf, mayComment, openComments } from "./lib/comments";
import { openEnrolments } from "./lib/enrolments";
import { openPeople } from "./lib/people";
import { openRatings } from "./lib/ratings";
import { secretFor } from "./lib/secret";
import type { Language } from "./lib/words";
import { gifts, startingBalance } from "./seed/gifts";
import { isAdmin } from "./seed/people";
import { commentsTopic, courses, ratingTopic } from "./seed/rooms";
import { seed } from "./seed/seed";
import { bundleVuePage } from "./vue/bundle";

// One process, one port: Next's pages, lobbykit's sockets and its HTTP API.

const port = Number(process.env.PORT ?? 3000);
const dev = process.env.NODE_ENV !== "production";
const origin = `http://localhost:${port}`;
const database = resolve(process.env.LOBBY_DB ?? "data/lobby.db");

mkdirSync(dirname(database), { recursive: true });
const client = createClient({ url: `file:${database}` });
const store = sqliteStore({ client });
await seed(store, client, origin, Date.now());
const people = await openPeople(client);
const enrolments = await openEnrolments(client);
const comments = await openComments(client, Date.now());
const ratings = await openRatings(client);
const secret = secretFor(database);

const scriptTagBundle = await readFile(new URL(import.meta.resolve("lobbykit/global.js")));
const http = createServer();
const pages = next({ dev, httpServer: http, port, hostname: "localhost", dir: import.meta.dirname });
await pages.prepare();
const showPage = pages.getRequestHandler();

const languages = new Map<string, Language>();
const lobby = createLobbyServer({
  httpServer: http,
  store,
  jwt: { secret, audience: "lobby" },
  // Classmates may know each other: who watches is told as well as how many.
  authorize: (_user, { kind }) => (kind === "listViewers" ? true : undefined),
  live: {
    topics: {
      // Ratings are set by this app alone; comments are changed by those who write them.
      load: async (topic) => {
        const rated = courses.find(({ id }) => topic === ratingTopic(id));
        if (rated !== undefined) return ratings.of(rated.id);
        const commented = courses.find(({ id }) => topic === commentsTopic(id));
        return commented === undefined ? undefined : { comments: await comments.of(commented.id) };
      },
      mayChange: async (user, topic, patches) =>
        courses.some(({ id }) => topic === commentsTopic(id)) &&
        mayComment(user, patches, (await lobby.core.topics.get(topic)).state, Date.now()),
      onChange: async ({ topic, patches, user }) => {
        const course = courses.find(({ id }) => topic === commentsTopic(id));
        const comment = commentOf(patches);
        if (course === undefined || comment === null) return;
        await comments.add(course.id, comment);
        await engine.tellOfComment(user, course, comment.text);
      },
    },
  },
  gifts: {
    catalogue: (_conversationId, user) =>
      gifts.map(({ name, ...gift }) => ({ ...gift, name: name[languages.get(user.id) ?? "en"] })),
    startingBalance,
  },
});
const engine = await startEngine(lobby, ratings, languages);

provideBackend({
  store,
  people,
  enrolments,
  ratings,
  engine,
  secret,
  tokenFor: ({ id, name, avatarUrl }) =>
    signToken(
      {
        sub: id,
        name,
        ...(avatarUrl === undefined ? {} : { picture: avatarUrl }),
        ...(isAdmin(id) ? { roles: ["admin"] } : {}),
      },
      { secret, audience: "lobby", expiresInSeconds: 600 },
    ),
});

http.on("request", (request, response) => {
  if (lobby.nodeHandler(request, response)) return;
  if (request.url === "/lobbykit.global.js") {
    // What a page without a bundler takes by a script tag.
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" });
    response.end(scriptTagBundle);
    return;
  }
  if (request.url === "/vue/page.js") {
    // A page in another framework, which Next knows nothing of.
    const answer = (status: number, body: Uint8Array | string) => {
      response.writeHead(status, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" });
      response.end(body);
    };
    void bundleVuePage().then(
      (script) => answer(200, script),
      (error: unknown) => {
        console.error(error);
        answer(500, "");
      },
    );
    return;
  }
  if (request.url === "/api/stats") {
    // For the curious, and for tests: how many sockets there are, and whose.
    const users: Record<string, number> = {};
    for (const { data } of lobby.io.sockets.sockets.values()) {
      const { id } = (data as { lobby: { user: { id: string } } }).lobby.user;
      users[id] = (users[id] ?? 0) + 1;
    }
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ connections: lobby.io.engine.clientsCount, users }));
    return;
  }
  void showPage(request, response);
});

http.listen(port, () => {
  console.log(`
  Sen is open:  ${origin}

  Come in as two different people in two windows (a private one, or another browser)
  and write to each other. The messages are in ${database}.
`);
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  engine.close();
  await lobby.close({ drainMs: 1_000 });
  http.closeAllConnections();
  http.close();
  await pages.close();
  await store.close();
  client.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
