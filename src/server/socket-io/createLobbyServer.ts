import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import type { Server as HttpsServer } from "node:https";
import { Server } from "socket.io";
import * as contractLimits from "../../contract/limits.js";
import { LobbyError } from "../../contract/lobbyError.js";
import { nativeByeName } from "../../protocols/native/envelope.js";
import { type Authenticate, guarded } from "../auth/authenticate.js";
import { createJwtVerifier, type JwtOptions } from "../auth/jwt.js";
import { originCheck } from "../auth/origins.js";
import { type Clock, systemClock, type Timer } from "../clock.js";
import type { Authorize, Core, CoreOptions, CoreSession, PresenceOptions } from "../core/core.js";
import { createCore } from "../core/createCore.js";
import type { ServerLimits } from "../core/limits.js";
import type { LiveOptions } from "../core/live/liveOptions.js";
import { fetchHandler } from "../http/fetchHandler.js";
import { nodeHandler } from "../http/nodeHandler.js";
import { batchingHub } from "../hub/batchingHub.js";
import { consoleReporter, type Reporter, safeReporter } from "../report.js";
import type { LobbyStore } from "../store/store.js";
import { type AdminOptions, adminPath, openAdminNamespace } from "./adminNamespace.js";
import { attachSocket } from "./attachSocket.js";
import { handshake, originGate } from "./handshake.js";
import { socketBroadcaster } from "./socketBroadcaster.js";

/** What a server is told beside where to listen and whom to believe. */
export interface LobbyServerSettings {
  readonly store: LobbyStore;
  /** Who may do what; asked again at every command. The default rules alone if absent. */
  readonly authorize?: Authorize;
  readonly presence?: PresenceOptions;
  readonly limits?: Partial<ServerLimits>;
  /** Who may follow and change live data, and where it comes from. */
  readonly live?: LiveOptions;
  /**
   * Origins whose pages may connect, for example `["https://www.example.com"]`. If absent, pages of the server's own host, as the `Host` header names it: give the list
   * behind a proxy that rewrites that header.
   */
  readonly origins?: readonly string[];
  /** Hosts that image messages may point to, subdomains included; any if absent. */
  readonly imageHosts?: readonly string[];
  /** How long notifications are kept: 1,000 a user and 90 days unless told otherwise. */
  readonly notifications?: CoreOptions["notifications"];
  /** What can be given, at what price, and who pays how. Absent: this server has no gifts. */
  readonly gifts?: CoreOptions["gifts"];
  /** Path of the HTTP API; `/api/lobby` unless told otherwise. */
  readonly basePath?: string;
  /**
   * Takes agents' commands over the namespace `/admin` only, which lets in nobody else; clients then speak `nativeAdmin`. Without it they are taken over the default
   * namespace, from the same people.
   */
  readonly admin?: AdminOptions;
  /** Milliseconds between packets while events keep coming; 40 unless told otherwise. */
  readonly batchMs?: number;
  readonly clock?: Clock;
  /** Is told of faults and refusals. If absent faults go to `console.error`, and the first origins whose pages were refused to `console.warn`. */
  readonly onReport?: Reporter;
}

/** Where a server listens. */
export type LobbyServerTarget =
  | {
      /** A Socket.IO server of the app's own. The lobby takes its default namespace: whoever connects to it is authenticated; events not beginning with `lobby:` stay the app's. */
      readonly io: Server;
    }
  | {
      /** The HTTP server to listen on. Upgrades for other paths (Next's hot reload) are left to others. */
      readonly httpServer: HttpServer | HttpsServer;
      /** Path of the Socket.IO endpoint; `/socket.io` unless told otherwise. */
      readonly path?: string;
      readonly transports?: readonly ("websocket" | "polling")[];
    };

/** Whom a server believes. */
export type LobbyServerAuth = { readonly jwt: JwtOptions } | { readonly authenticate: Authenticate };

/** Options of {@link createLobbyServer}. */
export type LobbyServerOptions = LobbyServerSettings & LobbyServerTarget & LobbyServerAuth;

