import { configureStore, type UnknownAction } from "@reduxjs/toolkit";
import { describe, expect, test } from "vitest";
import { selectConversations, selectTotalUnread, selectUnreadCount } from "../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import { createLobby } from "../../../src/client/createLobby.js";
import { lobbyReducers } from "../../../src/client/lobbyReducers.js";
import { type ShopOptions, shop } from "../../../src/protocols/shop/shop.js";
import { startShopServer } from "../../servers/shop.js";
import { presetWorld, quickTimings } from "./support/presetWorld.js";

/** The real client against a server of this kind: what people see. */

const conversation = "direct:an:binh";
const world = presetWorld(
  startShopServer,
  (server, id) => ({
    url: server.url,
    apiUrl: server.apiUrl,
    auth: () => server.token(id),
    protocol: shop({ csrfToken: () => server.csrf(id), rooms: () => server.rooms(id) }),
  }),
  conversation,
);
const person = (id: string, options?: ShopOptions) =>
  world.person(id, [conversation], options === undefined ? {} : { protocol: shop(options) });
type Person = ReturnType<typeof person>;

const ready = ({ until }: Person) =>
  until("its history is there", ({ lobby: { chat } }) => chat.conversations[conversation]?.status === "ready");
async function both(): Promise<[Person, Person]> {
  const [an, binh] = [person("an"), person("binh")];
  await Promise.all([an.live(), binh.live(), ready(an), ready(binh)]);
  return [an, binh];
}
const posts = () => world.server.requests.filter(({ line }) => line === "POST /chat");
const sent = (one: Person, text: string) =>
  one.until(`${text} is sent`, () =>
    one.messages().some(({ body, status }) => body.text === text && status === "sent"),
  );

describe("two people", () => {
  const cases = (["before", "after"] as const).flatMap((echo) =>
    (["document", "wrapped", "words", "page", "none", "cut"] as const).map((answer) => ({ echo, answer })),
  );

  test.each(cases)("see each message once: %j", async (habits) => {
    Object.assign(world.server.habits, habits);
    const [an, binh] = await both();
    const key = an.say("một lần thôi");
    await sent(an, "một lần thôi");
    await binh.has(1);
    binh.say("rồi");
    await sent(binh, "rồi");
    await an.has(2);
    await an.lobby.reloadConversation(conversation);
    await binh.lobby.reloadConversation(conversation);
    expect(an.texts()).toEqual(["một lần thôi", "rồi"]);
    expect(binh.texts()).toEqual(["một lần thôi", "rồi"]);
    expect(an.messages()[0]).toMatchObject({ key, own: true, status: "sent" });
    expect(binh.messages()[0]).toMatchObject({ senderId: "an", senderName: "an.shop", status: "received" });
    expect(posts()).toHaveLength(2);
    expect([...an.reports, ...binh.reports].filter(({ kind }) => kind !== "http")).toEqual([]);
  });

  test("of whom one has two tabs see the same in both", async () => {
    const [an, binh] = await both();
    const tab = person("an");
    await tab.live();
    await ready(tab);
    an.say("ok");
    tab.say("ok");
    for (const one of [an, tab, binh]) await one.has(2);
    await an.lobby.reloadConversation(conversation);
    const ids = world.server.chats.map(({ _id }) => _id);
    for (const one of [an, tab, binh])
      expect(
        one
          .messages()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids.toSorted());
    expect(selectTotalUnread(tab.state())).toBe(0);
  });

  test("are told on the wire what the server wants, and nothing else", async () => {
    const [an] = await both();
    const key = an.lobby.sendMessage(conversation, {
      kind: "text",
      text: "  Còn không? ",
      about: { url: "/p/5", id: "5", title: "Giày" },
    });
    await sent(an, "Còn không?");
    expect(posts()).toEqual([
      {
        line: "POST /chat",
        userId: "an",
        csrf: world.server.csrf("an"),
        body: { message: "Còn không?", receiver: "binh", url: "/p/5", id: "5" },
      },
    ]);
    expect(an.messages()).toMatchObject([{ key }]);
    expect(an.messages()[0]?.body).toMatchObject({ about: { url: "/p/5", title: "Giày" } });
  });

  test("and the level that is promised is the one that is kept", async () => {
    const [an] = await both();
    expect(selectConnection(an.state()).guarantees).toBe("L1");
  });
});

