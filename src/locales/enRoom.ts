import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of a room: comes with its code. */
export const enRoom: PartLocale<"room"> = {
  ...enFirst,
  room: {
    live: "Live",
    liveSince: (time) => `Live since ${time}`,
    notStarted: "The stream has not started yet",
    ended: "The stream has ended",
    endedAt: (time) => `The stream ended at ${time}`,
    people: "People in the room",
    peopleCount: (count) => (count === 1 ? "1 person" : `${enFirst.format.number(count)} people`),
    host: "Host",
    others: (count) => (count === 1 ? "and 1 other" : `and ${enFirst.format.number(count)} others`),
    joined: (names, others) => `${crowd(names, others)} joined`,
    left: (names, others) => `${crowd(names, others)} left`,
    entering: "Entering the room",
    enteringFailed: "Who is here could not be loaded.",
    refused: "You can't enter this room",
    removed: {
      left: "You have left this room",
      kicked: "You have been removed from this room",
      deleted: "This room has been closed",
    },
    comeBack: "Come back in",
    tabs: "Views of the room",
    chatTab: "Chat",
    giversTab: "Top givers",
  },
};

/** "An", "An and Bình", "An, Bình and 12 others", "12 people". */
function crowd(names: readonly string[], others: number): string {
  const { number } = enFirst.format;
  if (names.length === 0) return others === 1 ? "1 person" : `${number(others)} people`;
  if (others === 0) return names.join(" and ");
  return `${names.join(", ")} and ${others === 1 ? "1 other" : `${number(others)} others`}`;
}
