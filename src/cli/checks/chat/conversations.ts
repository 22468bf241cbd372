import { counted, inWords, type Trial } from "../../trial.js";

/** Asks for the list of conversations. */
export async function checkConversations(trial: Trial, written: string | null): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.conversations")) return;
  const page = await first.query("conversations", { cursor: null, limit: 50 });
  if (!page.ok) return ledger.failed("chat.conversations", inWords(page.failure));
  const { conversations } = page.value;
  if (written !== null && !conversations.some(({ id }) => id === written))
    return ledger.failed("chat.conversations", "the one that was just written in is not among them");
  ledger.passed("chat.conversations", counted(conversations.length, "conversation"));
}
