import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BridgeChannel, bridgeChannels } from "../../../src/server/bridge/channels.js";
import type { Publication } from "../../../src/server/bridge/publication.js";
import { readPublication } from "../../../src/server/bridge/read.js";
import { payloadsLike, watchPrototypes } from "../../support/fuzz.js";
import { publications } from "./publications.js";

function read(channel: BridgeChannel, payload: unknown): Publication {
  const parsed = readPublication(channel, payload);
  if (!parsed.ok) throw new Error(parsed.issue);
  return parsed.value;
}

const said = { id: "m1", roomId: "hall", userId: "an", username: "An", message: "  hello  " };
const given = {
  id: "g1",
  roomId: "hall",
  senderId: "an",
  receiverId: "lan",
  giftId: "rose",
  giftName: "Rose",
  giftType: "flower",
  giftValue: 10,
};

describe("what a backend publishes", () => {
  test.each(bridgeChannels)("on %s is read bare, wrapped with a type, and wrapped without", (channel) => {
    const bare = publications[channel];
    const publication = read(channel, bare);
    expect(publication.known).toBe(true);
    expect(read(channel, { data: bare })).toEqual(publication);
    expect(read(channel, { type: channel.replace(".", "_"), data: bare })).toEqual(publication);
  });

  test("a message is posted in the name of who said it, under the backend's id", () => {
    expect(read("chat.message", said)).toEqual({
      do: "post",
      subject: "room:hall",
      known: true,
      conversationId: "room:hall",
      sender: { id: "an", name: "An" },
      body: { kind: "text", text: "hello" },
      clientId: "m1",
    });
  });

  test("a picture keeps its caption", () => {
    const picture = { ...said, imageUrl: "https://pictures.example/a.png" };
    expect(read("chat.message", picture)).toMatchObject({
      body: { kind: "image", url: "https://pictures.example/a.png", text: "hello" },
    });
  });

  test("the sender's own client id goes before the backend's id, so that his own copy is confirmed", () => {
    expect(read("chat.message", { ...said, clientId: "tap-1" })).toMatchObject({ clientId: "tap-1" });
  });

  test("is the same thing again by its id whatever its form, or else by its moment and words", () => {
    const keyOf = (more: object) =>
      (read("chat.message", { ...said, id: undefined, ...more }) as { clientId?: string }).clientId;
    expect(keyOf({ _id: "665f" })).toBe("665f");
    expect(keyOf({ id: 7 })).toBe("7");
    expect(keyOf({ id: "message:7/1" })).toMatch(/^[A-Za-z0-9_-]{40}$/);
    expect(keyOf({ id: "message:7/1" })).toBe(keyOf({ id: "message:7/1", message: "whatever" }));
    expect(keyOf({ id: "message:7/1" })).not.toBe(keyOf({ id: "message:7/2" }));
    expect(keyOf({ timestamp: 1_000 })).toBe(keyOf({ timestamp: new Date(1_000).toISOString() }));
    expect(keyOf({ timestamp: 1_000 })).not.toBe(keyOf({ timestamp: 1_001 }));
    expect(keyOf({ timestamp: 1_000 })).not.toBe(keyOf({ timestamp: 1_000, message: "other" }));
    expect(keyOf({})).not.toBe(keyOf({}));
    expect(read("chat.message", { ...said, id: undefined }).known).toBe(false);
  });

  test("numbers name rooms and people too", () => {
    expect(read("viewer.join", { roomId: 7, userId: 12 })).toMatchObject({ roomId: "7", user: { id: "12" } });
  });

  test("a gift of no quantity is one, of another animation the plain one, at a whole price", () => {
    expect(read("gift.send", { ...given, giftValue: 9.5, animation: "lightning" })).toMatchObject({
      gift: { quantity: 1, animation: "default", price: 10, name: "Rose", conversationId: "room:hall" },
    });
  });

  test("a gift's key is none that a tap on this server could have", () => {
    const { gift } = read("gift.send", given) as Extract<Publication, { do: "gift" }>;
    expect(gift.clientId).not.toBe("g1");
    expect(read("gift.send", { ...given, _id: "other", quantity: 2 })).toMatchObject({
      gift: { clientId: gift.clientId },
    });
  });

  test("a visitor's word to the staff is in his own name, and an answer in the staff's", () => {
    const word = { id: "w1", userId: "an", username: "An", message: "help" };
    expect(read("admin.chat", word)).toMatchObject({ conversationId: "support:an", sender: { id: "an", name: "An" } });
    expect(read("admin.chat", { ...word, adminId: "mai", adminName: "Mai" })).toMatchObject({
      conversationId: "support:an",
      sender: { id: "mai", name: "Mai" },
    });
  });

  test("a notification's type is its level, or else its kind", () => {
    const note = { id: "n1", userId: "an", title: "Hello" };
    expect(read("notification", { ...note, type: "warning" })).toMatchObject({ draft: { level: "warning" } });
    expect(read("notification", { ...note, type: "follow" })).toMatchObject({ draft: { kind: "follow" } });
    expect(read("notification", { ...note, data: { title: "inner" } })).toMatchObject({ draft: { title: "Hello" } });
  });

  test("a notification is for who is named, for several, for the admins, or names nobody", () => {
    const to = (more: object) => (read("notification", { title: "Hello", ...more }) as { to?: unknown }).to;
    expect(to({ userId: "an" })).toEqual(["an"]);
    // A user may be called so.
    expect(to({ userId: "admins" })).toEqual(["admins"]);
    expect(to({ userIds: ["an", "binh"] })).toEqual(["an", "binh"]);
    expect(to({ toAdmin: true })).toBe("admins");
    expect(to({})).toBeNull();
  });

  test("a room goes by three names, its title by two, and says only what it says", () => {
    for (const name of ["roomId", "id", "_id"]) {
      expect(read("room.update", { [name]: "hall", name: "Hall", viewerCount: 7 })).toMatchObject({
        roomId: "hall",
        description: { title: "Hall" },
      });
    }
    expect(read("room.update", { roomId: "hall", viewerCount: 7 })).toMatchObject({ description: {} });
  });

  test("of another channel's type is refused", () => {
    expect(readPublication("viewer.join", { type: "viewer_leave", data: publications["viewer.leave"] }).ok).toBe(false);
    expect(readPublication("chat.message", { ...said, type: "gift_send" }).ok).toBe(false);
  });

  test.each([
    ["chat.message", { ...said, message: "   " }],
    ["chat.message", { ...said, message: "x".repeat(4_001) }],
    ["chat.message", { ...said, imageUrl: "javascript:alert(1)" }],
    ["chat.message", { ...said, roomId: "a:b" }],
    ["chat.message", { ...said, userId: "__proto__" }],
    ["gift.send", { ...given, quantity: 101 }],
    ["gift.send", { ...given, giftValue: -1 }],
    ["notification", { userId: "an", title: "Hello", href: "javascript:alert(1)" }],
    ["notification", { userId: "an", title: "Hello", href: "//elsewhere.example" }],
    ["room.update", { title: "Hall" }],
    ["admin.chat", { userId: "an", message: " " }],
  ] as const)("on %s is refused where it can't be shown", (channel, payload) => {
    expect(readPublication(channel, payload)).toMatchObject({ ok: false, issue: expect.stringMatching(/\S/) });
  });
});

describe.each(bridgeChannels)("10,000 payloads of %s", (channel) => {
  test("throw nothing, pollute nothing, and what is let in is plain data", () => {
    const polluted = watchPrototypes();
    let refused = 0;
    fc.assert(
      fc.property(payloadsLike(fc.constant(publications[channel])), ({ make }) => {
        const parsed = readPublication(channel, make());
        if (!parsed.ok) {
          refused += 1;
          if (typeof parsed.issue !== "string" || parsed.issue.length > 400) throw new Error("issue");
        } else if (
          Object.getPrototypeOf(parsed.value) !== Object.prototype ||
          JSON.stringify(parsed.value).length > 70_000
        )
          throw new Error("value");
      }),
      { numRuns: 10_000 },
    );
    expect(polluted()).toEqual([]);
    expect(refused).toBeGreaterThan(3_000);
  });
});
