import type { CommandInput, CommandName, CommandResult } from "../../contract/commands.js";
import { type Outcome, refused } from "../../contract/errors.js";
import type { QueryName } from "../../contract/queries.js";
import type { Emission, Encoded, Protocol, ProtocolContext, Question } from "../../protocols/protocol.js";
import { TransportError } from "../../protocols/transport.js";
import type { Http } from "../http.js";
import { nameOf } from "../reporter.js";
import type { Report, Timings } from "../settings.js";

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
  /** Sends a query that is answered over the socket. Never rejects. */
  ask<R>(name: QueryName, question: Question<R>): Promise<Outcome<R>>;
}

/** The way out. */
export interface Line {
  /** Whether that command may go over the socket now. */
  isOpenFor(name: CommandName | QueryName): boolean;
  emit(emission: Wire): void;
  request(name: CommandName | QueryName, emission: Wire, timeoutMs: number): Promise<unknown>;
}

/** What of an emission goes on the wire. */
export type Wire = Pick<Emission<unknown>, "event" | "payload" | "namespace" | "unmeasured">;

/** Makes the sender of commands. What it reports names commands and kinds of errors, never what people wrote. */
export function createCommands(options: {
  readonly protocol: Protocol;
  readonly context: ProtocolContext;
  readonly http: Http;
  readonly line: Line;
  readonly timings: Pick<Timings, "ackTimeoutMs">;
  report(report: Report): void;
}): Commands {
  const { protocol, line, report } = options;
  const complain = (subject: string, what: string, error: unknown) =>
    report({ kind: "protocol", subject, message: `the ${what} (${nameOf(error)})` });

  const encode = <N extends CommandName>(name: N, input: CommandInput<N>): Outcome<Encoded<CommandResult<N>>> => {
    const encoder = Object.hasOwn(protocol.outgoing, name) ? protocol.outgoing[name] : undefined;
    if (encoder === undefined) return refused("UNSUPPORTED");
    try {
      return { ok: true, value: encoder(input, options.context) };
    } catch (error) {
      complain(name, "command could not be encoded", error);
      return refused("INVALID");
    }
  };

  /** @typeParam R what comes of it: `null` too where nothing acknowledges it */
  const go = async <R>(name: CommandName | QueryName, way: Emission<R>, timeoutMs: number): Promise<Outcome<R>> => {
    if (!line.isOpenFor(name)) return refused("UNAVAILABLE");
    const { acknowledge } = way;
    let answer: unknown;
    try {
      if (acknowledge === undefined) line.emit(way);
      else answer = await line.request(name, way, way.timeoutMs ?? timeoutMs);
    } catch (error) {
      if (error instanceof TransportError) return refused("TIMEOUT", error.message);
      complain(name, "command could not be sent", error);
      return refused("INVALID");
    }
    try {
      return acknowledge === undefined ? { ok: true, value: null as R } : acknowledge(answer);
    } catch (error) {
      complain(name, "acknowledgement could not be read", error);
      return refused("TIMEOUT");
    }
  };

  return {
    execute: async (name, input, timeoutMs) => {
      const encoded = encode(name, input);
      if (!encoded.ok) return encoded;
      const way = encoded.value;
      if (way === null) return { ok: true, value: null };
      if (way.via === "nothing") return { ok: false, failure: way.failure };
      if (way.via === "http") return options.http.call(way);
      return go<CommandResult<typeof name> | null>(name, way, timeoutMs);
    },
    ask: (name, question) => go(name, question, options.timings.ackTimeoutMs),
    emit: (name, input) => {
      const encoded = line.isOpenFor(name) ? encode(name, input) : null;
      if (!encoded?.ok || encoded.value?.via !== "socket") return false;
      try {
        line.emit(encoded.value);
        return true;
      } catch (error) {
        complain(name, "command could not be sent", error);
        return false;
      }
    },
  };
}
