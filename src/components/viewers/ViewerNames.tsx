"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { enViewers } from "../../locales/enViewers.js";
import { useViewerList } from "../../react/viewers/useViewerList.js";
import { Avatar } from "../Avatar.js";
import { Icon } from "../Icon.js";
import { usePartLocale } from "../usePartLocale.js";

/** Who the viewers are, asked for when it is opened. Escape and a press beside it close it. */
export function ViewerNames(props: { readonly id: string; readonly viewableId: string; readonly onClose: () => void }) {
  const { id, viewableId, onClose } = props;
  const { viewers, more, status, error, reload } = useViewerList(viewableId);
  const { viewers: words, shared } = usePartLocale(enViewers);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  useEffect(() => {
    const press = (event: PointerEvent) => {
      const around = panel.current?.parentElement;
      if (around && event.target instanceof Node && !around.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", press);
    return () => document.removeEventListener("pointerdown", press);
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      ref={panel}
      id={id}
      className="lobby-viewers-panel"
      role="dialog"
      aria-label={words.who}
      aria-busy={status === "loading"}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="lobby-viewers-head">
        <span className="lobby-viewers-title">{words.who}</span>
        <button type="button" className="lobby-button-icon" aria-label={shared.close} onClick={onClose}>
          <Icon shape="close" />
        </button>
      </div>
      {status === "error" ? (
        <div className="lobby-viewers-note" role="alert">
          <span>{words.failed}</span> {error !== null && <span>{shared.failure(error.code)}</span>}
          {error?.code !== "FORBIDDEN" && error?.code !== "UNSUPPORTED" && (
            <button type="button" className="lobby-button-link" onClick={reload}>
              {shared.tryAgain}
            </button>
          )}
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        <ul className="lobby-viewers-list" aria-label={words.who} tabIndex={0}>
          {viewers.map(({ id: userId, name, avatarUrl }) => (
            <li key={userId} className="lobby-viewers-person">
              <Avatar userId={userId} name={name} src={avatarUrl} size={28} aria-hidden="true" />
              <span className="lobby-name" dir="auto">
                {name ?? shared.someone}
              </span>
            </li>
          ))}
          {more > 0 && <li className="lobby-viewers-note">{words.more(more)}</li>}
          {status === "loading" && viewers.length === 0 && <li className="lobby-viewers-note">{words.loading}</li>}
        </ul>
      )}
    </div>
  );
}
