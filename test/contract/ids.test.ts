import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  conversationIdOf,
  conversationIdSchema,
  conversationRefOf,
  httpUrlSchema,
  idSchema,
  isHttpUrl,
  isId,
  parseConversationId,
} from "../../src/contract/ids.js";
import { parse } from "../../src/contract/schema.js";
import { anId, badIds, goodIds, payloadsLike } from "../support/fuzz.js";
import { aConversationId } from "../support/wireArbitraries.js";

const seed = 20_260_302;
const twoPeople = () => fc.tuple(anId(), anId()).filter(([a, b]) => a !== b);

describe("ids", () => {
  test.each(goodIds)("%s is let in", (id) => {
    expect(idSchema(id)).toEqual({ ok: true, value: id });
  });

  test.each(badIds.map((id) => [id]))("%s is kept out", (id) => {
    expect(isId(id)).toBe(false);
    expect(parse(idSchema, id).ok).toBe(false);
  });

  test("whatever is let in is a harmless key of an object", () => {
    fc.assert(
      fc.property(payloadsLike(anId()), ({ make }) => {
        const value = make();
        if (!isId(value)) return;
        const map: Record<string, number> = {};
        expect(map[value]).toBeUndefined();
        map[value] = 1;
        expect(Object.keys(map)).toEqual([value]);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});

describe("a conversation's name", () => {
  test("is the same for both people of a pair, and for no other pair", () => {
    fc.assert(
      fc.property(twoPeople(), twoPeople(), ([a, b], [c, d]) => {
        const name = conversationIdOf({ kind: "direct", userId: b }, a);
        expect(conversationIdOf({ kind: "direct", userId: a }, b)).toBe(name);
        const samePair = (a === c && b === d) || (a === d && b === c);
        expect(conversationIdOf({ kind: "direct", userId: d }, c) === name).toBe(samePair);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test("leads back to what it was made of", () => {
    fc.assert(
      fc.property(twoPeople(), ([me, userId]) => {
        const refs = [
          { kind: "direct", userId },
          { kind: "room", roomId: userId },
          { kind: "support", visitorId: userId },
        ] as const;
        for (const ref of refs) expect(conversationRefOf(conversationIdOf(ref, me), me)).toEqual(ref);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test("of two others is no conversation of mine", () => {
    expect(conversationRefOf("direct:an:binh", "chi")).toBeNull();
  });

  test("is taken apart only when it is one", () => {
    fc.assert(
      fc.property(payloadsLike(aConversationId()), ({ make }) => {
        const value = make();
        const parts = parseConversationId(value);
        expect(conversationIdSchema(value).ok).toBe(parts !== null);
        if (parts === null) return;
        const again =
          parts.kind === "direct"
            ? `direct:${parts.userIds.join(":")}`
            : parts.kind === "room"
              ? `room:${parts.roomId}`
              : `support:${parts.visitorId}`;
        expect(again).toBe(value);
      }),
      { seed, numRuns: 5_000 },
    );
  });

  test.each([
    "direct:b:a",
    "direct:a:a",
    "direct:a",
    "direct:a:b:c",
    "room:a:b",
    "room:",
    "room:__proto__",
    "support:constructor",
    "direct:__proto__:a",
    "user:a",
    "__proto__",
    ":a",
    "room:a ",
    `room:${"a".repeat(65)}`,
    "",
  ])("is not %j", (text) => {
    expect(parseConversationId(text)).toBeNull();
  });
});

describe("addresses of pictures", () => {
  test.each(["https://x.vn/a.png", "http://localhost:3000/a.svg?b=1#c", "HTTPS://X.VN/"])("%s is let in", (url) => {
    expect(httpUrlSchema(url)).toEqual({ ok: true, value: url });
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript://x.vn/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://x.vn/1",
    "file:///etc/passwd",
    "//x.vn/a.png",
    "/a.png",
    "https://",
    "https:///",
    "ftp://x.vn/a",
    `https://x.vn/${"a".repeat(2_048)}`,
    "",
  ])("%j is kept out", (url) => {
    expect(httpUrlSchema(url).ok).toBe(false);
    if (url.length <= 2_048) expect(isHttpUrl(url)).toBe(false);
  });
});
