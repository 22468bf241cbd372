import { inWords, type Talk, type Trial } from "../../trial.js";
import { type Sent, send } from "../send.js";

/** Sends another message, and compares the numbers of the two. */
export async function checkSequences(trial: Trial, { conversationId }: Talk, sent: Sent): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.sequences")) return;
  const next = await send(trial, first, conversationId);
  const [from, to] = [sent.answer, next.answer];
  if (from === null || to === null || from.seq === null || to.seq === null)
    return ledger.failed("chat.sequences", "the answers bear no sequence");
  if (from.epoch === null || from.epoch !== to.epoch)
    return ledger.failed("chat.sequences", "the answers bear no epoch, or another each time");
  if (to.seq <= from.seq) return ledger.failed("chat.sequences", `after ${from.seq} came ${to.seq}`);
  const heads = await first.execute("heads", { conversationIds: [conversationId] });
  if (!heads.ok) return ledger.failed("chat.sequences", `heads: ${inWords(heads.failure)}`);
  const head = heads.value?.heads.find((one) => one.conversationId === conversationId);
  if (head === undefined || head.seq < to.seq)
    return ledger.failed("chat.sequences", "heads says that the log ends before the last message");
  ledger.passed("chat.sequences", `from ${from.seq} to ${to.seq}, and heads agrees`);
}
