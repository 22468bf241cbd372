import type { Around } from "../transport.js";

/** How a server counts who is in a room. */
export interface MembershipOptions {
  /** Events that enter and leave. */
  readonly enter: string;
  readonly leave: string;
  /** What of their payload names the room. Must not throw. */
  readonly keyOf: (payload: unknown) => string | null;
  /** Said again and again while inside. */
  readonly heartbeat?: {
    readonly event: string;
    readonly everyMs: number;
    /** From what was said at entering. */
    readonly payload: (entered: unknown, now: number) => unknown;
  };
  /** After this event (a token was renewed) the server has forgotten who is where: everything entered is entered again. */
  readonly enterAgainAfter?: string;
}

/**
 * For servers that want to hear now and then that one is still in a room, or forget it when the token is renewed. A room may be entered more than once (its chat, its count of
 * viewers): the last one to leave it leaves.
 */
export function membership(options: MembershipOptions): Around {
  const { heartbeat } = options;
  return (inner, clock) => (target, handlers) => {
    const inside = new Map<
      string,
      { readonly payload: unknown; readonly namespace: string | undefined; times: number }
    >();
    let timer: unknown = null;
    const stop = () => {
      clock.clearTimeout(timer);
      timer = null;
      inside.clear();
    };
    const beat = () => {
      if (heartbeat === undefined || timer !== null) return;
      timer = clock.setTimeout(() => {
        timer = null;
        if (inside.size === 0) return;
        for (const { payload, namespace } of inside.values())
          line.emit(heartbeat.event, heartbeat.payload(payload, clock.now()), namespace);
        beat();
      }, heartbeat.everyMs);
    };
    /** Answers whether the server is to hear of it. */
    const note = (event: string, payload: unknown, namespace: string | undefined): boolean => {
      const key = event === options.enter || event === options.leave ? options.keyOf(payload) : null;
      if (key === null) return true;
      const times = inside.get(key)?.times ?? 0;
      if (event === options.enter) {
        inside.set(key, { payload, namespace, times: times + 1 });
        beat();
        return true;
      }
      const one = inside.get(key);
      if (one !== undefined && times > 1) one.times -= 1;
      else inside.delete(key);
      return times <= 1;
    };
    const line = inner(target, {
      ...handlers,
      onClose: (reason) => {
        stop();
        handlers.onClose(reason);
      },
      onEvent: (event, payload, namespace) => {
        if (event === options.enterAgainAfter)
          for (const one of inside.values()) line.emit(options.enter, one.payload, one.namespace);
        handlers.onEvent(event, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        stop();
        line.connect(auth);
      },
      disconnect: () => {
        stop();
        line.disconnect();
      },
      emit: (event, payload, namespace) => {
        if (note(event, payload, namespace)) line.emit(event, payload, namespace);
      },
      request: (event, payload, timeoutMs, namespace) => {
        note(event, payload, namespace);
        return line.request(event, payload, timeoutMs, namespace);
      },
    };
  };
}
