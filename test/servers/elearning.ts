import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify, SignJWT } from "jose";
import { Server, type Socket } from "socket.io";
import { answersPreflight } from "./cors.js";

/**
 * Somebody's e-learning server as it is: nothing acknowledged, no echo to the sender, irregular forms and gaps included.
 * Written from the description of its wire alone; it shares no code with the protocol it is a test of.
 */
export interface ElearningServer {
  /** Address of the Socket.IO server. The same after a restart. */
  readonly url: string;
  /** Address that the REST paths hang from. */
  readonly apiUrl: string;
  /** What the database holds. */
  readonly messages: StoredMessage[];
  readonly notifications: StoredNotification[];
  /** What an app has added: states by name, answered to `GET topics/:name`. */
  readonly topics: Map<string, { readonly version: number; readonly state: unknown }>;
  /** Every event that came from a client, in order. */
  readonly received: { readonly event: string; readonly userId: string; readonly payload: unknown }[];
  /** Resolves with the next event of that name that comes from a client. */
  next(event: string): Promise<unknown>;
  /** Every REST request, as `METHOD path`. */
  readonly requests: string[];
  /** Its bad habits, to be switched while it runs. */
  readonly habits: {
    /** Relays the sender's own object instead of the stored document. */
    relayRaw: boolean;
    /** Populates `sender` with the user's document. */
    populate: boolean;
    /** Handles `leaveVideo`, which the original forgot. */
    handlesLeave: boolean;
    /** Tells admins over the namespace `/admin`, and not in their room. */
    tellsOverAdmin: boolean;
    /** Answers history with `{ success: false }`. */
    refuseHistory: boolean;
    /** Loses the events of these names: neither stored nor relayed. */
    readonly lose: Set<string>;
  };
  /** How many sockets are connected, in the default namespace or in another. */
  readonly connections: (namespace?: string) => number;
  token(id: string, role?: "user" | "admin", life?: string): Promise<string>;
  /** Sends anything to a user, as a faulty or hostile server would. */
  push(userId: string, event: string, payload: unknown): void;
  /** Cuts every connection without a word. The server goes on. */
  cut(): void;
  /** Stops listening and cuts everything; the database stays. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

/** A message as MongoDB keeps it. */
export interface StoredMessage {
  readonly _id: string;
  readonly content: string;
  readonly sender: string;
  readonly recipient: string;
  status: "sent" | "delivered" | "read";
  readonly createdAt: string;
}

/** A notification as MongoDB keeps it. */
export interface StoredNotification {
  readonly _id: string;
  readonly title: string;
  readonly message: string;
  status: "read" | "unread";
  readonly userId?: string;
  readonly createdAt: string;
}

interface Account {
  readonly id: string;
  readonly role: "user" | "admin";
}

const objectId = () => randomBytes(12).toString("hex");

/** Starts one on a free port of this machine. */
export async function startElearningServer(): Promise<ElearningServer> {
  const secret = randomBytes(32);
  const messages: StoredMessage[] = [];
  const notifications: StoredNotification[] = [];
  const received: { event: string; userId: string; payload: unknown }[] = [];
  const requests: string[] = [];
  const topics: ElearningServer["topics"] = new Map();
  const arrivals = new EventEmitter();
  const habits = {
    relayRaw: false,
    populate: false,
    handlesLeave: false,
    tellsOverAdmin: false,
    refuseHistory: false,
    lose: new Set<string>(),
  };
  const online = new Set<string>();
  let port = 0;
  let running: { http: ReturnType<typeof createServer>; io: Server } | null = null;

  const verify = async (token: unknown): Promise<Account> => {
    const { payload } = await jwtVerify<Account>(String(token), secret);
    return { id: payload.id, role: payload.role };
  };

  function handle(io: Server, socket: Socket, event: string, payload: unknown): void {
    const me = (socket.data as Account).id;
    received.push({ event, userId: me, payload });
    arrivals.emit(event, payload);
    if (habits.lose.has(event)) return;
    switch (event) {
      case "message": {
        const { content, senderId, recipientId } = payload as Record<string, string>;
        if (!content || !senderId || !recipientId) return;
        const stored: StoredMessage = {
          _id: objectId(),
          content,
          sender: senderId,
          recipient: recipientId,
          status: "sent",
          createdAt: new Date().toISOString(),
        };
        messages.push(stored);
        const document = habits.populate ? { ...stored, sender: { _id: me, name: `Name of ${me}` } } : stored;
        io.to(`user:${recipientId}`).emit("newMessage", habits.relayRaw ? payload : document);
        return;
      }
      case "markAsRead": {
        const { messageId } = payload as { messageId: string };
        const found = messages.find(({ _id }) => _id === messageId);
        if (found !== undefined) found.status = "read";
        return;
      }
      case "notification": {
        const { title, message, userId, toAdmin } = payload as Omit<StoredNotification, "_id"> & { toAdmin?: boolean };
        const stored: StoredNotification = {
          _id: objectId(),
          title,
          message,
          status: "unread",
          ...(userId === undefined ? {} : { userId }),
          createdAt: new Date().toISOString(),
        };
        notifications.push(stored);
        const to = toAdmin ? (habits.tellsOverAdmin ? io.of("/admin") : io.to("admin")) : io.to(`user:${userId}`);
        to.emit("newNotification", habits.relayRaw ? payload : stored);
        return;
      }
      case "userStatus":
        if (payload === true) online.add(me);
        else online.delete(me);
        io.emit("userStatusUpdate", { userId: me, status: payload });
        return;
      case "getUsersStatus":
        for (const userId of payload as string[])
          socket.emit("userStatusUpdate", { userId, status: online.has(userId) });
        return;
      case "watchingVideo":
      case "leaveVideo": {
        if (event === "leaveVideo" && !habits.handlesLeave) return;
        const room = `video:${(payload as { videoId: string }).videoId}`;
        if (event === "watchingVideo") void socket.join(room);
        else void socket.leave(room);
        io.to(room).emit("viewerCount", { count: io.sockets.adapter.rooms.get(room)?.size ?? 0 });
        return;
      }
      case "batchMessages":
        for (const one of payload as { event: string; data: unknown }[]) handle(io, socket, one.event, one.data);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (answersPreflight(request, response)) return;
    const path = (request.url ?? "").replace(/^\/api\/v1\//, "");
    requests.push(`${request.method} ${path}`);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const cookie = /(?:^|;\s*)access_token=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const account = await verify(cookie ?? bearer).catch(() => null);
    if (account === null) return send(401, { success: false, message: "Please login to access this resource" });
    const history = /^message\/history\/([^/]+)$/.exec(path)?.[1];
    if (request.method === "GET" && history !== undefined) {
      if (habits.refuseHistory) return send(200, { success: false, message: "Error fetching messages" });
      const pair = [account.id, decodeURIComponent(history)];
      const between = messages.filter(({ sender, recipient }) => pair.includes(sender) && pair.includes(recipient));
      return send(200, { success: true, messages: between });
    }
    if (request.method === "GET" && path === "get-user-notifications")
      return send(200, { notifications: notifications.filter(({ userId }) => userId === account.id) });
    if (request.method === "GET" && path === "get-all-notifications")
      return account.role === "admin" ? send(200, { notifications }) : send(403, { success: false, message: "No" });
    const topic = /^topics\/([^/]+)$/.exec(path)?.[1] ?? "";
    if (request.method === "GET" && topics.has(topic)) return send(200, { topic, ...topics.get(topic) });
    const id = /^update-notification\/([^/]+)$/.exec(path)?.[1];
    const found = notifications.find(({ _id }) => _id === id);
    if (request.method === "PUT" && found !== undefined) {
      found.status = "read";
      return send(201, { success: true, notifications });
    }
    send(404, { success: false, message: `Route ${path} not found` });
  }

  const server: ElearningServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get apiUrl() {
      return `http://127.0.0.1:${port}/api/v1`;
    },
    messages,
    notifications,
    topics,
    received,
    next: async (event) => (await once(arrivals, event))[0] as unknown,
    requests,
    habits,
    connections: (namespace = "/") => running?.io.of(namespace).sockets.size ?? 0,
    token: (id, role = "user", life = "1h") =>
      new SignJWT({ id, role }).setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime(life).sign(secret),
    push: (userId, event, payload) => running?.io.to(`user:${userId}`).emit(event, payload),
    cut: () => {
      for (const socket of running?.io.of("/").sockets.values() ?? []) socket.conn.close();
    },
    stop: async () => {
      const stopping = running;
      running = null;
      if (stopping === null) return;
      stopping.http.closeAllConnections();
      await stopping.io.close();
    },
    start: async () => {
      const http = createServer((request, response) => void answer(request, response));
      const io = new Server(http, {
        pingTimeout: 60_000,
        pingInterval: 25_000,
        connectTimeout: 10_000,
        maxHttpBufferSize: 1e6,
      });
      io.use((socket, next) => {
        verify(socket.handshake.auth.token).then(
          (account) => {
            socket.data = account;
            next();
          },
          () => next(new Error("Authentication error")),
        );
      });
      io.on("connection", (socket) => {
        const { id, role } = socket.data as Account;
        void socket.join(`user:${id}`);
        if (role === "admin") void socket.join("admin");
        socket.onAny((event: string, payload: unknown) => handle(io, socket, event, payload));
      });
      io.of("/admin").use((socket, next) => {
        verify(socket.handshake.auth.token).then(
          ({ role }) => next(role === "admin" ? undefined : new Error("Admin authentication failed")),
          () => next(new Error("Admin authentication failed")),
        );
      });
      await new Promise<void>((listening) => http.listen(port, "127.0.0.1", listening));
      port = (http.address() as AddressInfo).port;
      running = { http, io };
    },
  };
  await server.start();
  return server;
}
