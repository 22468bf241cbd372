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

/** The same of what features add by themselves where a protocol is extensible. */
const featureDemands = [
  ["presence", true, "outgoing", "watchPresence"],
  ["viewers", true, "outgoing", "joinViewers"],
  ["gifts", true, "outgoing", "sendGift"],
  ["notifications", true, "http", "notifications"],
  ["notifications", "simple", "http", "notifications"],
  ["notifications", "simple-all", "http", "notifications"],
] as const;

/** What nobody sees unless it is claimed. */
const silent = [
  "typing",
  "reauthenticate",
  "history",
  "conversations",
  "presence",
  "viewers",
  "gifts",
  "notifications",
];

/**
 * Describes a server's wire, so that lobbykit's hooks and components work with it.
 *
 * @throws LobbyError `protocol-inconsistent` when a capability is claimed that the definition has no words for, or words are defined of a capability that it says nothing of.
 *
 * @example
 * const said = object({ id: idSchema, room: idSchema, from: idSchema, text: string(), at: timeSchema });
 * const myGateway = defineProtocol({
 *   name: "my-gateway",
 *   capabilities: { rooms: true, echo: "others" },
 *   incoming: {
 *     said: heard(said, ({ id, room, from, text, at }) => ({
 *       type: "messageReceived",
 *       epoch: null,
 *       message: textMessage({ id, conversationId: `room:${room}`, senderId: from, createdAt: at, text }),
 *     })),
 *   },
 *   outgoing: {
 *     openConversation: ({ conversationId }) => emit("join", { room: roomIdOf(conversationId) }),
 *     sendMessage: ({ conversationId, body }) => emit("say", { room: roomIdOf(conversationId), text: body.text ?? "" }),
 *   },
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
  for (const [claim, value, section, wire] of [...demands, ...featureDemands]) {
    const words: Readonly<Record<string, unknown>> = {
      ...(section === "http" && { ...protocol.known, ...protocol.asked }),
      ...protocol[section],
    };
    const place = `${section}.${wire}`;
    if (words[wire] !== undefined) {
      if (!silent.includes(claim) || definition.capabilities[claim] !== undefined) continue;
      throw inconsistent(
        definition.name,
        `It defines ${place} but says nothing of ${claim}, so that nobody would see it.`,
        `Claim ${claim}: ${JSON.stringify(value)}, or say what it is instead.`,
      );
    }
    if (capabilities[claim] !== value) continue;
    // What is pushed on entering is had again by entering again.
    if (claim === "catchUp" && value === "history" && capabilities.history === "push") continue;
    if (protocol.extensible && featureDemands.some((demand) => demand[0] === claim)) continue;
    throw inconsistent(
      definition.name,
      `It claims ${claim} (${value}) but defines no ${place}.`,
      `Define ${place}, or drop the capability.`,
    );
  }
  return protocol;
}

function inconsistent(name: string, why: string, mend: string): LobbyError {
  return new LobbyError("protocol-inconsistent", `The protocol "${name}" can't be used.`, why, mend);
}
