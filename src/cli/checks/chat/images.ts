import { randomUUID } from "node:crypto";
import type { Message } from "../../../contract/chat.js";
import { inWords, type Talk, type Trial } from "../../trial.js";

/** Sends a picture. */
export async function checkImages(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("chat.images")) return;
  const [host = "example.com"] = trial.protocol.imageHosts ?? [];
  const url = options.imageUrl ?? `https://${host}/lobbykit-conform.png`;
  const mark = peer?.mark() ?? 0;
  const body = { kind: "image", url } as const;
  const outcome = await first.execute("sendMessage", { conversationId, clientId: randomUUID(), body });
  if (!outcome.ok) {
    if (outcome.failure.code === "TIMEOUT") return ledger.failed("chat.images", "no answer");
    return ledger.untried("chat.images", `this picture is refused (${inWords(outcome.failure)})`, "--image-url");
  }
  if (peer === null || trial.protocol.capabilities.echo === "none") {
    if (outcome.value !== null) return ledger.passed("chat.images", "it was taken");
    return ledger.untried("chat.images", "it takes a second account to see it", "--second-token");
  }
  const isIt = ({ message }: { readonly message: Message }) =>
    message.body.kind === "image" && message.body.url === url && message.senderId === first.user.id;
  if ((await peer.heard(mark, "messageReceived", isIt)) === null)
    ledger.failed("chat.images", "it did not come as a picture");
  else ledger.passed("chat.images", "it arrived");
}
