import { EventEmitter } from "node:events";
import type { RedisSubscriber } from "../../../src/server/bridge/redisSubscriber.js";

/** The other end of a bridge: publishes, goes away and comes back when told. */
export interface ScriptedRedis extends RedisSubscriber {
  readonly subscribed: ReadonlySet<string>;
  publish(channel: string, payload: unknown): void;
  lose(): void;
  comeBack(): void;
  /** What `subscribe` rejects with; `null`: it doesn't. */
  refuse(error: Error | null): void;
  fail(error: Error): void;
  readonly listeners: number;
}

/** A Redis that is there. Hands texts on as they are, and everything else as JSON. */
export function scriptedRedis(): ScriptedRedis {
  const emitter = new EventEmitter();
  const subscribed = new Set<string>();
  let refusal: Error | null = null;
  return {
    subscribed,
    subscribe: async (...channels) => {
      if (refusal !== null) throw refusal;
      for (const channel of channels) subscribed.add(channel);
    },
    unsubscribe: async (...channels) => {
      for (const channel of channels) subscribed.delete(channel);
    },
    on: (event: string, listener: (...args: never[]) => void) => emitter.on(event, listener as () => void),
    removeListener: (event: string, listener: (...args: never[]) => void) =>
      emitter.removeListener(event, listener as () => void),
    publish: (channel, payload) => {
      const text = typeof payload === "string" ? payload : JSON.stringify(payload);
      const bytes = payload instanceof Uint8Array ? payload : Buffer.from(text);
      emitter.emit("messageBuffer", Buffer.from(channel), bytes);
    },
    lose: () => emitter.emit("close"),
    comeBack: () => emitter.emit("ready"),
    refuse: (error) => {
      refusal = error;
    },
    fail: (error) => emitter.emit("error", error),
    get listeners() {
      return emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0);
    },
  };
}
