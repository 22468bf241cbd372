import type { Environment } from "../client/environment.js";
import {
  type Transport,
  TransportError,
  type TransportFactory,
  type TransportHandlers,
  type TransportTarget,
} from "../protocols/transport.js";
import { createLink, type Link } from "./link.js";
import type { NetworkInside } from "./network.js";
import type { Accept } from "./serverEnd.js";

/** The client's end of a pair: every transport it makes is one more client of the server, one connection at a time. */
export function pairTransport(options: {
  readonly environment: Environment;
  readonly inside: NetworkInside;
  readonly accept: Accept;
}): TransportFactory {
  let made = 0;
  return (target: TransportTarget, handlers: TransportHandlers): Transport => {
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
}
