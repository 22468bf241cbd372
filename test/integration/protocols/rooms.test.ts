import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBrowserEnvironment } from "../../../src/client/browserEnvironment.js";
import type { ChatMessage } from "../../../src/client/chat/chatState.js";
import { selectMessages, selectTyping } from "../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import { createLobby } from "../../../src/client/createLobby.js";
import type { Environment } from "../../../src/client/environment.js";
import { liveFeature } from "../../../src/client/live/liveFeature.js";
import type { Lobby } from "../../../src/client/lobby.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications, selectUnreadNotifications } from "../../../src/client/notifications/selectors.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import { selectRoom } from "../../../src/client/room/selectors.js";
import type { AuthSource, Report } from "../../../src/client/settings.js";
import type { RoomsOptions } from "../../../src/protocols/rooms/options.js";
import { rooms } from "../../../src/protocols/rooms/rooms.js";
import { type RoomsServer, startRoomsServer } from "../../servers/rooms.js";
import { whenSo } from "../../support/patience.js";
import { quickTimings } from "./support/presetWorld.js";

/** The real client against a server of this kind: what people see. */

const hall = "room:hall";
const garden = "room:garden";
let server: RoomsServer;
const endings: (() => void)[] = [];

/** What the client takes for a no, or for a yes, when it hears nothing for so long. */
const silentMs = 2_000;
const typingIdleMs = rooms().typingIdleMs ?? 0;

/** Both are over when a test says so: on a slow machine an answer may take longer. */
function heldWaits() {
  const real = createBrowserEnvironment();
  const waiting = new Map<unknown, { readonly ms: number; readonly run: () => void }>();
  const environment: Environment = {
    ...real,
    setTimeout: (run, ms) => {
      if (ms !== silentMs && ms !== typingIdleMs) return real.setTimeout(run, ms);
      const timer = {};
      waiting.set(timer, { ms, run });
      return timer;
    },
    clearTimeout: (timer) => {
      if (!waiting.delete(timer)) real.clearTimeout(timer);
    },
  };
  const areOver = (ms: number) => {
    for (const [timer, one] of [...waiting]) if (one.ms === ms && waiting.delete(timer)) one.run();
  };
  return { environment, areOver };
}

let waits: ReturnType<typeof heldWaits>;

