import { describe, expect, test } from "vitest";
import { acknowledgementSchema } from "../../../../src/contract/errors.js";
import { parse } from "../../../../src/contract/schema.js";
import { nativeEventSchema, nativeResultSchemas } from "../../../../src/protocols/native/wire.js";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import { testCore, text } from "../../support/testCore.js";

const pair = "direct:an:binh";

describe("sending a message", () => {
  test("stores it, tells all tabs of both, and acknowledges with its place in the log", async () => {
    const { tab, store } = testCore();
    const [an, anToo, binh, cuong] = [tab("an"), tab("an"), tab("binh"), tab("cuong")];
    const answer = await an.do("sendMessage", text(pair, "c1", "hello"));
    const [stored] = await store.range(pair, 0, 10);
    expect(answer).toMatchObject({ ok: true, seq: 1, epoch: "epoch-1", id: stored?.id });
    expect(parse(acknowledgementSchema(nativeResultSchemas.sendMessage), answer).ok).toBe(true);
    for (const one of [an, anToo, binh]) {
      expect(one.heard("messageReceived").map(({ message }) => message)).toEqual([stored]);
      for (const event of one.heard()) expect(parse(nativeEventSchema, event)).toEqual({ ok: true, value: event });
    }
    expect(cuong.heard()).toEqual([]);
  });

  test("has told everybody by the time it acknowledges, and stored it by the time it tells", async () => {
    const order: string[] = [];
    const inner = memoryStore();
    const store = {
      ...inner,
      append: async (input: Parameters<typeof inner.append>[0]) => {
        const result = await inner.append(input);
        order.push("stored");
        return result;
      },
    };
    const { tab, network } = testCore({ store });
    const [an, binh] = [tab("an"), tab("binh")];
    const send = network.send;
    network.send = (...args) => {
      if (args[1][0]?.type === "messageReceived") order.push("told");
      send(...args);
    };
    await an.do("sendMessage", text(pair, "c1")).then(() => order.push("acknowledged"));
    expect(order).toEqual(["stored", "told", "acknowledged"]);
    expect(binh.heard("messageReceived")).toHaveLength(1);
  });

  test("answers a repetition with what was stored and tells nobody again", async () => {
    const { tab, store } = testCore();
    const [an, binh] = [tab("an"), tab("binh")];
    const first = await an.do("sendMessage", text(pair, "c1"));
    const second = await an.do("sendMessage", text(pair, "c1"));
    expect(second).toEqual({ ...first, duplicate: true });
    expect(binh.heard("messageReceived")).toHaveLength(1);
    expect(await store.bounds(pair)).toEqual({ head: 1, oldest: 1 });
  });

  test("refuses other words under the same client id", async () => {
    const { tab, store } = testCore();
    const an = tab("an");
    await an.do("sendMessage", text(pair, "c1", "one"));
    expect(await an.do("sendMessage", text(pair, "c1", "two"))).toMatchObject({ ok: false, code: "CONFLICT" });
    expect((await store.range(pair, 0, 10)).map(({ body }) => body)).toEqual([{ kind: "text", text: "one" }]);
  });

  test("lets two people use the same client id", async () => {
    const { tab } = testCore();
    await tab("an").do("sendMessage", text(pair, "c1", "one"));
    expect(await tab("binh").do("sendMessage", text(pair, "c1", "two"))).toMatchObject({ ok: true, seq: 2 });
  });

  test("takes sender, time, id and sequence from the server only", async () => {
    const { tab, store, clock } = testCore();
    const forged = {
      ...text(pair, "c1"),
      senderId: "binh",
      sender: { id: "binh" },
      seq: 99,
      id: "x",
      createdAt: 1,
      ts: 1,
    };
    await tab({ user: { id: "an", name: "An" } }).do("sendMessage", forged);
    const [message] = await store.range(pair, 0, 10);
    expect(message).toMatchObject({ senderId: "an", senderName: "An", seq: 1, createdAt: clock.now() });
    expect(message?.id).not.toBe("x");
  });

  test("announces the conversation to both when it first appears, not at every message", async () => {
    const { tab } = testCore();
    const [an, binh] = [tab("an"), tab("binh")];
    await an.do("sendMessage", text(pair, "c1"));
    await an.do("sendMessage", text(pair, "c2"));
    expect(binh.heard("conversationChanged").map(({ conversation }) => conversation)).toEqual([
      expect.objectContaining({ id: pair, participants: [{ id: "an", name: "AN" }], unreadCount: 1, head: 1 }),
    ]);
    expect(an.heard("conversationChanged").map(({ conversation }) => conversation)).toEqual([
      expect.objectContaining({ id: pair, participants: [{ id: "binh", name: "BINH" }], unreadCount: 0 }),
    ]);
  });

  test("needs no open room, yet is heard only by those who opened it", async () => {
    const { tab } = testCore();
    const [an, binh, cuong] = [tab("an"), tab("binh"), tab("cuong")];
    await binh.do("openConversation", { conversationId: "room:lobby" });
    expect(await an.do("sendMessage", text("room:lobby", "c1"))).toMatchObject({ ok: true });
    expect(binh.heard("messageReceived")).toHaveLength(1);
    expect(cuong.heard("messageReceived")).toEqual([]);
  });

  test("refuses a longer text than this server wants", async () => {
    const { tab } = testCore({ limits: { messageLength: 5 } });
    expect(await tab("an").do("sendMessage", text(pair, "c1", "123456"))).toMatchObject({ code: "TOO_LARGE" });
  });

  test.each([
    ["https://img.example.com/a.png", true],
    ["https://cdn.img.example.com/a.png", true],
    ["https://IMG.EXAMPLE.COM/a.png", true],
    ["https://evilimg.example.com/a.png", false],
    ["https://img.example.com.evil.org/a.png", false],
    ["https://evil.org/img.example.com", false],
    ["https://img.example.com@evil.org/a.png", false],
  ])("judges the host of the image %s", async (url, allowed) => {
    const { tab } = testCore({ imageHosts: ["img.example.com"] });
    const body = { kind: "image", url } as const;
    const answer = await tab("an").do("sendMessage", { conversationId: pair, clientId: "c1", body });
    expect(answer.ok).toBe(allowed);
  });

  test.each(["javascript:alert(1)", "data:image/png;base64,AA", " https://a.example/x", "file:///etc/passwd"])(
    "refuses the image address %s",
    async (url) => {
      const { tab } = testCore();
      const body = { kind: "image", url } as const;
      expect(await tab("an").do("sendMessage", { conversationId: pair, clientId: "c1", body })).toMatchObject({
        code: "INVALID",
      });
    },
  );

  test("answers UNAVAILABLE and tells nobody when the store fails, and the same client id works later", async () => {
    const inner = memoryStore();
    let broken = true;
    const store = {
      ...inner,
      append: (input: Parameters<typeof inner.append>[0]) =>
        broken ? Promise.reject(new Error("disk")) : inner.append(input),
    };
    const { tab, reports } = testCore({ store });
    const [an, binh] = [tab("an"), tab("binh")];
    expect(await an.do("sendMessage", text(pair, "c1"))).toEqual({ ok: false, code: "UNAVAILABLE" });
    expect(binh.heard()).toEqual([]);
    expect(reports).toEqual([expect.objectContaining({ kind: "fault", during: "lobby:send", userId: "an" })]);
    broken = false;
    expect(await an.do("sendMessage", text(pair, "c1"))).toMatchObject({ ok: true, seq: 1 });
  });
});
