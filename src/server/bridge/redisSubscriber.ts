/** What the bridge needs of a Redis client: an instance of ioredis has it. It must be a connection of its own, since one that has subscribed takes no other commands. */
export interface RedisSubscriber {
  subscribe(...channels: string[]): Promise<unknown>;
  unsubscribe(...channels: string[]): Promise<unknown>;
  on(event: "messageBuffer", listener: (channel: Uint8Array, message: Uint8Array) => void): unknown;
  on(event: "ready" | "close" | "end", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  removeListener(event: "messageBuffer", listener: (channel: Uint8Array, message: Uint8Array) => void): unknown;
  removeListener(event: "ready" | "close" | "end", listener: () => void): unknown;
}
