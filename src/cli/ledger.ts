import { defined } from "../contract/defined.js";
import type { Capabilities, Protocol } from "../protocols/protocol.js";
import type { ConformCheck, ConformDomain, ConformStatus } from "./report.js";

interface Line {
  readonly title: string;
  /** The capability that it is a test of; absent for what every protocol needs. */
  readonly of?: keyof Capabilities;
  /** What to change when it fails. */
  readonly hint?: string;
}

/** Everything that is checked, in the order of the report. A check's domain is what stands before the point. */
const lines = {
  "connection.enter": { title: "The server lets the account in" },
  "connection.refuses": {
    title: "A token that is none is refused",
    hint: 'Let connect.refusal answer { kind: "unauthenticated" } to what this server says; else a page tries for ever.',
  },
  "connection.hello": { title: "Hello is answered", of: "hello", hint: "Drop hello, and sequences with it." },
  "connection.reauthenticate": {
    title: "A new token is taken on the way",
    of: "reauthenticate",
    hint: "Drop reauthenticate: the connection is made anew for a new token.",
  },
  "connection.back": { title: "It comes back after a cut, and hears again" },
  "connection.health": { title: "The API says that it is there" },
  "chat.direct": { title: "Two people can write to each other", of: "direct", hint: "Drop direct." },
  "chat.echo": { title: "Messages are pushed", of: "echo", hint: "Set echo to what was seen." },
  "chat.acks": {
    title: "Messages are acknowledged",
    of: "acks",
    hint: "Drop acks: messages then show as unconfirmed. Where the answer is an event of its own, wrap the connection with answeredBy.",
  },
  "chat.dedupe": {
    title: "A repeated message is stored once",
    of: "dedupe",
    hint: "Drop dedupe: messages without an answer are then not repeated by themselves.",
  },
  "chat.once": { title: "A message is shown once" },
  "chat.sequences": { title: "Messages are numbered", of: "sequences", hint: "Drop sequences." },
  "chat.history": { title: "Older messages can be had", of: "history", hint: 'Set history to "none".' },
  "chat.catchUp": { title: "What was said meanwhile comes after a cut", of: "catchUp", hint: 'Set catchUp to "none".' },
  "chat.conversations": { title: "The conversations are listed", of: "conversations", hint: "Drop conversations." },
  "chat.images": { title: "Pictures arrive", of: "images", hint: "Drop images: the button for pictures then hides." },
  "chat.about": {
    title: "A message says what it is about",
    of: "about",
    hint: "Drop about: the address is then added to the text.",
  },
  "chat.typing": {
    title: "Typing is told",
    of: "typing",
    hint: "Drop typing: the indicator then hides. Or map the event of this server to typingChanged in incoming.",
  },
  "chat.receipts": { title: "Reading is told", of: "receipts", hint: 'Set receipts to "none": the ticks then hide.' },
  "rooms.enter": { title: "A room can be entered", of: "rooms", hint: "Drop rooms." },
  "rooms.view": { title: "A room says what it is and who is in it" },
  "notifications.list": { title: "Notifications are listed", of: "notifications", hint: "Drop notifications." },
  "notifications.push": {
    title: "Notifications are pushed",
    of: "notifications",
    hint: "Map the event of this server to notificationReceived in incoming.",
  },
  "notifications.read": {
    title: "They can be marked as read",
    of: "notifications",
    hint: "See what outgoing.markNotificationsRead sends.",
  },
  "presence.watch": { title: "Who is online is told", of: "presence", hint: "Drop presence." },
  "presence.tell": {
    title: "Changes of it are told",
    of: "presence",
    hint: "Map the event of this server to presenceChanged in incoming.",
  },
  "viewers.count": { title: "Viewers are counted", of: "viewers", hint: "Drop viewers." },
  "gifts.shop": { title: "There is a catalogue of gifts", of: "gifts", hint: "Drop gifts." },
  "gifts.send": { title: "A gift arrives", of: "gifts", hint: "See what outgoing.sendGift sends." },
  "live.topics": { title: "Topics can be followed", of: "live", hint: "Drop live." },
  "live.change": {
    title: "A topic can be changed",
    of: "live",
    hint: "See what outgoing.changeTopic sends, and how it reads the answer.",
  },
  "live.conflict": {
    title: "A change that comes too late is refused",
    of: "live",
    hint: "Let the server take a change only if its baseVersion is the topic's own, and outgoing.changeTopic make CONFLICT of its refusal.",
  },
  "live.prices": {
    title: "Prices come",
    of: "live",
    hint: "Map the event of this server to pricesChanged in incoming.",
  },
  "support.status": { title: "One's own request for help is told", of: "support", hint: "Drop support." },
  "support.start": {
    title: "Help can be asked for",
    of: "support",
    hint: "See what outgoing.startSupport sends: there is one request a visitor, named support:<visitor>.",
  },
  "support.queue": {
    title: "Agents see who asks",
    of: "support",
    hint: "See what outgoing.watchSupportQueue sends, and how it reads the answer.",
  },
  "support.take": {
    title: "An agent can take it",
    of: "support",
    hint: "See what outgoing.takeSupport and releaseSupport send, and that supportTicketChanged tells the visitor.",
  },
  "support.reply": {
    title: "Agent and visitor can write to each other",
    of: "support",
    hint: "Let the server take what an agent writes in support:<visitor>, and tell both of it.",
  },
  "support.close": {
    title: "An agent can close it",
    of: "support",
    hint: "See what outgoing.closeSupport sends, and that supportTicketChanged tells the visitor.",
  },
  "wire.readable": {
    title: "Everything that came could be read",
    hint: "Let the schemas of incoming take what this server really sends.",
  },
  "wire.known": {
    title: "The protocol has a word for everything that came",
    hint: "Give each an entry in incoming, () => null for what is of no use.",
  },
} as const satisfies Record<string, Line>;

