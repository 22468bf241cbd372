import { isDeepStrictEqual } from "node:util";
import { liveFeature } from "../../client/live/liveFeature.js";
import type { TopicState } from "../../client/live/liveState.js";
import type { ChangeOutcome } from "../../client/live/topicChanges.js";
import { type Failure, refused } from "../../contract/errors.js";
import type { Patch } from "../../contract/live.js";
import { applyPatches } from "../../contract/patches.js";
import type { JsonValue } from "../../contract/schema.js";
import type { CheckId } from "../ledger.js";
import { within } from "../patience.js";
import type { Probe } from "../probe.js";
import { inWords, type Trial } from "../trial.js";

/** Follows the topic and the symbols that are named, and makes the change that may be made. */
export async function checkLive(trial: Trial): Promise<void> {
  if (!trial.ledger.claims("live.topics")) return;
  await checkTopic(trial);
  await checkChange(trial);
  await checkPrices(trial);
}

function refuse({ ledger }: Trial, id: CheckId, failure: Failure): void {
  if (failure.code === "UNSUPPORTED") ledger.missing(id, "the protocol has no word for it");
  else ledger.failed(id, inWords(failure));
}

async function checkTopic(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  const { topic } = options;
  if (topic === undefined) return ledger.untried("live.topics", "no topic is named", "--topic");
  const held = await stateOf(first, topic);
  if (!held.ok) return refuse(trial, "live.topics", held.failure);
  if (held.value === null) ledger.failed("live.topics", "its state did not come");
  else ledger.passed("live.topics", `its state came, of version ${held.value.version}`);
  await first.execute("unsubscribeTopic", { topic });
}

/** A topic as the server has it now, in its answer or after it. */
async function stateOf(probe: Probe, topic: string) {
  const mark = probe.mark();
  const outcome = await probe.execute("subscribeTopic", { topic });
  if (!outcome.ok) return outcome;
  const told = () => probe.heard(mark, "topicSnapshotReceived", (event) => event.topic === topic);
  return { ok: true, value: outcome.value?.snapshot ?? (await told()) } as const;
}

/** Makes the change that was given as a page does, and once more as somebody who has not heard of the first. */
async function checkChange(trial: Trial): Promise<void> {
  const { ledger, first, second, options } = trial;
  const { topic, change } = options;
  if (topic === undefined || change === undefined) {
    const needs = topic === undefined ? "--topic and --change" : "--change";
    for (const id of ["live.change", "live.conflict"] as const) ledger.untried(id, "others see it", needs);
    return;
  }
  const people = second === null ? [first] : [first, second];
  const leave = people.map((probe) => probe.lobby.use(liveFeature).followTopic(topic));
  try {
    const [own, theirs] = await Promise.all(
      people.map((probe) => probe.until(() => shownBy(probe, topic)?.status === "live")),
    );
    const base = own ? await changeIt(trial, topic, change, theirs === true ? second : null) : null;
    if (base === null) ledger.untried("live.conflict", "no change could be made");
    else await changeTooLate(trial, topic, change, base);
  } finally {
    for (const stop of leave) stop();
  }
}

function shownBy(probe: Probe, topic: string): TopicState | undefined {
  return probe.lobby.store.getState().lobby.live?.topics[topic];
}

