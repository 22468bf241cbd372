import { inWords, type Trial } from "../trial.js";

/** Is counted as a viewer for a moment. */
export async function checkViewers(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("viewers.count")) return;
  const viewableId = options.viewable ?? options.room;
  if (viewableId === undefined)
    return ledger.untried("viewers.count", "there is nothing that may be looked at", "--viewable");
  const mark = first.mark();
  const outcome = await first.execute("joinViewers", { viewableId });
  if (!outcome.ok) return ledger.failed("viewers.count", inWords(outcome.failure));
  const fits = (event: { readonly viewableId: string | null }) =>
    event.viewableId === null || event.viewableId === viewableId;
  const count = outcome.value?.count ?? (await first.heard(mark, "viewerCountChanged", fits))?.count ?? null;
  await first.execute("leaveViewers", { viewableId });
  if (count === null) ledger.failed("viewers.count", "no count came");
  else if (count < 1) ledger.failed("viewers.count", `it counts ${count}, and this account looks`);
  else ledger.passed("viewers.count", `it counts ${count}`);
}
