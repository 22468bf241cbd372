"use client";

import { type ComponentPropsWithoutRef, forwardRef, memo, type ReactNode } from "react";
import type { User } from "../../contract/connection.js";
import { enRoom } from "../../locales/enRoom.js";
import { useRoom } from "../../react/room/useRoom.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";

export interface RosterProps extends Omit<ComponentPropsWithoutRef<"section">, "children"> {
  readonly roomId: string;
  /** One person, in place of picture and name. */
  readonly children?: ((user: User) => ReactNode) | undefined;
}

/**
 * Who is in a room: the host first, then the reader, then the others in the order of their coming. Names 200 people and counts the rest.
 *
 * State: `data-status` of the room, `data-stale`, `data-truncated`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const Roster = forwardRef<HTMLElement, RosterProps>(function Roster(
  { roomId, children, className, ...rest },
  ref,
) {
  const { room: words } = usePartLocale(enRoom);
  const { roster, memberCount, status, stale, info, rosterTruncated } = useRoom(roomId);
  const me = useLobby().user?.id;
  const ranked = rank(roster, info.hostId, me);
  const others = Math.max(0, (memberCount ?? 0) - roster.length);
  return (
    <section
      ref={ref}
      aria-label={words.people}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      {...rest}
      className={cx("lobby-roster", className)}
      data-status={status}
      data-stale={stale ? "" : undefined}
      data-truncated={rosterTruncated ? "" : undefined}
    >
      {status === "joining" ? (
        <div className="lobby-roster-loading" role="status" aria-label={words.entering}>
          {bones.map((width) => (
            <span key={width} className="lobby-bone" style={{ inlineSize: width }} />
          ))}
        </div>
      ) : (
        <ul className="lobby-roster-list">
          {ranked.map((user) => (
            <li key={user.id} className="lobby-roster-row">
              {children === undefined ? (
                <Person user={user} host={user.id === info.hostId} own={user.id === me} />
              ) : (
                children(user)
              )}
            </li>
          ))}
        </ul>
      )}
      {others > 0 && (
        <p className="lobby-roster-others">{roster.length === 0 ? words.peopleCount(others) : words.others(others)}</p>
      )}
    </section>
  );
});

const bones = ["70%", "55%", "62%", "48%"];

interface PersonProps {
  readonly user: User;
  readonly host: boolean;
  readonly own: boolean;
}

// In a busy room the list is another every second, and most of its people are not.
const Person = memo(function Person({ user, host, own }: PersonProps) {
  const { room: words, shared } = usePartLocale(enRoom);
  return (
    <>
      <Avatar userId={user.id} name={user.name} src={user.avatarUrl} size={28} aria-hidden="true" />
      <span className="lobby-name lobby-roster-name" dir="auto">
        {user.name ?? shared.someone}
      </span>
      {host && <span className="lobby-roster-mark">{words.host}</span>}
      {own && !host && <span className="lobby-roster-own">{shared.you}</span>}
    </>
  );
});

function rank(roster: readonly User[], hostId: string | undefined, me: string | undefined): readonly User[] {
  const first = roster.filter(({ id }) => id === hostId);
  const own = roster.filter(({ id }) => id === me && id !== hostId);
  if (first.length + own.length === 0) return roster;
  return [...first, ...own, ...roster.filter(({ id }) => id !== hostId && id !== me)];
}
