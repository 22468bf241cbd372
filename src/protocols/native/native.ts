import { conversationsPageSchema, historyPageSchema } from "../../contract/chat.js";
import type { CommandResult } from "../../contract/commands.js";
import { byeSchema } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { failureOfStatus, failureSchema, type Outcome, refused } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import * as limits from "../../contract/limits.js";
import { ownValue } from "../../contract/ownValue.js";
import { object, parse, type Schema, string, tagged } from "../../contract/schema.js";
import { type Decoded, type Malformed, malformed, type Protocol, type ProtocolContext } from "../protocol.js";
import { chatCommands, chatEvents, chatResults } from "./chatWire.js";
import { nativeCommand } from "./command.js";
import { nativeByeName, nativeEventsName } from "./envelope.js";

// Written out and not by `defineProtocol`, whose checks every page would load: a test holds it to them.
/** lobbykit's own server (`lobbykit/server`): every guarantee, level L4. */
export const native: Protocol = {
  name: "native",
  capabilities: {
    hello: true,
    acks: true,
    dedupe: true,
    echo: "all",
    sequences: true,
    history: "http",
    catchUp: "sync",
    conversations: true,
    rooms: true,
    direct: true,
    images: true,
    about: true,
    typing: true,
    receipts: "watermarks",
    reauthenticate: true,
    notifications: true,
    presence: true,
    viewers: true,
    gifts: true,
    live: true,
    support: true,
  },
  extensible: true,
  connect: {
    transports: ["websocket"],
    timeoutMs: 10_000,
    auth: ({ token }) => (token === null ? {} : { token }),
    refusal: ({ data }) => {
      const parsed = parse(failureSchema, data);
      if (!parsed.ok) return { kind: "retry" };
      const { code, retryAfterMs } = parsed.value;
      const kind = code === "UNAUTHENTICATED" ? "unauthenticated" : code === "FORBIDDEN" ? "forbidden" : "retry";
      return defined({ kind, retryAfterMs });
    },
  },
  incoming: {
    [nativeEventsName]: decodeEvents,
    [nativeByeName]: (payload) => {
      const parsed = parse(byeSchema, payload);
      return parsed.ok ? { type: "serverLeaving", ...parsed.value } : malformed(parsed.issue);
    },
  },
  outgoing: {
    hello: command("hello"),
    reauthenticate: command("reauthenticate"),
    heads: command("heads"),
    sync: (input, context) => {
      const { acknowledge, ...emission } = command("sync")(input);
      return { ...emission, acknowledge: (raw: unknown) => ownClientIdsOnly(acknowledge(raw), context) };
    },
    openConversation: command("openConversation"),
    closeConversation: command("closeConversation"),
    sendMessage: command("sendMessage"),
    markRead: (input) => (input.seq === null ? null : command("markRead")(input)),
    markDelivered: command("markDelivered"),
    /** Ephemeral: no acknowledgement is asked for. */
    setTyping: (input) => ({ via: "socket", event: chatCommands.setTyping, payload: input }),
  },
  http: {
    history: {
      request: ({ conversationId, cursor, limit }) => ({
        method: "GET",
        path: `conversations/${encodeURIComponent(conversationId)}/messages?${query({ before: cursor, limit })}`,
      }),
      read: (raw, { conversationId }, context) => {
        const parsed = parse(historyPageSchema, raw);
        if (!parsed.ok) return refused("UNAVAILABLE", parsed.issue);
        const { epoch, head, receipts, hasMore } = parsed.value;
        const messages = parsed.value.messages
          .filter((message) => message.conversationId === conversationId)
          .map((message) => ownClientIdOnly(message, context));
        const oldest = messages[0];
        const olderCursor = hasMore && oldest !== undefined ? String(oldest.seq) : null;
        return { ok: true, value: { conversationId, epoch, head, receipts, messages, olderCursor } };
      },
    },
    conversations: {
      request: ({ cursor, limit }) => ({ method: "GET", path: `conversations?${query({ cursor, limit })}` }),
      read: (raw) => {
        const parsed = parse(conversationsPageSchema, raw);
        return parsed.ok ? { ok: true, value: parsed.value } : refused("UNAVAILABLE", parsed.issue);
      },
    },
    failure: (raw, status) => {
      const parsed = parse(failureSchema, raw);
      return parsed.ok ? parsed.value : failureOfStatus(status);
    },
  },
};

function query(values: Record<string, string | number | null>): string {
  return Object.entries(values)
    .flatMap(([key, value]) => (value === null ? [] : `${key}=${encodeURIComponent(value)}`))
    .join("&");
}

type ChatCommand = keyof typeof chatCommands;

function command<N extends ChatCommand>(name: N) {
  // The table is keyed by the same names; the compiler does not follow a generic name into it.
  return nativeCommand<N>(chatCommands[name], chatResults[name] as unknown as Schema<CommandResult<N> & object>);
}

const chatEventSchema = /* @__PURE__ */ tagged("type", chatEvents);
const typeSchema = /* @__PURE__ */ object({ type: string() });

/** Events of domains whose feature is not in use here: nothing is wrong with them. */
const unheard: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "notificationReceived",
  "notificationChanged",
  "notificationsRead",
  "notificationsCleared",
  "presenceChanged",
  "viewerCountChanged",
  "rosterChanged",
  "roomChanged",
  "streamStarted",
  "streamEnded",
  "giftReceived",
  "balanceChanged",
  "topicSnapshotReceived",
  "topicPatched",
  "topicConflicted",
  "pricesChanged",
  "supportTicketChanged",
]);

/** A list of events. Each is read for itself, so that one bad event does not take the others with it. */
function decodeEvents(payload: unknown, context: ProtocolContext): Decoded {
  if (!Array.isArray(payload) || payload.length > limits.batchEvents)
    return malformed(`payload: expected a list of at most ${limits.batchEvents} events`);
  return Array.from(payload, (one) => decodeOne(one, context)).flatMap((decoded) => decoded ?? []);
}

function decodeOne(one: unknown, context: ProtocolContext): DomainEvent | Malformed | null {
  const named = parse(typeSchema, one);
  const type = named.ok ? named.value.type : "";
  const added = ownValue(context.events ?? {}, type);
  if (added !== undefined) {
    const parsed = parse(added, one);
    return parsed.ok ? ({ ...parsed.value, type } as DomainEvent) : malformed(parsed.issue);
  }
  if (unheard.has(type)) return null;
  const parsed = parse(chatEventSchema, one);
  if (!parsed.ok) return malformed(parsed.issue);
  const event = parsed.value;
  return event.type === "messageReceived" ? { ...event, message: ownClientIdOnly(event.message, context) } : event;
}

/** A client id means something only on one's own messages: another sender could name any. */
function ownClientIdOnly<M extends { clientId?: string; senderId: string }>(message: M, context: ProtocolContext): M {
  if (message.clientId === undefined || message.senderId === context.user.id) return message;
  const { clientId: _foreign, ...rest } = message;
  return rest as M;
}

function ownClientIdsOnly(
  outcome: Outcome<CommandResult<"sync">>,
  context: ProtocolContext,
): Outcome<CommandResult<"sync">> {
  if (!outcome.ok) return outcome;
  const results = outcome.value.results.map((result) => ({
    ...result,
    messages: result.messages.map((message) => ownClientIdOnly(message, context)),
  }));
  return { ok: true, value: { results } };
}
