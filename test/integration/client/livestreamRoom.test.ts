import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LivestreamRoom } from "../../../src/client/livestream/livestreamRoom.js";
import type { LivestreamView } from "../../../src/client/livestream/livestreamView.js";
import { livestream } from "../../../src/protocols/livestream/livestream.js";
import { livestreamAuth } from "../../../src/protocols/livestream/livestreamAuth.js";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { eventually, holdClock, whenSo } from "../../support/patience.js";
import { quickTimings } from "../protocols/support/presetWorld.js";

/** A whole room by one object, against somebody's livestream gateway over real sockets. */

let server: LivestreamServer;
const rooms: LivestreamRoom[] = [];

beforeEach(async () => {
  server = await startLivestreamServer();
});

afterEach(async () => {
  for (const room of rooms.splice(0)) room.leave();
  await server.stop();
});

async function come(id: string, roomId = "hall") {
  const { accessToken, refreshToken } = server.tokens(id);
  const room = new LivestreamRoom({
    url: server.url,
    apiUrl: server.apiUrl,
    user: { id, name: `Name of ${id}` },
    auth: livestreamAuth({ apiUrl: server.apiUrl, accessToken, refreshToken }),
    protocol: livestream({
      gifts: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }],
      imageHosts: ["images.example.com"],
    }),
    timings: quickTimings,
    roomId,
  });
  rooms.push(room);
  const until = (what: string, test: (view: LivestreamView) => boolean) =>
    whenSo(
      () => test(room.view),
      (check) => room.on("change", check),
      () => `${id} waited in vain until ${what}: ${JSON.stringify(room.view)}`,
    );
  room.join();
  await until("it is in the room", (view) => view.connection.status === "live" && view.room.status === "joined");
  const texts = () => room.view.chat.messages.map(({ body }) => body.text);
  return { room, until, texts };
}

describe("a whole room on a livestream server", () => {
  test("says what this server can do, and what it promises", async () => {
    const { room, until } = await come("an");
    await until("the room is described", ({ room: { info } }) => info.description === "Every evening");
    expect(room.view).toMatchObject({
      connection: { guarantees: "L1" },
      capabilities: { typing: false, receipts: "none", history: "none", support: false },
      room: { info: { title: "Room hall" }, isHost: false },
      chat: { hasOlder: false, typing: [] },
      gifts: { supported: true, balance: null, catalogue: [{ id: "rose" }] },
      notifications: { supported: true },
    });
  });

  test("both hear each other, see gifts once, and are counted", async () => {
    server.habits.backend = "wrapped";
    const [an, binh] = [await come("an"), await come("binh")];
    await an.until("two watch", ({ viewers }) => viewers.count === 2);
    const key = an.room.send("chào");
    await binh.until("it is heard", ({ chat }) => chat.messages.length === 1);
    await an.until("it is sent", ({ chat }) => chat.messages[0]?.status === "sent");
    expect(an.room.view.chat.messages[0]?.key).toBe(key);
    an.room.live.sendGift({ giftId: "rose", quantity: 2, receiverId: "host" });
    for (const who of [an, binh]) {
      await who.until("it is shown", ({ gifts }) => gifts.showing?.name === "Rose");
      await who.until("it stands in the chat", ({ chat }) => chat.messages.length === 2);
      expect(who.room.view.gifts.recent).toHaveLength(1);
    }
  });

  test("tells when the next message may go, and sends it then by itself", async () => {
    const [an, binh] = [await come("an"), await come("binh")];
    const moveOn = holdClock();
    an.room.send("một");
    an.room.send("hai");
    await an.until("it has to wait", ({ chat }) => chat.nextMessageAt !== null);
    moveOn(2_000);
    await binh.until("both have come", ({ chat }) => chat.messages.length === 2);
    await an.until("it need not wait", ({ chat }) => chat.nextMessageAt === null);
    expect(binh.texts()).toEqual(["một", "hai"]);
  });

  test("a picture of a host that is not allowed stays with its reason, and can be thrown away", async () => {
    const { room, until } = await come("an");
    const key = room.live.sendImage("https://evil.example/a.png");
    await until("it is refused", ({ chat }) => chat.messages[0]?.status === "failed");
    expect(room.view.chat.messages[0]).toMatchObject({ key, failure: { code: "INVALID" } });
    expect(room.live.discard(key)).toMatchObject({ url: "https://evil.example/a.png" });
  });

  test("words to the admins go out unconfirmed, notifications come in and are read here", async () => {
    const { room, until } = await come("an");
    room.live.askAdmin("Không có tiếng");
    await until("it is out", ({ support }) => support.messages[0]?.status === "unconfirmed");
    const heard: string[] = [];
    room.on("notification", ({ title }) => heard.push(title));
    server.push("an", "notification", { id: "n1", type: "info", title: "Bắt đầu", timestamp: Date.now() });
    await until("one is unread", ({ notifications }) => notifications.unreadCount === 1);
    expect(heard).toEqual(["Bắt đầu"]);
    room.live.markNotificationsRead("n1");
    await until("none is", ({ notifications }) => notifications.unreadCount === 0);
  });

  test("stays in the room over an expired token and over a restart, and says meanwhile how it stands", async () => {
    const an = await come("an");
    server.expire("an");
    const again = server.next("joinRoom");
    await again;
    await an.until("it is back", ({ room }) => room.status === "joined");
    await server.stop();
    await an.until("the socket is down", ({ health }) => health.socket === "down" && health.errors.length > 0);
    an.room.send("trong lúc mất mạng");
    expect(an.room.view.chat.messages[0]).toMatchObject({ status: "queued" });
    await server.start();
    await an.until("it is sent", ({ chat }) => chat.messages[0]?.status === "sent");
    expect(server.members("hall")).toEqual(["an"]);
  });

  test("names who comes and goes as far as the server does", async () => {
    const an = await come("an");
    const moves: string[] = [];
    an.room.on("join", ({ id }) => moves.push(`${id} came`));
    an.room.on("leave", ({ id }) => moves.push(`${id} went`));
    const binh = await come("binh");
    await an.until("he is there", ({ room }) => room.roster.some(({ id }) => id === "binh"));
    binh.room.leave();
    await an.until("he is gone", ({ room }) => !room.roster.some(({ id }) => id === "binh"));
    expect(moves).toEqual(["binh came", "binh went"]);
  });

  test("leaves the room and the server", async () => {
    const { room } = await come("an");
    room.leave();
    await eventually(() => expect(server.connections()).toBe(0));
  });
});
