import type { CheckId } from "../ledger.js";
import { open, steady, type Talk, type Trial } from "../trial.js";
import { checkAbout } from "./chat/about.js";
import { checkAcks } from "./chat/acks.js";
import { checkConversations } from "./chat/conversations.js";
import { checkCut } from "./chat/cut.js";
import { checkDedupe } from "./chat/dedupe.js";
import { checkDirect } from "./chat/direct.js";
import { checkEcho } from "./chat/echo.js";
import { checkHistory } from "./chat/history.js";
import { checkImages } from "./chat/images.js";
import { checkReceipts } from "./chat/receipts.js";
import { checkSequences } from "./chat/sequences.js";
import { checkTyping } from "./chat/typing.js";
import { type Sent, send } from "./send.js";

/** What needs a message to be sent. */
const needTalk: readonly CheckId[] = [
  "chat.echo",
  "chat.acks",
  "chat.dedupe",
  "chat.sequences",
  "chat.catchUp",
  "chat.images",
  "chat.about",
  "chat.typing",
  "chat.receipts",
  "chat.once",
];

/** Tries the chat, each check in the file of its name: in the conversation that it may write to, or as far as reading goes. */
export async function checkChat(trial: Trial): Promise<void> {
  const { ledger, first, talk } = trial;
  if (talk === null) {
    const why = "there is nobody it may write to";
    for (const id of needTalk) if (ledger.claims(id)) ledger.untried(id, why, trial.talkOption);
    await checkHistory(trial);
    await checkConversations(trial, null);
    return;
  }
  const { conversationId, peer } = talk;
  const people = peer === null ? [first] : [first, peer];
  const closings = await Promise.all(people.map((probe) => open(probe, conversationId)));
  try {
    const sent = await checkSending(trial, talk);
    const rest = [
      () => checkTyping(trial, talk),
      () => checkReceipts(trial, talk, sent),
      () => checkImages(trial, talk),
      () => checkAbout(trial, talk),
      () => checkHistory(trial, sent),
      () => checkConversations(trial, sent.ok ? conversationId : null),
      () => checkCut(trial, talk),
    ];
    for (const check of rest) {
      await steady(trial);
      await check();
    }
  } finally {
    for (const close of closings) close();
  }
}

/** Sends the first message, and looks at what becomes of it. */
async function checkSending(trial: Trial, talk: Talk): Promise<Sent> {
  const { first } = trial;
  const { conversationId, peer } = talk;
  const marks = { first: first.mark(), peer: peer?.mark() ?? 0 };
  const sent = await send(trial, first, conversationId);
  checkAcks(trial, sent);
  checkDirect(trial, talk, sent, await checkEcho(trial, talk, sent, marks));
  await checkDedupe(trial, talk, sent, marks);
  await checkSequences(trial, talk, sent);
  return sent;
}
