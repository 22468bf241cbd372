import { describe, expect, test } from "vitest";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import { testCore, text } from "../../support/testCore.js";

const room = "room:hall";
const hello = { kind: "text", text: "hello" } as const;
const post = (more: object = {}) => ({ conversationId: room, sender: { id: "an", name: "An" }, body: hello, ...more });

describe("a message posted in a user's name", () => {
  test("has its place in the log and is told to those who hear the conversation", async () => {
    const { core, store, tab } = testCore();
    const binh = tab("binh");
    await binh.do("openConversation", { conversationId: room });
    await core.systemMessage(room, "before");
    const posted = await core.postMessage(post({ clientId: "there-7" }));
    expect(posted).toMatchObject({
      duplicate: false,
      epoch: "epoch-1",
      message: { seq: 2, senderId: "an", body: hello },
    });
    expect(binh.heard("messageReceived").at(-1)?.message).toEqual(posted.message);
    expect((await store.range(room, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test("is stored and told once for a client id, and confirms what the user's own client has sent under it", async () => {
    const { core, store, tab } = testCore();
    const an = tab("an");
    await an.do("openConversation", { conversationId: room });
    await an.do("sendMessage", text(room, "tap", "hello"));
    const again = await core.postMessage(post({ clientId: "tap" }));
    const more = await core.postMessage(post({ clientId: "tap" }));
    expect([again.duplicate, more.duplicate]).toEqual([true, true]);
    expect(await store.range(room, 0, 10)).toHaveLength(1);
    expect(an.heard("messageReceived")).toHaveLength(1);
  });

  test("without a client id is another one each time", async () => {
    const { core, store } = testCore();
    await core.postMessage(post());
    await core.postMessage(post());
    expect(await store.range(room, 0, 10)).toHaveLength(2);
  });

  test("bears the name by which its sender is known where none is given", async () => {
    const { core, store } = testCore();
    await store.saveUser({ id: "lan", name: "Lan", avatarUrl: "https://pictures.example/lan.png" });
    const { message } = await core.postMessage(post({ sender: { id: "lan" } }));
    expect(message).toMatchObject({ senderName: "Lan", senderAvatarUrl: "https://pictures.example/lan.png" });
  });

  test("to support opens the visitor's request", async () => {
    const { core, store } = testCore();
    await core.postMessage(post({ conversationId: "support:an" }));
    expect(await store.support.ticket("support:an")).toMatchObject({ status: "queued", visitor: { id: "an" } });
  });

  test.each([
    ["a conversation of no kind", { conversationId: "hall" }],
    ["a sender of no id", { sender: { id: "a b" } }],
    ["an empty text", { body: { kind: "text", text: "" } }],
    ["a line of the server's own", { body: { kind: "system", text: "I am the server" } }],
    ["a text that is too long", { body: { kind: "text", text: "x".repeat(11) } }],
    ["a picture of another host", { body: { kind: "image", url: "https://elsewhere.example/a.png" } }],
    ["a client id of no form", { clientId: "a b" }],
  ])("is refused for %s", async (_what, wrong) => {
    const { core, store } = testCore({ limits: { messageLength: 10 }, imageHosts: ["pictures.example"] });
    await expect(core.postMessage(post(wrong) as never)).rejects.toMatchObject({ code: "bad-post" });
    expect((await store.bounds(room)).head).toBe(0);
  });

  test("is refused when it says something else than what was posted under its client id", async () => {
    const { core, store } = testCore();
    await core.postMessage(post({ clientId: "one" }));
    const other = post({ clientId: "one", body: { kind: "text", text: "other" } });
    await expect(core.postMessage(other)).rejects.toMatchObject({ code: "bad-post" });
    expect((await store.bounds(room)).head).toBe(1);
  });

  test("rejects when the store does", async () => {
    const store = memoryStore();
    await store.close();
    await expect(testCore({ store }).core.postMessage(post())).rejects.toThrow();
  });
});