beforeEach(async () => {
  waits = heldWaits();
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

function person(
  id: string,
  options: RoomsOptions & {
    readonly in?: readonly string[];
    readonly token?: AuthSource;
  } = {},
) {
  const { in: open = [hall], token = server.token(id), ...rest } = options;
  const reports: Report[] = [];
  const lobby = createLobby({
    url: server.url,
    user: { id, name: `Name of ${id}` },
    auth: token,
    protocol: rooms(rest),
    timings: quickTimings,
    environment: waits.environment,
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
      whenSo(
        () => test(lobby.store.getState()),
        lobby.store.subscribe,
        () => {
          const { chat: _chat, ...seen } = lobby.store.getState().lobby;
          return `${id} waited in vain until ${what}; sees ${JSON.stringify([me.messages(), seen, reports])}`;
        },
      ),
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

async function both(options: Parameters<typeof person>[1] = {}): Promise<[Person, Person]> {
  return [await inside("an", options), await inside("binh", options)];
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
    await has(an, 4);
    expect(an.texts()).toEqual(["một", "hai", "hai", "ba"]);
  });

  test.each(["always", "unless empty", "never"] as const)(
    "an empty room is ready, its history told %s",
    async (history) => {
      server.habits.history = history;
      const entering = server.next("join-room");
      const arriving = inside("an");
      await entering;
      if (history !== "always") waits.areOver(silentMs);
      const an = await arriving;
      an.say("có ai không?");
      await an.until("it is sent", () => an.messages()[0]?.status === "sent");
      expect(an.reports).toEqual([]);
    },
  );

  test("where no websocket gets through, long polling does all the same", async () => {
    await server.stop();
    server.habits.pollsOnly = true;
    await server.start();
    const [an, binh] = await both();
    endings.push(an.lobby.use(roomFeature).watch("hall"));
    an.say("chậm mà chắc");
    await has(binh, 1);
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    await an.until("both are there", (state) => selectRoom(state, "hall").roster.length === 2);
  });

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

  test("that is refused fails with the server's words, and its text is kept", async () => {
    const an = await inside("an");
    server.leave("an", "hall");
    an.say("còn đó không?");
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()[0]?.failure).toEqual({ code: "FORBIDDEN", message: "You are not in this room" });
    expect(an.texts()).toEqual(["còn đó không?"]);
  });

  test("whose acknowledgement was lost is known by its broadcast, and is not sent again", async () => {
    server.habits.unanswered.add("send-message");
    const an = await inside("an");
    const key = an.say("một lần thôi");
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    expect(an.messages().map((message) => message.key)).toEqual([key]);
  });

  test("of which only the history tells is shown once, where the connection was lost before its acknowledgement", async () => {
    Object.assign(server.habits, { tells: "others" });
    server.habits.unanswered.add("send-message");
    const an = await inside("an");
    const key = an.say("một lần thôi");
    await server.next("send-message");
    server.cut();
    await an.until("it is back and knows", () => an.messages()[0]?.status === "sent");
    expect(an.messages().map((message) => message.key)).toEqual([key]);
    expect(eventsOf("an", "send-message")).toHaveLength(1);
  });

  test("with a picture goes as an attachment and is shown as a picture; of hosts that are not allowed it is an address", async () => {
    const [an, binh] = await both({ imageHosts: ["images.example.com"] });
    an.lobby.sendMessage(hall, { kind: "image", url: "https://images.example.com/cat", text: "mèo" });
    await has(binh, 1);
    expect(eventsOf("an", "send-message")[0]?.payload).toMatchObject({
      text: "mèo",
      attachments: [{ type: "image", url: "https://images.example.com/cat" }],
    });
    const picture = { kind: "image", url: "https://images.example.com/cat", text: "mèo" };
    for (const one of [an, binh]) expect(one.messages()[0]?.body).toEqual(picture);
    const attachments = [
      "https://evil.example/x.png",
      { url: "https://files.example.com/a.pdf" },
      "javascript:alert(1)",
    ];
    server.say("hall", "chi", "xem này", { attachments });
    await has(an, 2);
    expect(an.messages()[1]?.body).toEqual({
      kind: "text",
      text: "xem này\nhttps://evil.example/x.png\nhttps://files.example.com/a.pdf",
    });
    an.lobby.sendMessage(hall, { kind: "image", url: "https://evil.example/x.png" });
    await an.until("it is refused", () => an.messages()[2]?.status === "failed");
    expect(eventsOf("an", "send-message")).toHaveLength(1);
  });
});

describe("typing", () => {
  test.each([true, false])(
    "is told on the first key and a second after the last, where rooms are named: %s",
    async (named) => {
      server.habits.namesRooms = named;
      const [an, binh] = await both();
      an.lobby.setTyping(hall, true);
      await binh.until("he sees her typing", (state) => selectTyping(state, hall)[0]?.userId === "an");
      waits.areOver(typingIdleMs);
      await binh.until("it is over", (state) => selectTyping(state, hall).length === 0);
      expect(eventsOf("an", "typing").map(({ payload }) => payload)).toEqual([
        { roomId: "hall", isTyping: true },
        { roomId: "hall", isTyping: false },
      ]);
    },
  );
});

describe("who is there", () => {
  test.each([
    ["bare", true],
    ["object", true],
    ["bare", false],
  ] as const)("is named as people come and go (user-left %s, rooms named: %s)", async (userLeft, namesRooms) => {
    Object.assign(server.habits, { userLeft, namesRooms });
    const an = await inside("an");
    const roomApi = an.lobby.use(roomFeature);
    const presence = an.lobby.use(presenceFeature);
    endings.push(roomApi.watch("hall"), presence.watch(["an", "binh", "nobody"]));
    const roster = () => selectRoom(an.state(), "hall").roster.map(({ id }) => id);
    const status = (id: string) => an.state().lobby.presence?.people[id]?.status;
    await an.until("she is there", () => roster().join() === "an" && status("an") === "online");
    expect(status("nobody")).toBe("offline");
    const binh = await inside("binh");
    await an.until("he is there", () => roster().join() === "an,binh" && status("binh") === "online");
    expect(selectRoom(an.state(), "hall").memberCount).toBe(2);
    // He has just come, she has not.
    expect(selectRoom(an.state(), "hall").recent?.joined.map(({ id }) => id)).toEqual(["binh"]);
    binh.lobby.signIn(null);
    await an.until("he is gone", () => roster().join() === "an" && status("binh") === "offline");
    expect(an.reports).toEqual([]);
  });

  test("of whoever left while the connection was lost is corrected when it is back", async () => {
    const [an, binh] = await both();
    const presence = an.lobby.use(presenceFeature);
    endings.push(an.lobby.use(roomFeature).watch("hall"), presence.watch(["binh"]));
    const roster = () => selectRoom(an.state(), "hall").roster.map(({ id }) => id);
    await an.until("both are there", () => roster().length === 2);
    await server.stop();
    binh.lobby.signIn(null);
    await server.start();
    await an.until(
      "he is gone",
      (state) => roster().join() === "an" && state.lobby.presence?.people.binh?.status === "offline",
    );
  });
});

describe("several rooms", () => {
  test("each has its own, and what names none of them is dropped and reported, never guessed", async () => {
    const an = await inside("an", { in: [hall, garden] });
    const binh = await inside("binh", { in: [garden] });
    binh.say("trong vườn", garden);
    await has(an, 1, garden);
    an.say("trong nhà", hall);
    await an.until("it is sent", () => an.messages(hall)[0]?.status === "sent");
    expect([an.texts(hall), an.texts(garden), binh.texts(garden)]).toEqual([
      ["trong nhà"],
      ["trong vườn"],
      ["trong vườn"],
    ]);
    expect(an.reports).toEqual([]);
    server.push("an", "user-typing", { userId: "binh", isTyping: true });
    server.push("an", "message", { id: "m1", userId: "binh", text: "ở đâu?", timestamp: 1 });
    await an.until(
      "both are counted",
      ({ lobby }) => lobby.connection.dropped["user-typing"] === 1 && lobby.connection.dropped.message === 1,
    );
    expect([selectTyping(an.state(), hall), selectTyping(an.state(), garden)]).toEqual([[], []]);
    expect([an.texts(hall), an.texts(garden)]).toEqual([["trong nhà"], ["trong vườn"]]);
  });

  test("that name no room tell their histories one after the other", async () => {
    server.habits.namesRooms = false;
    server.say("hall", "binh", "trong nhà");
    server.say("garden", "binh", "trong vườn");
    const an = await inside("an", { in: [hall, garden] });
    for (const room of [hall, garden]) await has(an, 1, room);
    expect([an.texts(hall), an.texts(garden)]).toEqual([["trong nhà"], ["trong vườn"]]);
  });

  test("nothing of a room that one is not in reaches the store", async () => {
    server.habits.tellsAll = true;
    const an = await inside("an");
    server.say("garden", "binh", "không phải cho An");
    server.push("an", "user-typing", { roomId: "garden", userId: "binh", isTyping: true });
    server.push("an", "users-online", [{ id: "binh", roomId: "garden" }]);
    server.push("an", "message-history", [{ id: "m1", roomId: "garden", userId: "binh", text: "x", timestamp: 1 }]);
    server.say("hall", "binh", "cho An");
    await has(an, 1);
    expect(JSON.stringify(an.state().lobby)).not.toMatch(/garden|không phải/);
    expect(an.reports.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["malformed", "message"],
      ["malformed", "user-typing"],
      ["malformed", "users-online"],
      ["malformed", "message-history"],
    ]);
  });

  test("what was on its way when a room was left is no fault of anybody", async () => {
    server.habits.tellsAll = true;
    const an = await inside("an");
    const binh = await inside("binh");
    const stop = an.lobby.openConversation(garden);
    await an.until("it is open", ({ lobby }) => lobby.chat.conversations[garden]?.status === "ready");
    const left = server.next("leave-room");
    stop();
    await left;
    server.say("garden", "binh", "muộn");
    binh.say("cho An");
    await has(an, 1);
    expect(an.texts(garden)).toEqual([]);
    expect(an.reports).toEqual([]);
  });
});

