import { Manager, type Socket } from "socket.io-client";
import {
  type Transport,
  TransportError,
  type TransportFactory,
  type TransportHandlers,
  type TransportTarget,
} from "./transport.js";

/**
 * The transport over Socket.IO, 4.8.4 or later.
 *
 * One Manager and one Socket a namespace serve all attempts, so that listeners an app put on `raw` outlive reconnects. Socket.IO's own
 * reconnection, retries and send buffer are not used: it has no bound on handshakes, no idea of what was committed, and the buffer
 * doubles packets. `auth` is a plain object set before connecting: a function that is slow or throws would hang the handshake, or send it twice.
 */
export const createSocketIoTransport: TransportFactory = (target, handlers) => new SocketIoTransport(target, handlers);

/** Private to Socket.IO: with it set, its connection state recovery would skip the server's authentication middleware. */
type Recovery = { _pid?: string | undefined };

class SocketIoTransport implements Transport {
  readonly #handlers: TransportHandlers;
  readonly #main: Socket;
  readonly #named = new Map<string, Socket>();
  #phase: "closed" | "opening" | "open" = "closed";

  constructor(target: TransportTarget, handlers: TransportHandlers) {
    this.#handlers = handlers;
    const manager = new Manager(target.url, {
      path: target.path,
      transports: [...target.transports],
      tryAllTransports: target.transports.length > 1,
      timeout: target.timeoutMs,
      withCredentials: target.withCredentials,
      autoConnect: false,
      reconnection: false,
    });
    this.#main = manager.socket("/");
    this.#main.on("connect", () => this.#opened());
    this.#main.on("connect_error", (error: Error & { data?: unknown }) => {
      // Refused by a middleware, the socket is no longer active; a failure on the way leaves it so.
      this.#refused({ message: error.message, data: error.data, reachedServer: !this.#main.active });
    });
    this.#main.on("disconnect", (reason) => {
      if (this.#phase === "open") {
        this.#shut();
        handlers.onClose(reason);
      } else this.#refused({ message: reason, data: undefined, reachedServer: false });
    });
    this.#listen(this.#main, undefined);
    for (const [name, path] of Object.entries(target.namespaces)) {
      const socket = manager.socket(path);
      this.#named.set(name, socket);
      // Refused in one namespace, the others go on: commands to this one fail, which is told there.
      this.#listen(socket, name);
    }
  }

  get raw(): unknown {
    return this.#main;
  }

  connect(auth: Record<string, unknown>): void {
    this.#shut();
    this.#phase = "opening";
    for (const socket of [this.#main, ...this.#named.values()]) {
      socket.auth = auth;
      (socket as unknown as Recovery)._pid = undefined;
    }
    this.#main.connect();
  }

  disconnect(): void {
    this.#shut();
  }

  emit(event: string, payload: unknown, namespace?: string): void {
    const socket = this.#socket(namespace);
    if (!socket?.connected) return;
    socket.emit(event, payload);
    this.#unbuffer(socket);
  }

  request(event: string, payload: unknown, timeoutMs: number, namespace?: string): Promise<unknown> {
    const socket = this.#socket(namespace);
    if (!socket?.connected) return Promise.reject(new TransportError("disconnected"));
    return new Promise((resolve, reject) => {
      socket.timeout(timeoutMs).emit(event, payload, (error: unknown, answer: unknown) => {
        if (!error) resolve(answer);
        // On a lost connection `connected` is false before waiting commands are told.
        else reject(new TransportError(socket.connected ? "timeout" : "disconnected"));
      });
      if (this.#unbuffer(socket)) reject(new TransportError("disconnected"));
    });
  }

  #socket(namespace: string | undefined): Socket | undefined {
    return namespace === undefined ? this.#main : this.#named.get(namespace);
  }

  /** After a sleep Socket.IO finds the ping overdue at the next emit and buffers instead: take that back, it would go out under the next session. */
  #unbuffer(socket: Socket): boolean {
    if (socket.sendBuffer.length === 0) return false;
    socket.sendBuffer.length = 0;
    return true;
  }

  #listen(socket: Socket, namespace: string | undefined): void {
    // Connection state recovery may add an argument of its own: only the first is the payload.
    socket.onAny((event: string, payload: unknown) => {
      if (this.#phase === "open") this.#handlers.onEvent(event, payload, namespace);
    });
  }

  #opened(): void {
    if (this.#phase !== "opening") return;
    this.#phase = "open";
    for (const socket of this.#named.values()) socket.connect();
    this.#handlers.onOpen();
  }

  #refused(error: Parameters<TransportHandlers["onRefused"]>[0]): void {
    if (this.#phase !== "opening") return;
    this.#shut();
    this.#handlers.onRefused(error);
  }

  /** Closes everything at once, the engine too. The phase goes first, so that what Socket.IO says about it is not passed on. */
  #shut(): void {
    this.#phase = "closed";
    for (const socket of [...this.#named.values(), this.#main]) {
      socket.disconnect();
      socket.sendBuffer.length = 0;
      socket.receiveBuffer.length = 0;
    }
  }
}
