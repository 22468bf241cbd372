import { io, type Socket } from "socket.io-client";

/** A message as the bare server sends it. */
export interface BareMessage {
  readonly id: string;
  readonly seq: number;
  readonly senderId: string;
  readonly senderName: string;
  readonly createdAt: number;
  readonly body: { readonly kind: "text"; readonly text: string };
}

/** Connects to the bare server. */
export function onBareMessage(listener: (message: BareMessage) => void): void {
  onBare("message", listener);
}

/** Connects to the bare server, and hears one kind of event. */
export function onBare<T>(event: string, listener: (payload: T) => void): Socket {
  const socket = io(location.origin, { transports: ["websocket"] });
  socket.on("connect", () => {
    window.bench.ready = true;
  });
  socket.on(event, listener);
  return socket;
}
