import { randomUUID } from "node:crypto";
import type { Message } from "../../contract/chat.js";
import type { Probe } from "../probe.js";
import { inWords, type Trial } from "../trial.js";

/** What became of a message that was sent past the outbox, so that its client id can be chosen. */
export interface Sent {
  readonly text: string;
  readonly clientId: string;
  readonly ok: boolean;
  /** The acknowledgement; `null` when there was none. */
  readonly answer: { readonly id: string | null; readonly seq: number | null; readonly epoch: string | null } | null;
  /** Why not. */
  readonly why: string;
}

/** How far each account had heard before the first message. */
export interface Marks {
  readonly first: number;
  readonly peer: number;
}

/** Sends a text of its own, or the same as before under the same client id. */
export async function send(trial: Trial, from: Probe, conversationId: string, again?: Sent): Promise<Sent> {
  const text = again?.text ?? trial.words();
  const clientId = again?.clientId ?? randomUUID();
  const outcome = await from.execute("sendMessage", { conversationId, clientId, body: { kind: "text", text } });
  const why = outcome.ok ? "" : inWords(outcome.failure);
  return { text, clientId, ok: outcome.ok, answer: outcome.ok ? outcome.value : null, why };
}

/** The messages of that text which somebody was told since a mark, one for each id. */
export function told(probe: Probe, mark: number, conversationId: string, text: string): readonly Message[] {
  const found = probe
    .since(mark, "messageReceived")
    .map(({ message }) => message)
    .filter((message) => message.conversationId === conversationId && message.body.text === text);
  return [...new Map(found.map((message) => [message.id, message])).values()];
}
