import type { User } from "../../contract/connection.js";
import { names, type SampleLocale } from "./people.js";

/** What a made person is like; every field of a user may be given, the rest follows from `seed`. */
export interface UserRecipe extends Partial<User> {
  /** Another seed, another person; 0 unless told otherwise. */
  readonly seed?: number;
  readonly locale?: SampleLocale;
}

/**
 * Makes a person with a name of the locale's. The same recipe gives the same person.
 *
 * @example
 * const an = aUser({ id: "an", locale: "vi" });
 */
export function aUser({ seed = 0, locale = "en", ...given }: UserRecipe = {}): User {
  const list = names[locale];
  return { id: `user-${seed}`, name: list[Math.abs(seed) % list.length] ?? list[0], ...given };
}
