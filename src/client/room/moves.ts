import type { User } from "../../contract/connection.js";
import type { RecentMoves } from "./roomState.js";

/** From the last move to forgetting, ms. */
const lastsMs = 10_000;
/** From the first move to forgetting: in a busy room somebody always moves. */
const longestMs = 30_000;
/** Names kept of those who came, and of those who went. */
const names = 20;

/** What has happened in one change of a roster. */
export interface Moves {
  readonly joined: readonly User[];
  readonly joinedCount: number;
  readonly left: readonly User[];
  readonly leftCount: number;
}

/** Adds moves to those of lately. Who comes and goes, or goes and comes, has not moved. */
export function addMoves(recent: RecentMoves | null, moves: Moves, at: number): RecentMoves | null {
  if (moves.joinedCount + moves.leftCount === 0) return recent;
  const before =
    recent !== null && at < recent.until
      ? recent
      : { joined: [], joinedCount: 0, left: [], leftCount: 0, since: at, until: at };
  const cameBack = known(moves.joined, before.left);
  const wentAgain = known(moves.left, before.joined);
  const joinedCount = before.joinedCount + moves.joinedCount - cameBack.size - wentAgain.size;
  const leftCount = before.leftCount + moves.leftCount - cameBack.size - wentAgain.size;
  if (joinedCount + leftCount === 0) return null;
  return {
    joined: without([...before.joined, ...moves.joined], new Set([...cameBack, ...wentAgain])).slice(0, names),
    joinedCount,
    left: without([...before.left, ...moves.left], new Set([...cameBack, ...wentAgain])).slice(0, names),
    leftCount,
    since: before.since,
    until: Math.min(at + lastsMs, before.since + longestMs),
  };
}

function known(people: readonly User[], among: readonly User[]): ReadonlySet<string> {
  const ids = new Set(among.map(({ id }) => id));
  return new Set(people.map(({ id }) => id).filter((id) => ids.has(id)));
}

function without(people: readonly User[], ids: ReadonlySet<string>): readonly User[] {
  return ids.size === 0 ? people : people.filter(({ id }) => !ids.has(id));
}
