import type { Socket } from "socket.io";
import type { Acknowledgement, Core, CoreSession, Identity } from "../core/core.js";

/** Names that mean something to Socket.IO itself. A client may send them, and listeners of the real ones would believe it. */
const reserved = new Set([
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
  "error",
]);

/** How a socket and its session are joined. */
export interface AttachOptions {
  readonly core: Core;
  /** Whether events that are not the lobby's are the app's: then they go on to its listeners. Otherwise they count as malformed. */
  readonly passOthers: boolean;
  /** Is told of every event that is being handled. */
  readonly onWork: (work: Promise<unknown>) => void;
}

/** Begins the session of a socket whose handshake has passed; `null` where there is none to begin. */
export function attachSocket(socket: Socket, { core, passOthers, onWork }: AttachOptions): CoreSession | null {
  const identity = (socket.data as { lobby?: Identity }).lobby;
  if (identity === undefined) {
    // Somebody has let a socket past the handshake: without a proven user there is nothing to begin.
    socket.disconnect(true);
    return null;
  }
  const session = core.connect({ id: socket.id, ...identity });
  takeEvents(socket, { passOthers, onWork, handle: session.handle });
  socket.on("disconnect", () => session.end());
  return session;
}

/** Takes what a socket sends. Every packet comes in by one place, whatever its name, form or number of arguments. */
export function takeEvents(
  socket: Socket,
  options: Pick<AttachOptions, "passOthers" | "onWork"> & {
    readonly handle: (event: string, payload: unknown) => Promise<Acknowledgement>;
  },
): void {
  const { passOthers, onWork, handle } = options;
  socket.use(([event, ...args], next) => {
    const name: unknown = event;
    const known = typeof name === "string" && name.startsWith("lobby:");
    if (passOthers && !known && typeof name === "string" && !reserved.has(name)) return next();
    // Not calling `next` ends the packet here: it reaches no listener.
    const last: unknown = args.at(-1);
    const acknowledge = typeof last === "function" ? (last as (answer: Acknowledgement) => void) : null;
    const payload: unknown = args[0] === last && acknowledge !== null ? undefined : args[0];
    const work = handle(typeof name === "string" ? name : "", payload).then((answer) => acknowledge?.(answer));
    onWork(work.catch(() => {}));
  });
  // Without a listener an "error" event would end the process.
  socket.on("error", () => {});
}
