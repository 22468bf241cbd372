import type { UnknownAction } from "@reduxjs/toolkit";
import { type Failure, failure } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import type { ConversationId } from "../../contract/ids.js";
import {
  conversationOpened,
  conversationShrunk,
  draftChanged,
  type EventsReceived,
  eventsReceived,
  messageComposed,
  messageDiscarded,
  olderRequested,
  openingFailed,
  rateLimitChanged,
  readingChanged,
  readMoved,
  sendingChanged,
  typingSwept,
  userChanged,
} from "../lobbyActions.js";
import { lobbyApi } from "../lobbyApi.js";
import type { ChatMessage, ChatState, ConversationState } from "./chatState.js";
import { applySummary, joinParticipant, leaveParticipant, newConversation } from "./conversations.js";
import { closeDraft, type Draft, openDraft, writePending } from "./draft.js";
import { setGapLoading } from "./gaps.js";
import { applyPage, applySync, failPage, targetOf } from "./history.js";
import { changeSending, takePending } from "./pending.js";
import { moveReceipt, setMessageStatus } from "./receipts.js";
import { acknowledge, receiveMessage, settle } from "./receive.js";
import { keepNewest, trimBounded } from "./trim.js";
import { changeTyping, sweepTyping } from "./typing.js";

/** Conversations that events alone may bring into being. Those that the user opens or lists are not counted. */
const maxConversations = 1_000;

export const emptyChat: ChatState = {
  conversations: {},
  list: { status: "idle", error: null, nextCursor: null },
};

/**
 * Chat's state after an action. Hand-written and copying only what changes: a batch of events costs one pass over the batch and one array copy per conversation it
 * touches, and everything untouched stays the object it was.
 *
 * @param me who is signed in; own messages are told from others' by it
 */
export function chatReducer(state: ChatState = emptyChat, action: UnknownAction, me: string | null): ChatState {
  if (eventsReceived.match(action)) return reduceEvents(state, action.payload, me);
  if (userChanged.match(action)) return action.payload.keep ? state : emptyChat;
  if (typingSwept.match(action)) return sweep(state, action.payload.at);
  return reducePages(reduceOwn(state, action, me), action, me);
}

/** What the user did, and what came of it. */
function reduceOwn(state: ChatState, action: UnknownAction, me: string | null): ChatState {
  if (conversationOpened.match(action)) {
    const { conversationId, kind, loads } = action.payload;
    return change(state, conversationId, me, ({ next }) => {
      next.kind = kind;
      next.bounded = kind === "room";
      next.closed = null;
      if (next.status !== "ready") next.status = loads ? "loading" : "ready";
    });
  }
  if (olderRequested.match(action))
    return edit(state, action.payload.conversationId, me, ({ next }) => {
      next.older = "loading";
    });
  if (openingFailed.match(action))
    return edit(state, action.payload.conversationId, me, ({ next }) => {
      next.error = action.payload.failure;
      if (next.status !== "ready") next.status = "error";
    });
  if (conversationShrunk.match(action))
    return edit(state, action.payload.conversationId, me, (draft) => {
      keepNewest(draft, action.payload.keep);
      draft.next.typing = draft.next.typing.length === 0 ? draft.next.typing : [];
      draft.next.reading = true;
    });
  if (messageComposed.match(action)) {
    const { conversationId, clientId, at, body, status, failure, senderName, senderAvatarUrl } = action.payload;
    return change(state, conversationId, me, (draft) => {
      const known = (message: ChatMessage) => message.key === clientId;
      if (draft.next.pending.some(known) || draft.next.messages.some(known)) return;
      writePending(draft).push({
        id: `local-${clientId}`,
        conversationId,
        seq: null,
        clientId,
        senderId: me ?? "",
        ...(senderName === undefined ? {} : { senderName }),
        ...(senderAvatarUrl === undefined ? {} : { senderAvatarUrl }),
        createdAt: at,
        body,
        key: clientId,
        status,
        own: true,
        ...(failure === undefined ? {} : { failure }),
      });
    });
  }
  if (sendingChanged.match(action)) {
    const { conversationId, key, status, failure, settled } = action.payload;
    return edit(state, conversationId, me, (draft) => {
      changeSending(draft, key, status, failure);
      const message = settled ? draft.next.pending.find((pending) => pending.key === key) : undefined;
      if (message !== undefined) settle(draft, message);
    });
  }
  if (messageDiscarded.match(action))
    return edit(state, action.payload.conversationId, me, (draft) => void takePending(draft, action.payload.key));
  if (rateLimitChanged.match(action))
    return edit(state, action.payload.conversationId, me, ({ next }) => {
      next.rateLimitedUntil = action.payload.until;
    });
  if (readMoved.match(action))
    return edit(state, action.payload.conversationId, me, ({ next }) => {
      next.unseen = 0;
      next.readSeq = Math.max(next.readSeq, action.payload.seq ?? 0);
    });
  if (draftChanged.match(action))
    return change(state, action.payload.conversationId, me, ({ next }) => {
      next.draft = action.payload.text;
    });
  if (readingChanged.match(action))
    return edit(state, action.payload.conversationId, me, ({ next }) => {
      next.reading = action.payload.reading;
    });
  return state;
}

