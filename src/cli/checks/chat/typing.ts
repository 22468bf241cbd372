import { inWords, type Talk, type Trial } from "../../trial.js";

/** Begins to type, and stops. */
export async function checkTyping(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.typing")) return;
  if (peer === null) return ledger.untried("chat.typing", "it takes a second account to see it", "--second-token");
  const mark = peer.mark();
  const outcome = await first.execute("setTyping", { conversationId, typing: true });
  if (!outcome.ok) return ledger.failed("chat.typing", `setTyping: ${inWords(outcome.failure)}`);
  const isOwn = (typing: boolean) => (event: { readonly userId: string; readonly typing: boolean }) =>
    event.userId === first.user.id && event.typing === typing;
  const begun = await peer.heard(mark, "typingChanged", isOwn(true));
  await first.execute("setTyping", { conversationId, typing: false });
  if (begun === null) return ledger.failed("chat.typing", "the other account was told nothing");
  const ended = await peer.heard(mark, "typingChanged", isOwn(false), trial.timeoutMs / 2);
  ledger.passed(
    "chat.typing",
    ended === null ? "its beginning; its end only by the clock" : "its beginning and its end",
  );
}
