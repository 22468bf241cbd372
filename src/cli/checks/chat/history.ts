import { pause } from "../../patience.js";
import { counted, graceMs, inWords, open, type Trial } from "../../trial.js";
import { type Sent, send } from "../send.js";

/** The history, of whatever conversation may be read. */
export async function checkHistory(trial: Trial, sent?: Sent): Promise<void> {
  const { ledger, first, options, talk } = trial;
  const { history, rooms } = trial.protocol.capabilities;
  if (!ledger.claims("chat.history")) return;
  const room = rooms && options.room !== undefined ? `room:${options.room}` : null;
  const conversationId = talk?.conversationId ?? room;
  if (conversationId === null)
    return ledger.untried("chat.history", "there is no conversation to read", trial.talkOption);
  if (history === "push") {
    const close = talk === null ? await open(first, conversationId) : () => {};
    const page = await first.heard(0, "historyReceived", (event) => event.page.conversationId === conversationId);
    close();
    if (page === null) return ledger.failed("chat.history", "none came when the conversation was opened");
    return ledger.passed("chat.history", `${counted(page.page.messages.length, "message")} by themselves`);
  }
  const close = talk === null ? await open(first, conversationId) : () => {};
  const wanted = sent?.ok === true ? sent.text : null;
  const found = wanted === null || (await isInLog(trial, conversationId, wanted));
  const page = await first.query("history", { conversationId, cursor: null, limit: 2 });
  if (!page.ok) {
    close();
    return ledger.failed("chat.history", inWords(page.failure), "See what http.history asks for and reads.");
  }
  const { messages, olderCursor } = page.value;
  const older =
    olderCursor === null ? null : await first.query("history", { conversationId, cursor: olderCursor, limit: 2 });
  close();
  if (!found) return ledger.failed("chat.history", "what was just said is not in it");
  if (older === null) return ledger.passed("chat.history", `${counted(messages.length, "message")}, all at once`);
  if (!older.ok) return ledger.failed("chat.history", `the second page: ${inWords(older.failure)}`);
  const ids = new Set(messages.map(({ id }) => id));
  if (older.value.messages.some(({ id }) => ids.has(id)))
    return ledger.failed("chat.history", "the second page holds what the first one held");
  ledger.passed("chat.history", "page by page");
}

/** Whether what was said is in the history; said once more where it is not, because some servers tell which log it is only with the second message. */
async function isInLog(trial: Trial, conversationId: string, wanted: string): Promise<boolean> {
  const { first } = trial;
  const holds = async (text: string) => {
    // A page of two may not reach back to it on a server that has pages.
    const page = await first.query("history", { conversationId, cursor: null, limit: 50 });
    return page.ok && page.value.messages.some(({ body }) => body.text === text);
  };
  if (await holds(wanted)) return true;
  const again = await send(trial, first, conversationId);
  await pause(graceMs);
  return again.ok && holds(again.text);
}
