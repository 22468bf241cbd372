import type { Trial } from "../../trial.js";
import type { Sent } from "../send.js";
import { messageOf } from "./once.js";

/** Whether what the other account said while the line was cut is there. @param meanwhile `null`: there is no other account */
export async function checkCatchUp(trial: Trial, conversationId: string, meanwhile: Sent | null): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.catchUp")) return;
  if (meanwhile === null)
    return ledger.untried("chat.catchUp", "it takes a second account to say something meanwhile", "--second-token");
  const isThere = () => messageOf(first, conversationId, meanwhile.text) !== undefined;
  // Where nothing of the conversation can be had there is nothing to wait for.
  await first.until(() => isThere() || first.conversation(conversationId)?.status === "error");
  const caught = isThere();
  if (!meanwhile.ok) ledger.untried("chat.catchUp", `nothing could be said meanwhile (${meanwhile.why})`);
  else if (caught) ledger.passed("chat.catchUp", "what the other account said meanwhile is there");
  else ledger.failed("chat.catchUp", "what the other account said meanwhile never came");
}
