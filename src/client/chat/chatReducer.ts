import type { PayloadActionCreator, UnknownAction } from "@reduxjs/toolkit";
import type { ChatEvent } from "../../contract/chat.js";
import { failure } from "../../contract/errors.js";
import type { DomainEvent, DomainEventOf } from "../../contract/events.js";
import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
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
import { applySummary, describe, joinParticipant, leaveParticipant, newConversation } from "./conversations.js";
import { closeDraft, type Draft, openDraft, writePending } from "./draft.js";
import { applyPage, applySync, beginPage, failPage } from "./history.js";
import { changeSending, takePending } from "./pending.js";
import { moveReceipt, raiseStatusesOf } from "./receipts.js";
import { acknowledge, receiveMessage, settle } from "./receive.js";
import { keepNewest, trimBounded } from "./trim.js";
import { changeTyping, sweepTyping } from "./typing.js";

/** Conversations that events alone may bring into being. Those that the user opens or lists are not counted. */
const maxConversations = 1_000;

export const emptyChat: ChatState = {
  conversations: {},
  list: { status: "idle", error: null, nextCursor: null },
};

type Me = string | null;

/**
 * Chat's state after an action. Hand-written and copying only what changes: a batch of events costs one pass over the batch and one array copy per conversation it
 * touches, and everything untouched stays the object it was.
 *
 * @param me who is signed in; own messages are told from others' by it
 */
export function chatReducer(state: ChatState = emptyChat, action: UnknownAction, me: Me): ChatState {
  if (eventsReceived.match(action)) {
    const received = action.payload;
    return batch(
      state,
      me,
      received.events,
      conversationOf,
      (draft, event) => reduceEvent(draft, event, received),
      received,
    );
  }
  if (userChanged.match(action)) return action.payload.keep ? state : emptyChat;
  if (typingSwept.match(action)) {
    const typedIn = Object.values(state.conversations).filter(({ typing }) => typing.length > 0);
    return batch(state, me, typedIn, idOf, (draft) => sweepTyping(draft, action.payload.at));
  }
  const own = ownActions.get(action.type);
  if (own === undefined) return reducePages(state, action, me);
  const payload = action.payload as AboutConversation;
  return (own.creates ? change : edit)(state, payload.conversationId, me, (draft) => own.reduce(draft, payload));
}

interface AboutConversation {
  readonly conversationId: ConversationId;
}

interface OwnAction {
  readonly reduce: (draft: Draft, payload: AboutConversation) => void;
  /** A conversation that is not known yet comes into being. Else late news of forgotten ones come to nothing. */
  readonly creates: boolean;
}

/** What an action does to the conversation that it names. */
function on<P extends AboutConversation>(
  action: PayloadActionCreator<P>,
  reduce: (draft: Draft, payload: P) => void,
  creates = false,
): readonly [string, OwnAction] {
  return [action.type, { reduce: reduce as OwnAction["reduce"], creates }];
}

/** What the user did, and what came of it. */
const ownActions = new Map([
  on(
    conversationOpened,
    ({ next }, { kind, loads }) => {
      next.kind = kind;
      next.bounded = kind === "room";
      next.closed = null;
      next.error = null;
      if (next.status !== "ready") next.status = loads ? "loading" : "ready";
    },
    true,
  ),
  on(olderRequested, ({ next }) => {
    next.older = "loading";
  }),
  on(openingFailed, ({ next }, { failure }) => {
    next.error = failure;
    if (next.status !== "ready" || next.messages.length === 0) next.status = "error";
  }),
  on(conversationShrunk, (draft, { keep }) => {
    keepNewest(draft, keep);
    if (draft.next.typing.length > 0) draft.next.typing = [];
    draft.next.reading = true;
  }),
  on(
    messageComposed,
    (draft, { kind: _kind, clientId, at, ...message }) => {
      const known = ({ key }: ChatMessage) => key === clientId;
      if (draft.next.pending.some(known) || draft.next.messages.some(known)) return;
      writePending(draft).push({
        ...message,
        id: `local-${clientId}`,
        seq: null,
        clientId,
        senderId: draft.me ?? "",
        createdAt: at,
        key: clientId,
        own: true,
      });
    },
    true,
  ),
  on(sendingChanged, (draft, { key, status, failure, settled }) => {
    changeSending(draft, key, status, failure);
    const message = settled ? draft.next.pending.find((pending) => pending.key === key) : undefined;
    if (message !== undefined) settle(draft, message);
  }),
  on(messageDiscarded, (draft, { key }) => void takePending(draft, key)),
  on(rateLimitChanged, ({ next }, { until }) => {
    next.rateLimitedUntil = until;
  }),
  on(readMoved, ({ next }, { seq }) => {
    next.unseen = 0;
    next.readSeq = Math.max(next.readSeq, seq ?? 0);
  }),
  on(
    draftChanged,
    ({ next }, { text }) => {
      next.draft = text;
    },
    true,
  ),
  on(readingChanged, ({ next }, { reading }) => {
    next.reading = reading;
  }),
]);

