import { LobbyError } from "../contract/lobbyError.js";
import type { Capabilities, Protocol } from "./protocol.js";

/** What a protocol may leave out: capabilities it lacks, and whole sections. */
export interface ProtocolDefinition extends Omit<Protocol, "capabilities" | "http" | "connect"> {
  /** What the server can do; everything not named is taken as missing. */
  readonly capabilities: Partial<Capabilities>;
  readonly connect?: Protocol["connect"];
  readonly http?: Protocol["http"];
}

/** A server that can do nothing: where every definition starts. */
const none: Capabilities = {
  hello: false,
  acks: false,
  dedupe: false,
  echo: "none",
  sequences: false,
  history: "none",
  catchUp: "none",
  conversations: false,
  rooms: false,
  direct: false,
  images: false,
  typing: false,
  receipts: "none",
  reauthenticate: false,
  notifications: false,
  presence: false,
  viewers: false,
  gifts: false,
  live: false,
};

/**
 * Describes a server's wire, so that lobbykit's hooks and components work with it.
 *
 * @throws LobbyError `protocol-inconsistent` when a capability is claimed that the definition has no wire for.
 *
 * @example
 * const myGateway = defineProtocol({
 *   name: "my-gateway",
 *   capabilities: { direct: true, echo: "others" },
 *   incoming: { newMessage: (payload, context) => readMyMessage(payload, context) },
 *   outgoing: { sendMessage: ({ body }) => ({ via: "socket", event: "message", payload: body }) },
 * });
 */
export function defineProtocol(definition: ProtocolDefinition): Protocol {
  const capabilities: Capabilities = { ...none, ...definition.capabilities };
  const protocol: Protocol = {
    ...definition,
    capabilities,
    connect: definition.connect ?? {},
    http: definition.http ?? {},
  };
  const { outgoing, http } = protocol;
  const demands: readonly (readonly [claimed: boolean, wire: unknown, claim: string, name: string])[] = [
    [capabilities.hello, outgoing.hello, "hello", "outgoing.hello"],
    [capabilities.typing, outgoing.setTyping, "typing", "outgoing.setTyping"],
    [capabilities.reauthenticate, outgoing.reauthenticate, "reauthenticate", "outgoing.reauthenticate"],
    [capabilities.sequences, outgoing.heads, "sequences", "outgoing.heads"],
    [capabilities.catchUp === "sync", outgoing.sync, 'catchUp "sync"', "outgoing.sync"],
    [capabilities.catchUp === "history", http.history, 'catchUp "history"', "http.history"],
    [capabilities.history === "http", http.history, 'history "http"', "http.history"],
    [capabilities.conversations, http.conversations, "conversations", "http.conversations"],
  ];
  for (const [claimed, wire, claim, name] of demands) {
    if (!claimed || wire !== undefined) continue;
    throw new LobbyError(
      "protocol-inconsistent",
      `The protocol "${definition.name}" can't be used.`,
      `It claims ${claim} but defines no ${name}.`,
      `Define ${name}, or drop the capability.`,
    );
  }
  return protocol;
}