/** A running server. */
export interface LobbyServer {
  readonly io: Server;
  readonly core: Core;
  /** The HTTP API as a function of the fetch standard; in Next.js: `export const GET = (request: Request) => lobby.handler(request)`, and the same for `POST` and `DELETE`. Never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /** The HTTP API for Node's `http`: `false` when the path is not its own. */
  readonly nodeHandler: (req: IncomingMessage, res: ServerResponse) => boolean;
  /** Writes a line of the server's own into a conversation. Rejects when the store does. */
  readonly systemMessage: Core["systemMessage"];
  /** Writes a message in a user's name (`await lobby.postMessage({ conversationId: "room:evening", sender: { id: "an" }, body: { kind: "text", text } })`). See {@link Core.postMessage}. */
  readonly postMessage: Core["postMessage"];
  readonly closeConversation: Core["closeConversation"];
  readonly disconnectUser: Core["disconnectUser"];
  /** Sends a notification, from anywhere in the backend: `await lobby.notify("an", { kind: "purchase", title: "Thank you!", href: "/orders/7" })`. See {@link Core.notify}. */
  readonly notify: Core["notify"];
  /** What a room is called (`lobby.room.update("evening", { title: "Evening stream", hostId: "lan" })`). */
  readonly room: Core["room"];
  /** A stream begins in a room, or gets another title. Those in the room are told, and those who come later find it. */
  readonly startStream: Core["room"]["startStream"];
  readonly endStream: Core["room"]["endStream"];
  /** People who watch a room elsewhere. See {@link Core.guests}. */
  readonly guests: Core["guests"];
  /** Live data by name (`lobby.topics.set("course-7-rating", { average: 4.6, count: 1284 })`). */
  readonly topics: Core["topics"];
  readonly prices: Core["prices"];
  /** Gifts paid for elsewhere, and wallets that the others are paid from (`await lobby.gifts.credit("an", 500, payment.id)`). See {@link Core.gifts}. */
  readonly gifts: Core["gifts"];
  /**
   * Ends it in good order: no new connections, what is being handled is finished and acknowledged (2 s at most), everybody is told to come back within `drainMs` (each at another
   * moment; 10,000 unless told otherwise) and disconnected. HTTP server and store stay open: they are the app's.
   */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

/** How long a closing server waits for what it has begun. */
const longestWorkMs = 2_000;

/**
 * Makes the lobby's server on Socket.IO. No input of a client's ends the process or goes unanswered.
 *
 * @throws LobbyError `server-target`, `server-auth`, `origin-malformed`, `jwt-secret-short`, `jwt-algorithms` for options that can't work
 * @example
 * const lobby = createLobbyServer({ httpServer, jwt: { secret }, store: sqliteStore({ url: "file:./data/lobby.db" }) });
 */
export function createLobbyServer(options: LobbyServerOptions): LobbyServer {
  const clock = options.clock ?? systemClock();
  const report = safeReporter(options.onReport ?? consoleReporter());
  const checkOrigin = originCheck(options.origins);
  const authenticate = guarded(authenticateOf(options, clock), clock, report);
  const io = "io" in options ? options.io : ownServer(options, originGate(checkOrigin, report));
  const basePath = options.basePath ?? "/api/lobby";

  const hub = batchingHub(socketBroadcaster(io.of("/")), {
    clock,
    onReport: report,
    ...(options.batchMs === undefined ? {} : { batchMs: options.batchMs }),
  });
  const core = createCore({
    store: options.store,
    hub,
    basePath,
    clock,
    onReport: report,
    verifyToken: async (token) => {
      const outcome = await authenticate({ token, headers: {}, cookies: {} });
      if (outcome.ok) return outcome.value;
      if (outcome.failure.code === "UNAUTHENTICATED") return null;
      throw new Error("The token could not be verified.");
    },
    ...(options.authorize === undefined ? {} : { authorize: options.authorize }),
    ...(options.presence === undefined ? {} : { presence: options.presence }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.live === undefined ? {} : { live: options.live }),
    ...(options.admin === undefined ? {} : { adminNamespace: true }),
    ...(options.imageHosts === undefined ? {} : { imageHosts: options.imageHosts }),
    ...(options.gifts === undefined ? {} : { gifts: options.gifts }),
    ...(options.notifications === undefined ? {} : { notifications: options.notifications }),
  });

  // Opens the store now, so that one that can't be opened shows at the start and not at the first message.
  options.store
    .epoch()
    .catch((error: unknown) => report({ kind: "fault", during: "store", code: "UNAVAILABLE", error }));

  let closing = false;
  const working = new Set<Promise<unknown>>();
  const onWork = (work: Promise<unknown>) => {
    working.add(work);
    void work.finally(() => working.delete(work));
  };
  io.use(handshake({ core, authenticate, checkOrigin, report, isClosing: () => closing }));
  /** By connection: the default namespace's, which the admin namespace of the same connection works for. */
  const sessions = new WeakMap<object, CoreSession>();
  io.on("connection", (socket) => {
    const session = attachSocket(socket, { core, passOthers: "io" in options, onWork });
    if (session === null || options.admin === undefined) return;
    sessions.set(socket.conn, session);
  });
  if (options.admin !== undefined) {
    const { authenticate: ownWay, maxTokenAgeMs } = options.admin;
    openAdminNamespace(io.of(adminPath), {
      sessionOf: (socket) => sessions.get(socket.conn),
      authenticate: ownWay === undefined ? authenticate : guarded(ownWay, clock, report),
      maxTokenAgeMs,
      checkOrigin,
      clock,
      report,
      onWork,
    });
  }

  const handler = fetchHandler({ core, authenticate, checkOrigin, report });
  return {
    io,
    core,
    handler,
    nodeHandler: nodeHandler(handler, basePath, io.path(), report),
    systemMessage: core.systemMessage,
    postMessage: core.postMessage,
    closeConversation: core.closeConversation,
    disconnectUser: core.disconnectUser,
    notify: core.notify,
    room: core.room,
    startStream: core.room.startStream,
    endStream: core.room.endStream,
    guests: core.guests,
    topics: core.topics,
    prices: core.prices,
    gifts: core.gifts,
    close: async ({ drainMs = 10_000 } = {}) => {
      if (closing) return;
      closing = true;
      await atMost(longestWorkMs, Promise.allSettled(working), clock);
      hub.close();
      core.close();
      const gone = [...io.of("/").sockets.values()].map((socket) => {
        // Spread, so that a thousand clients don't all come back in the same tenth of a second.
        socket.emit(nativeByeName, { code: "restart", retryAfterMs: Math.floor(Math.random() * drainMs) });
        const { conn } = socket;
        const closed = new Promise<void>((resolve) => void conn.once("close", () => resolve()));
        socket.disconnect(true);
        return closed;
      });
      // Each closes when what was written to it has gone out; ending the engine before would throw acknowledgements and goodbyes away.
      await atMost(longestWorkMs, Promise.all(gone), clock);
      if (!("io" in options)) io.engine.close();
    },
  };
}

async function atMost(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  let timer: Timer | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = clock.setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  if (timer !== undefined) clock.clearTimeout(timer);
}

function authenticateOf(options: LobbyServerOptions, clock: Clock): Authenticate {
  if ("authenticate" in options) return options.authenticate;
  if ("jwt" in options) {
    const verify = createJwtVerifier(options.jwt, () => clock.now());
    return ({ token }) => (token === null ? null : verify(token));
  }
  throw new LobbyError(
    "server-auth",
    "createLobbyServer was given neither jwt nor authenticate.",
    "Without one it can't know who is connecting.",
    "Give jwt: { secret } or authenticate({ token, headers, cookies }).",
  );
}

function ownServer(
  options: Extract<LobbyServerOptions, { httpServer: unknown }>,
  allowRequest: ReturnType<typeof originGate>,
): Server {
  if (options.httpServer === undefined) {
    throw new LobbyError(
      "server-target",
      "createLobbyServer was given neither io nor httpServer.",
      "It needs one to listen on.",
      "Give httpServer: createServer(…), or io: new Server(…).",
    );
  }
  return new Server(options.httpServer, {
    path: options.path ?? "/socket.io",
    transports: [...(options.transports ?? ["websocket"])],
    allowRequest,
    maxHttpBufferSize: contractLimits.packetBytes,
    // A half-open connection is found within 25 s.
    pingInterval: 15_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    destroyUpgrade: false,
    serveClient: false,
    ...(options.origins === undefined ? {} : { cors: { origin: [...options.origins], credentials: true } }),
  });
}
