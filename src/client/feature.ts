import type { UnknownAction } from "@reduxjs/toolkit";
import type { User } from "../contract/connection.js";
import type { Outcome } from "../contract/errors.js";
import type { DomainEvent } from "../contract/events.js";
import type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
import type { Capabilities, Protocol, ProtocolPart } from "../protocols/protocol.js";
import type { Connection } from "./connection/connectionTypes.js";
import type { Environment } from "./environment.js";
import type { LobbyState, LobbyStore } from "./lobbyState.js";
import type { Report, Timings } from "./settings.js";

/** The parts of the state that features bring. */
export type FeatureName = Exclude<keyof LobbyState, "connection" | "chat">;

/** Reduces one feature's part of the state; `undefined` is none yet. Must answer the same object when nothing concerns it. */
export type SliceReducer<S> = (state: S | undefined, action: UnknownAction, userId: string | null) => S;

/**
 * A domain that a page loads only where it is used: `lobby.use(feature)` attaches it and answers its functions. A feature is a constant of its module
 * and costs nothing until then, so that a chat does not carry gifts and prices.
 */
export interface Feature<A extends object, N extends FeatureName = FeatureName> {
  readonly name: N;
  readonly reducer: SliceReducer<NonNullable<LobbyState[N]>>;
  /** Its words on the native wire, as this lobby connects to it; other protocols have their own in their file. */
  readonly native: (protocol: Protocol) => ProtocolPart;
  /** Called once for a lobby, at the first use, perhaps in a render: without effects. */
  readonly create: (host: FeatureHost) => FeatureParts<A>;
}

/** What a feature is told. Nothing in it may throw. */
export interface FeatureParts<A extends object> {
  /** What `lobby.use` answers: stable functions. */
  readonly api: A;
  /** A session is open, for the first time or again: announce what is held. Not waited for. */
  readonly ready?: () => void;
  /** The session is over. */
  readonly down?: () => void;
  /** What the server said, after it has entered the state. */
  readonly received?: (events: readonly DomainEvent[]) => void;
  /** Somebody else is signed in, or nobody: nothing of the old user may be kept, and what his commands are answered must be dropped. */
  readonly reset?: () => void;
}

/** What a feature works with. */
export interface FeatureHost {
  /** Address of the server. */
  readonly url: string;
  /** Name of the protocol that it is spoken to with. */
  readonly protocol: string;
  readonly capabilities: Capabilities;
  readonly environment: Environment;
  readonly timings: Timings;
  readonly store: () => LobbyStore;
  /** Who is signed in now. */
  readonly user: () => User | null;
  /** The connection of who is signed in now; `null` when nobody is. Ask anew each time, and never in a render. */
  readonly line: () => FeatureLine | null;
  /** Puts events into the state the way the server's own come. */
  readonly push: (events: readonly DomainEvent[]) => void;
  readonly report: (report: Report) => void;
  /** Told of everything that is reported. Returns a stop function. */
  readonly onReport: (listener: (report: Report) => void) => () => void;
}

/** The connection as features use it. */
export interface FeatureLine extends Pick<Connection, "execute" | "emit" | "ready" | "session"> {
  readonly query: <K extends QueryName>(kind: K, input: QueryInput<K>) => Promise<Outcome<QueryResult<K>>>;
}
