/** What a topic of a rating holds. */
export interface RatingState {
  /** 0 to 5. */
  readonly average: number;
  readonly count: number;
  /** How many gave 1, 2, 3, 4 and 5 stars. */
  readonly distribution?: readonly number[];
}

const isCount = (input: unknown): input is number => typeof input === "number" && Number.isFinite(input) && input >= 0;

/**
 * Reads a rating from a topic's state: `{ average, count, distribution? }`, the last as a list of five or by the number of stars.
 *
 * @throws Error when it is none
 */
export function readRating(state: unknown): RatingState {
  const { average, count, distribution } = (state ?? {}) as Readonly<Record<string, unknown>>;
  if (!isCount(average) || !isCount(count)) throw new Error("no rating");
  const given = distribution as Readonly<Record<string, unknown>> | null | undefined;
  const isList = Array.isArray(given);
  const counts =
    typeof given === "object" && given !== null && [1, 2, 3, 4, 5].map((stars) => given[isList ? stars - 1 : stars]);
  return {
    average: Math.min(5, average),
    count: Math.floor(count),
    ...(counts ? { distribution: counts.map((one) => (isCount(one) ? one : 0)) } : {}),
  };
}
