import type { DraftBody, HistoryPage } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import { defined } from "../contract/defined.js";
import { type Outcome, refused } from "../contract/errors.js";
import type { DomainEvent } from "../contract/events.js";
import { type ConversationId, kindOf } from "../contract/ids.js";
import * as limits from "../contract/limits.js";
import type { Protocol } from "../protocols/protocol.js";
import type { TransportFactory } from "../protocols/transport.js";
import { createInterest, type Interest, keptWhenClosed } from "./chat/interest.js";
import { createPages, type Pages } from "./chat/pages.js";
import { selectConversation } from "./chat/selectors.js";
import { createTypingAnnouncer, type TypingAnnouncer } from "./chat/typingAnnouncer.js";
import { createTypingSweep } from "./chat/typingSweep.js";
import { createWatermarks, type Watermarks } from "./chat/watermarks.js";
import { createConnection } from "./connection/connection.js";
import type { Connection } from "./connection/connectionTypes.js";
import type { Environment } from "./environment.js";
import type { FeatureLine } from "./feature.js";
import type { Features } from "./features.js";
import { createCatchUp } from "./ingest/catchUp.js";
import { createIngest } from "./ingest/ingest.js";
import {
  connectionChanged,
  conversationShrunk,
  messageComposed,
  messageDiscarded,
  type QueryRequest,
  rateLimitChanged,
  sendingChanged,
} from "./lobbyActions.js";
import type { LobbyStore } from "./lobbyState.js";
import { createOutbox, type OutboxNews } from "./outbox/outbox.js";
import type { OutboxStorage } from "./outbox/outboxStorage.js";
import type { AuthSource, Report, Timings } from "./settings.js";

/** Everything of one signed-in user: when another signs in, all of it is destroyed and made anew, so that nothing of one can reach the other. */
export interface UserSession {
  readonly connection: Connection;
  readonly interest: Interest;
  readonly pages: Pages;
  readonly watermarks: Watermarks;
  readonly typing: TypingAnnouncer;
  /** The connection as features use it. */
  readonly line: FeatureLine;
  push(events: readonly DomainEvent[]): void;
  answer(request: QueryRequest): Promise<Outcome<unknown>>;
  send(conversationId: ConversationId, body: DraftBody): string;
  retry(id: ConversationId, key: string): Promise<void>;
  discard(conversationId: ConversationId, key: string): DraftBody | null;
  fillGap(conversationId: ConversationId, after: number): Promise<void>;
  destroy(): void;
}

/** What a user's session needs. */
export interface UserSessionOptions {
  readonly url: string;
  readonly apiUrl: string;
  readonly protocol: Protocol;
  /** As signed in; his name may change later. */
  readonly user: () => User;
  readonly auth: AuthSource | undefined;
  readonly environment: Environment;
  readonly timings: Timings;
  readonly roomBuffer: number;
  readonly transport: TransportFactory;
  /** The same each time. */
  readonly storage: () => Promise<OutboxStorage>;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly store: () => LobbyStore;
  readonly features: Pick<Features, "ready" | "down" | "received">;
  report(report: Report): void;
}

