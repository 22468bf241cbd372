import type { CommandName, CommandResult } from "../../contract/commands.js";
import type { Schema } from "../../contract/schema.js";
import type { HttpQueries, ProtocolPart } from "../protocol.js";
import { nativeCommand } from "./command.js";
import type { DomainWire } from "./envelope.js";

/** What a domain's words add to the native protocol. */
export function nativePart(wire: DomainWire, http: HttpQueries = {}): ProtocolPart {
  const outgoing = Object.entries(wire.commands).map(([name, event]) => {
    const result = wire.results[name] as Schema<CommandResult<CommandName> & object>;
    return [name, nativeCommand(event, result)] as const;
  });
  return { outgoing: Object.fromEntries(outgoing), http, events: wire.events };
}
