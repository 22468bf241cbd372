import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../../src/client/chat/chatState.js";
import {
  appendedSince,
  firstUnreadIndex,
  indexOfKey,
  type ListView,
  lastLogged,
  resolveView,
  tailFor,
  tailRows,
} from "../../../../src/components/chat/message-list/listView.js";

function message(seq: number | null, own = false, key = `k${seq}`): ChatMessage {
  return {
    id: key,
    key,
    conversationId: "room:test",
    seq,
    senderId: own ? "me" : "an",
    createdAt: 0,
    body: { kind: "text", text: key },
    status: own ? "sending" : "received",
    own,
  };
}
const log = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => message(first + i));

describe("indexOfKey", () => {
  it("finds a key wherever the hint points", () => {
    const messages = log(1, 50);
    for (const hint of [-3, 0, 17, 49, 500]) {
      expect(indexOfKey(messages, "k1", hint)).toBe(0);
      expect(indexOfKey(messages, "k30", hint)).toBe(29);
      expect(indexOfKey(messages, "k50", hint)).toBe(49);
      expect(indexOfKey(messages, "gone", hint)).toBe(-1);
    }
    expect(indexOfKey([], "k1", 0)).toBe(-1);
  });
});

describe("resolveView", () => {
  const reading: ListView = {
    mode: "reading",
    startKey: "k20",
    startHint: 19,
    count: 10,
    leftKey: "k50",
    leftHint: 49,
  };

  it("shows the last rows at the end", () => {
    expect(resolveView({ mode: "end", tail: 8 }, log(1, 50))).toEqual({ start: 42, end: 50, fresh: 0 });
    expect(resolveView({ mode: "end", tail: 8 }, log(1, 3))).toEqual({ start: 0, end: 3, fresh: 0 });
  });

  it("keeps to its first row when older messages come in before it, and counts what came after the end was left", () => {
    expect(resolveView(reading, log(1, 50))).toEqual({ start: 19, end: 29, fresh: 0 });
    expect(resolveView(reading, log(-49, 60))).toEqual({ start: 69, end: 79, fresh: 10 });
  });

  it("stays near when its first row is gone", () => {
    const { start, end } = resolveView(reading, log(21, 50));
    expect(end - start).toBe(10);
    expect(start).toBe(19);
    expect(resolveView(reading, log(45, 50))).toEqual({ start: 0, end: 6, fresh: 0 });
  });
});

describe("firstUnreadIndex", () => {
  it("is the first one after the watermark", () => {
    expect(firstUnreadIndex(log(11, 50), 30, true)).toBe(20);
    expect(firstUnreadIndex(log(11, 50), 10, true)).toBe(0);
    expect(firstUnreadIndex(log(1, 50), 0, false)).toBe(0);
  });

  it("is none when all are read, when it is not loaded, and where nothing is counted", () => {
    expect(firstUnreadIndex(log(11, 50), 50, true)).toBe(-1);
    expect(firstUnreadIndex(log(11, 50), 5, true)).toBe(-1);
    expect(firstUnreadIndex([message(null), message(null, false, "b")], 0, false)).toBe(-1);
    expect(firstUnreadIndex([], 0, false)).toBe(-1);
  });

  it("passes over own messages that wait", () => {
    expect(firstUnreadIndex([...log(1, 5), message(null, true, "mine")], 5, false)).toBe(-1);
  });
});

describe("lastLogged", () => {
  it("passes over own messages that are not in the log yet", () => {
    expect(lastLogged([...log(1, 5), message(null, true, "mine")])?.key).toBe("k5");
    expect(lastLogged([message(null, false, "plain")])?.key).toBe("plain");
    expect(lastLogged([])).toBeUndefined();
  });
});

describe("appendedSince", () => {
  it("counts no further than asked", () => {
    expect(appendedSince(log(1, 50), "k50", 10)).toBe(0);
    expect(appendedSince(log(1, 50), "k46", 10)).toBe(4);
    expect(appendedSince(log(1, 50), "k1", 10)).toBe(10);
    expect(appendedSince(log(1, 3), "gone", 10)).toBe(3);
  });
});

describe("tailFor", () => {
  it("fills the screens asked for, within bounds", () => {
    expect(tailFor(500, 25, 2)).toBe(40);
    expect(tailFor(500, 1000, 2)).toBe(tailRows.min);
    expect(tailFor(5000, 1, 2)).toBe(tailRows.max);
  });
});
