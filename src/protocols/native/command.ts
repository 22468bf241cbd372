import type { CommandInput, CommandName, CommandResult } from "../../contract/commands.js";
import { acknowledgementSchema, refused } from "../../contract/errors.js";
import { parse, type Schema } from "../../contract/schema.js";
import type { Emission } from "../protocol.js";

/** How a command of the native wire goes out: as the wire event of that name, acknowledged. */
export function nativeCommand<N extends CommandName>(
  event: string,
  result: Schema<CommandResult<N> & object>,
): (input: CommandInput<N>) => Required<Omit<Emission<CommandResult<N>>, "namespace" | "timeoutMs" | "unmeasured">> {
  const schema = acknowledgementSchema(result);
  return (input) => ({
    via: "socket",
    event,
    payload: input,
    acknowledge: (raw) => {
      const parsed = parse(schema, raw);
      return parsed.ok ? parsed.value : refused("TIMEOUT", parsed.issue);
    },
  });
}
