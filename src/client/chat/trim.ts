import { type Draft, replaceMessages } from "./draft.js";

/**
 * A room under flood keeps its newest `cap` messages. A quarter of slack is let grow first, so that the log is cut seldom and not at every message. The reader of
 * older messages keeps them: nothing is dropped under his eyes.
 */
export function trimBounded(draft: Draft, cap: number): void {
  if (draft.next.bounded && draft.next.reading && draft.next.messages.length > cap * 1.25) keepNewest(draft, cap);
}

/** Drops all but the newest. What is dropped can be loaded again. */
export function keepNewest(draft: Draft, keep: number): void {
  const log = draft.next.messages;
  if (log.length <= keep) return;
  const kept = log.slice(log.length - keep);
  const dropped = log[log.length - keep - 1];
  replaceMessages(draft, kept);
  const oldest = kept[0]?.seq ?? null;
  if (oldest !== null) {
    if (draft.next.gaps.length > 0) draft.next.gaps = draft.next.gaps.filter((gap) => gap.after >= oldest);
    draft.next.hasOlder ||= dropped?.status !== "lost";
  } else if (draft.next.hasOlder || draft.next.olderCursor !== null) {
    // The cursor pointed before what was dropped: pages are asked for from the newest again, and what is held already is seen.
    draft.next.hasOlder = true;
    draft.next.olderCursor = null;
  }
}
