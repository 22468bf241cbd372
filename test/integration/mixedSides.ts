import { expect } from "vitest";
import type { LobbyOptions } from "../../src/client/lobby.js";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { shop } from "../../src/protocols/shop/shop.js";
import { memoryStore } from "../../src/server/store/memoryStore.js";
import { startElearningServer } from "../servers/elearning.js";
import { startLivestreamServer } from "../servers/livestream.js";
import { startRoomsServer } from "../servers/rooms.js";
import { startShopServer } from "../servers/shop.js";
import { eventually } from "../support/patience.js";
import { liveServer } from "./server/support/liveServer.js";

/** One of several servers of a page: how to reach it, and what others do there. On all of them the user is An, and Bình writes to her. */
export interface Side {
  readonly options: LobbyOptions;
  /** The chat that is shown: the same names on every server that has such. */
  readonly chat: { readonly roomId: string } | { readonly recipientId: string };
  /** Bình says something there. */
  say(text: string): unknown;
  /** An gets a notification, of the same id from every server; `null`: this one has none. */
  readonly notify: ((title: string) => unknown) | null;
  /** Everything that the server has got from An. */
  heard(): Promise<string>;
  /** An's connections. */
  connections(): number;
  /** Resolves when An hears what is said. */
  there(): Promise<unknown>;
  stop(): Promise<unknown>;
}

const user = { id: "an", name: "An" };
const timings = { retryMinMs: 20, retryMaxMs: 60, stableMs: 50, lingerMs: 20 };
const hall = { roomId: "hall" };
const sameId = "65a1f0c2d4e5f60718293a4b";

/** Servers of every kind, each started anew. */
export const sides = {
  native: async (): Promise<Side> => {
    const store = memoryStore();
    const { lobby, url, token } = await liveServer({ store, origins: [location.origin] });
    const { adapter, sockets } = lobby.io.of("/");
    return {
      options: { url, user, auth: () => token("an"), timings },
      chat: hall,
      say: (text) =>
        lobby.postMessage({
          conversationId: "room:hall",
          sender: { id: "binh", name: "Bình" },
          body: { kind: "text", text },
        }),
      notify: (title) => lobby.notify("an", { title, clientId: sameId }),
      heard: async () =>
        JSON.stringify((await store.range("room:hall", 0, 100)).filter((one) => one.senderId === "an")),
      connections: () => sockets.size,
      there: () => eventually(() => expect(adapter.rooms.has("lobby:conversation:room:hall")).toBe(true)),
      stop: async () => undefined,
    };
  },

  livestream: async (): Promise<Side> => {
    const server = await startLivestreamServer();
    return {
      options: {
        url: server.url,
        apiUrl: server.apiUrl,
        user,
        auth: () => server.tokens("an").accessToken,
        protocol: livestream(),
        timings,
      },
      chat: hall,
      say: (message) =>
        server.push("an", "newMessage", {
          roomId: "hall",
          userId: "binh",
          username: "Bình",
          message,
          timestamp: Date.now(),
        }),
      notify: (title) =>
        server.push("an", "notification", { id: sameId, type: "info", title, message: "", timestamp: Date.now() }),
      heard: async () => JSON.stringify(server.received),
      connections: server.connections,
      there: () => eventually(() => expect(server.members("hall")).toContain("an")),
      stop: server.stop,
    };
  },

  rooms: async (): Promise<Side> => {
    const server = await startRoomsServer();
    return {
      options: { url: server.url, user, auth: () => server.token("an"), protocol: rooms(), timings },
      chat: hall,
      say: (text) => server.say("hall", "binh", text),
      notify: (title) => server.notify("an", { id: sameId, title, message: "", read: false }),
      heard: async () => JSON.stringify(server.received),
      connections: () => server.connections(),
      there: () => eventually(() => expect(server.members("hall")).toContain("an")),
      stop: server.stop,
    };
  },

  elearning: async (): Promise<Side> => {
    const server = await startElearningServer();
    const sent = { sender: "binh", recipient: "an", status: "sent" };
    let said = 0;
    return {
      options: {
        url: server.url,
        apiUrl: server.apiUrl,
        user,
        auth: () => server.token("an"),
        protocol: elearning,
        timings,
      },
      chat: { recipientId: "binh" },
      say: (content) =>
        server.push("an", "newMessage", { ...sent, _id: `m${++said}`, content, createdAt: new Date().toISOString() }),
      notify: (title) =>
        server.push("an", "newNotification", {
          _id: sameId,
          title,
          message: "",
          status: "unread",
          userId: "an",
          createdAt: new Date().toISOString(),
        }),
      heard: async () => JSON.stringify(server.received),
      connections: () => server.connections(),
      there: () => eventually(() => expect(server.connections()).toBe(1)),
      stop: server.stop,
    };
  },

  shop: async (): Promise<Side> => {
    const server = await startShopServer();
    return {
      options: {
        url: server.url,
        apiUrl: server.apiUrl,
        user,
        auth: () => server.token("an"),
        protocol: shop({ rooms: () => server.rooms("an"), csrfToken: () => server.csrf("an") }),
        timings,
      },
      chat: { recipientId: "binh" },
      say: (text) => server.say("binh", "an", text),
      notify: null,
      heard: async () => JSON.stringify(server.chats.filter(({ sender }) => sender._id === "an")),
      connections: server.connections,
      there: () => eventually(() => expect(server.connections()).toBe(1)),
      stop: server.stop,
    };
  },
} as const;
