/** Numbers and times as a language writes them. `timeZone` is an IANA name; absent: the device's own. All times are ms since the epoch. */
export interface Formats {
  /** "14:05" or "2:05 PM". */
  readonly time: (at: number, timeZone?: string) => string;
  /** "Tuesday 3 March 2026 at 14:05", for tooltips and screen readers. */
  readonly exact: (at: number, timeZone?: string) => string;
  /** "3 March", with the year when it is not that of `now`; the weekday when it was in the last six days; "Today" and "Yesterday". `now` null: always the full date. */
  readonly day: (at: number, now: number | null, timeZone?: string) => string;
  /** For lists: the time when it was today, then "Yesterday", a weekday, a short date. `now` null: always the short date. */
  readonly brief: (at: number, now: number | null, timeZone?: string) => string;
  /** "1,234". */
  readonly number: (value: number) => string;
}

/**
 * A day as one number that equals another's exactly when both are the same calendar day in that time zone. Cheap for the device's own zone and for UTC, which is
 * what rows are drawn with.
 */
export function dayNumber(at: number, timeZone?: string): number {
  const date = new Date(at);
  if (timeZone === undefined) return date.getFullYear() * 372 + date.getMonth() * 31 + date.getDate();
  if (timeZone === "UTC") return date.getUTCFullYear() * 372 + date.getUTCMonth() * 31 + date.getUTCDate();
  let [year, month, day] = [0, 0, 0];
  for (const { type, value } of formatter("en-u-ca-gregory-nu-latn", timeZone, "numbers").formatToParts(date)) {
    if (type === "year") year = Number(value);
    if (type === "month") month = Number(value) - 1;
    if (type === "day") day = Number(value);
  }
  return year * 372 + month * 31 + day;
}

const styles = {
  time: { hour: "numeric", minute: "2-digit" },
  exact: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  day: { day: "numeric", month: "long" },
  dayYear: { day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long" },
  short: { day: "numeric", month: "short" },
  shortYear: { day: "numeric", month: "short", year: "numeric" },
  numbers: { day: "numeric", month: "numeric", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making an Intl formatter costs a hundred times more than using one.
const formatters = /* @__PURE__ */ new Map<string, Intl.DateTimeFormat>();

function formatter(code: string, timeZone: string | undefined, style: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${code} ${timeZone ?? ""} ${style}`;
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(code, { ...styles[style], ...(timeZone === undefined ? {} : { timeZone }) });
    formatters.set(key, found);
  }
  return found;
}

// Node and browsers carry different editions of the same data: some put a narrow no-break space before "PM", others a plain one. Hydration compares letters.
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

/**
 * The formats of a language. Formatters are made at first use and kept.
 *
 * @param code BCP 47, also with extensions (`ar-u-nu-latn`).
 * @param words "Today" and "Yesterday", which Intl has only in sentences.
 */
export function createFormats(code: string, words: { readonly today: string; readonly yesterday: string }): Formats {
  const write = (style: keyof typeof styles, at: number, timeZone: string | undefined) =>
    plain(formatter(code, timeZone, style).format(at));
  // Rows of one minute follow each other: the last answer serves most of them.
  let lastTime = { minute: Number.NaN, timeZone: "" as string | undefined, text: "" };
  const time = (at: number, timeZone?: string) => {
    const minute = Math.floor(at / 60_000);
    if (lastTime.minute !== minute || lastTime.timeZone !== timeZone)
      lastTime = { minute, timeZone, text: write("time", at, timeZone) };
    return lastTime.text;
  };
  const named = (
    at: number,
    now: number | null,
    timeZone: string | undefined,
    today: (at: number) => string,
    styleOf: "day" | "short",
  ): string => {
    if (now === null) return write(`${styleOf}Year`, at, timeZone);
    const day = dayNumber(at, timeZone);
    if (day === dayNumber(now, timeZone)) return today(at);
    if (day === dayNumber(now - 86_400_000, timeZone)) return words.yesterday;
    if (at < now && now - at < 6 * 86_400_000) return write("weekday", at, timeZone);
    const sameYear = Math.floor(day / 372) === Math.floor(dayNumber(now, timeZone) / 372);
    return write(sameYear ? styleOf : `${styleOf}Year`, at, timeZone);
  };
  let numbers: Intl.NumberFormat | undefined;
  const number = (value: number) => {
    numbers ??= new Intl.NumberFormat(code);
    return plain(numbers.format(value));
  };
  return {
    time,
    exact: (at, timeZone) => write("exact", at, timeZone),
    day: (at, now, timeZone) => named(at, now, timeZone, () => words.today, "day"),
    brief: (at, now, timeZone) => named(at, now, timeZone, (when) => time(when, timeZone), "short"),
    number,
  };
}
