import { describe, expect, test } from "vitest";
import { selectMessages } from "../../../src/client/chat/selectors.js";
import { healthFeature } from "../../../src/client/connection/healthFeature.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import { giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import { selectGifts, selectPendingGifts } from "../../../src/client/gifts/selectors.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotificationList, selectNotifications } from "../../../src/client/notifications/selectors.js";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import { selectRoom } from "../../../src/client/room/selectors.js";
import { viewersFeature } from "../../../src/client/viewers/viewersFeature.js";
import { livestream } from "../../../src/protocols/livestream/livestream.js";
import { type LivestreamTokens, livestreamAuth } from "../../../src/protocols/livestream/livestreamAuth.js";
import { startLivestreamServer } from "../../servers/livestream.js";
import { holdClock } from "../../support/patience.js";
import { presetWorld } from "./support/presetWorld.js";

/** The real client against a server of this kind: what people see. */

const hall = "room:hall";
const rose = { id: "rose", name: "Hoa hồng", price: 10, animation: "hearts" as const };
const world = presetWorld(startLivestreamServer, (server) => ({
  url: server.url,
  apiUrl: server.apiUrl,
  protocol: livestream({ gifts: [rose], imageHosts: ["images.example.com"] }),
}));

/** Who opens the room, with all pairs of tokens that he is given afterwards. */
function person(id: string, tokens: { accessToken?: string } = {}) {
  const { apiUrl, tokens: newTokens } = world.server;
  const pairs: LivestreamTokens[] = [];
  const { accessToken, refreshToken } = newTokens(id);
  const onTokens = (pair: LivestreamTokens) => void pairs.push(pair);
  const auth = livestreamAuth({ apiUrl, accessToken, refreshToken, onTokens, ...tokens });
  const one = world.person(id, [], { user: { id, name: `Name of ${id}` }, auth });
  return { ...one, pairs, leave: one.hold(one.lobby.openConversation(hall)) };
}

type Person = ReturnType<typeof person>;

async function both(): Promise<[Person, Person]> {
  return [await inside("an"), await inside("binh")];
}

/** Who has come into the room, all said and done. */
async function inside(id: string, tokens?: { accessToken?: string }): Promise<Person> {
  const lastWord = world.server.next("getRoomInfo");
  const one = person(id, tokens);
  await one.live();
  await lastWord;
  return one;
}

const eventsOf = (userId: string, ...events: string[]) =>
  world.server.received.filter((one) => one.userId === userId && events.includes(one.event)).map(({ event }) => event);

describe("coming in", () => {
  test("authenticates after the connect, with exactly what the server wants, and joins", async () => {
    world.server.habits.asksFirst = true;
    const an = await inside("an");
    expect(world.server.received.map(({ event }) => event)).toEqual(["authenticate", "joinRoom", "getRoomInfo"]);
    expect(Object.keys(world.server.received[0]?.payload ?? {}).sort()).toEqual(["timestamp", "token", "userId"]);
    expect(world.server.received[1]?.payload).toEqual({ roomId: "hall", userId: "an", username: "Name of an" });
    expect(world.server.members("hall")).toEqual(["an"]);
    expect(selectConnection(an.lobby.store.getState()).guarantees).toBe("L1");
    expect(world.server.requests).toEqual([]);
    expect(an.reports).toEqual([]);
  });

  test("a refused token is refreshed once, and the new one is taken", async () => {
    const an = person("an", { accessToken: "rubbish" });
    await an.live();
    expect(world.server.requests).toEqual(["POST auth/refresh-token"]);
    expect(
      world.server.received.filter(({ event }) => event === "authenticate").map(({ payload }) => payload.token),
    ).toEqual(["rubbish", an.pairs[0]?.accessToken]);
  });

  test("a server that takes no token at all is not stormed", async () => {
    const an = person("nobody", { accessToken: "rubbish" });
    world.server.expire("nobody");
    world.server.habits.apiDown = true;
    await an.until("it is given up", (state) => selectConnection(state).status === "auth-failed");
    expect(world.server.received.filter(({ event }) => event === "authenticate").length).toBeLessThanOrEqual(2);
    expect(world.server.requests.length).toBeLessThanOrEqual(5);
  });

  test("a room that nobody may enter is an error, and is left alone", async () => {
    world.server.habits.closedRooms.add("hall");
    const an = person("an");
    await an.until("it failed", (state) => state.lobby.chat.conversations[hall]?.error?.code === "NOT_FOUND");
    expect(world.server.members("hall")).toEqual([]);
  });
});

