import type { Message } from "../../../contract/chat.js";
import { pause } from "../../patience.js";
import { graceMs, type Talk, type Trial } from "../../trial.js";
import { type Marks, type Sent, send, told } from "../send.js";

/** Sends the first message once more under its client id. */
export async function checkDedupe(trial: Trial, talk: Talk, sent: Sent, marks: Marks): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.dedupe")) return;
  const { conversationId, peer } = talk;
  const again = await send(trial, first, conversationId, sent);
  // Another one behind it: when that has come, the repetition has had its time.
  const barrier = await send(trial, first, conversationId);
  const witness = peer ?? first;
  const mark = peer === null ? marks.first : marks.peer;
  const isBarrier = ({ message }: { readonly message: Message }) => message.body.text === barrier.text;
  const heard =
    trial.protocol.capabilities.echo !== "none" && (await witness.heard(mark, "messageReceived", isBarrier)) !== null;
  if (heard) await pause(graceMs);

  const pushed = told(witness, mark, conversationId, sent.text).length;
  const page = await first.query("history", { conversationId, cursor: null, limit: 20 });
  const inLog = page.ok ? page.value.messages.filter(({ body }) => body.text === sent.text).length : 0;
  const [one, other] = [sent.answer?.id ?? null, again.answer?.id ?? null];
  if (one !== null && other !== null && one !== other)
    ledger.failed("chat.dedupe", "sent twice under one client id, it was given two ids");
  else if (Math.max(pushed, inLog) > 1)
    ledger.failed("chat.dedupe", `sent twice under one client id, it is there ${Math.max(pushed, inLog)} times`);
  else if ((one !== null && one === other) || (heard && pushed === 1) || inLog === 1)
    ledger.passed("chat.dedupe", "sent twice under one client id, it is there once");
  else
    ledger.untried("chat.dedupe", "nothing tells how often it is there", peer === null ? "--second-token" : undefined);
}
