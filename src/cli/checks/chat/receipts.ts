import { graceMs, inWords, type Talk, type Trial } from "../../trial.js";
import { type Sent, told } from "../send.js";

/** The other account reads the first message. */
export async function checkReceipts(trial: Trial, { conversationId, peer }: Talk, sent: Sent): Promise<void> {
  const { ledger, first } = trial;
  const { receipts } = trial.protocol.capabilities;
  if (!ledger.claims("chat.receipts")) return;
  if (peer === null) return ledger.untried("chat.receipts", "it takes a second account to read", "--second-token");
  const message = told(peer, 0, conversationId, sent.text).at(-1);
  const seq = message?.seq ?? sent.answer?.seq ?? null;
  const messageId = message?.id ?? sent.answer?.id ?? null;
  const mark = first.mark();
  const outcome = await peer.execute("markRead", { conversationId, seq, messageId });
  if (!outcome.ok) return ledger.failed("chat.receipts", `markRead: ${inWords(outcome.failure)}`);
  if (receipts === "watermarks") {
    const event = await first.heard(
      mark,
      "receiptChanged",
      (one) => one.userId === peer.user.id && (one.readSeq ?? 0) >= (seq ?? 1),
    );
    if (event === null) ledger.failed("chat.receipts", "read by the other account, and the sender was told nothing");
    else ledger.passed("chat.receipts", `read up to ${event.readSeq}`);
    return;
  }
  const isRead = (one: { readonly messageId: string; readonly status: string }) =>
    one.messageId === messageId && one.status === "read";
  if ((await first.heard(mark, "messageStatusChanged", isRead, graceMs)) !== null)
    return ledger.passed("chat.receipts", "told at once");
  const page = await first.query("history", { conversationId, cursor: null, limit: 20 });
  if (page.ok && messageId !== null && page.value.statuses?.[messageId] === "read")
    return ledger.passed("chat.receipts", "told by the history");
  if ((await first.heard(mark, "messageStatusChanged", isRead)) !== null)
    return ledger.passed("chat.receipts", "told at once");
  ledger.failed("chat.receipts", "read by the other account, and the sender can't know");
}
