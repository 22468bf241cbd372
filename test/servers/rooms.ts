import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Namespace, Server, type Socket } from "socket.io";

/**
 * Somebody's server of rooms as it is: chat and notifications in namespaces of their own, prices and one shared state in the default one. Written from the description of
 * its wire alone; it shares no code with the protocol it is a test of.
 */
export interface RoomsServer {
  /** The same after a restart. */
  readonly url: string;
  /** Every event that came from a client, in order. */
  readonly received: {
    readonly event: string;
    readonly userId: string;
    readonly namespace: string;
    readonly payload: Payload;
  }[];
  /** Resolves with the next event of that name that comes from a client. */
  next(event: string): Promise<unknown>;
  /** Its habits and faults, to be switched while it runs. */
  readonly habits: {
    /** Acknowledges before it tells, or after. */
    answers: "first" | "last";
    /** Who of the room is told of a message: everybody, or all but its sender. */
    tells: "all" | "others";
    /** Times of its own, the client's, or one and the same for all. */
    times: "server" | "client" | "same";
    /** Under which name ids go. */
    ids: "id" | "_id";
    /** Names the room in what it tells of it. */
    namesRooms: boolean;
    /** What of `message-history` is told on entering. */
    history: "always" | "unless empty" | "never";
    /** Says who has gone by his bare id, or by an object. */
    userLeft: "bare" | "object";
    /** A step's patch alone or in a list, in these words, its path as a pointer or a list of keys. */
    patches: "single" | "list";
    ops: "set" | "replace" | "add";
    paths: "pointer" | "list";
    /** Who is told of a step: everybody, or all but whoever made it. */
    steps: "all" | "others";
    /** What comes with a conflict. */
    conflicts: "nothing" | "version" | "state";
    /** Lists a user's notifications as soon as he connects. */
    listsFirst: boolean;
    /** Refuses every token. */
    refusesAll: boolean;
    /** Takes long polling only, from its next start on. */
    pollsOnly: boolean;
    /** Tells everybody of every room. */
    tellsAll: boolean;
    /** Hears the events of these names, and neither does nor answers anything. */
    readonly lose: Set<string>;
    /** Does what these events ask, but does not acknowledge. */
    readonly unanswered: Set<string>;
  };
  /** How many are connected to a namespace; to `/chat` unless told otherwise. */
  connections(namespace?: string): number;
  members(roomId: string): string[];
  token(userId: string): string;
  /** The token is good no more. */
  revoke(token: string): void;
  /** Somebody else says something in a room; answers the stored message. */
  say(roomId: string, userId: string, text: string, more?: Payload): Payload;
  notify(userId: string, notification: Payload): Payload;
  /** Tells prices to those who follow them: one alone, several in a batch. */
  tick(...prices: { symbol: string; price: number; timestamp?: number }[]): void;
  /** Takes somebody out of a room, and tells him nothing. */
  leave(userId: string, roomId: string): void;
  /** Somebody else changes the state. */
  change(path: readonly string[], value: unknown): void;
  /** The state changes, and nobody is told of that step. */
  quietly(path: readonly string[], value: unknown): void;
  readonly state: { readonly state: unknown; readonly version: number };
  /** Sends anything to a user, as a faulty or hostile server would. */
  push(userId: string, event: string, payload: unknown, namespace?: string): void;
  /** Cuts every connection without a word. The server goes on. */
  cut(): void;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

type Payload = Record<string, unknown>;
type Ack = ((answer: unknown) => void) | undefined;

interface Patch {
  readonly op: string;
  readonly path: readonly string[];
  readonly value?: unknown;
}

const newId = () => randomBytes(12).toString("hex");

/** Starts one on a free port of this machine. */
export async function startRoomsServer(): Promise<RoomsServer> {
  const tokens = new Map<string, string>();
  const received: RoomsServer["received"] = [];
  const arrivals = new EventEmitter();
  const histories = new Map<string, Payload[]>();
  const notifications = new Map<string, Payload[]>();
  const shared: { state: Payload; version: number } = { state: { title: "Chợ", count: 1 }, version: 1 };
  const habits: RoomsServer["habits"] = {
    answers: "first",
    tells: "all",
    times: "server",
    ids: "id",
    namesRooms: true,
    history: "always",
    userLeft: "bare",
    patches: "single",
    ops: "set",
    paths: "list",
    steps: "all",
    conflicts: "nothing",
    listsFirst: false,
    refusesAll: false,
    pollsOnly: false,
    tellsAll: false,
    lose: new Set(),
    unanswered: new Set(),
  };
  let port = 0;
  let clock = Date.now();
  let running: { http: ReturnType<typeof createServer>; io: Server } | null = null;

  const userOf = (socket: Pick<Socket, "data">) => (socket.data as { userId: string }).userId;
  const person = (userId: string) => ({ id: userId, name: `Name of ${userId}` });
  const named = (roomId: string, fields: Payload) => (habits.namesRooms ? { roomId, ...fields } : fields);
  const socketsIn = (chat: Namespace, roomId: string) =>
    [...(chat.adapter.rooms.get(roomId) ?? [])].flatMap((id) => chat.sockets.get(id) ?? []);
  const peopleIn = (chat: Namespace, roomId: string) => [...new Set(socketsIn(chat, roomId).map(userOf))];

  function stored(roomId: string, userId: string, { text, attachments, timestamp }: Payload): Payload {
    clock = Math.max(clock + 1, Date.now());
    const at = { server: clock, client: timestamp ?? clock, same: 1_772_443_800_000 }[habits.times];
    const message = {
      [habits.ids]: newId(),
      ...named(roomId, {}),
      userId,
      username: `Name of ${userId}`,
      text,
      attachments: attachments ?? [],
      timestamp: at,
    };
    histories.set(roomId, [...(histories.get(roomId) ?? []), message].slice(-50));
    return message;
  }

  function tell(chat: Namespace, from: Socket | null, roomId: string, message: Payload): void {
    const everybody = from === null || habits.tells === "all" ? chat : from;
    if (habits.tellsAll) (from !== null && habits.tells === "others" ? from.broadcast : chat).emit("message", message);
    else everybody.to(roomId).emit("message", message);
  }

  function leave(chat: Namespace, socket: Socket, roomId: string): void {
    void socket.leave(roomId);
    const userId = userOf(socket);
    if (peopleIn(chat, roomId).includes(userId)) return;
    chat.to(roomId).emit("user-left", habits.userLeft === "bare" ? userId : named(roomId, { userId }));
  }

  function onChat(chat: Namespace, socket: Socket, event: string, payload: Payload, ack: Ack): void {
    const userId = userOf(socket);
    const { roomId } = payload as { roomId: string };
    switch (event) {
      case "join-room": {
        const isNew = !peopleIn(chat, roomId).includes(userId);
        void socket.join(roomId);
        if (isNew) socket.to(roomId).emit("user-joined", { ...person(userId), ...named(roomId, {}) });
        const history = histories.get(roomId) ?? [];
        if (habits.history === "always" || (habits.history === "unless empty" && history.length > 0))
          socket.emit("message-history", history);
        const people = peopleIn(chat, roomId).map(person);
        chat.to(roomId).emit("users-online", habits.namesRooms ? people.map((one) => ({ ...one, roomId })) : people);
        return;
      }
      case "leave-room":
        leave(chat, socket, roomId);
        return;
      case "send-message": {
        const answer = (value: unknown) => {
          if (!habits.unanswered.has(event)) ack?.(value);
        };
        if (!socket.rooms.has(roomId)) {
          answer({ error: "You are not in this room" });
          return;
        }
        const message = stored(roomId, userId, payload);
        if (habits.answers === "first") answer(message);
        tell(chat, socket, roomId, message);
        if (habits.answers === "last") answer(message);
        return;
      }
      case "ping":
        ack?.("pong");
        return;
      case "typing":
        socket.to(roomId).emit("user-typing", named(roomId, { userId, isTyping: payload.isTyping }));
    }
  }

  function onNotifications(socket: Socket, event: string, payload: Payload): void {
    const list = notifications.get(userOf(socket)) ?? [];
    if (event === "get-notifications") socket.emit("notification-history", list);
    for (const one of list)
      if (event === "mark-all-read" || (event === "mark-read" && one.id === payload.notificationId)) one.read = true;
  }

  /** A patch as this server words it. */
  function worded({ op, path, value }: Patch): unknown {
    const word = op === "delete" ? (habits.ops === "set" ? "delete" : "remove") : habits.ops;
    const one = {
      op: word,
      path:
        habits.paths === "list"
          ? path
          : path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
      ...(op === "delete" ? {} : { value }),
    };
    return habits.patches === "list" ? [one] : one;
  }

  function step(to: { emit(event: string, payload: unknown): unknown }, patch: Patch): void {
    const next = structuredClone(shared.state);
    let place: Payload = next;
    for (const key of patch.path.slice(0, -1)) {
      place[key] ??= {};
      place = place[key] as Payload;
    }
    const last = patch.path.at(-1) ?? "";
    if (patch.op === "delete") delete place[last];
    else place[last] = patch.value;
    shared.state = next;
    shared.version += 1;
    to.emit("STATE_PATCH", { baseVersion: shared.version - 1, version: shared.version, patch: worded(patch) });
  }

  function onLive(io: Server, socket: Socket, event: string, payload: Payload): void {
    const symbols = (payload.symbols ?? []) as string[];
    const { baseVersion, patch } = payload as { baseVersion: number; patch: Patch };
    switch (event) {
      case "subscribe":
        if (payload.channel === "prices") for (const symbol of symbols) void socket.join(`prices:${symbol}`);
        return;
      case "unsubscribe":
        for (const symbol of symbols) void socket.leave(`prices:${symbol}`);
        return;
      case "REQUEST_SYNC":
        socket.emit("STATE_SYNC", shared);
        return;
      case "CHANGE":
        if (baseVersion === shared.version) step(habits.steps === "all" ? io : socket.broadcast, patch);
        else if (habits.conflicts === "nothing") socket.emit("CONFLICT");
        else socket.emit("CONFLICT", habits.conflicts === "state" ? shared : { version: shared.version });
    }
  }

  const spaces = () => (running === null ? [] : ["/", "/chat", "/notifications"].map((name) => running!.io.of(name)));

  const server: RoomsServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    received,
    next: async (event) => (await once(arrivals, event))[0] as unknown,
    habits,
    connections: (namespace = "/chat") => running?.io.of(namespace).sockets.size ?? 0,
    members: (roomId) => (running === null ? [] : peopleIn(running.io.of("/chat"), roomId)),
    token: (userId) => {
      const token = newId();
      tokens.set(token, userId);
      return token;
    },
    revoke: (token) => void tokens.delete(token),
    say: (roomId, userId, text, more = {}) => {
      const message = stored(roomId, userId, { text, ...more });
      if (running !== null) tell(running.io.of("/chat"), null, roomId, message);
      return message;
    },
    notify: (userId, given) => {
      const notification = { id: newId(), title: "", message: "", read: false, timestamp: Date.now(), ...given };
      notifications.set(userId, [notification, ...(notifications.get(userId) ?? [])]);
      running?.io.of("/notifications").to(`user:${userId}`).emit("notification", notification);
      return notification;
    },
    tick: (...prices) => {
      const told = prices.map((price) => ({
        change: 1,
        changePercent: 0.5,
        volume: 1_000,
        timestamp: Date.now(),
        ...price,
      }));
      for (const socket of running?.io.sockets.sockets.values() ?? []) {
        const mine = told.filter(({ symbol }) => socket.rooms.has(`prices:${symbol}`));
        if (mine.length === 1) socket.emit("price-update", mine[0]);
        else if (mine.length > 1) socket.emit("price-batch", mine);
      }
    },
    change: (path, value) => {
      if (running !== null) step(running.io, { op: "set", path, value });
    },
    quietly: (path, value) => step({ emit: () => {} }, { op: "set", path, value }),
    leave: (userId, roomId) => {
      for (const socket of running?.io.of("/chat").sockets.values() ?? [])
        if (userOf(socket) === userId) void socket.leave(roomId);
    },
    get state() {
      return shared;
    },
    push: (userId, event, payload, namespace = "/chat") =>
      running?.io.of(namespace).to(`user:${userId}`).emit(event, payload),
    cut: () => {
      for (const socket of running?.io.of("/chat").sockets.values() ?? []) socket.conn.close();
    },
    stop: async () => {
      const stopping = running;
      running = null;
      if (stopping === null) return;
      stopping.http.closeAllConnections();
      await stopping.io.close();
    },
    start: async () => {
      const http = createServer();
      const io = new Server(http, habits.pollsOnly ? { transports: ["polling"] } : {});
      running = { http, io };
      for (const space of spaces()) {
        space.use((socket, next) => {
          const { token } = socket.handshake.auth as { token?: string };
          const userId = tokens.get(token ?? "");
          if (userId === undefined || habits.refusesAll) return next(new Error("Authentication error"));
          socket.data = { userId };
          next();
        });
        space.on("connection", (socket) => {
          const userId = userOf(socket);
          void socket.join(`user:${userId}`);
          if (space.name === "/notifications" && habits.listsFirst)
            socket.emit("notification-history", notifications.get(userId) ?? []);
          socket.onAny((event: string, ...words: unknown[]) => {
            const ack = words.find((word) => typeof word === "function") as Ack;
            const payload = (words.find((word) => typeof word === "object" && word !== null) ?? {}) as Payload;
            received.push({ event, userId, namespace: space.name, payload });
            arrivals.emit(event, payload);
            if (habits.lose.has(event)) return;
            if (space.name === "/chat") onChat(space, socket, event, payload, ack);
            else if (space.name === "/notifications") onNotifications(socket, event, payload);
            else onLive(io, socket, event, payload);
          });
          socket.on("disconnecting", () => {
            if (space.name !== "/chat") return;
            for (const roomId of socket.rooms)
              if (roomId !== socket.id && !roomId.startsWith("user:")) leave(space, socket, roomId);
          });
        });
      }
      await new Promise<void>((listening) => http.listen(port, "127.0.0.1", listening));
      port = (http.address() as AddressInfo).port;
    },
  };
  await server.start();
  return server;
}