describe("a lost connection", () => {
  test("comes back by itself: joins, shows what was missed, and what was typed meanwhile goes out once", async () => {
    const [an, binh] = await both();
    server.say("hall", "chi", "trước");
    await has(an, 1);
    await server.stop();
    await an.until("it is noticed", (state) => selectConnection(state).status === "reconnecting");
    an.say("trong lúc mất mạng");
    expect(an.messages().at(-1)?.status).toBe("queued");
    server.say("hall", "chi", "bị lỡ");
    await server.start();
    await Promise.all([an.live(), binh.live()]);
    await has(binh, 3);
    await an.until("it went out", () => an.messages()[2]?.status === "sent");
    expect(an.texts()).toEqual(["trước", "bị lỡ", "trong lúc mất mạng"]);
    expect(binh.texts()).toEqual(an.texts());
    expect(eventsOf("an", "send-message")).toHaveLength(1);
    expect(server.members("hall").sort()).toEqual(["an", "binh"]);
    expect(an.reports).toEqual([]);
  });

  test("comes back with another token, where the old one is refused", async () => {
    const first = server.token("an");
    const asked: string[] = [];
    const an = await inside("an", {
      token: ({ reason }) => {
        asked.push(reason);
        return asked.length === 1 ? first : server.token("an");
      },
    });
    server.revoke(first);
    server.cut();
    await an.until("it is noticed", (state) => selectConnection(state).status === "reconnecting");
    await an.live();
    expect(asked).toEqual(["connect", "refused"]);
  });
});

