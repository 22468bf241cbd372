import { expect } from "vitest";
import { startOwnServer } from "../../docs/quick-starts/ownServer.js";
import { startElearningServer } from "../../servers/elearning.js";
import { startLivestreamServer } from "../../servers/livestream.js";
import { startNestServer } from "../../servers/nest.js";
import { startRoomsServer } from "../../servers/rooms.js";
import { startShopServer } from "../../servers/shop.js";
import { eventually } from "../../support/patience.js";

/** A server that a quick start is run against, with An as the user and somebody else on it. */
export interface QuickStartServer {
  readonly env: Readonly<Record<string, string>>;
  /** Routes of the app's own that the quick start asks, by path, and what they answer. */
  readonly routes?: Readonly<Record<string, () => Promise<string>>>;
  /** Resolves when An's page would hear what is said. */
  there(): Promise<unknown>;
  /** Somebody else says something where An is. */
  say(text: string): unknown;
  /** Resolves with the text of the next message that the server gets from An. */
  heard(): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** By the name of the quick start. */
export const quickStartServers: Readonly<Record<string, () => Promise<QuickStartServer>>> = {
  elearning: async () => {
    const server = await startElearningServer();
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: server.url, NEXT_PUBLIC_API_URL: server.apiUrl },
      routes: { "/api/token": () => server.token("an") },
      // Whoever is connected gets what is for him: there is nothing to enter.
      there: () => eventually(() => expect(server.connections()).toBe(1)),
      say: (content) =>
        server.push("an", "newMessage", {
          _id: "65a1f0c2d4e5f60718293a4b",
          content,
          sender: "binh",
          recipient: "an",
          status: "sent",
          createdAt: new Date().toISOString(),
        }),
      heard: async () => ((await server.next("message")) as { content: string }).content,
      stop: server.stop,
    };
  },

  livestream: async () => {
    const server = await startLivestreamServer();
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: server.url, NEXT_PUBLIC_API_URL: server.apiUrl },
      routes: { "/api/token": async () => server.tokens("an").accessToken },
      there: () => eventually(() => expect(server.members("hall")).toContain("an")),
      say: (message) =>
        server.push("an", "newMessage", {
          roomId: "hall",
          userId: "binh",
          username: "Bình",
          message,
          timestamp: Date.now(),
        }),
      heard: async () => ((await server.next("sendMessage")) as { message: string }).message,
      stop: server.stop,
    };
  },

  nest: async () => {
    const server = await startNestServer();
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: server.url },
      routes: { "/api/token": () => server.token("an", "An") },
      there: () => eventually(() => expect(server.members("planning")).toContain("an")),
      say: (text) => server.say("binh", "planning", text),
      heard: async () => ((await server.next("channel:say")) as { text: string }).text,
      stop: server.stop,
    };
  },

  rooms: async () => {
    const server = await startRoomsServer();
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: server.url },
      routes: { "/api/token": async () => server.token("an") },
      there: () => eventually(() => expect(server.members("hall")).toContain("an")),
      say: (text) => server.say("hall", "binh", text),
      heard: async () => ((await server.next("send-message")) as { text: string }).text,
      stop: server.stop,
    };
  },

  shop: async () => {
    const server = await startShopServer();
    server.room("an", "binh");
    // As the server renders it into its pages.
    const tag = Object.assign(document.createElement("meta"), { name: "csrf-token", content: server.csrf("an") });
    document.head.append(tag);
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: server.url },
      routes: {
        "/api/token": async () => server.token("an"),
        "/api/rooms": async () => JSON.stringify(server.rooms("an")),
      },
      there: () => eventually(() => expect(server.connections()).toBe(1)),
      say: (text) => server.say("binh", "an", text),
      heard: async () => (await server.next("POST")).body.message,
      stop: () => {
        tag.remove();
        return server.stop();
      },
    };
  },

  own: async () => {
    const { url, io, lines } = await startOwnServer();
    return {
      env: { NEXT_PUBLIC_SOCKET_URL: url },
      routes: { "/api/token": async () => "token-of-an" },
      there: () => eventually(() => expect(io.sockets.adapter.rooms.get("corner")?.size).toBe(1)),
      say: (text) => {
        const line = { id: "b1", room: "corner", from: "binh", name: "Bình", text, at: Date.now(), ref: "r1" };
        return io.to("corner").emit("said", line);
      },
      heard: () => eventually(() => lines[0]?.text ?? Promise.reject(new Error("Nothing was said."))),
      stop: () => io.close(),
    };
  },
};
