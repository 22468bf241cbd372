import { Manager, type Socket } from "socket.io-client";
import { TransportError, type TransportFactory, type TransportHandlers } from "../../protocols/transport.js";

/**
 * The transport over Socket.IO, 4.8.4 or later.
 *
 * One Manager and one Socket a namespace serve all attempts, so that listeners an app put on `raw` outlive reconnects. Socket.IO's own
 * reconnection, retries and send buffer are not used: it has no bound on handshakes, no idea of what was committed, and the buffer
 * doubles packets. `auth` is a plain object set before connecting: a function that is slow or throws would hang the handshake, or send it twice.
 */
export const createSocketIoTransport: TransportFactory = (target, handlers) => {
  const manager = new Manager(target.url, {
    path: target.path,
    transports: [...target.transports],
    tryAllTransports: target.transports.length > 1,
    timeout: target.timeoutMs,
    withCredentials: target.withCredentials,
    autoConnect: false,
    reconnection: false,
  });
  const main = manager.socket(target.namespace ?? "/");
  const named = new Map(Object.entries(target.namespaces).map(([name, path]) => [name, manager.socket(path)]));
  const sockets = [...named.values(), main];
  let phase: "closed" | "opening" | "joining" | "open" = "closed";
  /** What one namespace says while others have not answered yet. */
  const early: Parameters<TransportHandlers["onEvent"]>[] = [];
  let joinTimer: ReturnType<typeof setTimeout> | undefined;

  /** Closes everything at once, the engine too. The phase goes first, so that what Socket.IO says about it is not passed on. */
  const shut = () => {
    phase = "closed";
    clearTimeout(joinTimer);
    early.length = 0;
    for (const socket of sockets) {
      socket.disconnect();
      socket.sendBuffer.length = 0;
      socket.receiveBuffer.length = 0;
    }
  };
  const refused: TransportHandlers["onRefused"] = (error) => {
    if (phase !== "opening" && phase !== "joining") return;
    shut();
    handlers.onRefused(error);
  };
  /** After a sleep Socket.IO finds the ping overdue at the next emit and buffers instead: take that back, it would go out under the next session. */
  const unbuffer = (socket: Socket): boolean => socket.sendBuffer.splice(0).length > 0;
  const connected = (namespace: string | undefined): Socket | undefined => {
    const socket = namespace === undefined ? main : named.get(namespace);
    return socket?.connected ? socket : undefined;
  };

  /** The connection is open when every namespace has answered, yes or no, or has had its time. */
  const settled = () => {
    if (phase !== "joining") return;
    clearTimeout(joinTimer);
    phase = "open";
    handlers.onOpen();
    for (const event of early.splice(0)) handlers.onEvent(...event);
  };
  const settledIfAll = () => {
    if (phase === "joining" && [...named.values()].every((socket) => socket.connected || !socket.active)) settled();
  };
  main.on("connect", () => {
    if (phase !== "opening") return;
    phase = "joining";
    for (const socket of named.values()) socket.connect();
    joinTimer = setTimeout(settled, joinMs);
    settledIfAll();
  });
  for (const [name, socket] of named) {
    socket.on("connect", settledIfAll);
    socket.on("connect_error", ({ message }: Error) => {
      // As with the main one: no longer active, it was refused by a middleware.
      if (phase !== "closed" && !socket.active) handlers.onNamespaceRefused?.(name, message);
      settledIfAll();
    });
  }
  main.on("connect_error", (error: Error & { data?: unknown }) => {
    // Refused by a middleware, the socket is no longer active; a failure on the way leaves it so.
    refused({ message: error.message, data: error.data, reachedServer: !main.active });
  });
  main.on("disconnect", (reason) => {
    if (phase === "open") {
      shut();
      handlers.onClose(reason);
    } else refused({ message: reason, data: undefined, reachedServer: false });
  });
  // Refused in one namespace, the others go on: commands to this one fail, which is told there.
  for (const [name, socket] of [[undefined, main] as const, ...named]) {
    // Connection state recovery may add an argument of its own: only the first is the payload.
    socket.onAny((event: string, payload: unknown) => {
      if (phase === "open") handlers.onEvent(event, payload, name);
      else if (phase === "joining") early.push([event, payload, name]);
    });
  }

  return {
    raw: main,
    connect: (auth) => {
      shut();
      phase = "opening";
      for (const socket of sockets) {
        socket.auth = auth;
        // A private field, so by way of unknown: with it the server would restore rooms and skip its own checks.
        (socket as unknown as Recovery)._pid = undefined;
      }
      main.connect();
    },
    disconnect: shut,
    emit: (event, payload, namespace) => {
      const socket = connected(namespace);
      if (socket === undefined) return;
      socket.emit(event, payload);
      unbuffer(socket);
    },
    request: (event, payload, timeoutMs, namespace) =>
      new Promise((resolve, reject) => {
        const socket = connected(namespace);
        if (socket === undefined) return reject(new TransportError("disconnected"));
        socket.timeout(timeoutMs).emit(event, payload, (error: unknown, answer: unknown) => {
          if (!error) resolve(answer);
          // On a lost connection `connected` is false before waiting commands are told.
          else reject(new TransportError(socket.connected ? "timeout" : "disconnected"));
        });
        if (unbuffer(socket)) reject(new TransportError("disconnected"));
      }),
  };
};

/** How long a namespace may take to answer before the others go on without it. */
const joinMs = 2_000;

/** Private to Socket.IO: with it set, its connection state recovery would skip the server's authentication middleware. */
type Recovery = { _pid?: string | undefined };
