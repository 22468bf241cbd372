import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { answersPreflight } from "./cors.js";

/**
 * Somebody's shop as it is: an MVC chat that takes messages by REST and tells everybody of each. Written from the description of its wire alone; it shares no code with the
 * protocol it is a test of.
 */
export interface ShopServer {
  /** Address of the shop. The same after a restart. */
  readonly url: string;
  /** What `/chat` hangs from. */
  readonly apiUrl: string;
  /** Every message that is stored, in order. */
  readonly chats: Chat[];
  /** Every request but a browser's own questions: `METHOD path`, who it is of, what came with it. */
  readonly requests: ShopRequest[];
  /** Everything that was told to everybody. */
  readonly told: unknown[];
  /** Resolves with the next request of that method, when it has come in. */
  next(method: "GET" | "POST"): Promise<ShopRequest>;
  /** Its habits and faults, to be switched while it runs. */
  readonly habits: {
    /** Tells everybody before it answers, after, or not at all. */
    echo: "before" | "after" | "none";
    /** How a stored message is answered: with the document, with words, with a page; not at all, or by closing the line. */
    answer: "document" | "wrapped" | "words" | "page" | "none" | "cut";
    /** Has no counts of a room with its first message. */
    nullFirst: boolean;
    /** Tells no counts at all. */
    nullAlways: boolean;
    /** A room that was asked for is read. */
    readsOnGet: boolean;
    /** Gives users in histories as documents, or by their ids. */
    populate: boolean;
    /** Takes and tells users by name or by id in `receiver` of a POST. */
    receiverBy: "id" | "username";
    /** Takes what is sent and loses it before it is stored. */
    loses: boolean;
    /** Wants the token against forged requests. */
    csrf: boolean;
    /** Answers 503 to everything. */
    apiDown: boolean;
    /** Never answers a GET. */
    silentGet: boolean;
  };
  readonly connections: () => number;
  user(id: string): ShopUser;
  /** A bearer token. */
  token(userId: string): string;
  /** Takes the user's bearer tokens back. */
  expire(userId: string): void;
  /** The token that the user's page carries now. */
  csrf(userId: string): string;
  /** The user's session has got another such token: the one of his page is stale. */
  rotateCsrf(userId: string): void;
  /** The room of two, as the page lists it; made if there is none. */
  room(a: string, b: string): { readonly _id: string };
  /** The list that is rendered into the user's page. */
  rooms(userId: string): ListedRoom[];
  /** Somebody writes from elsewhere. */
  say(from: string, to: string, message: string, url?: string): Chat;
  /** Tells everybody anything, as a faulty or hostile server would. */
  push(event: string, payload: unknown): void;
  /** Cuts every connection without a word. The server goes on. */
  cut(): void;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

/** A user as he is stored. */
export interface ShopUser {
  readonly _id: string;
  readonly username: string;
}

/** A message as it is stored. */
export interface Chat {
  readonly _id: string;
  readonly message: string;
  readonly url?: string;
  readonly sender: ShopUser;
  readonly receiver: ShopUser;
  readonly createdAt: string;
}

/** A room as a page lists it. */
export interface ListedRoom {
  readonly _id: string;
  readonly participants: ShopUser[];
  readonly lastMessage: Chat | null;
  readonly time: string | null;
  readonly countUnRead: number;
  readonly marked: boolean;
}

/** A request as it came in. */
export interface ShopRequest {
  readonly line: string;
  readonly userId: string | null;
  readonly csrf: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Room {
  readonly _id: string;
  readonly participants: readonly [string, string];
  readonly messages: Chat[];
  readonly unread: Map<string, number>;
}

const newId = () => randomBytes(12).toString("hex");

/** Starts one on a free port of this machine. */
export async function startShopServer(): Promise<ShopServer> {
  const tokens = new Map<string, string>();
  const csrfs = new Map<string, string>();
  const rooms: Room[] = [];
  const chats: Chat[] = [];
  const requests: ShopRequest[] = [];
  const told: unknown[] = [];
  const arrivals = new EventEmitter();
  const habits: ShopServer["habits"] = {
    echo: "before",
    answer: "document",
    nullFirst: true,
    nullAlways: false,
    readsOnGet: true,
    populate: true,
    receiverBy: "id",
    loses: false,
    csrf: true,
    apiDown: false,
    silentGet: false,
  };
  let port = 0;
  let clock = Date.now();
  let running: { http: ReturnType<typeof createServer>; io: Server } | null = null;

  const user = (id: string): ShopUser => ({ _id: id, username: `${id}.shop` });
  const csrf = (userId: string) => {
    const known = csrfs.get(userId) ?? newId();
    csrfs.set(userId, known);
    return known;
  };
  const roomOf = (a: string, b: string): Room => {
    const known = rooms.find(({ participants }) => participants.includes(a) && participants.includes(b));
    if (known !== undefined) return known;
    const made: Room = { _id: newId(), participants: [a, b], messages: [], unread: new Map() };
    rooms.push(made);
    return made;
  };

  function store(from: string, to: string, message: string, url: unknown): { chat: Chat; told: object } {
    const room = roomOf(from, to);
    // Two messages of one moment would have no order of their own.
    clock = Math.max(clock + 1, Date.now());
    const chat: Chat = {
      _id: newId(),
      message,
      ...(typeof url === "string" ? { url } : {}),
      sender: user(from),
      receiver: user(to),
      createdAt: new Date(clock).toISOString(),
    };
    const isFirst = room.messages.length === 0;
    room.messages.push(chat);
    chats.push(chat);
    const countUnRead = (room.unread.get(to) ?? 0) + 1;
    room.unread.set(to, countUnRead);
    const all = rooms.reduce((sum, { unread }) => sum + (unread.get(to) ?? 0), 0);
    const { participants, messages, ...counted } = { ...room, countUnRead };
    const payload = {
      userId: from,
      sender: chat.sender.username,
      receiver: chat.receiver.username,
      chats: chat,
      time: "10:32",
      countUnReadOnRoom: (isFirst && habits.nullFirst) || habits.nullAlways ? null : { ...counted, unread: undefined },
      countUnRead: all,
    };
    return { chat, told: payload };
  }

  const tell = (payload: object) => {
    told.push(payload);
    running?.io.emit("message", payload);
  };

  async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return parts.length === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>);
  }

