import type { Connection } from "./connection/connectionTypes.js";

/** What the parts of the client need of the connection: to send commands and to know whether they may. */
export type Line = Pick<Connection, "execute" | "emit" | "ready" | "session">;
