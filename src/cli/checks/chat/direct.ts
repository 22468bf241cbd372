import type { Talk, Trial } from "../../trial.js";
import type { Sent } from "../send.js";

/** Whether the first message came to somebody. */
export function checkDirect({ ledger, protocol }: Trial, { kind, peer }: Talk, sent: Sent, arrived: boolean): void {
  if (kind === "direct") {
    if (sent.answer !== null || arrived) ledger.passed("chat.direct", arrived ? "it arrived" : "it was taken");
    else if (peer !== null && protocol.capabilities.echo !== "none") ledger.failed("chat.direct", "it never arrived");
  } else if (ledger.claims("chat.direct"))
    ledger.untried("chat.direct", "there is nobody it may write to", "--second-token, or --to");
}