describe("a token that runs out", () => {
  test("is replaced without a new connection, and the room is joined again", async () => {
    const [an, binh] = await both();
    const before = world.server.received.length;
    world.server.expire("an");
    await an.until("it is back in the room", () => world.server.members("hall").includes("an"));
    expect(world.server.received.slice(before).map(({ event }) => event)).toEqual(["authenticate", "joinRoom"]);
    expect(an.pairs).toHaveLength(1);
    binh.say("còn đó không?");
    await an.has(1);
    an.say("còn");
    await binh.has(2);
    expect(selectConnection(an.lobby.store.getState()).status).toBe("live");
  });
});

/** No tokens are given out until the returned function is called. */
function holdTokens(): () => void {
  let give = () => {};
  world.server.habits.tokensAfter = new Promise((resolve) => {
    give = resolve;
  });
  return () => give();
}

/** Resolves when the page has heard that its token is over, and asks for another. */
async function expired(who: Person): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    const socket = who.lobby.socket() as { once(event: string, listener: () => void): void };
    socket.once("tokenExpired", resolve);
  });
  world.server.expire("an");
  await heard;
}

describe("what is said while the server knows one no longer", () => {
  test.each(["at once", "when it is told"])("waits for the next token and goes out once (said %s)", async (when) => {
    const [an, binh] = await both();
    if (when === "at once") {
      world.server.expire("an");
      an.say("chờ chút");
    } else {
      const giveTokens = holdTokens();
      await expired(an);
      an.say("chờ chút");
      await an.until("it waits", () => an.messages()[0]?.status === "queued");
      expect(eventsOf("an", "sendMessage")).toEqual([]);
      giveTokens();
    }
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    await binh.has(1);
    await an.until("it is back in the room", () => world.server.members("hall").includes("an"));
    expect(an.texts()).toEqual(["chờ chút"]);
    expect(binh.texts()).toEqual(["chờ chút"]);
  });

  test("a gift waits too, and is not charged twice", async () => {
    const [an, binh] = await both();
    const gifts = an.lobby.use(giftsFeature);
    an.hold(gifts.show(hall, "shop"));
    const giveTokens = holdTokens();
    await expired(an);
    gifts.send(hall, { giftId: "rose", quantity: 2, receiverId: "host", receiverName: "Chị" });
    giveTokens();
    await an.until("it is sent", (state) => selectPendingGifts(state, hall)[0]?.status === "sent");
    await binh.has(1);
    expect(eventsOf("an", "sendGift")).toEqual(["sendGift"]);
    expect(binh.messages()[0]?.body).toMatchObject({ kind: "gift", quantity: 2, receiverName: "Chị" });
  });
});

describe("a lost connection", () => {
  test("comes back by itself: authenticates, joins, and what was typed meanwhile goes out once", async () => {
    const [an, binh] = await both();
    await world.server.stop();
    await an.until("it is noticed", (state) => selectConnection(state).status === "reconnecting");
    an.say("trong lúc mất mạng");
    expect(an.messages().at(-1)?.status).toBe("queued");
    const before = world.server.received.length;
    await world.server.start();
    await Promise.all([an.live(), binh.live()]);
    await an.until("it went out", () => an.messages()[0]?.status === "sent");
    await binh.until("it is back in the room", () => world.server.members("hall").includes("binh"));
    const again = world.server.received.slice(before).filter(({ payload }) => payload.userId === "an");
    expect(again.map(({ event }) => event).slice(0, 2)).toEqual(["authenticate", "joinRoom"]);
    expect(eventsOf("an", "sendMessage")).toHaveLength(1);
    expect(an.texts()).toEqual(["trong lúc mất mạng"]);
    expect(world.server.members("hall").sort()).toEqual(["an", "binh"]);
  });
});

