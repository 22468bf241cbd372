import { createSocketIoTransport } from "../client/connection/socketIoTransport.js";
import { type Around, TransportError, type TransportFactory, type TransportHandlers } from "../protocols/transport.js";
import { after } from "./patience.js";

/** What is used of a socket of Socket.IO: its manager passes these on with every handshake, outside of browsers. */
interface Socket {
  readonly io: { readonly opts: { extraHeaders?: Readonly<Record<string, string>> } };
}

/** Looks at a connection from both ends of the protocol's wrappers, and can cut it. */
export interface Tap {
  /** The real transport, seen from the wire. */
  readonly transport: TransportFactory;
  /** What the protocol has around it, seen from the client. */
  around(given: Around | undefined): Around;
  /** How often each wire event was sent. */
  readonly sent: ReadonlyMap<string, number>;
  /** Milliseconds that each answer took. */
  readonly roundTrips: readonly number[];
  /** Requests without an answer so far. */
  readonly waiting: number;
  /** The last handshake that failed; `null` when none has. */
  readonly refusal: { readonly message: string; readonly reachedServer: boolean } | null;
  /** Ends the connection as a network does, without a word, and holds the next attempt back until the returned function is called. */
  cut(): () => void;
}

/**
 * Makes a tap for one lobby.
 *
 * @param changed told when a request is sent or answered
 * @param cookie what a browser would send with the handshake
 */
export function createTap(changed: () => void, cookie?: string): Tap {
  const sent = new Map<string, number>();
  const roundTrips: number[] = [];
  let waiting = 0;
  let refusal: Tap["refusal"] = null;
  let held: (() => void) | null = null;
  let isCut = false;
  let sever = () => {};

  const count = (event: string) => sent.set(event, (sent.get(event) ?? 0) + 1);

  const transport: TransportFactory = (target, handlers) => {
    const watched: TransportHandlers = {
      ...handlers,
      onRefused: (error) => {
        refusal = { message: error.message, reachedServer: error.reachedServer };
        handlers.onRefused(error);
      },
    };
    const line = createSocketIoTransport(target, watched);
    // Browsers send cookies by themselves, so the transport has no word for them.
    if (cookie !== undefined) (line.raw as Socket).io.opts.extraHeaders = { cookie };
    sever = () => {
      line.disconnect();
      handlers.onClose("transport close");
    };
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        if (isCut) held = () => line.connect(auth);
        else line.connect(auth);
      },
      disconnect: () => {
        held = null;
        line.disconnect();
      },
      emit: (event, payload, namespace) => {
        count(event);
        line.emit(event, payload, namespace);
      },
      request: (event, payload, timeoutMs, namespace) => {
        count(event);
        // Socket.IO counts by the wall, however long this machine stood still: it would only come in long after.
        return new Promise((resolve, reject) => {
          const cancel = after(timeoutMs, () => reject(new TransportError("timeout")));
          line
            .request(event, payload, 10 * timeoutMs, namespace)
            .then(resolve, reject)
            .finally(cancel);
        });
      },
    };
  };

  const around: Tap["around"] = (given) => (inner, clock) => (target, handlers) => {
    const line = (given?.(inner, clock) ?? inner)(target, handlers);
    return {
      get raw() {
        return line.raw;
      },
      connect: line.connect,
      disconnect: line.disconnect,
      emit: line.emit,
      request: async (event, payload, timeoutMs, namespace) => {
        const sentAt = performance.now();
        waiting += 1;
        try {
          const answer = await line.request(event, payload, timeoutMs, namespace);
          roundTrips.push(performance.now() - sentAt);
          return answer;
        } finally {
          waiting -= 1;
          changed();
        }
      },
    };
  };

  return {
    transport,
    around,
    sent,
    roundTrips,
    get waiting() {
      return waiting;
    },
    get refusal() {
      return refusal;
    },
    cut: () => {
      isCut = true;
      sever();
      return () => {
        isCut = false;
        const go = held;
        held = null;
        go?.();
      };
    },
  };
}
