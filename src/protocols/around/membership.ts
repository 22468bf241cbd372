import { isRecord } from "../../contract/schema.js";
import type { Around } from "../transport.js";
import type { AnswerEvent } from "./answeredBy.js";

/** How a server counts who is in a room. */
export interface MembershipOptions {
  /** Events that enter and leave. */
  readonly enter: string;
  readonly leave: string;
  /** What of their payload names the room. Must not throw. */
  readonly keyOf: (payload: unknown) => string | null;
  /**
   * A field of their payload that says who enters, which does not go on the wire: whoever enters again before he has left (to be told the history once more) is inside once. Absent:
   * every entering is one more.
   */
  readonly as?: string;
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

/** One entering; `who` is `undefined` where nobody says. */
interface Entering {
  readonly who: unknown;
}

interface Membership {
  readonly payload: unknown;
  readonly namespace: string | undefined;
  /** Those not taken back, oldest first. */
  enterings: readonly Entering[];
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
    /** What of it goes on the wire, which room it names, and who says it. */
    const spoken = (event: string, given: unknown) => {
      const does = event === options.enter ? "enter" : event === options.leave ? "leave" : null;
      const { as = "" } = options;
      const { [as]: who, ...rest } = does !== null && isRecord(given) ? given : {};
      const payload = who === undefined ? given : rest;
      return { does, payload, who, key: does === null ? null : options.keyOf(payload) };
    };
    const enter = (key: string, payload: unknown, namespace: string | undefined, who: unknown): Entering => {
      const one = inside.get(key) ?? { payload, namespace, enterings: [] };
      const entering = { who };
      one.enterings = [...one.enterings, entering];
      inside.set(key, one);
      beat();
      return entering;
    };
    /** An entering has succeeded, and whoever is inside is so once; or it came to nothing. Unless all that was entered is forgotten already. */
    const settle = (key: string, entering: Entering, isIn: boolean) => {
      const one = inside.get(key);
      if (!one?.enterings.includes(entering)) return;
      const stays = (other: Entering) =>
        isIn ? other === entering || entering.who === undefined || other.who !== entering.who : other !== entering;
      one.enterings = one.enterings.filter(stays);
      if (one.enterings.length === 0) inside.delete(key);
    };
    /** Answers whether the server is to hear of it. */
    const leave = (key: string, who: unknown): boolean => {
      const one = inside.get(key);
      if (one === undefined) return true;
      one.enterings = who === undefined ? one.enterings.slice(1) : one.enterings.filter((other) => other.who !== who);
      return one.enterings.length === 0 && inside.delete(key);
    };
    const enterAgain = () => {
      for (const one of inside.values()) line.emit(options.enter, one.payload, one.namespace);
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
      emit: (event, given, namespace) => {
        const { does, payload, who, key } = spoken(event, given);
        if (does === "leave" && key !== null && !leave(key, who)) return;
        if (does === "enter" && key !== null) settle(key, enter(key, payload, namespace, who), true);
        line.emit(event, payload, namespace);
      },
      request: async (event, given, timeoutMs, namespace) => {
        const { does, payload, who, key } = spoken(event, given);
        if (does === "leave" && key !== null) leave(key, who);
        const entering = does === "enter" && key !== null ? enter(key, payload, namespace, who) : null;
        try {
          const answer = await line.request(event, payload, timeoutMs, namespace);
          if (isEvent(answer, options.enterAgainAfter)) enterAgain();
          if (key === null || entering === null) return answer;
          const isIn = options.isRefusal?.(answer) !== true;
          settle(key, entering, isIn);
          if (isIn && onceInside !== undefined) line.emit(onceInside.event, onceInside.payload(payload), namespace);
          return answer;
        } catch (error) {
          if (key !== null && entering !== null) settle(key, entering, false);
          throw error;
        }
      },
    };
  };
}

function isEvent(answer: unknown, name: string | undefined): boolean {
  return name !== undefined && (answer as Partial<AnswerEvent> | null | undefined)?.event === name;
}
