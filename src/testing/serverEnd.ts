import type { Failure } from "../contract/errors.js";

/** The server's end of a connection, as its server sees it. */
export interface ServerSocket {
  readonly id: string;
  /** What the client gave to the handshake. */
  readonly auth: Readonly<Record<string, unknown>>;
  send(event: string, payload: unknown): void;
  /** Ends it from the server's side, after what was sent before. */
  close(): void;
}

/** Who listens at the server's end of a connection. */
export interface ServerListener {
  readonly userId: string;
  /** Answers a command. What it resolves with is the acknowledgement, if the client asked for one; rejecting gives none. */
  handle(event: string, payload: unknown, namespace?: string): Promise<unknown>;
  /** The connection is gone. */
  end(): void;
}

/** A server for the pair: takes a connection, or says why not. */
export type Accept = (socket: ServerSocket) => ServerListener | Failure;
