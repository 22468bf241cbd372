"use client";

import { type KeyboardEvent, useRef } from "react";
import { enRoom } from "../../locales/enRoom.js";
import { usePartLocale } from "../usePartLocale.js";

/** What a live room shows below its header. */
export type RoomTab = "chat" | "givers";

const tabs: readonly RoomTab[] = ["chat", "givers"];

interface RoomTabsProps {
  readonly id: string;
  readonly tab: RoomTab;
  readonly onTab: (tab: RoomTab) => void;
}

/** Chat or givers; arrow keys go from one to the other. */
export function RoomTabs({ id, tab, onTab }: RoomTabsProps) {
  const { room: words } = usePartLocale(enRoom);
  const list = useRef<HTMLDivElement>(null);
  const names: Readonly<Record<RoomTab, string>> = { chat: words.chatTab, givers: words.giversTab };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const next = tab === "chat" ? "givers" : "chat";
    onTab(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className="lobby-room-tabs" role="tablist" aria-label={words.tabs} onKeyDown={onKeyDown}>
      {tabs.map((one) => (
        <button
          key={one}
          id={`${id}-${one}`}
          type="button"
          role="tab"
          className="lobby-button-bare lobby-room-tab"
          data-tab={one}
          aria-selected={one === tab}
          aria-controls={`${id}-pane`}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