/** The name of a check. */
export type CheckId = keyof typeof lines;

/** Where checks write down what they came to. */
export interface Ledger {
  /** Whether the protocol claims what this is a test of; `true` for what every protocol needs. */
  claims(id: CheckId): boolean;
  passed(id: CheckId, detail: string): void;
  failed(id: CheckId, detail: string, hint?: string): void;
  /** Not there, and nobody says that it is. */
  missing(id: CheckId, detail?: string, hint?: string): void;
  /** @param option what would let it be tried */
  untried(id: CheckId, detail: string, option?: string): void;
  statusOf(id: CheckId): ConformStatus;
  /** The claims that have turned out wrong: those whose first check has failed. */
  lost(): readonly (keyof Capabilities)[];
  /** In the order of the report. What is claimed and was never come to counts as not tried. */
  checks(): readonly ConformCheck[];
}

/** Makes an empty ledger. The first word on a check holds. */
export function createLedger(protocol: Protocol): Ledger {
  const written = new Map<CheckId, ConformCheck>();
  const lineOf = (id: CheckId): Line => lines[id];

  const claimedValue = (id: CheckId) => {
    const { of } = lineOf(id);
    return of === undefined ? undefined : protocol.capabilities[of];
  };
  const claims: Ledger["claims"] = (id) => {
    const value = claimedValue(id);
    // Written by hand, a protocol may leave out what it lacks.
    return lineOf(id).of === undefined || ![undefined, false, "none"].includes(value as undefined);
  };
  const claimOf = (id: CheckId): string | null => {
    if (id === "connection.refuses") return protocol.connect.refusal === undefined ? null : "connect.refusal";
    const { of } = lineOf(id);
    return of === undefined || !claims(id) ? null : `${of}: ${String(claimedValue(id))}`;
  };
  const made = (
    id: CheckId,
    status: ConformStatus,
    detail: string,
    more: { option?: string | undefined; hint?: string | undefined } = {},
  ): ConformCheck => ({
    id,
    domain: id.slice(0, id.indexOf(".")) as ConformDomain,
    title: lineOf(id).title,
    claim: claimOf(id),
    status,
    detail,
    ...defined({ option: more.option, hint: more.hint }),
  });
  const write = (check: ConformCheck) => {
    const id = check.id as CheckId;
    if (!written.has(id)) written.set(id, check);
  };
  const of = (id: CheckId): ConformCheck =>
    written.get(id) ?? (claims(id) ? made(id, "not-tried", "it was not come to") : made(id, "missing", "not claimed"));

  return {
    claims,
    passed: (id, detail) => write(made(id, "passed", detail)),
    failed: (id, detail, hint = lineOf(id).hint) => write(made(id, "failed", detail, { hint })),
    missing: (id, detail = "not claimed", hint = undefined) => write(made(id, "missing", detail, { hint })),
    untried: (id, detail, option) => write(made(id, "not-tried", detail, { option })),
    statusOf: (id) => of(id).status,
    lost: () => {
      const firsts = new Map<keyof Capabilities, CheckId>();
      for (const id of Object.keys(lines) as CheckId[]) {
        const claim = lineOf(id).of;
        if (claim !== undefined && !firsts.has(claim)) firsts.set(claim, id);
      }
      return [...firsts].flatMap(([claim, id]) => (of(id).status === "failed" ? [claim] : []));
    },
    checks: () => (Object.keys(lines) as CheckId[]).map(of),
  };
}
