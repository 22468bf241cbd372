import { isRecord } from "../../contract/schema.js";
import { type Around, TransportError } from "../transport.js";

/** How a server answers coming into a room, and what it tells of rooms. */
export interface EnteredOptions {
  /** Events that enter and leave. */
  readonly enter: string;
  readonly leave: string;
  /** The event that is told on entering, and so answers it. */
  readonly answer: string;
  /** Until entering counts as answered although nothing was told, ms; 2,000 unless told otherwise. */
  readonly silentAfterMs?: number;
  /** What is told then in place of the answer. */
  readonly nothing: unknown;
  /** The other events that are told of rooms. */
  readonly tells: readonly string[];
  /** The room that a payload names; `null` when it names none. Must not throw. */
  readonly roomOf: (payload: unknown) => string | null;
}

/** What is told of a room that is entered, as {@link entered} passes it on. */
export interface ToldOfRoom {
  readonly roomId: string;
  readonly told: unknown;
}

/** What {@link entered} passes on in place of what is told of a room that is not entered. */
export const elsewhere = { elsewhere: true } as const;

/** Whether something is {@link elsewhere}. */
export function isElsewhere(payload: unknown): boolean {
  return payload === elsewhere;
}

/** Takes apart what {@link entered} passed on; a payload that it could not name a room for is told of none. */
export function toldOf(payload: unknown): { readonly roomId: unknown; readonly told: unknown } {
  try {
    const isNamed = isRecord(payload) && Object.hasOwn(payload, "roomId") && Object.hasOwn(payload, "told");
    if (isNamed) return { roomId: payload.roomId, told: payload.told };
  } catch {
    // Something that can't even be looked at.
  }
  return { roomId: undefined, told: payload };
}

interface Entering {
  readonly roomId: string;
  readonly payload: unknown;
  readonly namespace: string | undefined;
  settle(outcome: { readonly roomId: string } | TransportError): void;
}

/** An answer that has not come by then never will. */
const lateMs = 30_000;

/**
 * For servers that answer coming into a room by telling something of it (what was said there before), perhaps nothing, and that tell of rooms without always naming
 * them: makes an answer of it, and gives everything that is told its room. One room is entered at a time, so that an answer without a name is that of the room being
 * entered; what else has no name is of the only room, and passed on as it came where there are several. What is told of rooms that are not entered is replaced by
 * {@link elsewhere}; of one that was just left it is dropped. Inside {@link membership}, which leaves a room once.
 */
export function entered(options: EnteredOptions): Around {
  const { enter, answer, silentAfterMs = 2_000 } = options;
  return (inner, clock) => (target, handlers) => {
    const inside = new Set<string>();
    const left = new Set<string>();
    /** Rooms that were entered without an answer, with when it would be too late. */
    const owed = new Map<string, number>();
    /** The first is under way. */
    const queue: Entering[] = [];
    let timer: unknown = null;

    const next = () => {
      clock.clearTimeout(timer);
      const [first] = queue;
      if (first === undefined) return;
      timer = clock.setTimeout(() => {
        owed.set(first.roomId, clock.now() + lateMs);
        settle(first, { roomId: first.roomId, told: options.nothing });
      }, silentAfterMs);
      line.emit(enter, first.payload, first.namespace);
    };
    const settle = (one: Entering, told: ToldOfRoom) => {
      queue.shift();
      handlers.onEvent(answer, told, one.namespace);
      one.settle({ roomId: one.roomId });
      next();
    };
    const forget = () => {
      clock.clearTimeout(timer);
      inside.clear();
      left.clear();
      owed.clear();
      for (const one of queue.splice(0)) one.settle(new TransportError("disconnected"));
    };

    const only = (rooms: Iterable<string>): string | null => {
      const [first, second] = rooms;
      return first === undefined || second !== undefined ? null : first;
    };
    const unnamed = (event: string): string | null => {
      if (event !== answer) return only(inside);
      const late = [...owed].flatMap(([roomId, until]) => (until >= clock.now() ? [roomId] : []));
      const awaited = new Set([...queue.slice(0, 1).map(({ roomId }) => roomId), ...late]);
      return awaited.size === 0 ? only(inside) : only(awaited);
    };

    const line = inner(target, {
      ...handlers,
      onClose: (reason) => {
        forget();
        handlers.onClose(reason);
      },
      onEvent: (event, payload, namespace) => {
        if (event !== answer && !options.tells.includes(event)) return handlers.onEvent(event, payload, namespace);
        const roomId = options.roomOf(payload) ?? unnamed(event);
        // What was on its way when a room was left is no fault of anybody.
        if (roomId === null ? inside.size === 0 && left.size > 0 : left.has(roomId)) return;
        if (roomId === null) return handlers.onEvent(event, payload, namespace);
        if (!inside.has(roomId)) return handlers.onEvent(event, elsewhere, namespace);
        const [first] = queue;
        if (event === answer) owed.delete(roomId);
        if (event === answer && first?.roomId === roomId) settle(first, { roomId, told: payload });
        else handlers.onEvent(event, { roomId, told: payload } satisfies ToldOfRoom, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        forget();
        line.connect(auth);
      },
      disconnect: () => {
        forget();
        line.disconnect();
      },
      emit: (event, payload, namespace) => {
        const roomId = event === options.leave ? options.roomOf(payload) : null;
        if (roomId !== null && inside.delete(roomId)) left.add(roomId);
        line.emit(event, payload, namespace);
      },
      request: (event, payload, timeoutMs, namespace) => {
        const roomId = event === enter ? options.roomOf(payload) : null;
        if (roomId === null) return line.request(event, payload, timeoutMs, namespace);
        inside.add(roomId);
        left.delete(roomId);
        return new Promise((resolve, reject) => {
          queue.push({
            roomId,
            payload,
            namespace,
            settle: (outcome) => (outcome instanceof TransportError ? reject(outcome) : resolve(outcome)),
          });
          if (queue.length === 1) next();
        });
      },
    };
  };
}
