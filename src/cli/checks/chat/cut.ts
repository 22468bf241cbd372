import type { Message } from "../../../contract/chat.js";
import { pause } from "../../patience.js";
import type { Probe } from "../../probe.js";
import { graceMs, settled, type Talk, type Trial } from "../../trial.js";
import { send } from "../send.js";
import { checkCatchUp } from "./catchUp.js";
import { checkOnce, sayOnce } from "./once.js";

/** Cuts the line of the first account, lets the other one speak meanwhile, and looks at what is shown after it. */
export async function checkCut(trial: Trial, talk: Talk): Promise<void> {
  const { ledger, first } = trial;
  const { conversationId, peer } = talk;
  const shown = await sayOnce(trial, talk);

  const restore = first.tap.cut();
  const meanwhile = peer === null ? null : await send(trial, peer, conversationId);
  await pause(graceMs);
  restore();
  const isBack = await first.until(
    () => first.session() !== null && first.lobby.store.getState().lobby.connection.status === "live",
    2 * trial.timeoutMs,
  );
  if (!isBack) return ledger.failed("connection.back", "it did not come back");
  await settled(first, conversationId);

  await checkCatchUp(trial, conversationId, meanwhile);
  await checkBack(trial, conversationId, peer);
  checkOnce(trial, talk, shown);
}

/** Hears again what is said after a cut: rooms are joined anew. */
async function checkBack(trial: Trial, conversationId: string, peer: Probe | null): Promise<void> {
  const { ledger, first } = trial;
  if (peer === null || trial.protocol.capabilities.echo === "none")
    return ledger.passed("connection.back", "it is back");
  const mark = first.mark();
  const after = await send(trial, peer, conversationId);
  const isIt = ({ message }: { readonly message: Message }) => message.body.text === after.text;
  const heard = (await first.heard(mark, "messageReceived", isIt)) !== null;
  if (heard) ledger.passed("connection.back", "it is back, and hears what is said");
  else if (!after.ok) ledger.untried("connection.back", `it is back, but nothing could be said (${after.why})`);
  else
    ledger.failed(
      "connection.back",
      "it is back, and hears nothing",
      "See what outgoing.openConversation sends again.",
    );
}
