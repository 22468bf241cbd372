"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, type Ref } from "react";
import { LuUsers } from "react-icons/lu";
import { enRoom } from "../../locales/enRoom.js";
import type { UseRoomResult } from "../../react/room/useRoom.js";
import { Avatar } from "../Avatar.js";
import { useChatContext } from "../chat/ChatContext.js";
import { cx } from "../cx.js";
import { Icon } from "../Icon.js";
import { useConnectionTrouble } from "../useConnectionTrouble.js";
import { usePartLocale } from "../usePartLocale.js";
import { LiveBadge } from "./LiveBadge.js";

export interface RoomHeaderProps extends Omit<ComponentPropsWithoutRef<"header">, "children"> {
  readonly room: UseRoomResult;
  /** How many look on. */
  readonly viewers: ReactNode;
  /** Own buttons, before the people's and the one that closes. */
  readonly actions?: ReactNode;
  /** `null` for who is not in the room. */
  readonly people: {
    readonly open: boolean;
    readonly drawerId: string;
    readonly button: Ref<HTMLButtonElement>;
    readonly onToggle: () => void;
  } | null;
  readonly onClose?: (() => void) | undefined;
}

/** What a live room is called, whether it streams, how many look on, who is there. */
export const RoomHeader = forwardRef<HTMLElement, RoomHeaderProps>(function RoomHeader(
  { room, viewers, actions, people, onClose, className, ...rest },
  ref,
) {
  const { room: words, shared, format } = usePartLocale(enRoom);
  const { title, conversationId, avatarUrl } = useChatContext();
  const { stream, memberCount, stale, info } = room;
  const trouble = useConnectionTrouble();
  const about = stream?.live ? stream.title : info.description;
  const label = memberCount === null ? words.people : `${words.people}, ${words.peopleCount(memberCount)}`;
  return (
    <header ref={ref} {...rest} className={cx("lobby-header lobby-room-header", className)}>
      <div className="lobby-header-title">
        <Avatar
          userId={conversationId}
          name={title}
          src={info.avatarUrl ?? avatarUrl}
          size={36}
          aria-hidden="true"
          className="lobby-room-picture"
        />
        <span className="lobby-header-words">
          <span className="lobby-name lobby-header-name" dir="auto">
            {title}
          </span>
          <span className="lobby-room-line">
            {people !== null && stream?.live && <LiveBadge since={stream.startedAt} />}
            {viewers}
            {trouble !== null ? (
              <span className="lobby-name lobby-header-status" data-kind="connection">
                {trouble}
              </span>
            ) : (
              about !== undefined && (
                <span className="lobby-name lobby-room-about" dir="auto">
                  {about}
                </span>
              )
            )}
          </span>
        </span>
      </div>
      <div className="lobby-header-actions">
        {actions}
        {people !== null && room.supported && (
          <button
            ref={people.button}
            type="button"
            className="lobby-button-icon lobby-room-people"
            aria-label={label}
            title={label}
            aria-haspopup="dialog"
            aria-expanded={people.open}
            aria-controls={people.open ? people.drawerId : undefined}
            data-stale={stale ? "" : undefined}
            onClick={people.onToggle}
          >
            <LuUsers aria-hidden="true" />
            {memberCount !== null && <span className="lobby-room-count">{format.number(memberCount)}</span>}
          </button>
        )}
        {onClose !== undefined && (
          <button
            type="button"
            className="lobby-button-icon"
            aria-label={shared.close}
            title={shared.close}
            onClick={onClose}
          >
            <Icon shape="close" />
          </button>
        )}
      </div>
    </header>
  );
});
