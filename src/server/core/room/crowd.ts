import type { User } from "../../../contract/connection.js";
import * as contractLimits from "../../../contract/limits.js";
import type { RosterChange } from "../../../contract/room.js";
import type { Clock, Timer } from "../../clock.js";

/** How long somebody whose connection is gone is still there: shorter flaps are nobody's business. */
const graceMs = 10_000;
/** Between two changes of a roster. */
const tellEveryMs = 1_000;
/** What comes together is told together. */
const gatherMs = 50;

/** Who is in one room: different people, however many tabs each has. */
export interface Crowd {
  readonly size: number;
  /** In the order of coming, as many as a roster may name, as it is shown to `forUserId`. */
  roster(forUserId: string): User[];
  /** Whether who comes and goes is named, so that a roster can be kept up by changes. */
  readonly named: boolean;
  enter(user: User, sessionId: string): void;
  /** `atOnce`: said so; else the connection is gone, and may come back. */
  leave(userId: string, sessionId: string, atOnce: boolean): void;
  /** Takes a user out, whatever sessions he has there. */
  remove(userId: string): void;
  /** Ends its timers. */
  close(): void;
}

/** What a crowd needs. */
export interface CrowdOptions {
  readonly clock: Clock;
  /** People up to which who comes and goes is named. */
  readonly limit: number;
  tell(change: Omit<RosterChange, "roomId">): void;
  /** The last one has gone. */
  onEmpty(): void;
}

interface Member {
  readonly user: User;
  readonly sessions: Set<string>;
  grace: Timer | null;
}

/**
 * Makes the crowd of one room. Changes are told once a second at most, fifty names each at most, and without names in rooms above the limit: what a flood of people costs
 * those who are there does not grow with it. A room whose crowd has shrunk to three quarters of the limit names people again.
 */
export function createCrowd({ clock, limit, tell, onEmpty }: CrowdOptions): Crowd {
  const members = new Map<string, Member>();
  const joined = new Map<string, User>();
  const left = new Set<string>();
  /** Whose coming or going is not told yet, but a roster was given that has it already: to be taken back it must be told. */
  const shown = new Set<string>();
  let unnamedJoins = 0;
  let unnamedLeaves = 0;
  let named = true;
  let toldCount = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: Timer | null = null;

  const plan = () => {
    const now = clock.now();
    // The clock may have been set back.
    const wait = Math.min(tellEveryMs, Math.max(gatherMs, toldAt + tellEveryMs - now));
    timer ??= clock.setTimeout(flush, wait);
  };

  const flush = () => {
    timer = null;
    const before = named;
    if (members.size > limit) named = false;
    else if (!named && members.size <= limit * 0.75) named = true;
    if (named !== before || !named) {
      unnamedJoins += joined.size;
      unnamedLeaves += left.size;
      joined.clear();
      left.clear();
      shown.clear();
    }
    const arrivals = [...joined.values()].slice(0, contractLimits.rosterChanges);
    const departures = [...left].slice(0, contractLimits.rosterChanges);
    const change = {
      joined: arrivals,
      left: departures,
      joinedCount: arrivals.length + unnamedJoins,
      leftCount: departures.length + unnamedLeaves,
      count: members.size,
      truncated: !named,
    };
    const changed = change.joinedCount + change.leftCount > 0 || change.count !== toldCount || named !== before;
    for (const { id } of arrivals) joined.delete(id);
    for (const id of departures) left.delete(id);
    for (const id of shown) if (!joined.has(id) && !left.has(id)) shown.delete(id);
    unnamedJoins = 0;
    unnamedLeaves = 0;
    if (!changed) return;
    toldAt = clock.now();
    toldCount = members.size;
    tell(change);
    if (joined.size + left.size > 0) plan();
  };

  const noteJoin = (user: User) => {
    // Who comes back before it was told that he had gone was never away.
    if (!named) unnamedJoins += 1;
    else if (!left.delete(user.id) || shown.has(user.id)) joined.set(user.id, user);
    plan();
  };
  const noteLeave = (userId: string) => {
    if (!named) unnamedLeaves += 1;
    else if (!joined.delete(userId) || shown.has(userId)) left.add(userId);
    plan();
  };

  const stay = (member: Member) => {
    if (member.grace !== null) clock.clearTimeout(member.grace);
    member.grace = null;
  };
  const goes = (userId: string, member: Member) => {
    stay(member);
    members.delete(userId);
    noteLeave(userId);
    if (members.size > 0) return;
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
    onEmpty();
  };

  return {
    get size() {
      return members.size;
    },
    get named() {
      return named && members.size <= limit;
    },
    roster: (forUserId) => {
      for (const id of [...joined.keys(), ...left]) if (id !== forUserId) shown.add(id);
      const roster: User[] = [];
      for (const { user } of members.values()) {
        if (roster.length >= contractLimits.roomRoster) break;
        roster.push(user);
      }
      return roster;
    },
    enter: (user, sessionId) => {
      const member = members.get(user.id);
      if (member !== undefined) {
        member.sessions.add(sessionId);
        return stay(member);
      }
      members.set(user.id, { user, sessions: new Set([sessionId]), grace: null });
      noteJoin(user);
    },
    leave: (userId, sessionId, atOnce) => {
      const member = members.get(userId);
      if (member === undefined || !member.sessions.delete(sessionId) || member.sessions.size > 0) return;
      if (atOnce) goes(userId, member);
      else member.grace = clock.setTimeout(() => goes(userId, member), graceMs);
    },
    remove: (userId) => {
      const member = members.get(userId);
      if (member !== undefined) goes(userId, member);
    },
    close: () => {
      if (timer !== null) clock.clearTimeout(timer);
      timer = null;
      for (const member of members.values()) stay(member);
    },
  };
}
