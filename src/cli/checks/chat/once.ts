import type { ChatMessage } from "../../../client/chat/chatState.js";
import type { Probe } from "../../probe.js";
import { inWords, type Talk, type Trial } from "../../trial.js";

/** A message as the client shows it. */
export function messageOf(probe: Probe, conversationId: string, text: string): ChatMessage | undefined {
  return probe.messages(conversationId).find(({ body }) => body.text === text);
}

/** Says something the way a page does, by the outbox, before the line is cut. `null`: not where no answer comes, as it would be repeated. */
export async function sayOnce(trial: Trial, { conversationId, peer }: Talk): Promise<string | null> {
  const { ledger, first } = trial;
  if (ledger.claims("chat.acks") && ledger.statusOf("chat.acks") !== "passed") return null;
  const text = trial.words();
  first.lobby.sendMessage(conversationId, { kind: "text", text });
  const isOut = () =>
    ["sent", "delivered", "read", "unconfirmed", "failed"].includes(
      messageOf(first, conversationId, text)?.status ?? "",
    );
  await first.until(isOut, 2 * trial.timeoutMs);
  if (peer !== null && trial.protocol.capabilities.echo !== "none")
    await peer.until(() => messageOf(peer, conversationId, text) !== undefined);
  return text;
}

/** Whether it is there once, for everybody. */
export function checkOnce(trial: Trial, { conversationId, peer }: Talk, shown: string | null): void {
  const { ledger, first } = trial;
  const last = shown === null ? undefined : messageOf(first, conversationId, shown);
  const people = peer === null ? [first] : [first, peer];
  const counts = people.map((one) => one.messages(conversationId).filter(({ body }) => body.text === shown).length);
  const pushed = trial.protocol.capabilities.echo !== "none";
  if (shown === null) ledger.untried("chat.once", "without answers it would be repeated: see chat.acks");
  else if (last?.status === "failed" && last.failure !== undefined)
    ledger.failed("chat.once", `it was refused (${inWords(last.failure)})`, "See what outgoing.sendMessage sends.");
  else if (counts.some((count) => count > 1))
    ledger.failed("chat.once", `through answer, echo, history and a cut it is there ${Math.max(...counts)} times`);
  else if (counts[0] === 0 || (pushed && counts[1] === 0)) ledger.failed("chat.once", "after a cut it is gone");
  else ledger.passed("chat.once", "through answer, echo, history and a cut");
}
