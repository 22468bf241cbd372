import type { UnknownAction } from "@reduxjs/toolkit";
import type { ConnectionEvent } from "../../contract/connection.js";
import type { DomainEvent } from "../../contract/events.js";
import { conversationRefOf } from "../../contract/ids.js";
import { decodeEvent } from "../../protocols/decodeEvent.js";
import type { Protocol, ProtocolContext } from "../../protocols/protocol.js";
import type { Environment } from "../environment.js";
import { eventsReceived } from "../lobbyActions.js";
import { guarded } from "../reporter.js";
import type { Report, Timings } from "../settings.js";
import type { MessageEvent } from "./cursors.js";

/** The one way in: whatever the server says becomes state here and nowhere else. */
export interface Ingest {
  /** Takes a wire event. Never throws, whatever it is. */
  receive(name: string, payload: unknown): void;
  /** Takes events that came another way: acknowledgements and answers to catching up. */
  push(events: readonly DomainEvent[]): void;
  /** Shows what waits now: what was said before a loss must not come into the state after it. */
  flush(): void;
  /** Drops what waits and does no more. */
  destroy(): void;
}

/** What an ingest needs. */
export interface IngestOptions {
  readonly protocol: Protocol;
  readonly context: ProtocolContext;
  readonly environment: Environment;
  readonly timings: Timings;
  readonly roomBuffer: number;
  dispatch(action: UnknownAction): void;
  report(report: Report): void;
  /** Puts sequenced messages in order: what may be shown now. */
  order(event: MessageEvent, seq: number): readonly MessageEvent[];
  onConnectionEvent(event: ConnectionEvent): void;
  /** Told of each event as it comes, before it is shown. */
  onEvent(event: DomainEvent): void;
  /** Told after each flush. */
  onFlushed(events: readonly DomainEvent[]): void;
}

const notMine = "not a conversation of this user";

/**
 * Makes the ingest: decode → order → collect → one action for many events. The first event of a quiet moment is shown at once; while more come, at
 * most one action a frame, so that a flood costs a render a frame and not one a message.
 */
export function createIngest(options: IngestOptions): Ingest {
  const { protocol, context, environment, report } = options;
  const me = context.user.id;
  const echoed = protocol.capabilities.echo === "all";
  let queue: DomainEvent[] = [];
  let dropped: Record<string, number> | null = null;
  let cancelFrame: (() => void) | null = null;
  let destroyed = false;
  let lastConversation = "";
  const unmapped = new Set<string>();

  const waits = () => !destroyed && (queue.length > 0 || dropped !== null);

  const flush = () => {
    const events = queue;
    const lost = dropped;
    queue = [];
    dropped = null;
    guarded(report, "eventsReceived", () =>
      options.dispatch(
        eventsReceived({
          events,
          at: environment.now(),
          roomBuffer: options.roomBuffer,
          echoed,
          typingExpiryMs: options.timings.typingExpiryMs,
          ...(lost === null ? {} : { dropped: lost }),
        }),
      ),
    );
    guarded(report, "eventsReceived", () => options.onFlushed(events));
  };

  const schedule = () => {
    cancelFrame ??= environment.requestFrame(() => {
      cancelFrame = null;
      if (!waits()) return;
      flush();
      if (!destroyed) schedule();
    });
  };

  /** Shows at once what comes in a quiet moment; else the frame under way does. */
  const offer = () => {
    if (!waits() || cancelFrame !== null) return;
    // Before the flush, so that what its listeners cause waits for the frame.
    schedule();
    flush();
  };

  const drop = (name: string, issue: string) => {
    dropped ??= {};
    dropped[name] = (dropped[name] ?? 0) + 1;
    report({ kind: "malformed", subject: name, message: issue });
  };

  const accept = (name: string, event: DomainEvent) => {
    switch (event.type) {
      case "serverLeaving":
      case "tokenExpiring":
        return guarded(report, event.type, () => options.onConnectionEvent(event));
      case "messageReceived": {
        const { message } = event;
        if (message.conversationId !== lastConversation) {
          // A 1:1 of other people, or no conversation at all, has no place in this user's state.
          if (conversationRefOf(message.conversationId, me) === null) return drop(name, notMine);
          lastConversation = message.conversationId;
        }
        options.onEvent(event);
        if (message.seq === null) queue.push(event);
        else for (const one of options.order(event, message.seq)) queue.push(one);
        return;
      }
      case "conversationChanged":
        if (conversationRefOf(event.conversation.id, me) === null) drop(name, notMine);
        else queue.push(event);
        return;
      default:
        options.onEvent(event);
        queue.push(event);
    }
  };

  return {
    receive(name, payload) {
      if (destroyed) return;
      const decoded = decodeEvent(protocol, name, payload, context);
      if (decoded.unmapped) {
        // Named by the server, so not to be remembered without end.
        if (!unmapped.has(name) && unmapped.size < 100) {
          unmapped.add(name);
          report({ kind: "unmapped", subject: name, message: `the protocol ${protocol.name} has no word for it` });
        }
        return;
      }
      for (const issue of decoded.issues) drop(name, issue);
      for (const event of decoded.events) accept(name, event);
      offer();
    },
    push(events) {
      if (destroyed) return;
      for (const event of events) {
        options.onEvent(event);
        queue.push(event);
      }
      offer();
    },
    flush() {
      if (waits()) flush();
    },
    destroy() {
      destroyed = true;
      queue = [];
      cancelFrame?.();
      cancelFrame = null;
    },
  };
}
