import type { HistoryPage, Message } from "../contract/chat.js";
import type { CommandResult } from "../contract/commands.js";
import { defined } from "../contract/defined.js";
import { type Failure, type Outcome, refused } from "../contract/errors.js";
import type { ConversationId } from "../contract/ids.js";
import { parse, type Schema } from "../contract/schema.js";
import { type Decoded, type Emission, malformed, type ProtocolContext } from "./protocol.js";

/**
 * An entry of `incoming`: reads the payload and says what it means. What can't be read is dropped, counted, and reported under the event's name with what was expected where.
 *
 * @param mean may answer several events, `malformed(…)`, or `null` for what does not concern this client
 *
 * @example
 * const said = object({ id: idSchema, room: idSchema, from: idSchema, text: string(), at: timeSchema });
 * const incoming = {
 *   said: heard(said, ({ id, room, from, text, at }) => ({
 *     type: "messageReceived",
 *     epoch: null,
 *     message: textMessage({ id, conversationId: `room:${room}`, senderId: from, createdAt: at, text }),
 *   })),
 * };
 */
export function heard<T>(
  schema: Schema<T>,
  mean: (value: T, context: ProtocolContext) => Decoded,
): (payload: unknown, context: ProtocolContext) => Decoded {
  return (payload, context) => {
    const parsed = parse(schema, payload);
    return parsed.ok ? mean(parsed.value, context) : malformed(parsed.issue);
  };
}

/**
 * Reads an acknowledgement. One that is neither a refusal nor readable has the code `TIMEOUT`: nobody can tell what became of the command.
 *
 * @param mean what the acknowledgement says, as the command is answered
 * @param refusal why it means no; `null` when it does not. Nothing is a refusal unless told otherwise. Must not throw
 *
 * @example
 * const acknowledge = answered(object({ id: idSchema }), ({ id }) => storedAs(id, null));
 */
export function answered<T, R>(
  schema: Schema<T>,
  mean: (value: T) => R,
  refusal?: (raw: unknown) => Failure | null,
): (raw: unknown) => Outcome<R> {
  return (raw) => {
    const why = refusal?.(raw) ?? null;
    if (why !== null) return { ok: false, failure: why };
    const parsed = parse(schema, raw);
    return parsed.ok ? { ok: true, value: mean(parsed.value) } : refused("TIMEOUT", parsed.issue);
  };
}

/**
 * A command as an event. Without `acknowledge` no answer is awaited. For one of the named namespaces: `{ ...emit(…), namespace: "notices" }`.
 *
 * @param acknowledge reads the answer, as {@link answered} makes it
 */
export function emit(event: string, payload: unknown): Emission<never>;
export function emit<R>(event: string, payload: unknown, acknowledge: (raw: unknown) => Outcome<R>): Emission<R>;
export function emit<R>(event: string, payload: unknown, acknowledge?: (raw: unknown) => Outcome<R>): Emission<R> {
  return { via: "socket", event, payload, ...(acknowledge === undefined ? {} : { acknowledge }) };
}

/** What is to be said of a message that is text. */
export interface TextMessage {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly senderId: string;
  readonly senderName?: string | undefined;
  readonly senderAvatarUrl?: string | undefined;
  /** The id that its sender's page gave it, where the server gives it back: by it one's own is known again. */
  readonly clientId?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly text: string;
}

/** A message of a server that counts nothing. */
export function textMessage({ text, ...fields }: TextMessage): Message {
  return { ...defined(fields), seq: null, body: { kind: "text", text } };
}

/** What answers `sendMessage` where nothing is counted: the server's id and time, `null` where it does not say. */
export function storedAs(id: string | null, createdAt: number | null): CommandResult<"sendMessage"> {
  return { id, seq: null, epoch: null, createdAt };
}

/**
 * A page of history of a server that counts nothing.
 *
 * @param messages oldest first
 * @param olderCursor where the next older page starts; `null`: there is none
 */
export function pageOf(
  conversationId: ConversationId,
  messages: readonly Message[],
  olderCursor: string | null = null,
): HistoryPage {
  return { conversationId, epoch: null, messages, head: null, olderCursor, receipts: [] };
}