/** Wires connection, ingest, catch-up and outbox of one user together. */
export function createUserSession(options: UserSessionOptions): UserSession {
  const { protocol, environment, timings, store, features } = options;
  const { capabilities } = protocol;
  const user = options.user();
  const dispatch: LobbyStore["dispatch"] = (action) => store().dispatch(action);
  const conversation = (id: ConversationId) => selectConversation(store().getState(), id);
  let destroyed = false;

  const connection = createConnection({
    ...options,
    user,
    onState: (patch) => {
      if (!destroyed) dispatch(connectionChanged(patch));
    },
    onEvent: (event, payload) => ingest.receive(event, payload),
    onOpenSession: async () => {
      catchUp.start();
      const current = interest.enterAll();
      // What is not open needs no joining; the rest goes as it is joined.
      outbox.resume();
      watermarks.resume();
      features.ready();
      await current;
    },
    onDown: () => {
      ingest.flush();
      catchUp.stop();
      interest.left();
      features.down();
    },
  });

  /** What the parts have in common. */
  const common = { ...options, line: connection, capabilities, me: user.id, userId: user.id };

  const typingSweep = createTypingSweep(common);

  const ingest = createIngest({
    ...common,
    context: connection.context,
    dispatch,
    order: (event, seq) => (followsLog() ? catchUp.order(event, seq) : [event]),
    onConnectionEvent: (event) => connection.handle(event),
    onEvent: noteStored,
    onFlushed: (events) => {
      watermarks.noteDelivered(events);
      typingSweep.note(events);
      shrinkUnseen(events);
      confirmTold(events);
      if (!followsLog()) fetchMissing(events);
      features.received(events);
    },
  });

  const catchUp = createCatchUp({
    ...common,
    push: (events) => ingest.push(events),
    reload: (id) => interest.reload(id),
  });

  const pages = createPages(store, (page) => notePage(page));

  const interest = createInterest({
    ...common,
    pages,
    follower: catchUp,
    onJoined: (id, profile) => {
      if (profile !== undefined) ingest.push([{ type: "conversationDescribed", conversationId: id, profile }]);
      outbox.resume(id);
    },
  });

  const watermarks = createWatermarks(common);
  const typing = createTypingAnnouncer({ ...common, everyMs: timings.typingEveryMs, idleMs: protocol.typingIdleMs });

  const outbox = createOutbox({
    ...common,
    ready: (id) => connection.ready && interest.mayCommand(id),
    send: ({ conversationId, clientId, body }) =>
      connection.execute("sendMessage", { conversationId, clientId, body }, { timeoutMs: timings.ackTimeoutMs }),
    maxBytes: () => connection.session?.hello?.limits.maxBytes ?? limits.packetBytes,
    tell,
  });

  /** A server that did not answer hello has no sync: holding back for it would hold for ever. */
  function followsLog(): boolean {
    return capabilities.sequences && connection.session?.degraded !== true;
  }

  /** An own message that comes back is stored, whatever became of its acknowledgement. */
  function noteStored(event: DomainEvent): void {
    if (event.type === "messageReceived") noteMessages([event.message]);
    else if (event.type === "conversationSynced") noteMessages(event.result.messages);
    else if (event.type === "messageAcknowledged") outbox.confirm(event.clientId);
  }
  function noteMessages(messages: readonly { readonly senderId: string; readonly clientId?: string | undefined }[]) {
    for (const { senderId, clientId } of messages)
      if (senderId === user.id && clientId !== undefined) outbox.confirm(clientId);
  }
  function notePage(page: HistoryPage): void {
    if (destroyed) return;
    noteMessages(page.messages);
    confirmHeld(page.conversationId);
  }
  /** What a server without client ids has is known by what became of it in the log. */
  function confirmTold(events: readonly DomainEvent[]): void {
    for (const event of events) {
      if (event.type === "historyReceived") confirmHeld(event.page.conversationId);
      else if (event.type === "messageReceived" && event.message.seq === null && event.message.senderId === user.id)
        confirmHeld(event.message.conversationId);
    }
  }
  function confirmHeld(id: ConversationId): void {
    for (const { own, key } of conversation(id).messages) if (own) outbox.confirm(key);
  }

  /** Nobody knows whether a message arrived: where a server keeps a history, that tells. */
  function look(id: ConversationId): Promise<unknown> | false {
    return capabilities.catchUp === "history" && connection.ready && pages.first(id);
  }

  /** Where nothing can be held back and synced, a hole is filled by asking for the newest page. */
  function fetchMissing(events: readonly DomainEvent[]): void {
    for (const event of events) {
      if (event.type !== "messageReceived" || event.message.seq === null) continue;
      const { conversationId, seq } = event.message;
      const { status, messages } = conversation(conversationId);
      if (interest.isOpen(conversationId) && status === "ready" && (messages.at(-1)?.seq ?? 0) < seq)
        void pages.first(conversationId);
    }
  }

  /** 1:1 go on being heard when they are closed; their logs must not grow unseen. */
  function shrinkUnseen(events: readonly DomainEvent[]): void {
    const ids = new Set<ConversationId>();
    for (const event of events) if (event.type === "messageReceived") ids.add(event.message.conversationId);
    for (const conversationId of ids) {
      if (conversation(conversationId).messages.length > 2 * keptWhenClosed && !interest.isOpen(conversationId))
        dispatch(conversationShrunk({ conversationId, keep: keptWhenClosed }));
    }
  }

  function tell(news: OutboxNews): void {
    if (destroyed) return;
    switch (news.type) {
      case "composed": {
        const { item, status } = news;
        const { name, avatarUrl } = options.user();
        dispatch(
          messageComposed(
            defined({
              conversationId: item.conversationId,
              kind: kindOf(item.conversationId),
              clientId: item.clientId,
              senderName: name,
              senderAvatarUrl: avatarUrl,
              body: item.body,
              at: item.composedAt,
              status,
              failure: item.failure ?? undefined,
            }),
          ),
        );
        return;
      }
      case "changed": {
        const { conversationId, clientId, failure } = news.item;
        const change = { conversationId, key: clientId, status: news.status, failure: failure ?? undefined };
        dispatch(sendingChanged(defined(change)));
        if (failure?.code === "TIMEOUT") look(conversationId);
        return;
      }
      case "unconfirmed": {
        const { conversationId, clientId } = news.item;
        const settled = capabilities.echo !== "all";
        dispatch(sendingChanged({ conversationId, key: clientId, status: "unconfirmed", settled }));
        return;
      }
      case "acknowledged": {
        const { conversationId, clientId } = news.item;
        ingest.push([{ type: "messageAcknowledged", conversationId, clientId, ...news.result }]);
        if (news.result.seq !== null) catchUp.expect(conversationId, news.result.seq);
        return;
      }
      case "limited": {
        const { conversationId, until } = news;
        dispatch(rateLimitChanged({ conversationId, until }));
        environment.setTimeout(() => {
          if (!destroyed && conversation(conversationId).rateLimitedUntil === until)
            dispatch(rateLimitChanged({ conversationId, until: null }));
        }, until - environment.now());
      }
    }
  }

  void outbox.start();

  return {
    connection,
    interest,
    pages,
    watermarks,
    typing,
    line: {
      get ready() {
        return connection.ready;
      },
      get session() {
        return connection.session;
      },
      execute: connection.execute,
      emit: connection.emit,
      query: connection.http.query,
    },
    push: (events) => ingest.push(events),
    async answer(request) {
      const outcome: Outcome<unknown> = await connection.http.query(request.kind, request.input);
      // An answer to one who is no longer signed in must not reach the next one's state.
      return destroyed ? refused("UNAVAILABLE") : outcome;
    },
    send(conversationId, body) {
      typing.sent(conversationId);
      return outbox.add(conversationId, body);
    },
    async retry(id, key) {
      // It may have arrived: then the log shows it, and nothing is sent twice.
      const looking = look(id);
      if (looking) await looking;
      outbox.retry(key);
    },
    discard(conversationId, key) {
      const body = outbox.discard(key);
      if (body !== null) dispatch(messageDiscarded({ conversationId, key }));
      return body;
    },
    fillGap: (id, after) => pages.gap(id, after),
    destroy() {
      destroyed = true;
      ingest.destroy();
      catchUp.stop();
      interest.destroy();
      watermarks.destroy();
      typingSweep.destroy();
      outbox.destroy();
      connection.destroy();
    },
  };
}
