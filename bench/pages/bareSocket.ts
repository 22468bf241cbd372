import { io } from "socket.io-client";

/** A message as the bare server sends it. */
export interface BareMessage {
  readonly id: string;
  readonly seq: number;
  readonly senderId: string;
  readonly senderName: string;
  readonly createdAt: number;
  readonly body: { readonly kind: "text"; readonly text: string };
}

/** Connects to the bare server, and counts. */
export function onBareMessage(listener: (message: BareMessage) => void): void {
  const socket = io(location.origin, { transports: ["websocket"] });
  socket.on("connect", () => {
    window.bench.ready = true;
  });
  socket.on("message", (message: BareMessage) => {
    window.bench.received++;
    listener(message);
  });
}
