import type { CommandInput, CommandName, CommandResult } from "../../contract/commands.js";
import { failure, type Outcome } from "../../contract/errors.js";
import type { Encoded, Protocol, ProtocolContext } from "../../protocols/protocol.js";
import type { Http } from "../http.js";
import type { Report } from "../lobby.js";
import { TransportError } from "./transport.js";

/** Sends commands as the protocol words them. */
export interface Commands {
  /** See `Connection.execute`. Never rejects. */
  execute<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    timeoutMs: number,
  ): Promise<Outcome<CommandResult<N> | null>>;
  /** See `Connection.emit`. */
  emit<N extends CommandName>(name: N, input: CommandInput<N>): boolean;
}

/** The way out. */
export interface Line {
  /** Whether that command may go over the socket now. */
  isOpenFor(name: CommandName): boolean;
  emit(event: string, payload: unknown, namespace?: string): void;
  request(name: CommandName, event: string, payload: unknown, timeoutMs: number, namespace?: string): Promise<unknown>;
}

const refused = (...words: Parameters<typeof failure>): Outcome<never> => ({ ok: false, failure: failure(...words) });

/** Makes the sender of commands. What it reports names commands and kinds of errors, never what people wrote. */
export function createCommands(options: {
  readonly protocol: Protocol;
  readonly context: () => ProtocolContext | null;
  readonly http: Http;
  readonly line: Line;
  report(report: Report): void;
}): Commands {
  const { protocol, line, report } = options;
  const complain = (subject: string, what: string, error: unknown) =>
    report({ kind: "protocol", subject, message: `${what} (${error instanceof Error ? error.name : typeof error})` });

  const encode = <N extends CommandName>(name: N, input: CommandInput<N>): Outcome<Encoded<CommandResult<N>>> => {
    const encoder = Object.hasOwn(protocol.outgoing, name) ? protocol.outgoing[name] : undefined;
    if (encoder === undefined) return refused("UNSUPPORTED", "This server can't do that.");
    const context = options.context();
    if (context === null) return refused("UNAUTHENTICATED", "Nobody is signed in.");
    try {
      return { ok: true, value: encoder(input, context) };
    } catch (error) {
      complain(name, "the protocol could not encode the command", error);
      return refused("INVALID", "This can't be sent.");
    }
  };

  return {
    execute: async (name, input, timeoutMs) => {
      const encoded = encode(name, input);
      if (!encoded.ok) return encoded;
      const way = encoded.value;
      if (way === null) return { ok: true, value: null };
      if (way.via === "http") return options.http.call(way);
      if (!line.isOpenFor(name)) return refused("UNAVAILABLE", "There is no connection.");
      const { event, payload, namespace, acknowledge } = way;
      try {
        if (acknowledge === undefined) {
          line.emit(event, payload, namespace);
          return { ok: true, value: null };
        }
        const answer = await line.request(name, event, payload, timeoutMs, namespace);
        try {
          return acknowledge(answer);
        } catch (error) {
          complain(name, "the protocol could not read the acknowledgement", error);
          return refused("TIMEOUT", "The server's answer can't be read.");
        }
      } catch (error) {
        if (error instanceof TransportError) return refused("TIMEOUT", error.message);
        complain(name, "the command could not be put on the wire", error);
        return refused("INVALID", "This can't be sent.");
      }
    },
    emit: (name, input) => {
      if (!line.isOpenFor(name)) return false;
      const encoded = encode(name, input);
      if (!encoded.ok || encoded.value === null || encoded.value.via !== "socket") return false;
      try {
        line.emit(encoded.value.event, encoded.value.payload, encoded.value.namespace);
        return true;
      } catch (error) {
        complain(name, "the command could not be put on the wire", error);
        return false;
      }
    },
  };
}
