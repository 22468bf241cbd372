import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { answersPreflight } from "./cors.js";

/**
 * Somebody's livestream gateway as it is, its REST API beside it: answers are events of their own, whoever is not authenticated hears nothing, and what comes back from the
 * backend is told a second time. Written from the description of its wire alone; it shares no code with the protocol it is a test of.
 */
export interface LivestreamServer {
  /** Address of the gateway. The same after a restart. */
  readonly url: string;
  /** Address of the REST API up to its version. */
  readonly apiUrl: string;
  /** Every event that came from a client, in order. */
  readonly received: {
    readonly event: string;
    readonly userId: string | null;
    readonly payload: Record<string, unknown>;
  }[];
  /** Resolves with the next event of that name that comes from a client. */
  next(event: string): Promise<unknown>;
  /** Every REST request, as `METHOD path`. */
  readonly requests: string[];
  /** Its habits and faults, to be switched while it runs. */
  readonly habits: {
    /** Tells the sender too. */
    echo: boolean;
    /** Gives ids to messages and gifts. */
    ids: boolean;
    /** Tells times. */
    timestamps: boolean;
    /** Tells what is said a second time, as the backend published it. */
    backend: "off" | "wrapped" | "bare";
    /** Tells before it answers, or after. */
    answers: "first" | "last";
    /** Says `authRequired` to everybody who connects. */
    asksFirst: boolean;
    /** Tells everybody of every room. */
    tellsAll: boolean;
    /** Refuses more than a message a second, and thirty a minute. */
    cooldown: boolean;
    /** What the next messages are answered, one for each, in place of being told. */
    readonly refusals: { readonly error: string; readonly retryAfterMs?: number }[];
    /** Tokens are given out once this is over. */
    tokensAfter: Promise<void>;
    /** Names no room when people come and go. */
    namesNoRoom: boolean;
    /** The API is down. */
    apiDown: boolean;
    /** Hears the events of these names, and neither does nor answers anything. */
    readonly lose: Set<string>;
    /** Does what these events ask, but answers nothing. */
    readonly unanswered: Set<string>;
    /** Rooms that nobody may enter. */
    readonly closedRooms: Set<string>;
  };
  readonly connections: () => number;
  /** Who is in a room. */
  members(roomId: string): string[];
  /** A pair of tokens. */
  tokens(userId: string, lifeMs?: number): { accessToken: string; refreshToken: string; expiresAt: number };
  /** Takes the user's access tokens back, tells him so, and forgets what he is in. */
  expire(userId: string): void;
  /** Sends anything to a user, as a faulty or hostile server would. */
  push(userId: string, event: string, payload: unknown): void;
  /** Cuts every connection without a word. The server goes on. */
  cut(): void;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

type Payload = Record<string, unknown>;

interface Account {
  userId: string | null;
  sentAt: number[];
}

const newId = () => randomBytes(12).toString("hex");

/** Starts one on a free port of this machine. */
export async function startLivestreamServer(): Promise<LivestreamServer> {
  const access = new Map<string, { readonly userId: string; readonly until: number }>();
  const refresh = new Map<string, string>();
  const received: { event: string; userId: string | null; payload: Payload }[] = [];
  const requests: string[] = [];
  const arrivals = new EventEmitter();
  const habits: LivestreamServer["habits"] = {
    echo: false,
    ids: true,
    timestamps: true,
    backend: "off",
    answers: "first",
    asksFirst: false,
    tellsAll: false,
    cooldown: true,
    refusals: [],
    tokensAfter: Promise.resolve(),
    namesNoRoom: false,
    apiDown: false,
    lose: new Set(),
    unanswered: new Set(),
    closedRooms: new Set(),
  };
  let port = 0;
  let running: { http: ReturnType<typeof createServer>; io: Server } | null = null;

  const tokens: LivestreamServer["tokens"] = (userId, lifeMs = 3_600_000) => {
    const pair = { accessToken: newId(), refreshToken: newId(), expiresAt: Date.now() + lifeMs };
    access.set(pair.accessToken, { userId, until: pair.expiresAt });
    refresh.set(pair.refreshToken, userId);
    return pair;
  };

  const inRoom = (io: Server, roomId: unknown) => [...(io.sockets.adapter.rooms.get(`room:${String(roomId)}`) ?? [])];

  function authenticate(socket: Socket, { token, userId }: Payload): void {
    const account = socket.data as Account;
    const known = access.get(String(token));
    if (known === undefined || known.userId !== userId || known.until <= Date.now()) {
      socket.emit(known === undefined ? "authFailed" : "tokenExpired", { message: "Invalid token" });
      return;
    }
    account.userId = known.userId;
    void socket.join(`user:${known.userId}`);
    socket.emit("authSuccess", { userId });
  }

  function tooFast(account: Account): boolean {
    const now = Date.now();
    account.sentAt = account.sentAt.filter((at) => at > now - 60_000);
    if (habits.cooldown && (account.sentAt.length >= 30 || (account.sentAt.at(-1) ?? 0) > now - 1_000)) return true;
    account.sentAt.push(now);
    return false;
  }

  /** Why this server does not take it; `null` when it does. */
  function reasonAgainst(socket: Socket, event: string, payload: Payload): string | null {
    const { message = "", imageUrl = "", roomId } = payload as Record<string, string>;
    if (!socket.rooms.has(`room:${roomId}`)) return "Join the room first: not allowed";
    if (event === "sendGift") {
      const required = ["receiverId", "giftId", "giftName", "giftType", "giftValue"];
      const lacking = required.find((field) => payload[field] === undefined);
      if (lacking !== undefined) return `${lacking} is required`;
      const quantity = Number(payload.quantity);
      return quantity >= 1 && quantity <= 100 && message.length <= 200 ? null : "Invalid gift";
    }
    if (tooFast(socket.data as Account)) return "You are sending too fast, slow down";
    if (event === "sendImageMessage")
      return /^https?:\/\/.+\.(jpe?g|png|gif|webp)$/i.test(imageUrl) ? null : "Invalid image";
    return message.trim() !== "" && message.length <= 500 ? null : "Invalid message";
  }

  function send(io: Server, socket: Socket, event: string, payload: Payload): void {
    const gift = event === "sendGift";
    const { roomId } = payload as { roomId: string };
    const refusal = gift ? undefined : habits.refusals.shift();
    if (refusal !== undefined) return void socket.emit("sendMessageError", { roomId, ...refusal });
    const error = reasonAgainst(socket, event, payload);
    if (error !== null) {
      if (!habits.unanswered.has(event)) socket.emit(gift ? "sendGiftError" : "sendMessageError", { roomId, error });
      return;
    }
    const thing: Payload = { ...payload };
    if (!habits.timestamps) delete thing.timestamp;
    if (habits.ids) thing._id = newId();
    const { _id, timestamp } = thing;
    const answer = () => {
      if (habits.unanswered.has(event)) return;
      socket.emit(gift ? "giftSent" : "messageSent", { success: true, roomId, _id, timestamp });
    };
    if (habits.answers === "first") answer();
    const all = habits.echo ? io : socket.broadcast;
    const to = habits.tellsAll ? all : habits.echo ? io.to(`room:${roomId}`) : socket.to(`room:${roomId}`);
    to.emit(gift ? "newGift" : "newMessage", thing);
    if (habits.backend !== "off")
      to.emit(
        gift ? "giftFromBackend" : "chatMessageFromBackend",
        habits.backend === "wrapped" ? { data: thing } : thing,
      );
    if (habits.answers === "last") answer();
  }

  function handle(io: Server, socket: Socket, event: string, payload: Payload): void {
    const account = socket.data as Account;
    received.push({ event, userId: account.userId, payload });
    arrivals.emit(event, payload);
    if (habits.lose.has(event)) return;
    if (event === "authenticate") {
      authenticate(socket, payload);
      return;
    }
    if (account.userId === null) {
      socket.emit("authRequired", { message: "Authentication required" });
      return;
    }
    const { roomId } = payload as { roomId: string };
    const room = `room:${roomId}`;
    const person = {
      ...(habits.namesNoRoom ? {} : { roomId }),
      userId: account.userId,
      username: payload.username ?? account.userId,
    };
    switch (event) {
      case "joinRoom":
        if (habits.unanswered.has(event)) return;
        if (!/^[A-Za-z0-9_]{1,50}$/.test(roomId) || habits.closedRooms.has(roomId)) {
          socket.emit("joinRoomError", { message: "Room not found" });
          return;
        }
        if (!socket.rooms.has(room)) socket.to(room).emit("userJoined", person);
        void socket.join(room);
        socket.emit("joinedRoom", {
          data: { roomId, title: `Room ${roomId}`, viewerCount: inRoom(io, roomId).length },
        });
        io.to(room).emit("roomUpdate", { roomId, viewerCount: inRoom(io, roomId).length });
        return;
      case "leaveRoom":
        void socket.leave(room);
        socket.to(room).emit("userLeft", person);
        io.to(room).emit("roomUpdate", { roomId, viewerCount: inRoom(io, roomId).length });
        return;
      case "getRoomInfo":
        socket.emit("roomInfo", {
          _id: roomId,
          name: `Room ${roomId}`,
          description: "Every evening",
          hostId: "host",
          viewerCount: inRoom(io, roomId).length,
          isLive: true,
        });
        return;
      case "viewerPing":
        socket.emit(socket.rooms.has(room) ? "viewerPong" : "viewerPingError", {
          viewerCount: inRoom(io, roomId).length,
        });
        return;
      case "sendMessage":
      case "sendImageMessage":
      case "sendGift":
        send(io, socket, event, payload);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (answersPreflight(request, response)) return;
    const path = (request.url ?? "").replace(/^\/api\/v1\//, "");
    requests.push(`${request.method} ${path}`);
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (habits.apiDown) return reply(503, { message: "Down" });
    if (request.method === "GET" && path === "system/health") return reply(200, { status: "ok" });
    if (request.method === "POST" && path === "auth/refresh-token") {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      await habits.tokensAfter;
      const { refreshToken } = JSON.parse(Buffer.concat(parts).toString()) as { refreshToken?: string };
      const userId = refresh.get(refreshToken ?? "");
      if (userId === undefined) return reply(401, { message: "Invalid refresh token" });
      refresh.delete(refreshToken ?? "");
      return reply(200, tokens(userId));
    }
    reply(404, { message: "Not found" });
  }

  const server: LivestreamServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get apiUrl() {
      return `http://127.0.0.1:${port}/api/v1`;
    },
    received,
    next: async (event) => (await once(arrivals, event))[0] as unknown,
    requests,
    habits,
    connections: () => running?.io.sockets.sockets.size ?? 0,
    members: (roomId) => {
      const io = running?.io;
      if (io === undefined) return [];
      return inRoom(io, roomId).map((id) => String((io.sockets.sockets.get(id)?.data as Account | undefined)?.userId));
    },
    tokens,
    expire: (userId) => {
      for (const [token, owner] of access) if (owner.userId === userId) access.delete(token);
      for (const socket of running?.io.sockets.sockets.values() ?? []) {
        const account = socket.data as Account;
        if (account.userId !== userId) continue;
        account.userId = null;
        for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
        socket.emit("tokenExpired", { message: "Token expired" });
      }
    },
    push: (userId, event, payload) => running?.io.to(`user:${userId}`).emit(event, payload),
    cut: () => {
      for (const socket of running?.io.sockets.sockets.values() ?? []) socket.conn.close();
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
      const io = new Server(http, { path: "/socket", transports: ["websocket"] });
      io.on("connection", (socket) => {
        socket.data = { userId: null, sentAt: [] } satisfies Account;
        socket.emit("connected", { socketId: socket.id });
        if (habits.asksFirst) socket.emit("authRequired", { message: "Authenticate" });
        socket.onAny((event: string, payload: Payload) => handle(io, socket, event, payload ?? {}));
        socket.on("disconnecting", () => {
          const { userId } = socket.data as Account;
          for (const room of socket.rooms) {
            if (userId === null || !room.startsWith("room:")) continue;
            socket.to(room).emit("userLeft", { roomId: room.slice(5), userId, username: userId });
          }
        });
      });
      await new Promise<void>((listening) => http.listen(port, "127.0.0.1", listening));
      port = (http.address() as AddressInfo).port;
      running = { http, io };
    },
  };
  await server.start();
  return server;
}
