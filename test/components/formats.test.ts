import { describe, expect, test } from "vitest";
import { ar } from "../../src/locales/ar.js";
import { en } from "../../src/locales/en.js";
import { dayNumber } from "../../src/locales/formats.js";
import type { Locale } from "../../src/locales/locale.js";
import { vi } from "../../src/locales/vi.js";

const zone = "Asia/Ho_Chi_Minh";
const noon = Date.UTC(2026, 2, 10, 5); // 12:00 in Vietnam, a Tuesday
const day = 86_400_000;

describe("times", () => {
  test("are written in the zone asked for, and with plain spaces whatever the edition of the data", () => {
    expect(en.format.time(noon, zone)).toBe("12:00 PM");
    expect(en.format.time(noon, "UTC")).toBe("5:00 AM");
    expect(vi.format.time(noon, zone)).toBe("12:00");
    for (const locale of [en, vi, ar]) expect(locale.format.exact(noon, zone)).not.toMatch(/[\u00a0\u202f]/);
  });

  test("a day is named by how near it is, and by its date where the present is unknown", () => {
    const name = (at: number, now: number | null = noon) => en.format.day(at, now, zone);
    expect(name(noon - 3_600_000)).toBe("Today");
    expect(name(noon - day)).toBe("Yesterday");
    expect(name(noon - 3 * day)).toBe("Saturday");
    expect(name(noon - 30 * day)).toBe("February 8");
    expect(name(noon - 400 * day)).toBe("February 3, 2025");
    expect(name(noon, null)).toBe("March 10, 2026");
  });

  test("a list shows the time of today and a short date of long ago", () => {
    expect(en.format.brief(noon - 3_600_000, noon, zone)).toBe("11:00 AM");
    expect(en.format.brief(noon - 30 * day, noon, zone)).toBe("Feb 8");
  });

  test("days are told apart by the zone's midnight, by every way of reckoning", () => {
    const late = Date.UTC(2026, 2, 10, 16, 59); // 23:59 in Vietnam
    const next = late + 60_000;
    expect(dayNumber(late, zone)).not.toBe(dayNumber(next, zone));
    expect(dayNumber(late, "UTC")).toBe(dayNumber(next, "UTC"));
    expect(dayNumber(late, "Etc/UTC")).toBe(dayNumber(late, "UTC"));
    const local = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (let at = late; at < late + 3 * day; at += 3_700_000) expect(dayNumber(at, local)).toBe(dayNumber(at));
  });
});

/** Every word of a locale with its place, functions called with sample values. */
function words(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const call = value as (...values: unknown[]) => unknown;
    const samples: unknown[][] = /typing|Host/.test(path)
      ? [[["An"]], [["An", "Bình"]], [["An", "Bình", "Chi"]]]
      : /failure/.test(path)
        ? [["FORBIDDEN"], ["INVALID"], ["TIMEOUT"]]
        : /members|new|paused|left|over|Limited|unread|retryIn|Uploading|photoCount/i.test(path)
          ? [0, 1, 2, 3, 11, 100].map((count) => [count, 100])
          : [["Bình", "xin chào"]];
    return samples.map((sample) => [`${path}(${sample.join()})`, String(call(...sample))]);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => words(each, `${path}.${key}`));
}

describe.each<[string, Locale]>([
  ["en", en],
  ["vi", vi],
  ["ar", ar],
])("the words of %s", (_, locale) => {
  const all = [locale.shared, locale.chat, locale.list, locale.connection].flatMap((part) => words(part));

  test("are all there, and hold no unfilled place", () => {
    expect(all.length).toBeGreaterThan(100);
    for (const [path, text] of all) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  test("count in plural forms of the language", () => {
    const forms = [1, 2, 3, 11].map((count) =>
      locale.chat
        .members(count)
        .replace(/[\d٠-٩]/g, "")
        .trim(),
    );
    expect(new Set(forms).size).toBe({ en: 2, vi: 1, ar: 4 }[locale.code]);
  });
});

test("Vietnamese and Arabic are translated throughout", () => {
  const english = new Map(words([en.shared, en.chat, en.list, en.connection]));
  for (const locale of [vi, ar]) {
    const same = words([locale.shared, locale.chat, locale.list, locale.connection]).filter(
      ([path, text]) => english.get(path) === text && !/Placeholder|authorPrefix/.test(path),
    );
    expect(same).toEqual([]);
  }
});
