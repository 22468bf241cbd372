import type { Connection, ConnectionOptions } from "./connectionTypes.js";

/** Makes a connection; it opens when it is wanted. */
export function createConnection(_options: ConnectionOptions): Connection {
  throw new Error("not written yet");
}
