import { describe, expect, test } from "vitest";
import { testCore, text } from "../../support/testCore.js";

const pair = "direct:an:binh";

describe("receipts", () => {
  test("of a pair go to all tabs of both, once, and only when something moved", async () => {
    const { tab } = testCore();
    const [an, binh, binhToo] = [tab("an"), tab("binh"), tab("binh")];
    await an.do("sendMessage", text(pair, "c1"));
    await an.do("sendMessage", text(pair, "c2"));
    await binh.do("markDelivered", { conversationId: pair, seq: 2 });
    await binh.do("markRead", { conversationId: pair, seq: 1 });
    expect(await binh.do("markRead", { conversationId: pair, seq: 1 })).toEqual({ ok: true });
    const expected = [
      { type: "receiptChanged", conversationId: pair, userId: "binh", deliveredSeq: 2, readSeq: 0 },
      { type: "receiptChanged", conversationId: pair, userId: "binh", deliveredSeq: 2, readSeq: 1 },
    ];
    for (const one of [an, binh, binhToo]) expect(one.heard("receiptChanged")).toEqual(expected);
  });

  test("are those of whoever sends them, whatever the payload says", async () => {
    const { tab, store } = testCore();
    await tab("an").do("sendMessage", text(pair, "c1"));
    const forged = { conversationId: pair, seq: 1, userId: "an", readSeq: 99 };
    await tab("binh").do("markRead", forged);
    expect(await store.receipts(pair, "binh", 10)).toEqual([
      { userId: "binh", deliveredSeq: 1, readSeq: 1 },
      { userId: "an", deliveredSeq: 1, readSeq: 1 },
    ]);
  });

  test("of a room reach its openers and the reader's other tabs", async () => {
    const { tab } = testCore();
    const [an, binh, binhElsewhere] = [tab("an"), tab("binh"), tab("binh")];
    for (const one of [an, binh]) await one.do("openConversation", { conversationId: "room:a" });
    await an.do("sendMessage", text("room:a", "c1"));
    await binh.do("markRead", { conversationId: "room:a", seq: 1 });
    expect(an.heard("receiptChanged")).toMatchObject([{ userId: "binh", readSeq: 1 }]);
    expect(binhElsewhere.heard("receiptChanged")).toMatchObject([{ userId: "binh", readSeq: 1 }]);
  });

  test("of a big room reach the reader only", async () => {
    const { tab } = testCore({ limits: { receiptAudience: 3 } });
    const tabs = ["an", "binh", "cuong", "dung"].map((id) => tab(id));
    for (const one of tabs) await one.do("openConversation", { conversationId: "room:a" });
    const [an, binh] = tabs;
    await an?.do("sendMessage", text("room:a", "c1"));
    await binh?.do("markRead", { conversationId: "room:a", seq: 1 });
    expect(tabs.map((one) => one.heard("receiptChanged").length)).toEqual([0, 1, 0, 0]);
  });
});

describe("typing", () => {
  test("is shown to the others and to no tab of the typist's", async () => {
    const { tab } = testCore();
    const [an, anToo, binh, cuong] = [tab("an"), tab("an"), tab("binh"), tab("cuong")];
    await an.do("setTyping", { conversationId: pair, typing: true });
    expect(binh.heard()).toEqual([
      { type: "typingChanged", conversationId: pair, userId: "an", userName: "AN", typing: true },
    ]);
    for (const one of [an, anToo, cuong]) expect(one.heard()).toEqual([]);
  });

  test("in a room is shown to those who have it open", async () => {
    const { tab } = testCore();
    const [an, binh, cuong] = [tab("an"), tab("binh"), tab("cuong")];
    for (const one of [an, binh]) await one.do("openConversation", { conversationId: "room:a" });
    await an.do("setTyping", { conversationId: "room:a", typing: true });
    expect([an, binh, cuong].map((one) => one.heard().length)).toEqual([0, 1, 0]);
  });

  test("is limited to once a second for each conversation, over all tabs, and an end always fits", async () => {
    const { tab, clock } = testCore();
    const [an, anToo, binh] = [tab("an"), tab("an"), tab("binh")];
    const set = (one: typeof an, typing: boolean) => one.do("setTyping", { conversationId: pair, typing });
    expect(await set(an, true)).toEqual({ ok: true });
    expect(await set(an, false)).toEqual({ ok: true });
    expect(await set(anToo, true)).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1_000 });
    expect(await an.do("setTyping", { conversationId: "room:a", typing: true })).toEqual({ ok: true });
    clock.advance(1_000);
    expect(await set(anToo, true)).toEqual({ ok: true });
    expect(binh.heard()).toHaveLength(3);
  });
});
