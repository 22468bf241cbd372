import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify, SignJWT } from "jose";
import { Server, type Socket } from "socket.io";

/**
 * A gateway of somebody's project app as NestJS runs it: what a handler returns is the acknowledgement, `{ event, data }` is an event instead, a WsException becomes the event
 * `exception` and no acknowledgement comes, a handler that returns nothing answers nothing. All state is in memory. Written from how its IoAdapter and BaseWsExceptionFilter
 * behave; it shares no code with the protocol it is a test of.
 */
export interface NestServer {
  /** Address of the gateway. The same after a restart. */
  readonly url: string;
  /** Every event that came from a client, in order. */
  readonly received: { readonly event: string; readonly userId: string; readonly payload: unknown }[];
  /** Resolves with the next event of that name that comes from a client. */
  next(event: string): Promise<unknown>;
  /** Its habits and faults, to be switched while it runs. */
  readonly habits: {
    /** Tells the channel before it answers, as an `emit` in a handler does, or after. */
    tells: "first" | "last";
    /** `exception` says which event it is about, as newer versions do. */
    cause: boolean;
    /** People who may not say anything. */
    readonly muted: Set<string>;
    /** Hears the events of these names, and neither does nor answers anything. */
    readonly lose: Set<string>;
    /** Does what these events ask, but answers nothing. */
    readonly unanswered: Set<string>;
    /** Lets connections in over long polling only, as some proxies do. */
    pollingOnly: boolean;
  };
  /** What was said in a channel since the server started. */
  lines(channel: string): readonly Line[];
  /** Who is in a channel. */
  members(channel: string): string[];
  /** Who has announced himself, and is connected. */
  announced(): string[];
  /** By which transports the clients are connected. */
  transports(): string[];
  token(id: string, name?: string, life?: string): Promise<string>;
  /** Somebody without a page says something. */
  say(userId: string, channel: string, text: string): void;
  notify(userId: string, notice: Readonly<Record<string, unknown>>): void;
  /** Sends anything to a user, as a faulty or hostile server would. */
  push(userId: string, event: string, payload: unknown): void;
  /** Cuts every connection without a word. The server goes on. */
  cut(): void;
  /** Stops, and forgets everything: its state was in memory. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

/** A line of a channel. `no` begins at 1 with every start of the server. */
export interface Line {
  readonly no: number;
  readonly channel: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly at: string;
  /** As the sender's page named it. */
  readonly tempId?: string;
}

type Payload = Readonly<Record<string, unknown>>;
type Handler = (socket: Socket, data: Payload) => unknown;

interface Account {
  readonly id: string;
  readonly name: string;
}

/** What a handler throws to say no. */
class WsException extends Error {}

interface Memory {
  no: number;
  readonly lines: Map<string, Line[]>;
  readonly people: Map<string, { readonly name: string; readonly away: boolean; readonly sockets: Set<string> }>;
}

const titles: Readonly<Record<string, string>> = { planning: "Planning", design: "Design" };

/** Starts one on a free port of this machine. */
export async function startNestServer(): Promise<NestServer> {
  const secret = randomBytes(32);
  const received: { event: string; userId: string; payload: unknown }[] = [];
  const arrivals = new EventEmitter();
  const habits: NestServer["habits"] = {
    tells: "first",
    cause: true,
    muted: new Set(),
    lose: new Set(),
    unanswered: new Set(),
    pollingOnly: false,
  };
  let memory: Memory = { no: 0, lines: new Map(), people: new Map() };
  let port = 0;
  let running: { http: ReturnType<typeof createServer>; io: Server } | null = null;

  const accountOf = (socket: Socket) => socket.data as Account;
  const channelOf = ({ channel }: Payload): string => {
    if (typeof channel === "string" && Object.hasOwn(titles, channel)) return channel;
    throw new WsException("No such channel");
  };
  const socketsIn = (room: string) => [...(running?.io.sockets.adapter.rooms.get(room) ?? [])];
  const membersOf = (channel: string): Account[] => {
    const sockets = socketsIn(`channel:${channel}`).map((id) => running?.io.sockets.sockets.get(id));
    const people = sockets.filter((socket) => socket !== undefined).map(accountOf);
    return [...new Map(people.map((person) => [person.id, person])).values()];
  };

  function store(author: Account, channel: string, text: string, tempId?: unknown): Line {
    memory.no += 1;
    const { id, name } = author;
    const told = typeof tempId === "string" ? { tempId } : {};
    const line = { no: memory.no, channel, author: { id, name }, text, at: new Date().toISOString(), ...told };
    memory.lines.set(channel, [...(memory.lines.get(channel) ?? []), line]);
    return line;
  }

  const tell = (line: Line) => running?.io.to(`channel:${line.channel}`).emit("channel:said", line);

  const chat: Readonly<Record<string, Handler>> = {
    "user:here": (socket, { name, away }) => {
      const { id } = accountOf(socket);
      const sockets = memory.people.get(id)?.sockets ?? new Set<string>();
      sockets.add(socket.id);
      memory.people.set(id, { name: String(name), away: away === true, sockets });
      socket.to(`about:${id}`).emit("user:here", { id, name, away: away === true });
    },
    "user:follow": (socket, { ids }) => {
      const wanted = Array.isArray(ids) ? ids.map(String) : [];
      for (const id of wanted) void socket.join(`about:${id}`);
      const people = wanted.map((id) => ({
        id,
        here: memory.people.has(id),
        away: memory.people.get(id)?.away === true,
      }));
      return { event: "user:list", data: people };
    },
    "user:unfollow": (socket, { ids }) => {
      for (const id of Array.isArray(ids) ? ids : []) void socket.leave(`about:${String(id)}`);
    },
    "channel:join": (socket, data) => {
      const channel = channelOf(data);
      void socket.join(`channel:${channel}`);
      socket.emit("channel:lines", { channel, lines: (memory.lines.get(channel) ?? []).slice(-50) });
      return { channel, title: titles[channel], people: membersOf(channel).map(({ id, name }) => ({ id, name })) };
    },
    "channel:leave": (socket, data) => {
      void socket.leave(`channel:${channelOf(data)}`);
    },
    "channel:say": (socket, data) => {
      const channel = channelOf(data);
      const { text, tempId } = data;
      if (!socket.rooms.has(`channel:${channel}`)) throw new WsException("Join the channel first");
      if (habits.muted.has(accountOf(socket).id)) throw new WsException("You are muted");
      if (typeof text !== "string" || text === "" || text.length > 1_000) throw new WsException("Bad text");
      const line = store(accountOf(socket), channel, text, tempId);
      if (habits.tells === "first") tell(line);
      else setImmediate(() => tell(line));
      return line;
    },
    "channel:typing": (socket, data) => {
      const channel = channelOf(data);
      const { id, name } = accountOf(socket);
      socket
        .to(`channel:${channel}`)
        .emit("channel:typing", { channel, user: { id, name }, typing: data.typing === true });
    },
  };
  const notices: Readonly<Record<string, Handler>> = {
    "notice:read": (_socket, { ids }) => ({ read: Array.isArray(ids) ? ids.length : 0 }),
  };

  /** As the adapter binds a gateway's handlers: nothing for nothing, an event for `{ event, data }`, else the acknowledgement. */
  function bind(socket: Socket, handlers: Readonly<Record<string, Handler>>): void {
    socket.onAny((pattern: string, payload: unknown, acknowledge: unknown) => {
      received.push({ event: pattern, userId: accountOf(socket).id, payload });
      arrivals.emit(pattern, payload);
      const handler = Object.hasOwn(handlers, pattern) ? handlers[pattern] : undefined;
      if (handler === undefined || habits.lose.has(pattern)) return;
      try {
        const answer = handler(socket, typeof payload === "object" && payload !== null ? (payload as Payload) : {});
        if (answer === undefined || answer === null || habits.unanswered.has(pattern)) return;
        const { event, data } = answer as Payload;
        if (typeof event === "string") socket.emit(event, data);
        else if (typeof acknowledge === "function") acknowledge(answer);
      } catch (error) {
        const message = error instanceof WsException ? error.message : "Internal server error";
        const cause = habits.cause ? { cause: { pattern, data: payload } } : {};
        socket.emit("exception", { status: "error", message, ...cause });
      }
    });
  }

  const guard = (socket: Socket, next: (error?: Error) => void) => {
    jwtVerify(String(socket.handshake.auth.token), secret).then(
      ({ payload }) => {
        socket.data = { id: payload.sub, name: payload.name };
        next();
      },
      () => next(new Error("Unauthorized")),
    );
  };

  const server: NestServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    received,
    next: async (event) => (await once(arrivals, event))[0] as unknown,
    habits,
    lines: (channel) => memory.lines.get(channel) ?? [],
    members: (channel) => membersOf(channel).map(({ id }) => id),
    announced: () => [...memory.people.keys()],
    transports: () => [...(running?.io.sockets.sockets.values() ?? [])].map(({ conn }) => conn.transport.name),
    token: (id, name = id, life = "1h") =>
      new SignJWT({ name })
        .setSubject(id)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt()
        .setExpirationTime(life)
        .sign(secret),
    say: (id, channel, text) => tell(store({ id, name: `Name of ${id}` }, channel, text)),
    notify: (userId, notice) => running?.io.of("/notices").to(`user:${userId}`).emit("notice", notice),
    push: (userId, event, payload) => running?.io.to(`user:${userId}`).emit(event, payload),
    cut: () => {
      for (const socket of running?.io.sockets.sockets.values() ?? []) socket.conn.close();
    },
    stop: async () => {
      const stopping = running;
      running = null;
      memory = { no: 0, lines: new Map(), people: new Map() };
      if (stopping === null) return;
      stopping.http.closeAllConnections();
      await stopping.io.close();
    },
    start: async () => {
      const http = createServer();
      const io = new Server(http, {
        cors: { origin: true, credentials: true },
        transports: habits.pollingOnly ? ["polling"] : ["websocket", "polling"],
      });
      io.use(guard);
      io.on("connection", (socket) => {
        const { id } = accountOf(socket);
        void socket.join(`user:${id}`);
        bind(socket, chat);
        socket.on("disconnect", () => {
          const person = memory.people.get(id);
          person?.sockets.delete(socket.id);
          if (person?.sockets.size !== 0) return;
          memory.people.delete(id);
          io.to(`about:${id}`).emit("user:gone", { id, at: new Date().toISOString() });
        });
      });
      io.of("/notices").use(guard);
      io.of("/notices").on("connection", (socket) => {
        void socket.join(`user:${accountOf(socket).id}`);
        bind(socket, notices);
      });
      await new Promise<void>((listening) => http.listen(port, "127.0.0.1", listening));
      port = (http.address() as AddressInfo).port;
      running = { http, io };
    },
  };
  await server.start();
  return server;
}
