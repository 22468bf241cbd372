import type { Probe } from "../probe.js";
import type { ConformReport } from "../report.js";
import type { Trial } from "../trial.js";

/** Everybody who was there. */
export function probesOf({ first, second }: Trial): readonly Probe[] {
  return second === null ? [first] : [first, second];
}

/** Payloads that could not be read. */
export function droppedBy(trial: Trial): ConformReport["dropped"] {
  const all = new Map<string, ConformReport["dropped"][number]>();
  for (const probe of probesOf(trial))
    for (const [key, one] of probe.dropped) all.set(key, { ...one, count: one.count + (all.get(key)?.count ?? 0) });
  return [...all.values()];
}

/** What came that could not be read, or that the protocol has no word for: of the whole run, so it comes last. */
export function checkWire(trial: Trial): void {
  const { ledger } = trial;
  const dropped = droppedBy(trial);
  const names = [...new Set(dropped.map(({ event }) => event))];
  if (names.length === 0) ledger.passed("wire.readable", "nothing was dropped");
  else ledger.failed("wire.readable", `dropped: ${names.join(", ")}`);
  const unmapped = unmappedBy(trial);
  if (unmapped.length === 0) ledger.passed("wire.known", "no event was new to it");
  else
    ledger.missing(
      "wire.known",
      `not known: ${unmapped.join(", ")}`,
      "Give each an entry in incoming, () => null for what is of no use.",
    );
}

/** Events without a word. */
export function unmappedBy(trial: Trial): readonly string[] {
  return [...new Set(probesOf(trial).flatMap((probe) => [...probe.unmapped]))].sort();
}