/** Pages: the slice takes them over from RTK Query and is their only owner. */
function reducePages(state: ChatState, action: UnknownAction, me: string | null): ChatState {
  const { history, conversations } = lobbyApi.endpoints;
  if (history.matchPending(action)) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, ({ next }) => {
      const target = targetOf(next, cursor);
      if (target === "older") next.older = "loading";
      else if (typeof target === "object") next.gaps = setGapLoading(next.gaps, target.gapBefore, true);
      else if (next.status !== "ready") next.status = "loading";
    });
  }
  if (history.matchFulfilled(action)) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, (draft) => applyPage(draft, action.payload, cursor));
  }
  if (history.matchRejected(action)) {
    if (action.meta.condition) return state;
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, (draft) => failPage(draft, cursor, failureOf(action.payload)));
  }
  if (conversations.matchPending(action)) return { ...state, list: { ...state.list, status: "loading", error: null } };
  if (conversations.matchFulfilled(action)) {
    const summaries = action.payload.conversations;
    const reduced = batch(state, me, summaries, (summary) => summary.id, applySummary, true);
    return { ...reduced, list: { status: "ready", error: null, nextCursor: action.payload.nextCursor } };
  }
  if (conversations.matchRejected(action)) {
    if (action.meta.condition) return state;
    return { ...state, list: { ...state.list, status: "error", error: failureOf(action.payload) } };
  }
  return state;
}

function failureOf(payload: Failure | undefined): Failure {
  return payload ?? failure("UNAVAILABLE");
}

function reduceEvents(state: ChatState, received: EventsReceived, me: string | null): ChatState {
  const { events, roomBuffer } = received;
  const reduced = batch(
    state,
    me,
    events,
    conversationOf,
    (draft, event) => reduceEvent(draft, event, received),
    false,
  );
  if (reduced === state) return state;
  let { conversations } = reduced;
  for (const id of Object.keys(conversations)) {
    const conversation = conversations[id];
    if (conversation === undefined || conversation === state.conversations[id]) continue;
    const draft = openDraft(conversation, me);
    trimBounded(draft, roomBuffer);
    const trimmed = closeDraft(draft);
    if (trimmed !== conversation) conversations = { ...conversations, [id]: trimmed };
  }
  return { ...reduced, conversations };
}

