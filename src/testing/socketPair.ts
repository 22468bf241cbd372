import {
  type Transport,
  TransportError,
  type TransportFactory,
  type TransportHandlers,
  type TransportTarget,
} from "../client/connection/transport.js";
import type { Environment } from "../client/environment.js";
import { createLink, type Link } from "./link.js";
import type { NetworkInside } from "./network.js";
import type { Accept } from "./serverEnd.js";

/** Two ends of a socket in one process. */
export interface SocketPair {
  /** For `createLobby`: every transport it makes is one more client of the server. */
  readonly transport: TransportFactory;
}

/**
 * Makes sockets without a network: the client's `Transport` at one end, `accept` at the other, and between them the network's latency and faults.
 * Payloads go through JSON, so that neither end sees the other's objects. With a virtual environment a run repeats exactly.
 */
export function createSocketPair(options: {
  readonly environment: Environment;
  readonly inside: NetworkInside;
  readonly accept: Accept;
}): SocketPair {
  let made = 0;
  const transport: TransportFactory = (target: TransportTarget, handlers: TransportHandlers): Transport => {
    let link: Link | null = null;
    return {
      connect(auth) {
        link?.disconnect();
        made += 1;
        link = createLink({ ...options, id: `socket-${made}`, auth, handlers, timeoutMs: target.timeoutMs });
      },
      disconnect() {
        link?.disconnect();
        link = null;
      },
      emit(event, payload, namespace) {
        link?.emit(event, payload, namespace);
      },
      request(event, payload, timeoutMs, namespace) {
        return link === null
          ? Promise.reject(new TransportError("disconnected"))
          : link.request(event, payload, timeoutMs, namespace);
      },
      get raw() {
        return link;
      },
    };
  };
  return { transport };
}
