import type { Capabilities, GuaranteeLevel } from "../protocols/protocol.js";

/**
 * What a check came to: `passed` claimed and seen · `failed` claimed and not so · `missing` not claimed, so components hide it · `not-tried` claimed, but it could
 * not be tried; `option` says what would let it.
 */
export type ConformStatus = "passed" | "failed" | "missing" | "not-tried";

/** The parts of a report, in the order of its checks. */
export const conformDomains = [
  "connection",
  "chat",
  "rooms",
  "notifications",
  "presence",
  "viewers",
  "gifts",
  "live",
  "support",
  "wire",
] as const;
/** The part of a report that a check belongs to. */
export type ConformDomain = (typeof conformDomains)[number];

/** One thing that was tried, or could not be. */
export interface ConformCheck {
  /** A stable word: `chat.acks`. */
  readonly id: string;
  readonly domain: ConformDomain;
  /** What should be so, in a sentence. */
  readonly title: string;
  /** What the protocol says that this is a test of (`acks: true`); `null` for what every protocol needs. */
  readonly claim: string | null;
  readonly status: ConformStatus;
  /** What was seen, or why nothing was tried. */
  readonly detail: string;
  /** The options that would let it be tried. */
  readonly option?: string;
  /** What to change in the protocol. */
  readonly hint?: string;
}

/** A component or hook on this server. */
export interface ConformSurface {
  readonly name: string;
  readonly kind: "component" | "hook";
  /** `full`: all of it works · `partly`: all but `without` · `hidden`: it shows nothing, or says that this server can't. */
  readonly state: "full" | "partly" | "hidden";
  /** Which of its parts hide. */
  readonly without: readonly string[];
}

/** Milliseconds that answers took. */
export interface ConformLatency {
  readonly samples: number;
  readonly median: number;
  readonly slowest: number;
}

/** What `npx lobbykit conform` found out: printed as a table, or with `--json` as it is. */
export interface ConformReport {
  /** The form of this report. A field may be added without a new number, none is removed or changed. */
  readonly version: 1;
  readonly url: string;
  /** The protocol's name. */
  readonly protocol: string;
  /** Who it was tried as. */
  readonly user: string;
  /** The tester's second account, where one was given. */
  readonly secondUser: string | null;
  /** No claim has failed; with `strict` also none was left untried, and nothing came that the protocol has no word for. */
  readonly conforms: boolean;
  /** Whether it was judged strictly. */
  readonly strict: boolean;
  readonly claimed: Capabilities;
  readonly checks: readonly ConformCheck[];
  readonly guarantees: {
    /** What the protocol's claims come to. */
    readonly claimed: GuaranteeLevel;
    /** What of it was seen. */
    readonly observed: GuaranteeLevel;
    /** Claims that decide the level and were not tried, so that `observed` may be too low. */
    readonly untried: readonly string[];
  };
  /** How long answers over the socket took, and over HTTP; `null` where nothing was answered. */
  readonly latency: { readonly socket: ConformLatency | null; readonly http: ConformLatency | null };
  /** Wire events that came and that the protocol has no word for. */
  readonly unmapped: readonly string[];
  /** Payloads that could not be read, by wire event and reason. */
  readonly dropped: readonly { readonly event: string; readonly issue: string; readonly count: number }[];
  /** Every wire event that was sent, and how often. Requests over HTTP are named by method and path. */
  readonly sent: readonly { readonly event: string; readonly count: number }[];
  readonly surface: readonly ConformSurface[];
}