function reduceEvent(draft: Draft, event: DomainEvent, { at, echoed, typingExpiryMs }: EventsReceived): void {
  switch (event.type) {
    case "messageReceived":
      receiveMessage(draft, event);
      return;
    case "messageAcknowledged":
      acknowledge(draft, event, echoed);
      return;
    case "receiptChanged":
      moveReceipt(draft, event.userId, event);
      return;
    case "messageStatusChanged":
      setMessageStatus(draft, event.messageId, event.status);
      return;
    case "typingChanged":
      changeTyping(draft, event, at + typingExpiryMs);
      return;
    case "conversationSynced":
      applySync(draft, event.result);
      return;
    case "conversationChanged":
      applySummary(draft, event.conversation);
      return;
    case "conversationClosed":
      draft.next.closed = event.reason;
      return;
    case "participantJoined":
      joinParticipant(draft, event.user);
      return;
    case "participantLeft":
      leaveParticipant(draft, event.userId);
      return;
    default:
      // Events of the other domains are for other reducers.
      return;
  }
}

/** Which conversation an event is about; `null` for what concerns none, and for what would be the first word of an unknown one. */
function conversationOf(event: DomainEvent, known: (id: ConversationId) => boolean): ConversationId | null {
  switch (event.type) {
    case "messageReceived":
      return event.message.conversationId;
    case "conversationChanged":
      return event.conversation.id;
    case "conversationSynced":
      return known(event.result.conversationId) ? event.result.conversationId : null;
    case "messageAcknowledged":
    case "receiptChanged":
    case "messageStatusChanged":
    case "typingChanged":
    case "conversationClosed":
    case "participantJoined":
    case "participantLeft":
      return known(event.conversationId) ? event.conversationId : null;
    default:
      return null;
  }
}

/** Reduces a list in one pass: a draft per conversation touched, one new map at the end. */
function batch<T>(
  state: ChatState,
  me: string | null,
  items: readonly T[],
  idOf: (item: T, known: (id: ConversationId) => boolean) => ConversationId | null,
  reduce: (draft: Draft, item: T) => void,
  unlimited: boolean,
): ChatState {
  const drafts = new Map<ConversationId, Draft>();
  const known = (id: ConversationId) => drafts.has(id) || Object.hasOwn(state.conversations, id);
  let count = -1;
  for (const item of items) {
    const id = idOf(item, known);
    if (id === null) continue;
    let draft = drafts.get(id);
    if (draft === undefined) {
      let base = Object.hasOwn(state.conversations, id) ? state.conversations[id] : undefined;
      if (base === undefined) {
        if (count < 0) count = Object.keys(state.conversations).length;
        if (!unlimited && count >= maxConversations) continue;
        count++;
        base = newConversation(id);
      }
      draft = openDraft(base, me);
      drafts.set(id, draft);
    }
    reduce(draft, item);
  }
  let conversations: Record<ConversationId, ConversationState> | null = null;
  for (const [id, draft] of drafts) {
    const closed = closeDraft(draft);
    if (closed === state.conversations[id]) continue;
    conversations ??= { ...state.conversations };
    conversations[id] = closed;
  }
  return conversations === null ? state : { ...state, conversations };
}

/** Reduces one conversation, which comes into being if need be. */
function change(state: ChatState, id: ConversationId, me: string | null, reduce: (draft: Draft) => void): ChatState {
  return batch(state, me, [id], () => id, reduce, true);
}

/** Reduces one conversation if there is one of that name: late news of forgotten ones come to nothing. */
function edit(state: ChatState, id: ConversationId, me: string | null, reduce: (draft: Draft) => void): ChatState {
  return Object.hasOwn(state.conversations, id) ? change(state, id, me, reduce) : state;
}

function sweep(state: ChatState, at: number): ChatState {
  let conversations: Record<ConversationId, ConversationState> | null = null;
  for (const [id, conversation] of Object.entries(state.conversations)) {
    if (conversation.typing.length === 0) continue;
    const swept = sweepTyping(conversation, at);
    if (swept === conversation) continue;
    conversations ??= { ...state.conversations };
    conversations[id] = swept;
  }
  return conversations === null ? state : { ...state, conversations };
}
