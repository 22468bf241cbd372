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
  about: false,
  typing: false,
  receipts: "none",
  reauthenticate: false,
  notifications: false,
  presence: false,
  viewers: false,
  gifts: false,
  live: false,
  support: false,
};

/** What each claim needs to be more than a claim. */
const demands = [
  ["hello", true, "outgoing", "hello"],
  ["typing", true, "outgoing", "setTyping"],
  ["reauthenticate", true, "outgoing", "reauthenticate"],
  ["sequences", true, "outgoing", "heads"],
  ["catchUp", "sync", "outgoing", "sync"],
  ["catchUp", "history", "http", "history"],
  ["history", "http", "http", "history"],
  ["conversations", true, "http", "conversations"],
] as const;

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
  for (const [claim, value, section, wire] of demands) {
    const defined: Readonly<Record<string, unknown>> = { ...protocol.known, ...protocol[section] };
    if (capabilities[claim] !== value || defined[wire] !== undefined) continue;
    // What is pushed on entering is had again by entering again.
    if (claim === "catchUp" && wire === "history" && capabilities.history === "push") continue;
    throw new LobbyError(
      "protocol-inconsistent",
      `The protocol "${definition.name}" can't be used.`,
      `It claims ${claim} (${value}) but defines no ${section}.${wire}.`,
      `Define ${section}.${wire}, or drop the capability.`,
    );
  }
  return protocol;
}
