"use client";

import { type ComponentPropsWithoutRef, forwardRef, useRef } from "react";
import type { RecentMoves } from "../../client/room/roomState.js";
import type { User } from "../../contract/connection.js";
import { enRoom } from "../../locales/enRoom.js";
import type { RoomWords } from "../../locales/locale.js";
import { useRoom } from "../../react/room/useRoom.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";

export interface RoomMovesProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly roomId: string;
}

/**
 * One line of who has come and gone lately: "An, Bình and 12 others joined". Its place is kept, so that nothing moves for it; not read out, as it changes all the time.
 *
 * State: `data-state` `idle` or `moved`.
 */
export const RoomMoves = forwardRef<HTMLDivElement, RoomMovesProps>(function RoomMoves(
  { roomId, className, ...rest },
  ref,
) {
  const { room } = usePartLocale(enRoom);
  const { recent } = useRoom(roomId);
  const text = recent === null ? "" : sentence(recent, room);
  // What it said last fades out with it.
  const last = useRef("");
  if (text !== "") last.current = text;
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-room-moves", className)}
      data-state={text === "" ? "idle" : "moved"}
      aria-hidden={text === "" || undefined}
    >
      <span className="lobby-room-moves-text" dir="auto">
        {last.current}
      </span>
    </div>
  );
});

/** Coming is told before going, as long as anybody has come. */
function sentence({ joined, joinedCount, left, leftCount }: RecentMoves, words: RoomWords): string {
  if (joinedCount > 0) return words.joined(...named(joined, joinedCount));
  return leftCount > 0 ? words.left(...named(left, leftCount)) : "";
}

/** Letters of two names that leave room for the rest of the sentence. */
const longestPair = 28;

/** Two names at most, and how many are not named. */
function named(people: readonly User[], count: number): [names: readonly string[], others: number] {
  const known = people.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const [first = "", second = ""] = known;
  const names = known.slice(0, first.length + second.length > longestPair ? 1 : 2);
  return [names, count - names.length];
}