  function post(userId: string, body: Record<string, unknown>, response: ServerResponse, reply: Reply) {
    const { message, receiver, url } = body;
    if (typeof message !== "string" || message.trim() === "") return reply(400, { message: "Message is required" });
    const to = habits.receiverBy === "id" ? String(receiver) : String(receiver).replace(/\.shop$/, "");
    if (habits.loses) return void response.destroy();
    const stored = store(userId, to, message, url);
    if (habits.echo === "before") tell(stored.told);
    const answers = {
      document: () => reply(201, stored.chat),
      wrapped: () => reply(200, { success: true, chats: stored.chat }),
      words: () => reply(200, { message: "Sent" }),
      page: () => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end("<!doctype html><p>Sent</p>");
      },
      none: () => {},
      cut: () => void response.destroy(),
    };
    answers[habits.answer]();
    if (habits.echo === "after") setTimeout(() => tell(stored.told), 30);
  }

  function get(userId: string, roomId: string, reply: Reply) {
    const room = rooms.find(({ _id }) => _id === roomId);
    if (room === undefined) return reply(404, { message: "Room not found" });
    if (!room.participants.includes(userId)) return reply(403, { message: "Forbidden" });
    const countUnRead = room.unread.get(userId) ?? 0;
    if (habits.readsOnGet) room.unread.set(userId, 0);
    const messages = habits.populate
      ? room.messages
      : room.messages.map((chat) => ({ ...chat, sender: chat.sender._id, receiver: chat.receiver._id }));
    const participants = room.participants.map((id) => (habits.populate ? user(id) : id));
    reply(200, { userId, room: { _id: room._id, participants, messages, countUnRead, marked: habits.readsOnGet } });
  }

  type Reply = (status: number, body: unknown) => void;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (answersPreflight(request, response)) return;
    const reply: Reply = (status, body) => {
      if (response.destroyed) return;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const { method = "", url = "", headers } = request;
    const userId = tokens.get((headers.authorization ?? "").replace(/^Bearer /, "")) ?? null;
    const token = headers["x-csrf-token"];
    const body = await bodyOf(request);
    const came = { line: `${method} ${url}`, userId, csrf: typeof token === "string" ? token : undefined, body };
    requests.push(came);
    arrivals.emit(method, came);
    if (habits.apiDown) return reply(503, { message: "Down" });
    if (userId === null) return reply(401, { message: "Unauthorized" });
    if (method === "POST" && url === "/chat") {
      if (habits.csrf && token !== csrf(userId))
        return reply(403, { code: "EBADCSRFTOKEN", message: "invalid csrf token" });
      return post(userId, body, response, reply);
    }
    const [, roomId] = /^\/chat\/([0-9a-zA-Z_-]+)$/.exec(url) ?? [];
    if (method !== "GET" || roomId === undefined) return reply(404, { message: "Not found" });
    if (!habits.silentGet) get(userId, roomId, reply);
  }

  const server: ShopServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get apiUrl() {
      return `http://127.0.0.1:${port}`;
    },
    chats,
    requests,
    told,
    next: async (method) => (await once(arrivals, method))[0] as ShopRequest,
    habits,
    connections: () => running?.io.sockets.sockets.size ?? 0,
    user,
    token: (userId) => {
      const token = newId();
      tokens.set(token, userId);
      return token;
    },
    expire: (userId) => {
      for (const [token, owner] of tokens) if (owner === userId) tokens.delete(token);
    },
    csrf,
    rotateCsrf: (userId) => void csrfs.delete(userId),
    room: roomOf,
    rooms: (userId) =>
      rooms
        .filter(({ participants }) => participants.includes(userId))
        .map(({ _id, participants, messages, unread }) => {
          const lastMessage = messages.at(-1) ?? null;
          const countUnRead = unread.get(userId) ?? 0;
          const time = lastMessage?.createdAt ?? null;
          return {
            _id,
            participants: participants.map(user),
            lastMessage,
            time,
            countUnRead,
            marked: countUnRead === 0,
          };
        }),
    say: (from, to, message, url) => {
      const stored = store(from, to, message, url);
      tell(stored.told);
      return stored.chat;
    },
    push: (event, payload) => void running?.io.emit(event, payload),
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
      const io = new Server(http, { cors: { origin: true, credentials: true } });
      io.use((socket, next) => {
        const { token } = socket.handshake.auth as { token?: string };
        next(tokens.has(token ?? "") ? undefined : new Error("Unauthorized"));
      });
      await new Promise<void>((listening) => http.listen(port, "127.0.0.1", listening));
      port = (http.address() as AddressInfo).port;
      running = { http, io };
    },
  };
  await server.start();
  return server;
}