describe("a message", () => {
  const cases = [true, false].flatMap((echo) =>
    (["off", "wrapped", "bare"] as const).flatMap((backend) =>
      (["first", "last"] as const).flatMap((answers) =>
        [true, false].flatMap((ids) =>
          [true, false].map((timestamps) => ({ echo, backend, answers, ids, timestamps })),
        ),
      ),
    ),
  );

  test.each(cases)("is shown once to both: %j", async (habits) => {
    Object.assign(world.server.habits, habits, { cooldown: false });
    const [an, binh] = await both();
    const key = an.say("một lần thôi");
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    await binh.has(1);
    binh.say("rồi");
    await an.has(2);
    await binh.until("it is sent", () => binh.messages()[1]?.status === "sent");
    expect(an.texts()).toEqual(["một lần thôi", "rồi"]);
    expect(binh.texts()).toEqual(["một lần thôi", "rồi"]);
    expect(an.messages().map(({ own }) => own)).toEqual([true, false]);
    expect(an.messages()[0]?.key).toBe(key);
    expect([...an.reports, ...binh.reports]).toEqual([]);
  });

  test("bears on the wire what the server wants, and nothing else", async () => {
    const [an] = await both();
    an.say("  gọn  ");
    await an.until("it is sent", () => an.messages()[0]?.status === "sent");
    const sent = world.server.received.find(({ event }) => event === "sendMessage")?.payload;
    expect(sent).toEqual({
      roomId: "hall",
      userId: "an",
      username: "Name of an",
      message: "gọn",
      timestamp: expect.any(Number),
    });
  });

  test("that is too soon is a rate limit with its text kept, and goes by itself", async () => {
    const [an, binh] = await both();
    const moveOn = holdClock();
    an.say("một");
    an.say("hai");
    await an.until("the limit shows", (state) => {
      return (state.lobby.chat.conversations[hall]?.rateLimitedUntil ?? 0) > Date.now();
    });
    expect(an.texts()).toEqual(["một", "hai"]);
    expect(an.messages()[1]?.status).toBe("queued");
    moveOn(2_000);
    await binh.has(2);
    expect(binh.texts()).toEqual(["một", "hai"]);
    expect(eventsOf("an", "sendMessage")).toHaveLength(2);
  });

  test("that nobody answers is told as unknown, with its text, and repeated only by hand", async () => {
    world.server.habits.lose.add("sendMessage");
    const an = person("an");
    await an.live();
    const arrived = world.server.next("sendMessage");
    an.say("mất tiêu");
    await arrived;
    world.server.cut();
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()[0]).toMatchObject({ body: { text: "mất tiêu" }, failure: { code: "TIMEOUT" } });
    await an.live();
    expect(world.server.received.filter(({ event }) => event === "sendMessage")).toHaveLength(1);
  });

  test("that the server itself finds too soon waits as long as it says, with its text", async () => {
    world.server.habits.refusals.push({ error: "You are sending too fast, slow down", retryAfterMs: 200 });
    const an = person("an");
    await an.live();
    an.say("chậm thôi");
    await an.until("the limit shows", (state) => (state.lobby.chat.conversations[hall]?.rateLimitedUntil ?? 0) > 0);
    expect(an.messages()[0]).toMatchObject({ body: { text: "chậm thôi" }, status: "queued" });
    await an.until("it went", () => an.messages()[0]?.status === "sent");
    expect(eventsOf("an", "sendMessage")).toHaveLength(2);
  });

  test("that the server refuses keeps its text and says why", async () => {
    const an = person("an");
    await an.live();
    an.say("a".repeat(501));
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    expect(an.messages()[0]).toMatchObject({ body: { text: "a".repeat(501) }, failure: { code: "TOO_LARGE" } });
    expect(eventsOf("an", "sendMessage")).toEqual([]);
  });

  test("may be a picture of an allowed host; of another it does not go out, and does not come in", async () => {
    const [an, binh] = await both();
    const picture = "https://images.example.com/a.jpg";
    an.lobby.sendMessage(hall, { kind: "image", url: "https://evil.com/a.jpg" });
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    an.lobby.sendMessage(hall, { kind: "image", url: picture });
    await binh.has(1);
    expect(binh.messages()[0]?.body).toEqual({ kind: "image", url: picture });
    expect(eventsOf("an", "sendImageMessage")).toHaveLength(1);
    const foreign = { roomId: "hall", userId: "chi", imageUrl: "https://evil.com/images.example.com.jpg" };
    world.server.push("binh", "newMessage", foreign);
    await binh.until("it is dropped", (state) => selectConnection(state).dropped.newMessage === 1);
    expect(binh.messages()).toHaveLength(1);
  });

  test("to the admins shows as unconfirmed: nobody answers it", async () => {
    const an = person("an");
    await an.live();
    const stop = an.lobby.openConversation("support:an");
    an.lobby.sendMessage("support:an", { kind: "text", text: "Cứu" });
    const shown = () => selectMessages(an.lobby.store.getState(), "support:an");
    await an.until("it is out", () => shown()[0]?.status === "unconfirmed");
    await an.until("it arrived", () => eventsOf("an", "chatWithAdmin").length === 1);
    expect(shown()).toHaveLength(1);
    stop();
  });
});