/** Pages: the slice takes them over from RTK Query and is their only owner. */
function reducePages(state: ChatState, action: UnknownAction, me: Me): ChatState {
  const { history, conversations } = lobbyApi.endpoints;
  const list = (news: Partial<ChatState["list"]>): ChatState => ({
    ...state,
    list: { ...state.list, error: null, ...news },
  });
  if (history.matchPending(action)) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, ({ next }) => beginPage(next, cursor));
  }
  if (history.matchFulfilled(action)) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, (draft) => applyPage(draft, action.payload, cursor));
  }
  if (history.matchRejected(action) && !action.meta.condition) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    return edit(state, conversationId, me, (draft) => failPage(draft, cursor, action.payload ?? unavailable));
  }
  if (conversations.matchPending(action)) return list({ status: "loading" });
  if (conversations.matchFulfilled(action)) {
    const { conversations: summaries, nextCursor } = action.payload;
    return batch(list({ status: "ready", nextCursor }), me, summaries, idOf, applySummary);
  }
  if (conversations.matchRejected(action) && !action.meta.condition)
    return list({ status: "error", error: action.payload ?? unavailable });
  return state;
}

const unavailable = failure("UNAVAILABLE");

/** What each event of chat does to the conversation it is about. Events of the other domains are for other reducers. */
const ownEvents: {
  readonly [T in ChatEvent["type"]]: (draft: Draft, event: DomainEventOf<T>, received: EventsReceived) => void;
} = {
  messageReceived: receiveMessage,
  messageAcknowledged: (draft, event, { echoed }) => acknowledge(draft, event, echoed),
  receiptChanged: (draft, event) => moveReceipt(draft, event.userId, event),
  messageStatusChanged: (draft, { messageId, status }) => raiseStatusesOf(draft, { [messageId]: status }),
  typingChanged: (draft, event, { at, typingExpiryMs }) => changeTyping(draft, event, at + typingExpiryMs),
  historyReceived: (draft, { page }, { roomBuffer }) => {
    applyPage(draft, page, null);
    // Each is merged with what is held: of a flood of pages no more may be held at any time.
    trimBounded(draft, roomBuffer);
  },
  conversationSynced: (draft, { result }) => applySync(draft, result),
  conversationChanged: (draft, { conversation }) => applySummary(draft, conversation),
  conversationDescribed: (draft, { profile }) => describe(draft, profile),
  conversationClosed: ({ next }, { reason }) => {
    next.closed = reason;
  },
  participantJoined: (draft, { user }) => joinParticipant(draft, user),
  participantLeft: (draft, { userId }) => leaveParticipant(draft, userId),
};

function reduceEvent(draft: Draft, event: DomainEvent, received: EventsReceived): void {
  const reduce = ownValue<unknown>(ownEvents, event.type) as (...words: Parameters<typeof reduceEvent>) => void;
  reduce(draft, event, received);
}

/** Which conversation an event is about; `null` for what concerns none, and for what would be the first word of an unknown one. */
function conversationOf(event: DomainEvent, known: (id: ConversationId) => boolean): ConversationId | null {
  if (event.type === "messageReceived") return event.message.conversationId;
  if (event.type === "conversationChanged") return event.conversation.id;
  if (!isChatEvent(event)) return null;
  const { conversationId } = "result" in event ? event.result : "page" in event ? event.page : event;
  return known(conversationId) ? conversationId : null;
}

const isChatEvent = (event: DomainEvent): event is ChatEvent => Object.hasOwn(ownEvents, event.type);

const idOf = ({ id }: { readonly id: ConversationId }) => id;

/**
 * Reduces a list in one pass: a draft per conversation touched, one new map at the end.
 *
 * @param received given for events alone, which bring only so many conversations into being, and so many messages into a bounded one
 */
function batch<T>(
  state: ChatState,
  me: Me,
  items: readonly T[],
  idOf: (item: T, known: (id: ConversationId) => boolean) => ConversationId | null,
  reduce: (draft: Draft, item: T) => void,
  received?: EventsReceived,
): ChatState {
  const drafts = new Map<ConversationId, Draft>();
  const known = (id: ConversationId) => drafts.has(id) || Object.hasOwn(state.conversations, id);
  let count = -1;
  for (const item of items) {
    const id = idOf(item, known);
    if (id === null) continue;
    let draft = drafts.get(id);
    if (draft === undefined) {
      let base = ownValue(state.conversations, id);
      if (base === undefined) {
        if (count < 0) count = Object.keys(state.conversations).length;
        if (received !== undefined && count >= maxConversations) continue;
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
    if (received !== undefined) trimBounded(draft, received.roomBuffer);
    const closed = closeDraft(draft);
    if (closed === state.conversations[id]) continue;
    conversations ??= { ...state.conversations };
    conversations[id] = closed;
  }
  return conversations === null ? state : { ...state, conversations };
}

/** Reduces one conversation, which comes into being if need be. */
function change(state: ChatState, id: ConversationId, me: Me, reduce: (draft: Draft) => void): ChatState {
  return batch(state, me, [id], () => id, reduce);
}

/** Reduces one conversation if there is one of that name. */
function edit(state: ChatState, id: ConversationId, me: Me, reduce: (draft: Draft) => void): ChatState {
  return Object.hasOwn(state.conversations, id) ? change(state, id, me, reduce) : state;
}
