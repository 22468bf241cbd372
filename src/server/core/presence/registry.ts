import type { Presence, PresenceStatus } from "../../../contract/presence.js";
import type { Clock, Timer } from "../../clock.js";

/** From a change to telling it: what is taken back meanwhile (a tab that says right after connecting that it is hidden) is never told. */
export const settleMs = 500;
/** From the end of somebody's last session to saying that he is offline: networks change, pages reload. */
export const graceMs = 10_000;
/** People of whom it is remembered when they were last seen; the longest gone are forgotten first. */
const rememberedPeople = 10_000;

/** Who is there. All sessions of a user, tabs and devices, are one person. */
export interface PresenceRegistry {
  /** A session has begun: until it says otherwise, its user looks at it. */
  began(sessionId: string, userId: string): void;
  /** What a session says of its user. `offline` is one who does not want to be seen. */
  set(sessionId: string, userId: string, status: PresenceStatus, activity: string | undefined): void;
  /** A session is over, said or found out: the transport knows both. */
  ended(sessionId: string, userId: string): void;
  /** What was last told of somebody; `offline` of one who was never heard of. */
  of(userId: string): Presence;
  /** Ends its timers. */
  close(): void;
}

interface Word {
  readonly status: PresenceStatus;
  readonly activity: string | undefined;
  /** Nothing was said yet. */
  readonly assumed: boolean;
}

interface Person {
  /** What each of his sessions says, the newest word last. */
  readonly words: Map<string, Word>;
  told: Presence;
  /** When he was last there to see; `null`: never since the server began. */
  seenAt: number | null;
  pending: { readonly timer: Timer; readonly grace: boolean } | null;
}

/**
 * Makes the registry. In memory: after a restart everybody says anew that he is there.
 *
 * @param tell is given what has changed of somebody; at most twice a second and person
 */
export function presenceRegistry(clock: Clock, tell: (presence: Presence) => void): PresenceRegistry {
  const people = new Map<string, Person>();
  const gone = new Map<string, Presence>();

  const lastTold = (userId: string): Presence =>
    people.get(userId)?.told ?? gone.get(userId) ?? { userId, status: "offline", lastSeenAt: null };

  const settle = (userId: string, person: Person) => {
    person.pending = null;
    const now = presenceOf(userId, person);
    const news = !same(now, person.told);
    person.told = now;
    if (person.words.size === 0) {
      people.delete(userId);
      gone.delete(userId);
      gone.set(userId, now);
      const [longestGone] = gone.keys();
      if (gone.size > rememberedPeople && longestGone !== undefined) gone.delete(longestGone);
    }
    if (news) tell(now);
  };

  const changed = (userId: string, person: Person) => {
    const grace = person.words.size === 0;
    const { pending } = person;
    const nothing = !grace && same(presenceOf(userId, person), person.told);
    // What is under way goes on: one who changes all the time would otherwise never be told of.
    if (pending !== null && pending.grace === grace && !nothing) return;
    if (pending !== null) clock.clearTimeout(pending.timer);
    person.pending = nothing
      ? null
      : { grace, timer: clock.setTimeout(() => settle(userId, person), grace ? graceMs : settleMs) };
  };

  const say = (sessionId: string, userId: string, person: Person, word: Word) => {
    const before = person.words.get(sessionId);
    // What was only assumed does not count as having been seen.
    if (before?.status === "online" && word.status !== "online" && (!before.assumed || person.seenAt === null))
      person.seenAt = clock.now();
    person.words.delete(sessionId);
    person.words.set(sessionId, word);
    changed(userId, person);
  };

  return {
    began(sessionId, userId) {
      let person = people.get(userId);
      if (person === undefined) {
        const told = lastTold(userId);
        person = { words: new Map(), told, seenAt: told.lastSeenAt, pending: null };
        people.set(userId, person);
        gone.delete(userId);
      }
      say(sessionId, userId, person, { status: "online", activity: undefined, assumed: true });
    },
    set(sessionId, userId, status, activity) {
      const person = people.get(userId);
      if (person?.words.has(sessionId)) say(sessionId, userId, person, { status, activity, assumed: false });
    },
    ended(sessionId, userId) {
      const person = people.get(userId);
      const word = person?.words.get(sessionId);
      if (person === undefined || word === undefined) return;
      if (word.status === "online") person.seenAt = clock.now();
      person.words.delete(sessionId);
      changed(userId, person);
    },
    of: lastTold,
    close() {
      for (const { pending } of people.values()) if (pending !== null) clock.clearTimeout(pending.timer);
    },
  };
}

/** Online if any session says so, else away if any does; doing what was said last there. */
function presenceOf(userId: string, { words, seenAt }: Person): Presence {
  const all = [...words.values()];
  const status = (["online", "away"] as const).find((one) => all.some((word) => word.status === one)) ?? "offline";
  if (status === "offline") return { userId, status, lastSeenAt: seenAt };
  const activity = all.findLast((word) => word.status === status && word.activity !== undefined)?.activity;
  const lastSeenAt = status === "online" ? null : seenAt;
  return activity === undefined ? { userId, status, lastSeenAt } : { userId, status, activity, lastSeenAt };
}

function same(a: Presence, b: Presence): boolean {
  return a.status === b.status && a.activity === b.activity && a.lastSeenAt === b.lastSeenAt;
}
