import * as contractLimits from "../../contract/limits.js";
import type { Rate } from "./tokenBucket.js";

/** What a server lets one client do. Numbers are those measured to keep others' acknowledgements under 50 ms while one floods. */
export interface ServerLimits {
  /** Wire events of a session, counted before they are read. */
  readonly events: Rate;
  /** Messages of a user, over all his sessions. */
  readonly sends: Rate;
  /** Conversations newly opened by a session: thirty a minute, and at once as many as may be open, because a reconnect opens them all again. */
  readonly joins: Rate;
  /** "Is typing" of a user in one conversation. */
  readonly typing: Rate;
  /** Notifications that a user sends. */
  readonly notifications: Rate;
  /** Requests for help of a user, and what an agent does with them. */
  readonly support: Rate;
  /** Gifts of a user, over all his sessions; a tap sent again is not counted again. */
  readonly gifts: Rate;
  /** HTTP requests of a user. */
  readonly http: Rate;
  /** New connections of a user. */
  readonly connects: Rate;
  /** Refused, malformed or unknown events until a session is ended with `flood`; forgiven at one per ten seconds. */
  readonly strikes: number;
  readonly sessionsPerUser: number;
  /** Rooms that one session may have open. */
  readonly openConversations: number;
  /** Topics and symbols of prices that one session may follow. */
  readonly topics: number;
  readonly symbols: number;
  /** People whose presence one session may watch. */
  readonly watchedUsers: number;
  /** Things that one session may view at once. */
  readonly viewables: number;
  /** People in a room up to which everybody hears who comes and goes; above it everybody hears numbers. At most the contract's 200. */
  readonly roomRoster: number;
  /** Characters of a message's text. At most the contract's. */
  readonly messageLength: number;
  /** Sessions in a room up to which everybody hears of everybody's receipts. */
  readonly receiptAudience: number;
}

/** The limits used unless told otherwise. */
export const defaultLimits: ServerLimits = {
  events: { perSecond: 10, burst: 20 },
  sends: { perSecond: 5, burst: 10 },
  joins: { perSecond: 0.5, burst: 50 },
  typing: { perSecond: 1, burst: 2 },
  notifications: { perSecond: 1, burst: 10 },
  support: { perSecond: 1, burst: 20 },
  gifts: { perSecond: 5, burst: 20 },
  http: { perSecond: 10, burst: 40 },
  connects: { perSecond: 1, burst: 60 },
  strikes: 100,
  sessionsPerUser: 20,
  openConversations: 50,
  watchedUsers: 2_000,
  viewables: 50,
  topics: 50,
  symbols: 500,
  roomRoster: contractLimits.roomRoster,
  messageLength: contractLimits.messageLength,
  receiptAudience: 100,
};
