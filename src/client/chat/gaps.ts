import type { ChatMessage, Gap } from "./chatState.js";
import { logStart } from "./order.js";

/** What the server has told completely: there is nothing between `from` and `to` but what it sent. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The gaps of a log after a range of it arrived. Every hole between neighbours is a gap, except those that the server has shown to be
 * empty: now, because the hole lies in `range`, or before, because the old log had the same hole and no gap there.
 */
export function gapsAfter(
  log: readonly ChatMessage[],
  range: Range,
  before: { readonly log: readonly ChatMessage[]; readonly gaps: readonly Gap[] },
): readonly Gap[] {
  const known = new Map(before.gaps.map((gap) => [gap.after, gap]));
  const dismissed = new Set<string>();
  eachHole(before.log, (after, end) => {
    if (known.get(after)?.before !== end) dismissed.add(`${after}-${end}`);
  });
  const gaps: Gap[] = [];
  eachHole(log, (after, end) => {
    if ((range.from <= after && end <= range.to) || dismissed.has(`${after}-${end}`)) return;
    const held = known.get(after);
    gaps.push(held?.before === end ? held : { after, before: end, loading: false });
  });
  return gaps.length === 0 && before.gaps.length === 0 ? before.gaps : gaps;
}

function eachHole(log: readonly ChatMessage[], visit: (after: number, before: number) => void): void {
  for (let index = logStart(log) + 1; index < log.length; index++) {
    const [after, before] = [log[index - 1]?.seq ?? null, log[index]?.seq ?? null];
    if (after !== null && before !== null && before > after + 1) visit(after, before);
  }
}

/** Marks a gap as being loaded or not. */
export function setGapLoading(gaps: readonly Gap[], before: number, loading: boolean): readonly Gap[] {
  return gaps.some((gap) => gap.before === before && gap.loading !== loading)
    ? gaps.map((gap) => (gap.before === before ? { ...gap, loading } : gap))
    : gaps;
}
