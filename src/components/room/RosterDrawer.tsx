"use client";

import { type ComponentType, type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { enRoom } from "../../locales/enRoom.js";
import { Icon } from "../Icon.js";
import { useLeaving } from "../useLeaving.js";
import { usePartLocale } from "../usePartLocale.js";

interface RosterDrawerProps {
  readonly id: string;
  readonly roomId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Gets the focus back. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly List: ComponentType<{ readonly roomId: string }>;
}

/** The roster over the chat, from its end. Escape closes it, and the focus goes back to what opened it. The chat beside it goes on. */
export function RosterDrawer({ id, roomId, open, onClose, opener, List }: RosterDrawerProps) {
  const { room: words, shared } = usePartLocale(enRoom);
  const { mounted, onLeft } = useLeaving(open);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) close.current?.focus({ preventScroll: true });
  }, [open]);
  if (!mounted) return null;
  const leave = () => {
    onClose();
    opener.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  };
  return (
    <div
      id={id}
      role="dialog"
      aria-label={words.people}
      className="lobby-room-drawer"
      data-state={open ? "open" : "closed"}
      onKeyDown={onKeyDown}
      onAnimationEnd={(event) => {
        if (event.target === event.currentTarget) onLeft();
      }}
    >
      <div className="lobby-room-drawer-head">
        <span className="lobby-room-drawer-title" aria-hidden="true">
          {words.people}
        </span>
        <button
          ref={close}
          type="button"
          className="lobby-button-icon"
          aria-label={shared.close}
          title={shared.close}
          onClick={leave}
        >
          <Icon shape="close" />
        </button>
      </div>
      <List roomId={roomId} />
    </div>
  );
}
