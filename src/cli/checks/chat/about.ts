import { randomUUID } from "node:crypto";
import type { Message } from "../../../contract/chat.js";
import { inWords, type Talk, type Trial } from "../../trial.js";

/** Sends a text that is about something. */
export async function checkAbout(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.about")) return;
  const [text, url] = [trial.words(), "https://example.com/lobbykit-conform"];
  const mark = peer?.mark() ?? 0;
  const body = { kind: "text", text, about: { url, title: "lobbykit conform" } } as const;
  const outcome = await first.execute("sendMessage", { conversationId, clientId: randomUUID(), body });
  if (!outcome.ok) return ledger.failed("chat.about", inWords(outcome.failure));
  if (peer === null || trial.protocol.capabilities.echo === "none")
    return ledger.untried("chat.about", "it takes a second account to see it", "--second-token");
  const isIt = ({ message }: { readonly message: Message }) =>
    message.body.kind === "text" && message.body.text === text && message.body.about?.url === url;
  if ((await peer.heard(mark, "messageReceived", isIt)) === null)
    ledger.failed("chat.about", "it came without, or not at all");
  else ledger.passed("chat.about", "it arrived");
}