describe("notifications", () => {
  const watch = (who: Person) => {
    const api = who.lobby.use(notificationsFeature);
    const told: string[] = [];
    endings.push(
      api.watch(),
      api.onArrival(({ title }) => told.push(title)),
    );
    return { api, told };
  };
  const titles = (who: Person) => selectNotifications(who.state(), "all").map(({ title, read }) => [title, read]);

  test.each([true, false])(
    "are listed without being told of, those that come are told of (listed on connect: %s)",
    async (listsFirst) => {
      server.habits.listsFirst = listsFirst;
      server.notify("an", { title: "Cũ", timestamp: 1_000, icon: "https://images.example.com/i.png" });
      const an = await inside("an");
      const { told } = watch(an);
      await an.until("they are listed", () => titles(an).length === 1);
      server.notify("an", { title: "Mới" });
      await an.until("it has come", () => titles(an).length === 2);
      expect(titles(an)).toEqual([
        ["Mới", false],
        ["Cũ", false],
      ]);
      expect(told).toEqual(["Mới"]);
      expect(selectNotifications(an.state(), "all")[1]?.imageUrl).toBe("https://images.example.com/i.png");
      expect(eventsOf("an", "get-notifications").map(({ namespace }) => namespace)).toEqual(["/notifications"]);
      expect(an.reports).toEqual([]);
    },
  );

  test("are marked as read one by one, or all at once", async () => {
    const ids = ["Một", "Hai", "Ba", "Bốn"].map(
      (title, index) => server.notify("an", { title, timestamp: index + 1 }).id as string,
    );
    const an = await inside("an");
    const { api } = watch(an);
    await an.until("they are listed", () => titles(an).length === 4);
    api.markRead(ids.slice(0, 2));
    expect(selectUnreadNotifications(an.state())).toBe(2);
    await an.until("both are told", () => eventsOf("an", "mark-read").length === 2);
    api.markAllRead();
    await an.until("it is told", () => eventsOf("an", "mark-all-read").length === 1);
    expect(eventsOf("an", "mark-read").map(({ payload }) => payload)).toEqual(
      ids.slice(0, 2).map((notificationId) => ({ notificationId })),
    );
    expect(selectUnreadNotifications(an.state())).toBe(0);
  });

  test("are asked for again after a reconnect, so that none is missed", async () => {
    const an = await inside("an");
    watch(an);
    await server.stop();
    server.notify("an", { title: "Bị lỡ" });
    await server.start();
    await an.until("it is there", () => titles(an).length === 1);
  });
});

