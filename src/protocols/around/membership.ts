import type { Around } from "../transport.js";
import type { AnswerEvent } from "./answeredBy.js";

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
  /** Said once after each entering that was answered with yes. */
  readonly onceInside?: { readonly event: string; readonly payload: (entered: unknown) => unknown };
  /** Whether this answer to entering means no. Must not throw. */
  readonly isRefusal?: (answer: unknown) => boolean;
  /** After this event (a token was renewed), be it an answer or not, the server has forgotten who is where: everything entered is entered again. */
  readonly enterAgainAfter?: string;
  /**
   * For servers that tell everybody of every room: which room an event is of; `null` when of none, or when it can't be read. Of a room that is not entered nothing is passed on. Must
   * not throw.
   */
  readonly roomTold?: (event: string, payload: unknown) => string | null;
  /** Events that may leave out which room they are of: in one room only, it is that one. Must not throw. */
  readonly unnamed?: {
    readonly events: readonly string[];
    readonly named: (payload: unknown, key: string) => unknown;
  };
}

interface Membership {
  readonly payload: unknown;
  readonly namespace: string | undefined;
  times: number;
}

/**
 * For servers that want to hear now and then that one is still in a room, or forget it when the token is renewed. A room may be entered more than once (its chat, its count of
 * viewers): the last one to leave it leaves. Around {@link answeredBy}, where entering is answered by an event.
 */
export function membership(options: MembershipOptions): Around {
  const { heartbeat, onceInside, unnamed } = options;
  return (inner, clock) => (target, handlers) => {
    const inside = new Map<string, Membership>();
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
      const one = inside.get(key);
      if (event === options.enter) {
        if (one === undefined) inside.set(key, { payload, namespace, times: 1 });
        else one.times += 1;
        beat();
        return true;
      }
      if (one !== undefined) one.times -= 1;
      if (one !== undefined && one.times > 0) return false;
      inside.delete(key);
      return true;
    };
    const enterAgain = () => {
      for (const one of inside.values()) line.emit(options.enter, one.payload, one.namespace);
    };
    /** Takes one entering back that came to nothing; unless all that was entered is forgotten already. */
    const takeBack = (key: string, one: Membership | undefined) => {
      if (one === undefined || inside.get(key) !== one) return;
      one.times -= 1;
      if (one.times === 0) inside.delete(key);
    };
    const nameRoom = (event: string, payload: unknown) => {
      const [only] = inside.keys();
      const lacks = inside.size === 1 && unnamed?.events.includes(event) === true && options.keyOf(payload) === null;
      return only !== undefined && lacks ? unnamed?.named(payload, only) : payload;
    };
    const line = inner(target, {
      ...handlers,
      onClose: (reason) => {
        stop();
        handlers.onClose(reason);
      },
      onEvent: (event, payload, namespace) => {
        if (event === options.enterAgainAfter) enterAgain();
        const named = nameRoom(event, payload);
        const room = options.roomTold?.(event, named) ?? null;
        if (room === null || inside.has(room)) handlers.onEvent(event, named, namespace);
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
      request: async (event, payload, timeoutMs, namespace) => {
        note(event, payload, namespace);
        const key = event === options.enter ? options.keyOf(payload) : null;
        const one = key === null ? undefined : inside.get(key);
        try {
          const answer = await line.request(event, payload, timeoutMs, namespace);
          if (isEvent(answer, options.enterAgainAfter)) enterAgain();
          if (key === null) return answer;
          if (options.isRefusal?.(answer)) takeBack(key, one);
          else if (onceInside !== undefined) line.emit(onceInside.event, onceInside.payload(payload), namespace);
          return answer;
        } catch (error) {
          if (key !== null) takeBack(key, one);
          throw error;
        }
      },
    };
  };
}

function isEvent(answer: unknown, name: string | undefined): boolean {
  return name !== undefined && (answer as Partial<AnswerEvent> | null | undefined)?.event === name;
}
