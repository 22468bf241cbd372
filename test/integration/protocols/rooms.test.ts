import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChatMessage } from "../../../src/client/chat/chatState.js";
import { selectMessages, selectTyping } from "../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import { createLobby } from "../../../src/client/createLobby.js";
import { liveFeature } from "../../../src/client/live/liveFeature.js";
import type { Lobby } from "../../../src/client/lobby.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications, selectUnreadNotifications } from "../../../src/client/notifications/selectors.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import { selectRoom } from "../../../src/client/room/selectors.js";
import type { Report } from "../../../src/client/settings.js";
import { type RoomsOptions, rooms } from "../../../src/protocols/rooms/rooms.js";
import { type RoomsServer, startRoomsServer } from "../../servers/rooms.js";

/** The real client against a server of this kind: what people see. */

const hall = "room:hall";
const garden = "room:garden";
let server: RoomsServer;
const endings: (() => void)[] = [];

beforeEach(async () => {
  server = await startRoomsServer();
});

afterEach(async () => {
  for (const end of endings.splice(0)) end();
  await server.stop();
});

interface Person {
  readonly lobby: Lobby;
  readonly reports: Report[];
  say(text: string, room?: string): string;
  messages(room?: string): readonly ChatMessage[];
  texts(room?: string): string[];
  until(what: string, test: (state: LobbyRootState) => boolean): Promise<void>;
  live(): Promise<void>;
  state(): LobbyRootState;
}

function person(id: string, options: RoomsOptions & { readonly in?: readonly string[]; readonly token?: string } = {}) {
  const { in: open = [hall], token = server.token(id), ...rest } = options;
  const reports: Report[] = [];
  const lobby = createLobby({
    url: server.url,
    user: { id, name: `Name of ${id}` },
    auth: token,
    protocol: rooms(rest),
    timings: { retryMinMs: 20, retryMaxMs: 60, stableMs: 50, lingerMs: 20 },
    onReport: (report) => reports.push(report),
  });
  const stops = open.map((room) => lobby.openConversation(room));
  const release = lobby.retain();
  endings.push(() => {
    for (const stop of stops) stop();
    release();
    lobby.signIn(null);
  });
  const me: Person = {
    lobby,
    reports,
    say: (text, room = hall) => lobby.sendMessage(room, { kind: "text", text }),
    messages: (room = hall) => selectMessages(lobby.store.getState(), room),
    texts: (room = hall) => me.messages(room).map(({ body }) => body.text ?? ""),
    state: () => lobby.store.getState(),
    until: (what, test) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          unsubscribe();
          const { chat: _chat, ...seen } = lobby.store.getState().lobby;
          reject(
            new Error(`${id} waited in vain until ${what}; sees ${JSON.stringify([me.messages(), seen, reports])}`),
          );
        }, 6_000);
        const check = () => {
          if (!test(lobby.store.getState())) return;
          clearTimeout(timer);
          unsubscribe();
          resolve();
        };
        const unsubscribe = lobby.store.subscribe(check);
        check();
      }),
    live: () => me.until("it is live", (state) => selectConnection(state).status === "live"),
  };
  return me;
}

/** Whose page is ready to be looked at. */
async function inside(id: string, options: Parameters<typeof person>[1] = {}): Promise<Person> {
  const one = person(id, options);
  await one.live();
  await one.until("the rooms are ready", ({ lobby }) =>
    (options.in ?? [hall]).every((room) => lobby.chat.conversations[room]?.status === "ready"),
  );
  return one;
}

async function both(): Promise<[Person, Person]> {
  const pair: [Person, Person] = [await inside("an"), await inside("binh")];
  return pair;
}

const has = (who: Person, count: number, room = hall) =>
  who.until(`${count} messages are there`, () => who.messages(room).length === count);
const eventsOf = (userId: string, ...events: string[]) =>
  server.received.filter((one) => one.userId === userId && events.includes(one.event));

describe("coming in", () => {
  test("joins in the namespace of the chat, with exactly what the server wants", async () => {
    const an = await inside("an");
    expect(server.received).toEqual([
      { event: "join-room", userId: "an", namespace: "/chat", payload: { roomId: "hall" } },
    ]);
    expect(["/", "/chat", "/notifications"].map(server.connections)).toEqual([1, 1, 1]);
    expect(selectConnection(an.state()).guarantees).toBe("L1");
    expect(an.reports).toEqual([]);
  });

  test("shows what was said before, in the server's order even at one and the same time", async () => {
    server.habits.times = "same";
    for (const text of ["một", "hai", "hai", "ba"]) server.say("hall", "binh", text);
    const an = await inside("an");
    expect(an.texts()).toEqual(["một", "hai", "hai", "ba"]);
  });

  test.each(["always", "unless empty", "never"] as const)(
    "an empty room is ready, its history told %s",
    async (history) => {
      server.habits.history = history;
      const an = await inside("an");
      an.say("có ai không?");
      await an.until("it is sent", () => an.messages()[0]?.status === "sent");
      expect(an.reports).toEqual([]);
    },
  );

  test("a refused token is the end, and no server is stormed with it", async () => {
    server.habits.refusesAll = true;
    const an = person("an");
    await an.until("it is given up", (state) => selectConnection(state).status === "auth-failed");
    expect(server.connections()).toBe(0);
  });
});

describe("a message", () => {
  const cases = (["first", "last"] as const).flatMap((answers) =>
    (["all", "others"] as const).flatMap((tells) =>
      (["server", "client", "same"] as const).flatMap((times) =>
        [true, false].map((namesRooms) => ({ answers, tells, times, namesRooms, ids: namesRooms ? "id" : "_id" })),
      ),
    ),
  );

  test.each(cases)("is shown once to both: %j", async (habits) => {
    Object.assign(server.habits, habits);
    const [an, binh] = await both();
    const key = an.say("như nhau");
    const again = an.say("như nhau");
    await an.until("both are sent", () => an.messages().every(({ status }) => status === "sent"));
    await has(binh, 2);
    binh.say("rồi");
    await has(an, 3);
    await binh.until("it is sent", () => binh.messages()[2]?.status === "sent");
    expect(an.texts()).toEqual(["như nhau", "như nhau", "rồi"]);
    expect(binh.texts()).toEqual(["như nhau", "như nhau", "rồi"]);
    expect(
      an
        .messages()
        .map((message) => message.key)
        .slice(0, 2),
    ).toEqual([key, again]);
    expect(an.messages().map(({ id }) => id)).toEqual(binh.messages().map(({ id }) => id));
    expect([...an.reports, ...binh.reports]).toEqual([]);
  });

  test("goes out as the server wants it, and nothing of ours with it", async () => {
    const an = await inside("an");
    an.say("chào");
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    expect(eventsOf("an", "send-message").map(({ payload }) => payload)).toEqual([
      { roomId: "hall", text: "chào", attachments: [], timestamp: expect.any(Number) },
    ]);
  });
});