describe("prices", () => {
  const prices = (who: Person) => who.state().lobby.live?.prices ?? {};

  test("are followed by symbol, one and in batches, never an older one after a newer, and again after a reconnect", async () => {
    const an = await inside("an");
    const follow = an.lobby.use(liveFeature).followPrices(["VNM", "FPT"]);
    const subscribed = await server.next("subscribe");
    expect(subscribed).toEqual({ channel: "prices", symbols: ["VNM", "FPT"] });
    server.tick({ symbol: "VNM", price: 10, timestamp: 2_000 });
    server.tick({ symbol: "VNM", price: 9, timestamp: 1_000 }, { symbol: "FPT", price: 5, timestamp: 2_000 });
    await an.until("both are there", () => prices(an).FPT?.price === 5);
    expect(prices(an).VNM?.price).toBe(10);
    const again = server.next("subscribe");
    server.cut();
    expect(await again).toEqual({ channel: "prices", symbols: ["VNM", "FPT"] });
    server.tick({ symbol: "VNM", price: 12, timestamp: 3_000 });
    await an.until("it goes on", () => prices(an).VNM?.price === 12);
    expect(prices(an).VNM).toMatchObject({ move: "up", stale: false });
    const left = server.next("unsubscribe");
    follow();
    expect(await left).toEqual({ channel: "prices", symbols: ["VNM", "FPT"] });
    expect(an.reports).toEqual([]);
  });
});