describe("the first message", () => {
  test.each([true, false])("makes the room, the server counting nothing with it: %s", async (nullFirst) => {
    world.server.habits.nullFirst = nullFirst;
    const [an, binh] = await both();
    expect(world.server.requests).toEqual([]);
    an.say("Chào shop");
    await binh.has(1);
    expect(selectUnreadCount(binh.state(), conversation)).toBe(1);
    an.say("Còn hàng không?");
    await binh.has(2);
    expect(selectUnreadCount(binh.state(), conversation)).toBe(2);
    await binh.lobby.reloadConversation(conversation);
    expect(world.server.requests.at(-1)?.line).toBe(`GET /chat/${world.server.room("an", "binh")._id}`);
  });
});

describe("what is between others", () => {
  test("reaches neither store, reports, nor the actions that DevTools show", async () => {
    const seen: UnknownAction[] = [];
    const { server } = world;
    const lobby = createLobby({
      url: server.url,
      apiUrl: server.apiUrl,
      user: { id: "an" },
      auth: () => server.token("an"),
      protocol: shop({ csrfToken: () => server.csrf("an"), rooms: () => server.rooms("an") }),
      timings: quickTimings,
      onReport: (report) => reports.push(report),
    });
    const reports: unknown[] = [];
    const store = configureStore({
      reducer: lobbyReducers,
      middleware: (defaults) =>
        defaults().concat(lobby.middleware, () => (next: (action: unknown) => unknown) => (action: unknown) => {
          seen.push(action as UnknownAction);
          return next(action);
        }),
    });
    const stop = lobby.openConversation(conversation);
    const release = lobby.retain();
    world.hold(() => {
      stop();
      release();
      lobby.signIn(null);
    });
    const until = (test: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (test()) resolve();
        };
        store.subscribe(check);
        check();
      });
    await until(() => selectConnection(store.getState()).status === "live");
    server.habits.nullFirst = false;
    server.say("chi", "dung", "bí mật một", "https://secret.example.com");
    server.say("dung", "chi", "bí mật hai");
    server.push("message", { chats: { message: "bí mật ba", sender: { _id: "chi" }, receiver: { _id: "dung" } } });
    server.say("chi", "an", "Chào An");
    await until(() => selectTotalUnread(store.getState()) === 1);
    await lobby.loadConversations("first");
    const all = JSON.stringify([store.getState(), reports, seen]);
    expect(all).toContain("Chào An");
    for (const word of ["bí mật", "secret", "dung"]) expect(all).not.toContain(word);
    expect(reports).toEqual([]);
    expect(selectConnection(store.getState()).dropped).toEqual({});
    // The server has told everybody: it is here that it was dropped.
    expect(JSON.stringify(server.told)).toContain("bí mật hai");
  });
});

describe("a message that the server does not take", () => {
  test("for a stale token is told so, keeps its text, and goes with the page's new one", async () => {
    let token = world.server.csrf("an");
    const an = person("an", { csrfToken: () => token });
    await an.live();
    await ready(an);
    world.server.rotateCsrf("an");
    const key = an.say("Chào shop");
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()).toMatchObject([{ key, failure: { code: "STALE" }, body: { text: "Chào shop" } }]);
    expect(world.server.chats).toEqual([]);
    token = world.server.csrf("an");
    an.lobby.retryMessage(conversation, key);
    await sent(an, "Chào shop");
    expect(an.messages()).toMatchObject([{ key }]);
    expect(posts()).toHaveLength(2);
  });

  test("without any token is told so too", async () => {
    const an = person("an", {});
    await an.live();
    an.say("Chào shop");
    await an.until("it failed", () => an.messages()[0]?.failure?.code === "STALE");
    expect(posts()[0]?.csrf).toBeUndefined();
  });

  test("whose token can't be had is not sent", async () => {
    const an = person("an", { csrfToken: () => Promise.reject(new Error("secret")) });
    await an.live();
    an.say("Chào shop");
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(posts()).toEqual([]);
    expect(JSON.stringify(an.reports)).not.toContain("secret");
  });

  test("for an expired bearer token goes with another one", async () => {
    const [an] = await both();
    world.server.expire("an");
    an.say("Chào shop");
    await sent(an, "Chào shop");
    expect(posts().map(({ userId }) => userId)).toEqual([null, "an"]);
    expect(world.server.chats).toHaveLength(1);
  });

  test("because the line was cut before it was stored is told as unknown, and goes again by hand", async () => {
    const [an, binh] = await both();
    world.server.habits.loses = true;
    const key = an.say("mất tiêu");
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()[0]).toMatchObject({ failure: { code: "TIMEOUT" } });
    world.server.habits.loses = false;
    an.lobby.retryMessage(conversation, key);
    await binh.has(1);
    await sent(an, "mất tiêu");
    expect(an.messages()).toMatchObject([{ key }]);
  });

  test("for a good reason keeps its text and says why", async () => {
    world.server.habits.apiDown = true;
    const an = person("an");
    await an.live();
    an.say("Chào shop");
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()[0]).toMatchObject({ failure: { code: "UNAVAILABLE" }, body: { text: "Chào shop" } });
  });
});

