import type { ChatState, ConversationState } from "../../../src/client/chat/chatState.js";
import { selectConversation } from "../../../src/client/chat/selectors.js";
import { conversationOpened, eventsReceived, userChanged } from "../../../src/client/lobbyActions.js";
import { emptyLobby, lobbyReducer } from "../../../src/client/lobbyReducer.js";
import type { LobbyState } from "../../../src/client/lobbyState.js";
import type { HistoryPage, Message } from "../../../src/contract/chat.js";
import type { DomainEvent } from "../../../src/contract/events.js";

export const me = "an";
export const room = "room:r";
export const direct = "direct:an:binh";

/** A state of somebody signed in, with one conversation open and ready. */
export function ready(id = room): LobbyState {
  let state = lobbyReducer(emptyLobby, userChanged({ userId: me }));
  state = lobbyReducer(state, conversationOpened({ conversationId: id, kind: "room", loads: false }));
  return state;
}

export function receive(
  state: LobbyState,
  events: readonly DomainEvent[],
  options: { at?: number; roomBuffer?: number; echoed?: boolean } = {},
): LobbyState {
  return lobbyReducer(
    state,
    eventsReceived({ events, at: 1_000, roomBuffer: 500, echoed: true, typingExpiryMs: 6_000, ...options }),
  );
}

export function message(over: Partial<Message> & { seq: number | null }): Message {
  const { seq } = over;
  return {
    id: `m${seq ?? over.createdAt}`,
    conversationId: room,
    senderId: "binh",
    createdAt: seq ?? 0,
    body: { kind: "text", text: `text ${seq ?? over.createdAt}` },
    ...over,
  };
}

export function received(over: Partial<Message> & { seq: number | null }, epoch: string | null = "e1"): DomainEvent {
  return { type: "messageReceived", epoch, message: message(over) };
}

export function conversationOf(state: LobbyState, id = room): ConversationState {
  return selectConversation({ lobby: state }, id);
}
export const chatOf = (state: LobbyState): ChatState => state.chat;

/** The action by which RTK Query brings a page. */
export function pageArrived(
  page: Partial<HistoryPage> & { messages: readonly Message[] },
  cursor: string | null = null,
) {
  const conversationId = page.conversationId ?? room;
  const payload: HistoryPage = {
    conversationId,
    epoch: null,
    head: page.messages.at(-1)?.seq ?? null,
    olderCursor: null,
    receipts: [],
    ...page,
  };
  return {
    type: "lobbyApi/executeQuery/fulfilled",
    payload,
    meta: {
      requestId: "r",
      requestStatus: "fulfilled",
      arg: {
        type: "query",
        endpointName: "history",
        queryCacheKey: "k",
        originalArgs: { conversationId, cursor, limit: 50 },
      },
      fulfilledTimeStamp: 1,
      baseQueryMeta: undefined,
    },
  };
}

/** What must hold of a conversation after every action. */
export function problemsOf(conversation: ConversationState): string[] {
  const problems: string[] = [];
  const { messages, pending, gaps, head, readSeq, receipts } = conversation;
  const keys = [...messages, ...pending].map(({ key }) => key);
  if (new Set(keys).size !== keys.length) problems.push(`a key twice: ${keys.join(" ")}`);
  const ids = messages.filter(({ status }) => status !== "lost").map(({ id }) => id);
  if (new Set(ids).size !== ids.length) problems.push(`an id twice: ${ids.join(" ")}`);
  const lost = messages.findLastIndex(({ status }) => status === "lost");
  if (messages.slice(0, lost + 1).some(({ status }) => status !== "lost")) problems.push("lost ones are not in front");
  const log = messages.slice(lost + 1);
  const seqs = log.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  if (seqs.length > 0 && seqs.length !== log.length) problems.push("sequences on some messages only");
  for (let index = 1; index < seqs.length; index++) {
    const [before, after] = [seqs[index - 1] ?? 0, seqs[index] ?? 0];
    if (before >= after) problems.push(`not ascending: ${before} ${after}`);
    if (after > before + 1 && !gaps.some((gap) => gap.after === before && gap.before === after))
      problems.push(`a hidden gap: ${before} ${after}`);
  }
  for (const gap of gaps)
    if (!seqs.includes(gap.after) || !seqs.includes(gap.before)) problems.push(`a gap between nothing: ${gap.after}`);
  if (head !== null && (seqs.at(-1) ?? 0) > head) problems.push(`head ${head} behind ${seqs.at(-1)}`);
  if (readSeq < 0 || conversation.unseen < 0) problems.push("negative");
  for (const { deliveredSeq, readSeq: read } of Object.values(receipts))
    if (read > deliveredSeq) problems.push("read but not delivered");
  return problems;
}
