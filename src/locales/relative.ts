// Making an Intl formatter costs a hundred times more than using one.
const agos = /* @__PURE__ */ new Map<string, Intl.RelativeTimeFormat>();
const lists = /* @__PURE__ */ new Map<string, Intl.ListFormat>();

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long ago something was, as a language says it: "5 minutes ago", "yesterday", "3 weeks ago". Under a minute it is a minute: seconds would have to be counted.
 *
 * @param code BCP 47
 */
export function writeAgo(code: string, at: number, now: number): string {
  const ms = Math.max(0, now - at);
  const [unit, size] = (
    ms < hour ? ["minute", minute] : ms < day ? ["hour", hour] : ms < 14 * day ? ["day", day] : ["week", 7 * day]
  ) as [Intl.RelativeTimeFormatUnit, number];
  let format = agos.get(code);
  if (format === undefined) {
    format = new Intl.RelativeTimeFormat(code, { numeric: "auto" });
    agos.set(code, format);
  }
  return format.format(-Math.max(1, Math.floor(ms / size)), unit);
}

/** Several things in a row, as a language joins them: "An, Bình and Chi". */
export function writeList(code: string, items: readonly string[]): string {
  let format = lists.get(code);
  if (format === undefined) {
    format = new Intl.ListFormat(code, { type: "conjunction" });
    lists.set(code, format);
  }
  return format.format(items);
}
