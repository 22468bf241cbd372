import type { Environment, Timer } from "../../../src/client/environment.js";
import {
  type Transport,
  TransportError,
  type TransportFactory,
  type TransportHandlers,
  type TransportTarget,
} from "../../../src/protocols/transport.js";

/** What the other end does with a handshake. */
export type Reception =
  | { readonly kind: "open" }
  | { readonly kind: "refuse"; readonly message: string; readonly data?: unknown; readonly reachedServer?: boolean }
  | { readonly kind: "silent" };

export interface Request {
  readonly event: string;
  readonly payload: unknown;
  answer(value: unknown): void;
}

/**
 * The other end of the socket, following a script: how it receives handshakes, and what it answers to each event. What has no
 * answer in the script times out on the virtual clock.
 */
export function createScriptedServer(environment: Environment) {
  let handlers: TransportHandlers | undefined;
  let open = false;
  let reception: (auth: Record<string, unknown>, count: number) => Reception = () => ({ kind: "open" });
  const answers = new Map<string, (payload: unknown) => unknown>();
  const held = new Map<string, (answer: (value: unknown) => void) => void>();
  const handshakes: { readonly auth: Record<string, unknown>; readonly at: number }[] = [];
  const emitted: { readonly event: string; readonly payload: unknown }[] = [];
  const pending = new Set<{ reject(error: Error): void; timer: Timer }>();
  const targets: TransportTarget[] = [];
  let attempt = 0;
  let disconnects = 0;

  const drop = () => {
    open = false;
    attempt += 1;
    for (const request of [...pending]) {
      environment.clearTimeout(request.timer);
      pending.delete(request);
      request.reject(new TransportError("disconnected"));
    }
  };

  const transport: Transport = {
    connect: (auth) => {
      drop();
      const mine = attempt;
      handshakes.push({ auth, at: environment.now() });
      const received = reception(auth, handshakes.length);
      if (received.kind === "silent") return;
      environment.setTimeout(() => {
        if (mine !== attempt) return;
        if (received.kind === "refuse") {
          const { message, data, reachedServer } = received;
          handlers?.onRefused({ message, data, reachedServer: reachedServer ?? true });
          return;
        }
        open = true;
        handlers?.onOpen();
      }, 10);
    },
    disconnect: () => {
      disconnects += 1;
      drop();
    },
    emit: (event, payload) => {
      if (open) emitted.push({ event, payload });
    },
    request: (event, payload, timeoutMs) => {
      if (!open) return Promise.reject(new TransportError("disconnected"));
      emitted.push({ event, payload });
      const mine = attempt;
      return new Promise((resolve, reject) => {
        const answer = answers.get(event);
        const entry = {
          reject,
          timer: environment.setTimeout(() => {
            pending.delete(entry);
            reject(new TransportError("timeout"));
          }, timeoutMs),
        };
        pending.add(entry);
        held.get(event)?.((value) => {
          if (mine !== attempt || !pending.delete(entry)) return;
          environment.clearTimeout(entry.timer);
          resolve(value);
        });
        if (answer === undefined) return;
        const value = answer(payload);
        if (value === undefined) return;
        environment.setTimeout(() => {
          if (mine !== attempt || !pending.delete(entry)) return;
          environment.clearTimeout(entry.timer);
          resolve(value);
        }, 10);
      });
    },
    raw: null,
  };

  const factory: TransportFactory = (target, given) => {
    targets.push(target);
    handlers = given;
    return transport;
  };

  return {
    factory,
    handshakes,
    emitted,
    targets,
    get open() {
      return open;
    },
    get disconnects() {
      return disconnects;
    },
    receive(with_: Reception | ((auth: Record<string, unknown>, count: number) => Reception)) {
      reception = typeof with_ === "function" ? with_ : () => with_;
    },
    /** `undefined` as answer: none comes. */
    answer(event: string, answer: (payload: unknown) => unknown) {
      answers.set(event, answer);
    },
    /** Answers when the test wants it: `take` is given the function that answers. */
    hold(event: string, take: (answer: (value: unknown) => void) => void) {
      held.set(event, take);
    },
    mute(event: string) {
      answers.delete(event);
    },
    push(event: string, payload: unknown) {
      if (open) handlers?.onEvent(event, payload);
    },
    cut(reason = "transport close") {
      if (!open) return;
      drop();
      handlers?.onClose(reason);
    },
    /** What a broken transport might call at any moment. */
    get handlers() {
      return handlers;
    },
  };
}
