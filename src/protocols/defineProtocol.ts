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
  const demand = (claimed: boolean, there: unknown, claim: string, wire: string) => {
    if (claimed && there === undefined)
      throw new LobbyError(
        "protocol-inconsistent",
        `The protocol "${definition.name}" can't be used.`,
        `It claims ${claim} but defines no ${wire}.`,
        `Define ${wire}, or drop the capability.`,
      );
  };
  const { outgoing, http } = protocol;
  demand(capabilities.hello, outgoing.hello, "hello", "outgoing.hello");
  demand(capabilities.typing, outgoing.setTyping, "typing", "outgoing.setTyping");
  demand(capabilities.catchUp === "sync", outgoing.sync, 'catchUp "sync"', "outgoing.sync");
  demand(capabilities.sequences, outgoing.heads, "sequences", "outgoing.heads");
  demand(capabilities.history === "http", http.history, 'history "http"', "http.history");
  demand(capabilities.catchUp === "history", http.history, 'catchUp "history"', "http.history");
  demand(capabilities.conversations, http.conversations, "conversations", "http.conversations");
  demand(capabilities.reauthenticate, outgoing.reauthenticate, "reauthenticate", "outgoing.reauthenticate");
  return protocol;
}
