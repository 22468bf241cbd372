import type { ProtocolContext } from "../protocol.js";
import { remembered } from "../remembered.js";
import type { ElearningMessage } from "./wire.js";

/** Until a message that a history has brought may still be relayed, ms: the two come by different ways. */
const lateMs = 10_000;
/** Of a history, those that may be: not older than so, by the server's clock, than its newest. */
const tailMs = 60_000;
const mostKnown = 20_000;
const mostOpen = 200;

interface Open {
  readonly id: string;
  readonly says: string;
  readonly at: number;
}

/** Knows relayed objects, which bear no id, for the messages that histories bring. */
export interface Relays {
  /** A message that is told: with its id, if a history has brought it under one just now. */
  told(raw: ElearningMessage): ElearningMessage;
  /** All that a history brings. */
  brought(history: readonly ElearningMessage[]): void;
}

const saysOf = ({ sender, recipient, content }: ElearningMessage) => JSON.stringify([sender.id, recipient.id, content]);

/**
 * For each signed-in user: a message of somebody else that a history has brought under its id and that is relayed only then, without one, is that message; each at most once. The other
 * order is the client's: there the history finds what was relayed.
 */
export const relaysOf: (context: ProtocolContext) => Relays = /* @__PURE__ */ remembered(({ user, now }): Relays => {
  /** Ids that were told or brought, oldest first. */
  const known = new Set<string>();
  /** Relayed, and not yet in a history. */
  let nameless: string[] = [];
  /** In a history, and not yet told. */
  let open: Open[] = [];
  const know = (id: string) => {
    known.add(id);
    for (const oldest of known) if (known.size > mostKnown) known.delete(oldest);
  };
  return {
    told(raw) {
      if (raw.id !== undefined) {
        know(raw.id);
        open = open.filter(({ id }) => id !== raw.id);
        return raw;
      }
      if (raw.sender.id === user.id) return raw;
      const says = saysOf(raw);
      const same = open.find((one) => one.says === says && now() - one.at <= lateMs);
      if (same === undefined) nameless = [...nameless, says].slice(-mostOpen);
      else open = open.filter((one) => one !== same);
      return same === undefined ? raw : { ...raw, id: same.id };
    },
    brought(history) {
      const newest = Math.max(0, ...history.map(({ createdAt = 0 }) => createdAt));
      for (const raw of history) {
        const { id, sender, createdAt = 0 } = raw;
        if (id === undefined || known.has(id)) continue;
        know(id);
        const says = saysOf(raw);
        const place = nameless.indexOf(says);
        if (place >= 0) nameless = nameless.filter((_one, at) => at !== place);
        else if (sender.id !== user.id && createdAt >= newest - tailMs) open = [...open, { id, says, at: now() }];
      }
      open = open.slice(-mostOpen);
    },
  };
});
