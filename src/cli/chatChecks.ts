import { randomUUID } from "node:crypto";
import type { Message } from "../contract/chat.js";
import type { CheckId } from "./ledger.js";
import type { Probe } from "./probe.js";
import { pause } from "./probe.js";
import { counted, graceMs, inWords, open, steady, type Talk, type Trial } from "./trial.js";

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

/** What became of a message that was sent past the outbox, so that its client id can be chosen. */
interface Sent {
  readonly text: string;
  readonly clientId: string;
  readonly ok: boolean;
  /** The acknowledgement; `null` when there was none. */
  readonly answer: { readonly id: string | null; readonly seq: number | null; readonly epoch: string | null } | null;
  /** Why not. */
  readonly why: string;
}

/** Tries the chat: in the conversation that it may write to, or as far as reading goes. */
export async function checkChat(trial: Trial): Promise<void> {
  const { ledger, talk } = trial;
  if (talk === null) {
    const why = "there is nobody it may write to";
    for (const id of needTalk) if (ledger.claims(id)) ledger.untried(id, why, trial.talkOption);
    await checkReading(trial);
    await checkConversations(trial, null);
    return;
  }
  const closings = [await open(trial.first, talk.conversationId)];
  if (talk.peer !== null) closings.push(await open(talk.peer, talk.conversationId));
  try {
    const sent = await checkSending(trial, talk);
    const rest = [
      () => checkTyping(trial, talk),
      () => checkReceipts(trial, talk, sent),
      () => checkImages(trial, talk),
      () => checkAbout(trial, talk),
      () => checkReading(trial, sent),
      () => checkConversations(trial, sent.ok ? talk.conversationId : null),
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

async function send(trial: Trial, from: Probe, conversationId: string, again?: Sent): Promise<Sent> {
  const text = again?.text ?? trial.words();
  const clientId = again?.clientId ?? randomUUID();
  const outcome = await from.execute("sendMessage", { conversationId, clientId, body: { kind: "text", text } });
  const why = outcome.ok ? "" : inWords(outcome.failure);
  return { text, clientId, ok: outcome.ok, answer: outcome.ok ? outcome.value : null, why };
}

/** The messages of that text which somebody was told since a mark, one for each id. */
function told(probe: Probe, mark: number, conversationId: string, text: string): readonly Message[] {
  const found = probe
    .since(mark, "messageReceived")
    .map(({ message }) => message)
    .filter((message) => message.conversationId === conversationId && message.body.text === text);
  return [...new Map(found.map((message) => [message.id, message])).values()];
}

async function checkSending(trial: Trial, talk: Talk): Promise<Sent> {
  const { ledger, first } = trial;
  const { conversationId, peer } = talk;
  const marks = { first: first.mark(), peer: peer?.mark() ?? 0 };
  const sent = await send(trial, first, conversationId);

  if (!ledger.claims("chat.acks")) ledger.missing("chat.acks");
  else if (sent.answer !== null) ledger.passed("chat.acks", sent.answer.id === null ? "without an id" : "with its id");
  else if (sent.ok)
    ledger.failed("chat.acks", "the protocol asks for no answer: outgoing.sendMessage has no acknowledge");
  else if (sent.why.startsWith("TIMEOUT"))
    ledger.failed("chat.acks", `no answer within ${trial.timeoutMs} ms, or none that could be read`);
  else ledger.failed("chat.acks", `refused (${sent.why})`, "See what outgoing.sendMessage sends.");

  const arrived = await checkEcho(trial, talk, sent, marks);
  if (talk.kind === "direct") {
    if (sent.answer !== null || arrived) ledger.passed("chat.direct", arrived ? "it arrived" : "it was taken");
    else if (peer !== null && trial.protocol.capabilities.echo !== "none")
      ledger.failed("chat.direct", "it never arrived");
  } else if (ledger.claims("chat.direct"))
    ledger.untried("chat.direct", "there is nobody it may write to", "--second-token, or --to");

  if (ledger.claims("chat.dedupe")) await checkDedupe(trial, talk, sent, marks);
  if (ledger.claims("chat.sequences")) await checkSequences(trial, talk, sent);
  return sent;
}

/** Who is told of a message. Answers whether the other account was. */
async function checkEcho(
  trial: Trial,
  { conversationId, peer }: Talk,
  { text }: Sent,
  marks: { readonly first: number; readonly peer: number },
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

async function checkDedupe(
  trial: Trial,
  talk: Talk,
  sent: Sent,
  marks: { readonly first: number; readonly peer: number },
): Promise<void> {
  const { ledger, first } = trial;
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

async function checkSequences(trial: Trial, { conversationId }: Talk, sent: Sent): Promise<void> {
  const { ledger, first } = trial;
  const next = await send(trial, first, conversationId);
  const [from, to] = [sent.answer, next.answer];
  if (from === null || to === null || from.seq === null || to.seq === null)
    return ledger.failed("chat.sequences", "the answers bear no sequence");
  if (from.epoch === null || from.epoch !== to.epoch)
    return ledger.failed("chat.sequences", "the answers bear no epoch, or another each time");
  if (to.seq <= from.seq) return ledger.failed("chat.sequences", `after ${from.seq} came ${to.seq}`);
  const heads = await first.execute("heads", { conversationIds: [conversationId] });
  if (!heads.ok) return ledger.failed("chat.sequences", `heads: ${inWords(heads.failure)}`);
  const head = heads.value?.heads.find((one) => one.conversationId === conversationId);
  if (head === undefined || head.seq < to.seq)
    return ledger.failed("chat.sequences", "heads says that the log ends before the last message");
  ledger.passed("chat.sequences", `from ${from.seq} to ${to.seq}, and heads agrees`);
}

async function checkTyping(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
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

async function checkReceipts(trial: Trial, { conversationId, peer }: Talk, sent: Sent): Promise<void> {
  const { ledger, first } = trial;
  const { receipts } = trial.protocol.capabilities;
  if (!ledger.claims("chat.receipts")) return;
  if (peer === null) return ledger.untried("chat.receipts", "it takes a second account to read", "--second-token");
  const message = told(peer, 0, conversationId, sent.text).at(-1);
  const seq = message?.seq ?? sent.answer?.seq ?? null;
  const messageId = message?.id ?? sent.answer?.id ?? null;
  const mark = first.mark();
  const outcome = await peer.execute("markRead", { conversationId, seq, messageId });
  if (!outcome.ok) return ledger.failed("chat.receipts", `markRead: ${inWords(outcome.failure)}`);
  if (receipts === "watermarks") {
    const event = await first.heard(
      mark,
      "receiptChanged",
      (one) => one.userId === peer.user.id && (one.readSeq ?? 0) >= (seq ?? 1),
    );
    if (event === null) ledger.failed("chat.receipts", "read by the other account, and the sender was told nothing");
    else ledger.passed("chat.receipts", `read up to ${event.readSeq}`);
    return;
  }
  const isRead = (one: { readonly messageId: string; readonly status: string }) =>
    one.messageId === messageId && one.status === "read";
  if ((await first.heard(mark, "messageStatusChanged", isRead, graceMs)) !== null)
    return ledger.passed("chat.receipts", "told at once");
  const page = await first.query("history", { conversationId, cursor: null, limit: 20 });
  if (page.ok && messageId !== null && page.value.statuses?.[messageId] === "read")
    return ledger.passed("chat.receipts", "told by the history");
  if ((await first.heard(mark, "messageStatusChanged", isRead)) !== null)
    return ledger.passed("chat.receipts", "told at once");
  ledger.failed("chat.receipts", "read by the other account, and the sender can't know");
}

async function checkImages(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("chat.images")) return;
  const url = options.imageUrl ?? "https://example.com/lobbykit-conform.png";
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

async function checkAbout(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
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

/** The history, of whatever conversation may be read. */
async function checkReading(trial: Trial, sent?: Sent): Promise<void> {
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

async function checkConversations(trial: Trial, written: string | null): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("chat.conversations")) return;
  const page = await first.query("conversations", { cursor: null, limit: 50 });
  if (!page.ok) return ledger.failed("chat.conversations", inWords(page.failure));
  const { conversations } = page.value;
  if (written !== null && !conversations.some(({ id }) => id === written))
    return ledger.failed("chat.conversations", "the one that was just written in is not among them");
  ledger.passed("chat.conversations", counted(conversations.length, "conversation"));
}

/** Cuts the line of the first account, lets the other one speak meanwhile, and looks at what is shown after it. */
async function checkCut(trial: Trial, { conversationId, peer }: Talk): Promise<void> {
  const { ledger, first } = trial;
  const acked = !ledger.claims("chat.acks") || ledger.statusOf("chat.acks") === "passed";
  const shown = acked ? trial.words() : null;
  if (shown !== null) {
    first.lobby.sendMessage(conversationId, { kind: "text", text: shown });
    const isOut = () =>
      ["sent", "delivered", "read", "unconfirmed", "failed"].includes(
        messageOf(first, conversationId, shown)?.status ?? "",
      );
    await first.until(isOut, 2 * trial.timeoutMs);
    if (peer !== null && trial.protocol.capabilities.echo !== "none")
      await peer.until(() => messageOf(peer, conversationId, shown) !== undefined);
  }

  const restore = first.tap.cut();
  const meanwhile = peer === null ? null : await send(trial, peer, conversationId);
  await pause(graceMs);
  restore();
  const isBack = await first.until(
    () => first.session() !== null && first.lobby.store.getState().lobby.connection.status === "live",
    2 * trial.timeoutMs,
  );
  if (!isBack) return ledger.failed("connection.back", "it did not come back");
  await first.until(() => first.tap.waiting === 0 && first.conversation(conversationId)?.status === "ready");

  if (peer === null) {
    if (ledger.claims("chat.catchUp"))
      ledger.untried("chat.catchUp", "it takes a second account to say something meanwhile", "--second-token");
  } else if (ledger.claims("chat.catchUp") && meanwhile !== null) {
    const caught = await first.until(() => messageOf(first, conversationId, meanwhile.text) !== undefined);
    if (!meanwhile.ok) ledger.untried("chat.catchUp", `nothing could be said meanwhile (${meanwhile.why})`);
    else if (caught) ledger.passed("chat.catchUp", "what the other account said meanwhile is there");
    else ledger.failed("chat.catchUp", "what the other account said meanwhile never came");
  }
  await checkBack(trial, conversationId, peer);

  if (shown === null) return ledger.untried("chat.once", "without answers it would be repeated: see chat.acks");
  const last = messageOf(first, conversationId, shown);
  if (last?.status === "failed" && last.failure !== undefined)
    return ledger.failed(
      "chat.once",
      `it was refused (${inWords(last.failure)})`,
      "See what outgoing.sendMessage sends.",
    );
  const counts = [first, ...(peer === null ? [] : [peer])].map((probe) => countOf(probe, conversationId, shown));
  const pushed = trial.protocol.capabilities.echo !== "none";
  if (counts.some((count) => count > 1))
    ledger.failed("chat.once", `through answer, echo, history and a cut it is there ${Math.max(...counts)} times`);
  else if (counts[0] === 0 || (pushed && counts[1] === 0)) ledger.failed("chat.once", "after a cut it is gone");
  else ledger.passed("chat.once", "through answer, echo, history and a cut");
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

function messageOf(probe: Probe, conversationId: string, text: string) {
  return probe.messages(conversationId).find(({ body }) => body.text === text);
}

function countOf(probe: Probe, conversationId: string, text: string): number {
  return probe.messages(conversationId).filter(({ body }) => body.text === text).length;
}