describe("the talk with the admins", () => {
  test("shows their answers, one's own question once, and nothing that is said to others", async () => {
    const an = person("an");
    await an.live();
    an.hold(an.lobby.openConversation("support:an"));
    an.say("Cứu", "support:an");
    await an.until("it is out", () => an.messages("support:an")[0]?.status === "unconfirmed");
    const said = { username: "Admin", message: "Có tôi đây", timestamp: Date.now() + 1_000 };
    world.server.push("an", "chatMessageFromBackend", {
      data: { ...said, _id: "a2", userId: "admin1", receiverId: "binh" },
    });
    world.server.push("an", "chatMessageFromBackend", {
      _id: "a3",
      userId: "binh",
      message: "Tôi cũng",
      supportType: "general",
    });
    world.server.push("an", "chatMessageFromBackend", {
      _id: "a0",
      userId: "an",
      message: "Cứu",
      supportType: "general",
    });
    world.server.push("an", "chatMessageFromBackend", {
      data: { ...said, _id: "a1", userId: "admin1", receiverId: "an" },
    });
    await an.has(2, "support:an");
    expect(an.texts("support:an")).toEqual(["Cứu", "Có tôi đây"]);
    expect(an.messages("support:an").map(({ own }) => own)).toEqual([true, false]);
    expect(an.messages()).toEqual([]);
    expect(an.reports).toEqual([]);
  });
});

describe("other rooms", () => {
  test("show nothing in this one, though the server tells everybody of all", async () => {
    world.server.habits.tellsAll = true;
    const [an, binh] = await both();
    const stop = binh.lobby.openConversation("room:other");
    await binh.until("he is in it", () => world.server.members("other").length === 1);
    binh.lobby.sendMessage("room:other", { kind: "text", text: "ở phòng khác" });
    await binh.until("it is sent", (state) => selectMessages(state, "room:other")[0]?.status === "sent");
    world.server.push("an", "newGift", { ...aGift, roomId: "other" });
    world.server.push("an", "newMessage", { roomId: "hall", userId: "chi", message: "ở đây" });
    await an.has(1);
    expect(an.texts()).toEqual(["ở đây"]);
    expect(Object.keys(an.state().lobby.chat.conversations)).toEqual([hall]);
    stop();
  });
});

const aGift = {
  roomId: "hall",
  senderId: "chi",
  senderName: "Chi",
  receiverId: "host",
  giftId: "rose",
  giftName: "Hoa hồng",
  giftType: "flower",
  giftValue: 10,
  quantity: 2,
  animation: "hearts",
};

describe("a gift", () => {
  const cases = [true, false].flatMap((echo) =>
    (["off", "wrapped"] as const).flatMap((backend) =>
      (["first", "last"] as const).flatMap((answers) => [true, false].map((ids) => ({ echo, backend, answers, ids }))),
    ),
  );

  test.each(cases)("is given once, and is a row of the chat for both: %j", async (habits) => {
    Object.assign(world.server.habits, habits);
    const [an, binh] = await both();
    const gifts = [an, binh].map(({ lobby }) => lobby.use(giftsFeature));
    for (const one of gifts) world.hold(one.show(hall, "shop"));
    gifts[0]?.send(hall, { giftId: "rose", quantity: 5, receiverId: "host", note: "Hay quá" });
    await binh.has(1);
    await an.has(1);
    await an.until("it is sent", (state) => selectPendingGifts(state, hall)[0]?.status === "sent");
    for (const { lobby, messages } of [an, binh]) {
      const { recent } = selectGifts(lobby.store.getState(), hall);
      expect(recent).toHaveLength(1);
      expect(recent[0]).toMatchObject({ giftId: "rose", quantity: 5, senderId: "an", animation: "hearts" });
      expect(messages()).toHaveLength(1);
      expect(messages()[0]?.body).toMatchObject({ kind: "gift", quantity: 5, note: "Hay quá" });
    }
    expect(world.server.received.find(({ event }) => event === "sendGift")?.payload).not.toHaveProperty("clientId");
    expect(eventsOf("an", "sendGift")).toHaveLength(1);
  });

  test("that is refused is shown to nobody", async () => {
    const elsewhere = "room:elsewhere";
    const an = person("an");
    await an.live();
    an.lobby.use(giftsFeature).send(elsewhere, { giftId: "rose", quantity: 1, receiverId: "host" });
    await an.until("it failed", (state) => selectPendingGifts(state, elsewhere)[0]?.status === "failed");
    expect(selectPendingGifts(an.lobby.store.getState(), elsewhere)[0]?.failure).toMatchObject({ code: "FORBIDDEN" });
    expect(selectGifts(an.lobby.store.getState(), elsewhere).recent).toEqual([]);
    expect(selectMessages(an.lobby.store.getState(), elsewhere)).toEqual([]);
  });
});

