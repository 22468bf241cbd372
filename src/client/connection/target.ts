import { mistake } from "../../contract/mistake.js";
import type { Protocol } from "../../protocols/protocol.js";
import type { TransportTarget } from "../../protocols/transport.js";

/**
 * What a transport needs to know, from the server's address and the protocol.
 *
 * @throws LobbyError `bad-url` for what is no address of http, https, ws or wss
 */
export function transportTarget(url: string, protocol: Protocol): Omit<TransportTarget, "withCredentials"> {
  if (!/^(https?|wss?):\/\/[^/]/i.test(url))
    throw mistake("bad-url", `"${`${url}`.slice(0, 200)}" is no address of a server.`);
  const { path = "/socket.io", transports = ["websocket"], timeoutMs = 10_000, namespaces = {} } = protocol.connect;
  const { namespace = "/" } = protocol.connect;
  return { url, path, transports, timeoutMs, namespace, namespaces };
}