/** Answers the version before the change, which is behind the server's now; `null` when there is none such. */
async function changeIt(
  trial: Trial,
  topic: string,
  patches: readonly Patch[],
  witness: Probe | null,
): Promise<number | null> {
  const { ledger, first } = trial;
  const before = shownBy(first, topic);
  const wanted = applyPatches(before?.server ?? null, patches);
  if (!wanted.ok) {
    ledger.untried("live.change", `it does not fit: ${wanted.issue}`, "another --change");
    return null;
  }
  /** It is in a state that is as expected, and in one that making it once more leaves as it is. */
  const isIn = (state: JsonValue) => {
    const again = applyPatches(state, patches);
    return isDeepStrictEqual(state, wanted.state) || (again.ok && isDeepStrictEqual(state, again.state));
  };

  const { base, outcome } = await change(trial, topic, patches);
  if (!outcome.ok) {
    const { code } = outcome.failure;
    if (code === "FORBIDDEN")
      ledger.untried("live.change", `this account may not make it (${inWords(outcome.failure)})`, "one that may");
    else if (code === "CONFLICT") ledger.failed("live.change", "refused as too late, though nobody was faster");
    else refuse(trial, "live.change", outcome.failure);
    return null;
  }
  const held = await stateOf(first, topic);
  const now = held.ok ? held.value : null;
  const told = witness === null || (await witness.until(() => isIn(shownBy(witness, topic)?.server ?? null)));
  if (now === null) ledger.failed("live.change", "it was taken, and the state can't be had any more");
  else if (now.version <= base) ledger.failed("live.change", `it was taken, and the version is still ${now.version}`);
  else if (!isIn(now.state)) ledger.failed("live.change", "it was taken, and the topic is without it");
  else if (!told)
    ledger.failed(
      "live.change",
      "it was taken, and the second account was not told",
      "Map the event of this server to topicPatched or topicSnapshotReceived in incoming.",
    );
  else ledger.passed("live.change", `it is in version ${now.version}${witness === null ? "" : ", and both were told"}`);
  return now !== null && now.version > base ? base : null;
}

/** Makes a change on what is shown. Again, a few times, when somebody else was faster: on a lively topic somebody may be. */
async function change(trial: Trial, topic: string, patches: readonly Patch[]) {
  const { first, timeoutMs } = trial;
  for (let left = 3; ; left -= 1) {
    const base = shownBy(first, topic)?.version ?? 0;
    const made = first.lobby.use(liveFeature).changeTopic(topic, patches);
    const outcome: ChangeOutcome = await within(2 * timeoutMs, made, refused("TIMEOUT"));
    const isLate = !outcome.ok && outcome.failure.code === "CONFLICT";
    if (!isLate || left === 1) return { base, outcome };
    if (!(await first.until(() => (shownBy(first, topic)?.version ?? 0) > base))) return { base, outcome };
  }
}

/** Past the client, which knows of the first change. */
async function changeTooLate(trial: Trial, topic: string, patches: readonly Patch[], base: number): Promise<void> {
  const { ledger, first } = trial;
  const mark = first.mark();
  const outcome = await first.execute("changeTopic", { topic, baseVersion: base, patches });
  const isKnown = !outcome.ok || typeof outcome.value?.version === "number";
  // Where the answer says nothing, the refusal may come as an event.
  const told = isKnown ? null : await first.heard(mark, "topicConflicted", (event) => event.topic === topic);
  if (told !== null || (!outcome.ok && outcome.failure.code === "CONFLICT"))
    ledger.passed("live.conflict", "refused as too late");
  else if (outcome.ok)
    ledger.failed("live.conflict", `one of version ${base} was taken: whoever is late overwrites what is newer`);
  else ledger.failed("live.conflict", `it was not said to be too late (${inWords(outcome.failure)})`);
}

async function checkPrices(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  const { symbols = [] } = options;
  if (symbols.length === 0) return ledger.untried("live.prices", "no symbol is named", "--symbol");
  const mark = first.mark();
  const outcome = await first.execute("subscribePrices", { symbols });
  if (!outcome.ok) return refuse(trial, "live.prices", outcome.failure);
  const told = await first.heard(mark, "pricesChanged", ({ prices }) =>
    prices.some(({ symbol }) => symbols.includes(symbol)),
  );
  await first.execute("unsubscribePrices", { symbols });
  const price = told?.prices.find(({ symbol }) => symbols.includes(symbol));
  if (price === undefined) ledger.failed("live.prices", `none came within ${trial.timeoutMs} ms`);
  else ledger.passed("live.prices", `${price.symbol} stands at ${price.price}`);
}