describe("beside the chat", () => {
  test("notifications are pushed, read here, and stand over a reconnect", async () => {
    const an = person("an");
    const notifications = an.lobby.use(notificationsFeature);
    const stop = notifications.watch();
    await an.live();
    world.server.push("an", "notification", {
      id: "n1",
      type: "success",
      title: "Đã theo dõi",
      message: "",
      isRead: false,
    });
    world.server.push("an", "systemNotification", {
      title: "Bảo trì",
      message: "Đêm nay",
      timestamp: 1_772_443_800_000,
    });
    const shown = () => selectNotifications(an.lobby.store.getState());
    await an.until("both are there", () => shown().length === 2);
    notifications.markRead("n1");
    world.server.cut();
    await an.until("it is noticed", (state) => selectConnection(state).status !== "live");
    await an.live();
    await an.until("it is loaded", (state) => selectNotificationList(state).status === "ready");
    expect(
      shown()
        .map(({ title, read }) => `${title} ${read}`)
        .sort(),
    ).toEqual(["Bảo trì false", "Đã theo dõi true"]);
    expect(world.server.requests).toEqual([]);
    stop();
  });

  test.each([false, true])("the room, its viewers, and who comes and goes (naming no room: %s)", async (nameless) => {
    world.server.habits.namesNoRoom = nameless;
    const an = person("an");
    const stops = [an.lobby.use(roomFeature).watch("hall"), an.lobby.use(viewersFeature).view("hall")];
    await an.live();
    await an.until("its info is there", (state) => selectRoom(state, "hall").info?.description === "Every evening");
    const binh = person("binh");
    await binh.live();
    await an.until("he is counted", (state) => state.lobby.viewers?.counts.hall?.count === 2);
    await an.until("the room counts him", (state) => selectRoom(state, "hall").memberCount === 2);
    expect(selectRoom(an.lobby.store.getState(), "hall").info).toMatchObject({ title: "Room hall", hostId: "host" });
    const participants = () => an.lobby.store.getState().lobby.chat.conversations[hall]?.participants ?? [];
    await an.until("he is named", () => participants().some(({ id }) => id === "binh"));
    const names = (state: LobbyRootState) => selectRoom(state, "hall").roster.map(({ name }) => name);
    expect(names(an.state())).toEqual(["Name of binh"]);
    binh.leave();
    await an.until("he is gone", (state) => names(state).length === 0);
    expect(selectRoom(an.state(), "hall").memberCount).toBe(1);
    for (const stop of stops) stop();
  });

  test("a room that is looked at in three ways is left when nobody looks any more", async () => {
    const an = person("an");
    await an.live();
    const stops = [an.lobby.use(roomFeature).watch("side"), an.lobby.use(viewersFeature).view("side")];
    await an.until("its count is there", (state) => state.lobby.viewers?.counts.side?.count === 1);
    await an.until("it is in", (state) => selectRoom(state, "side").status === "joined");
    const left = world.server.next("leaveRoom");
    stops[0]?.();
    stops[1]?.();
    expect(await left).toEqual({ roomId: "side" });
    await an.until("it is out", () => world.server.members("side").length === 0);
    expect(eventsOf("an", "leaveRoom")).toHaveLength(1);
    expect(world.server.members("hall")).toEqual(["an"]);
  });

  test("health asks the API", async () => {
    const an = person("an");
    await an.live();
    expect(await an.lobby.use(healthFeature).check()).toBe("healthy");
    expect(world.server.requests).toEqual(["GET system/health"]);
  });
});

test("a hostile push is dropped and reported, and the chat goes on", async () => {
  const [an, binh] = await both();
  for (const payload of [null, 7, "x", [], { message: {} }, { roomId: "hall", userId: "__proto__", message: "x" }])
    world.server.push("an", "newMessage", payload);
  world.server.push("an", "constructor", { polluted: true });
  binh.say("xong");
  await an.has(1);
  expect(an.texts()).toEqual(["xong"]);
  expect(selectConnection(an.lobby.store.getState()).dropped).toMatchObject({ newMessage: 6 });
  expect(an.reports.map(({ kind }) => kind).sort()).toEqual([...Array(6).fill("malformed"), "unmapped"]);
});
