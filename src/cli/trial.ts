import { randomUUID } from "node:crypto";
import type { User } from "../contract/connection.js";
import type { Failure } from "../contract/errors.js";
import { conversationIdOf } from "../contract/ids.js";
import type { Patch } from "../contract/live.js";
import type { Protocol } from "../protocols/protocol.js";
import type { Ledger } from "./ledger.js";
import { pause } from "./patience.js";
import type { Probe } from "./probe.js";

/** An account of the tester's. */
export interface ConformAccount {
  readonly user: User;
  /** `null`: the server wants none. */
  readonly token: string | null;
  /** Cookies that a browser would send, as their header (`session=…`): with the handshake and with every request. */
  readonly cookie?: string | undefined;
  /** The protocol as this account speaks it, where it bears something of a session's own (a token against forged requests); the run's if absent. */
  readonly protocol?: Protocol | undefined;
}

/** What is tried, and how far it may go. Without `to`, `write`, `change`, `support` and `gift` nothing is sent that anybody but the tester's own accounts sees. */
export interface ConformOptions {
  /** Address of the Socket.IO server. */
  readonly url: string;
  /** Base address of the HTTP API; `<url>/api/lobby` if absent. */
  readonly apiUrl?: string | undefined;
  readonly protocol: Protocol;
  readonly account: ConformAccount;
  /** A second account of the tester's, for what takes two. */
  readonly second?: ConformAccount | undefined;
  /** A room that may be entered: those in it may see that somebody came. */
  readonly room?: string | undefined;
  /** Somebody else, who may be written to. */
  readonly to?: string | undefined;
  /** Others may see it: messages in `room`, one's own presence. */
  readonly write?: boolean | undefined;
  /** What may be looked at and counted for; `room` if absent. */
  readonly viewable?: string | undefined;
  /** A topic of live data to follow. */
  readonly topic?: string | undefined;
  /** What may be changed in `topic`, for all to see: made once, and once more as somebody does who comes too late. */
  readonly change?: readonly Patch[] | undefined;
  /** Symbols whose prices to follow. */
  readonly symbols?: readonly string[] | undefined;
  /** A gift that may be given once, and paid for: to the second account, else to `to`. */
  readonly gift?: string | undefined;
  /** What help may be asked for with (`supportType`): agents see the request. It is closed again if one of the accounts is an agent's. */
  readonly support?: string | undefined;
  /** The picture that is sent. */
  readonly imageUrl?: string | undefined;
  /** For every single wait; 5,000. Coming in has twice as long. */
  readonly timeoutMs?: number | undefined;
  /** What was not tried counts too, and events without a word. */
  readonly strict?: boolean | undefined;
}

/** Where it may write. */
export interface Talk {
  readonly conversationId: string;
  readonly kind: "direct" | "room";
  /** The other account of the tester's in it; `null`: there is nobody to ask what arrived. */
  readonly peer: Probe | null;
}

/** One run. */
export interface Trial {
  readonly options: ConformOptions;
  readonly protocol: Protocol;
  readonly ledger: Ledger;
  readonly first: Probe;
  readonly second: Probe | null;
  readonly talk: Talk | null;
  /** Which options would give it somewhere to write. */
  readonly talkOption: string;
  readonly timeoutMs: number;
  /** Words that nobody else says, for the next message. */
  words(): string;
}

/** How long something that should not come is waited for. */
export const graceMs = 300;

/** Puts a run together. */
export function createTrial(
  options: ConformOptions,
  parts: Pick<Trial, "ledger" | "first" | "second" | "timeoutMs">,
): Trial {
  const { protocol } = options;
  const run = randomUUID().slice(0, 8);
  let count = 0;
  return {
    ...parts,
    options,
    protocol,
    talk: talkOf(options, parts),
    talkOption: protocol.capabilities.direct ? "--second-token, or --to" : "--room with --write",
    words: () => {
      count += 1;
      return `lobbykit conform ${run} ${count}`;
    },
  };
}

function talkOf(options: ConformOptions, { first, second }: Pick<Trial, "first" | "second">): Talk | null {
  const { direct, rooms } = options.protocol.capabilities;
  const me = first.user.id;
  const directTo = (userId: string, peer: Probe | null): Talk => ({
    conversationId: conversationIdOf({ kind: "direct", userId }, me),
    kind: "direct",
    peer,
  });
  if (direct && second !== null) return directTo(second.user.id, second);
  if (rooms && options.room !== undefined && options.write)
    return { conversationId: `room:${options.room}`, kind: "room", peer: second };
  return direct && options.to !== undefined ? directTo(options.to, null) : null;
}

/** Opens a conversation and waits until the client has what there is of it. */
export async function open(probe: Probe, conversationId: string): Promise<() => void> {
  const stop = probe.lobby.openConversation(conversationId);
  await settled(probe, conversationId);
  // Servers that answer nothing to it still need a moment.
  await pause(graceMs / 3);
  return stop;
}

/** Waits until the client has what there is of a conversation, or knows that it can't be had. */
export async function settled(probe: Probe, conversationId: string): Promise<void> {
  await probe.until(() => {
    const status = probe.conversation(conversationId)?.status;
    return probe.tap.waiting === 0 && (status === "ready" || status === "error");
  });
}

/** Waits until every account is there: a client that gets no answers makes its connection anew. */
export async function steady({
  first,
  second,
  timeoutMs,
}: Pick<Trial, "first" | "second" | "timeoutMs">): Promise<void> {
  for (const probe of second === null ? [first] : [first, second])
    await probe.until(() => probe.lobby.store.getState().lobby.connection.status === "live", 2 * timeoutMs);
}

/** How many there are. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A refusal in words. */
export function inWords({ code, message }: Failure): string {
  return message === undefined ? code : `${code}, ${message}`;
}