describe("an answer that is lost after the message was stored", () => {
  test.each(["before", "none"] as const)("is made up for by the echo or the history: echo %s", async (echo) => {
    const [an] = await both();
    world.server.say("binh", "an", "Chào An");
    await an.has(1);
    Object.assign(world.server.habits, { echo, answer: "cut" });
    const key = an.say("đã tới");
    await sent(an, "đã tới");
    expect(an.messages()[1]).toMatchObject({ key, own: true });
    an.lobby.retryMessage(conversation, key);
    await an.lobby.reloadConversation(conversation);
    expect(an.messages()).toHaveLength(2);
    expect(posts()).toHaveLength(1);
  });
});

describe("after a loss of the connection", () => {
  test("what was missed comes with the history, and with the list", async () => {
    world.server.room("an", "binh");
    world.server.room("an", "chi");
    const [an] = await both();
    await an.lobby.loadConversations("first");
    world.server.say("chi", "an", "một");
    await an.until("chi has written", (state) => selectUnreadCount(state, "direct:an:chi") === 1);
    await world.server.stop();
    await an.until("it is lost", (state) => selectConnection(state).status !== "live");
    world.server.say("binh", "an", "lỡ rồi");
    world.server.say("chi", "an", "hai");
    await world.server.start();
    await an.live();
    await an.has(1);
    await an.lobby.loadConversations("first");
    expect(an.texts()).toEqual(["lỡ rồi"]);
    expect(selectUnreadCount(an.state(), "direct:an:chi")).toBe(2);
    an.say("đã về");
    await sent(an, "đã về");
  });
});

describe("the list of conversations", () => {
  const list = (one: Person) =>
    selectConversations(one.state()).map(({ id, lastMessage, participants }) => [
      id,
      lastMessage?.body.text,
      participants.map(({ name }) => name),
    ]);

  test.each([true, false])(
    "is the page's, kept true by what comes; the server knowing what was read: %s",
    async (readsOnGet) => {
      world.server.habits.readsOnGet = readsOnGet;
      world.server.say("chi", "an", "từ chi");
      world.server.say("binh", "an", "một");
      world.server.say("binh", "an", "hai");
      const an = person("an");
      await an.live();
      await an.lobby.loadConversations("first");
      await ready(an);
      expect(list(an)).toEqual([
        [conversation, "hai", ["binh.shop"]],
        ["direct:an:chi", "từ chi", ["chi.shop"]],
      ]);
      expect(selectUnreadCount(an.state(), conversation)).toBe(readsOnGet ? 0 : 2);
      an.lobby.markRead(conversation);
      expect(selectTotalUnread(an.state())).toBe(1);
      world.server.say("chi", "an", "nữa");
      await an.until("chi's count is two", (state) => selectUnreadCount(state, "direct:an:chi") === 2);
      expect(list(an)[0]).toEqual(["direct:an:chi", "nữa", ["chi.shop"]]);
      world.server.say("binh", "an", "ba");
      await an.until("only what is new counts", (state) => selectUnreadCount(state, conversation) === 1);
      await an.lobby.loadConversations("first");
      expect(selectTotalUnread(an.state())).toBe(3);
      expect(an.messages().map(({ body }) => body.text)).toEqual(["một", "hai", "ba"]);
    },
  );

  test("counts what is read in one place only there: own messages are never unread", async () => {
    const [an] = await both();
    const tab = person("an");
    await tab.live();
    an.say("của tôi");
    await tab.has(1);
    expect(selectTotalUnread(tab.state())).toBe(0);
  });
});
