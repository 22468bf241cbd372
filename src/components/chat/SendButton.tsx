"use client";

import type { CSSProperties } from "react";
import { useLocale } from "../../react/useLocale.js";
import { Icon } from "../Icon.js";

/**
 * The round button that sends. With nothing to send it stays reachable and named, but looks and says disabled. While the server takes nothing more, a thin ring
 * around it empties for as long as that lasts.
 */
export function SendButton(props: {
  readonly ready: boolean;
  readonly waitSeconds: number;
  /** Moment the waiting ends: another one starts the ring anew. */
  readonly waitUntil: number | null;
  readonly onSend: () => void;
}) {
  const { ready, waitSeconds, waitUntil, onSend } = props;
  const { chat } = useLocale();
  const waiting = waitSeconds > 0;
  return (
    <button
      type="button"
      className="lobby-button-icon lobby-send"
      aria-label={chat.send}
      title={waiting ? chat.rateLimited(waitSeconds) : chat.send}
      aria-disabled={!ready || waiting}
      data-ready={ready && !waiting ? "" : undefined}
      data-waiting={waiting ? "" : undefined}
      onClick={onSend}
    >
      <span className="lobby-send-disc">
        <Icon shape="send" />
      </span>
      {waiting && waitUntil !== null && (
        <svg key={waitUntil} className="lobby-send-ring" viewBox="0 0 36 36" aria-hidden="true">
          <circle
            cx="18"
            cy="18"
            r="17"
            pathLength="1"
            style={{ "--lobby-wait": `${Math.max(0, waitUntil - Date.now())}ms` } as CSSProperties}
          />
        </svg>
      )}
    </button>
  );
}