describe("the shared state", () => {
  const topic = (who: Person) => who.state().lobby.live?.topics.state;
  const follow = async (who: Person) => {
    const api = who.lobby.use(liveFeature);
    endings.push(api.followTopic("state"));
    await who.until("the state is there", () => topic(who)?.status === "live");
    return api;
  };
  const forms = (["single", "list"] as const).flatMap((patches) =>
    (["set", "replace", "add"] as const).flatMap((ops) =>
      (["pointer", "list"] as const).map((paths) => ({ patches, ops, paths })),
    ),
  );

  test.each(forms)("is followed step by step, however a step is worded: %j", async (habits) => {
    Object.assign(server.habits, habits);
    const an = await inside("an");
    const api = await follow(an);
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 1 });
    server.change(["a/b", "c"], [1, 2]);
    await an.until("the step is there", () => topic(an)?.version === 2);
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 1, "a/b": { c: [1, 2] } });
    expect(await api.changeTopic("state", [{ op: "delete", path: ["a/b"] }])).toEqual({
      ok: true,
      value: { version: 3 },
    });
    expect(server.state).toEqual({ state: { title: "Chợ", count: 1 }, version: 3 });
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 1 });
    expect(eventsOf("an", "REQUEST_SYNC")).toHaveLength(1);
    expect(an.reports).toEqual([]);
  });

  test("a change is shown at once and taken, also where nobody says so", async () => {
    server.habits.steps = "others";
    const [an, binh] = await both();
    const api = await follow(an);
    await follow(binh);
    const outcome = api.changeTopic("state", [{ op: "set", path: ["count"], value: 2 }]);
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 2 });
    await binh.until("he sees it", () => topic(binh)?.version === 2);
    waits.areOver(silentMs);
    expect(await outcome).toEqual({ ok: true, value: { version: null } });
    server.change(["title"], "Chợ lớn");
    await an.until("both are there", () => topic(an)?.version === 3 && topic(an)?.status === "live");
    expect(topic(an)?.state).toEqual({ title: "Chợ lớn", count: 2 });
    expect(topic(an)?.pending).toEqual([]);
  });

  test.each(["nothing", "version", "state"] as const)(
    "a change that comes too late loses, and that is told; the conflict says %s",
    async (conflicts) => {
      Object.assign(server.habits, { conflicts });
      const an = await inside("an");
      const api = await follow(an);
      server.quietly(["count"], 7);
      const outcome = await api.changeTopic("state", [{ op: "set", path: ["count"], value: 2 }]);
      expect(outcome).toMatchObject({ ok: false, failure: { code: "CONFLICT" } });
      await an.until("the server's state is there", () => topic(an)?.version === 2);
      expect(topic(an)?.state).toEqual({ title: "Chợ", count: 7 });
      expect(topic(an)?.conflict?.patches).toEqual([{ op: "set", path: ["count"], value: 2 }]);
      expect(an.reports.map(({ kind, subject }) => [kind, subject])).toEqual([["conflict", "state"]]);
    },
  );

  test("a change that goes on top of anything is made again after a conflict", async () => {
    const an = await inside("an");
    const api = await follow(an);
    server.quietly(["count"], 7);
    const outcome = await api.changeTopic("state", [{ op: "set", path: ["note"], value: "x" }], { rebase: true });
    expect(outcome).toEqual({ ok: true, value: { version: 3 } });
    expect(server.state.state).toEqual({ title: "Chợ", count: 7, note: "x" });
  });

  test("a step that was missed, and one in words that nobody knows, are made good by asking for the whole", async () => {
    const an = await inside("an");
    await follow(an);
    server.quietly(["count"], 2);
    server.change(["count"], 3);
    await an.until("it is caught up", () => topic(an)?.version === 3 && topic(an)?.status === "live");
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 3 });
    server.quietly(["count"], 4);
    server.push("an", "STATE_PATCH", { baseVersion: 3, version: 4, patch: { op: "move", path: "/count" } }, "/");
    await an.until("it is caught up", () => topic(an)?.version === 4 && topic(an)?.status === "live");
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 4 });
    expect(eventsOf("an", "REQUEST_SYNC")).toHaveLength(3);
  });

  test("is asked for anew after a reconnect", async () => {
    const an = await inside("an");
    await follow(an);
    await server.stop();
    server.quietly(["count"], 9);
    await server.start();
    await an.until("it is current", () => topic(an)?.status === "live" && topic(an)?.version === 2);
  });

  test("several patches at once are refused, for this server takes one", async () => {
    const an = await inside("an");
    const api = await follow(an);
    const patch = { op: "set" as const, path: ["count"], value: 2 };
    expect(await api.changeTopic("state", [patch, patch])).toMatchObject({
      ok: false,
      failure: { code: "UNSUPPORTED" },
    });
    expect(topic(an)?.state).toEqual({ title: "Chợ", count: 1 });
  });
});

test("the latency is measured by what the server acknowledges, and by nothing that is answered here", async () => {
  const an = await inside("an");
  endings.push(an.lobby.use(presenceFeature).watch(["binh"]));
  expect(selectConnection(an.state()).latencyMs).toBeNull();
  an.say("chào");
  await an.until("it is measured", (state) => selectConnection(state).latencyMs !== null);
});
