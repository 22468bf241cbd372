import type { Trial } from "../../trial.js";
import type { Sent } from "../send.js";

/** What the first message was answered. */
export function checkAcks({ ledger, timeoutMs }: Trial, sent: Sent): void {
  if (!ledger.claims("chat.acks")) ledger.missing("chat.acks");
  else if (sent.answer !== null) ledger.passed("chat.acks", sent.answer.id === null ? "without an id" : "with its id");
  else if (sent.ok)
    ledger.failed("chat.acks", "the protocol asks for no answer: outgoing.sendMessage has no acknowledge");
  else if (sent.why.startsWith("TIMEOUT"))
    ledger.failed("chat.acks", `no answer within ${timeoutMs} ms, or none that could be read`);
  else ledger.failed("chat.acks", `refused (${sent.why})`, "See what outgoing.sendMessage sends.");
}
