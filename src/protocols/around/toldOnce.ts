import { isRecord } from "../../contract/schema.js";
import type { Around } from "../transport.js";

/** How the same thing is known again. None of these functions may throw. */
export interface ToldOnceOptions {
  /** Requests that the server tells of afterwards, perhaps to their sender too. A `clientId` in them stays here: it does not go on the wire. */
  readonly sends: readonly string[];
  /** Further fields of them that are for {@link keyOf} alone and do not go on the wire either. */
  readonly hidden?: readonly string[];
  /** Events that tell of a thing; each of them at most once. */
  readonly tells: readonly string[];
  /** What a payload says, the same of what is sent and of what is told; `null`: it can't be known again. */
  readonly keyOf: (payload: unknown) => string | null;
  /** The server's id in a payload, if there is one: things of two ids are two things, whatever they say. */
  readonly idOf?: (payload: unknown) => string | undefined;
  /** What is told, with the id that its sender gave it. */
  readonly marked: (payload: unknown, clientId: string) => unknown;
  /** The server's answer if it has said yes, else `null`. */
  readonly accepted: (answer: unknown) => { readonly payload: unknown } | null;
  /** Told here once the server has said yes, as servers do that tell all but the sender. */
  readonly tellSender?: {
    readonly event: string;
    readonly payload: (sent: unknown, answer: unknown) => unknown;
  };
  /** Until the same words are another thing; 10,000 ms unless told otherwise. */
  readonly withinMs?: number;
}

interface Said {
  readonly key: string;
  readonly clientId: string | undefined;
  readonly at: number;
  readonly by: Set<string>;
  id: string | undefined;
  told: boolean;
}

/** Things that are remembered at the most: a server may tell thousands in a second. */
const remembered = 500;

/**
 * For servers that tell the same thing more than once (by broadcast, by what comes back from their backend, and to its sender by the answer) without an id to know it by: passes each
 * on once. What comes back of an own thing before its answer gets the `clientId` it was sent under, so that it takes the place of what waits.
 */
export function toldOnce(options: ToldOnceOptions): Around {
  const { keyOf, tellSender, withinMs = 10_000 } = options;
  const idOf = options.idOf ?? (() => undefined);
  return (inner, clock) => (target, handlers) => {
    /** Oldest first. */
    const said: Said[] = [];
    const remember = (one: Said) => {
      said.push(one);
      if (said.length > remembered) said.shift();
    };
    const forgetOld = () => {
      const until = clock.now() - withinMs;
      const kept = said.findIndex(({ at }) => at >= until);
      said.splice(0, kept < 0 ? said.length : kept);
    };
    const line = inner(target, {
      ...handlers,
      onEvent: (event, payload, namespace) => {
        const key = options.tells.includes(event) ? keyOf(payload) : null;
        if (key === null) return handlers.onEvent(event, payload, namespace);
        forgetOld();
        const id = idOf(payload);
        const same = (one: Said) =>
          one.key === key && !one.by.has(event) && (one.id === undefined || id === undefined || one.id === id);
        const known = said.find((one) => same(one) && one.id === id) ?? said.find(same);
        if (known === undefined) {
          remember({ key, clientId: undefined, at: clock.now(), by: new Set([event]), id, told: true });
          return handlers.onEvent(event, payload, namespace);
        }
        known.by.add(event);
        known.id ??= id;
        if (known.told) return;
        known.told = true;
        const { clientId } = known;
        handlers.onEvent(event, clientId === undefined ? payload : options.marked(payload, clientId), namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: line.connect,
      disconnect: line.disconnect,
      emit: line.emit,
      request: async (event, payload, timeoutMs, namespace) => {
        if (!options.sends.includes(event) || !isRecord(payload))
          return line.request(event, payload, timeoutMs, namespace);
        const { clientId, ...rest } = payload;
        const sent = Object.fromEntries(Object.entries(rest).filter(([field]) => !options.hidden?.includes(field)));
        const one: Said = {
          key: keyOf(rest) ?? "",
          clientId: typeof clientId === "string" ? clientId : undefined,
          at: clock.now(),
          by: new Set(),
          id: undefined,
          told: false,
        };
        remember(one);
        // Left without an answer it may have arrived all the same: what is told of it then is still known.
        const answer = await line.request(event, sent, timeoutMs, namespace);
        const yes = options.accepted(answer);
        if (yes === null) {
          const place = said.indexOf(one);
          if (place >= 0) said.splice(place, 1);
          return answer;
        }
        one.id ??= idOf(yes.payload);
        if (!one.told && tellSender !== undefined) {
          const told = tellSender.payload(sent, yes.payload);
          handlers.onEvent(
            tellSender.event,
            one.clientId === undefined ? told : options.marked(told, one.clientId),
            namespace,
          );
        }
        one.told = true;
        return answer;
      },
    };
  };
}
