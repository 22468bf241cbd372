import type { Patch } from "../../contract/live.js";

/** What the app knows of its server of rooms that the server does not tell. */
export interface RoomsOptions {
  /** Namespaces, where they are called otherwise: `/chat`, `/notifications`, and `/` for prices and the shared state. */
  readonly namespaces?: { readonly chat?: string; readonly notifications?: string; readonly live?: string };
  /** The name that hooks know the shared state by; `state` unless told otherwise. This server has one, without a name. */
  readonly topic?: string;
  /** How a change to the state is worded: `{ op: "set" | "delete", path: string[], value }` unless told otherwise. */
  readonly patchAs?: (patch: Patch) => unknown;
  /** An event that this server acknowledges and does nothing else for, if it has one: asked every 30 s, it measures the latency and finds dead connections. */
  readonly heartbeat?: string;
  /**
   * Hosts that pictures may come from: the host itself or a subdomain of it. What comes from elsewhere is shown as its address, and components load the others unasked. Absent:
   * pictures may come from anywhere, and components load one when the reader asks for it.
   */
  readonly imageHosts?: readonly string[];
}
