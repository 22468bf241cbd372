import type { Message } from "../../../contract/chat.js";
import { graceMs, type Talk, type Trial } from "../../trial.js";
import type { Marks, Sent } from "../send.js";

/** Who is told of a message. Answers whether the other account was. */
export async function checkEcho(
  trial: Trial,
  { conversationId, peer }: Talk,
  { text }: Sent,
  marks: Marks,
): Promise<boolean> {
  const { ledger, first } = trial;
  const { echo } = trial.protocol.capabilities;
  const isIt = ({ message }: { readonly message: Message }) =>
    message.conversationId === conversationId && message.body.text === text;
  const wait = echo === "none" ? graceMs : trial.timeoutMs;
  const atPeer = peer !== null && (await peer.heard(marks.peer, "messageReceived", isIt, wait)) !== null;
  const atSender =
    (await first.heard(marks.first, "messageReceived", isIt, echo === "all" ? trial.timeoutMs : graceMs)) !== null;

  const seen = atSender ? "all" : atPeer ? "others" : "none";
  const is = `the sender ${atSender ? "was" : "was not"} told${peer === null ? "" : `, the other ${atPeer ? "was" : "was not"}`}`;
  if (peer === null) {
    if (echo === "none") ledger.missing("chat.echo");
    else if (echo === "all" && !atSender) ledger.failed("chat.echo", is);
    else if (echo === "all") ledger.passed("chat.echo", is);
    else ledger.untried("chat.echo", `${is}; whether others are can't be seen`, "--second-token");
  } else if (atPeer && (echo === "others" || (echo === "all" && atSender))) {
    // An echo that is not counted on does no harm: chat.once sees to that.
    ledger.passed("chat.echo", is);
  } else if (seen === "none" && echo === "none") {
    ledger.missing("chat.echo");
  } else if (echo === "none") ledger.missing("chat.echo", is, `Messages are pushed: echo could be "${seen}".`);
  else if (atSender && !atPeer) ledger.failed("chat.echo", is, "Map the event that others get to messageReceived.");
  else ledger.failed("chat.echo", is, `Set echo to "${seen}".`);
  return atPeer;
}
