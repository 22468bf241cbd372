/**
 * What the client needs of a socket: five members. Socket.IO is one implementation, the in-memory pair of the test kit another.
 * One transport serves many consecutive connections; it never reconnects by itself and never buffers.
 */
export interface Transport {
  /** Starts one attempt. `auth` is the handshake's. Ends in `onOpen`, `onRefused` or `onClose`. */
  connect(auth: Record<string, unknown>): void;
  /** Closes at once, also in the middle of an attempt; `onClose` is not called for it. */
  disconnect(): void;
  /** Sends without an answer. Does nothing when not open. */
  emit(event: string, payload: unknown, namespace?: string): void;
  /** Sends and waits for the acknowledgement. Rejects with a {@link TransportError}. */
  request(event: string, payload: unknown, timeoutMs: number, namespace?: string): Promise<unknown>;
  /** The socket underneath, for `useSocket`. `null` when there is none yet. */
  readonly raw: unknown;
}

/** What a transport tells. */
export interface TransportHandlers {
  onOpen(): void;
  /** The handshake was refused by the server, or could not be made (`data` undefined then). */
  onRefused(error: { readonly message: string; readonly data: unknown; readonly reachedServer: boolean }): void;
  /** An open connection ended without `disconnect` having been called. */
  onClose(reason: string): void;
  onEvent(event: string, payload: unknown, namespace?: string): void;
  /** A way there and back took so long, ms, where that is measured beside what is asked. */
  onMeasured?(ms: number): void;
  /** A named namespace did not let this client in; everything else goes on. */
  onNamespaceRefused?(namespace: string, message: string): void;
}

/** What a transport connects to. */
export interface TransportTarget {
  /** Address of the server, without path. */
  readonly url: string;
  readonly path: string;
  readonly transports: readonly ("websocket" | "polling")[];
  readonly timeoutMs: number;
  /** Cookies go with the handshake. */
  readonly withCredentials: boolean;
  /** The namespace of all that names none; `/` if absent. */
  readonly namespace?: string;
  readonly namespaces: Readonly<Record<string, string>>;
}

/** Makes a transport. Called once per lobby, never on a server. */
export type TransportFactory = (target: TransportTarget, handlers: TransportHandlers) => Transport;

/** Why a request got no answer. `disconnected` and `timeout` both leave the outcome unknown. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly kind: "timeout" | "disconnected";
  constructor(kind: "timeout" | "disconnected") {
    super(`no answer (${kind})`);
    this.kind = kind;
  }
}

/** Puts something around a transport: what is around sees all that goes through, and may hold it back, add to it or answer itself. */
export type Around = (inner: TransportFactory, clock: TransportClock) => TransportFactory;

/** Time as wrappers of a transport need it. */
export interface TransportClock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}
