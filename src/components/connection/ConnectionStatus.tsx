"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { LuCloudOff, LuRefreshCw, LuUserX, LuWifiOff } from "react-icons/lu";
import { type UseConnectionResult, useConnection } from "../../react/connection/useConnection.js";
import { type ConnectionTrouble, troubleOf } from "../connectionTrouble.js";
import { cx } from "../cx.js";
import { useCountdown } from "../useCountdown.js";
import { useFullLocale } from "../useFullLocale.js";
import { useLeaving } from "../useLeaving.js";
import { useSettled } from "../useSettled.js";

export interface ConnectionStatusProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** `inline`: a banner where it stands; `floating`: a pill at the top of the window. */
  readonly layout?: "inline" | "floating" | undefined;
  /** Loss shorter than this is never shown, ms; 5,000. */
  readonly delayMs?: number | undefined;
  /** Shown as a button when the sign-in has run out. Without it the button tries again with what there is. */
  readonly onSignIn?: (() => void) | undefined;
  /** In place of the banner's content. */
  readonly children?: ((trouble: ConnectionTrouble, connection: UseConnectionResult) => ReactNode) | undefined;
}

/**
 * Says when the connection is gone, why, and what can be done. A loss under 5 s is never mentioned; once shown it stays until everything missed has been fetched,
 * and at least a second, so that it never flickers. Read out politely, without the countdown.
 *
 * State: `data-state` `hidden`, `connecting`, `reconnecting`, `syncing`, `offline`, `auth-failed` or `closed`; `data-layout`.
 */
export const ConnectionStatus = forwardRef<HTMLDivElement, ConnectionStatusProps>(function ConnectionStatus(
  { layout = "inline", delayMs = 5_000, onSignIn, children, className, ...rest },
  ref,
) {
  const connection = useConnection();
  const { connection: words } = useFullLocale();
  const trouble = useSettled(troubleOf(connection), connection.lostAt, delayMs);
  const { mounted, onLeft } = useLeaving(trouble.shown !== null);
  const drawn = trouble.shown ?? trouble.last;
  const announced = trouble.shown === null ? (trouble.last === null ? "" : words.live) : titleOf(trouble.shown, words);
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-connection", className)}
      data-state={trouble.shown ?? "hidden"}
      data-layout={layout}
    >
      <span className="lobby-sr" role="status">
        {announced}
      </span>
      {mounted && drawn !== null && (
        <div
          className="lobby-connection-banner"
          data-kind={drawn}
          data-state={trouble.shown === null ? "closed" : "open"}
          onAnimationEnd={(event) => {
            if (event.target === event.currentTarget) onLeft();
          }}
        >
          {children === undefined ? (
            <Banner trouble={drawn} connection={connection} onSignIn={onSignIn} />
          ) : (
            children(drawn, connection)
          )}
        </div>
      )}
    </div>
  );
});

type Words = ReturnType<typeof useFullLocale>["connection"];

function titleOf(trouble: ConnectionTrouble, words: Words): string {
  switch (trouble) {
    case "connecting":
      return words.connecting;
    case "reconnecting":
      return words.reconnecting;
    case "syncing":
      return words.syncing;
    case "offline":
      return words.offline;
    case "auth-failed":
      return words.authFailed;
    case "closed":
      return words.closed;
  }
}

function Banner(props: {
  readonly trouble: ConnectionTrouble;
  readonly connection: UseConnectionResult;
  readonly onSignIn: (() => void) | undefined;
}) {
  const { trouble, connection, onSignIn } = props;
  const { connection: words } = useFullLocale();
  const seconds = useCountdown(trouble === "reconnecting" ? connection.nextRetryAt : null);
  const Icon = icons[trouble];
  const text = trouble === "offline" ? words.offlineText : trouble === "auth-failed" ? words.authFailedText : null;
  // Under two seconds a number would be gone before it is read.
  const title = seconds > 1 ? words.retryIn(seconds) : titleOf(trouble, words);
  const tries = trouble === "reconnecting" || trouble === "closed";
  return (
    <>
      <Icon className="lobby-connection-icon" aria-hidden="true" />
      <span className="lobby-connection-words">
        <span className="lobby-connection-title">{title}</span>
        {text !== null && <span className="lobby-connection-text">{text}</span>}
      </span>
      {tries && (
        <button type="button" className="lobby-button-link" onClick={connection.connect}>
          {words.tryNow}
        </button>
      )}
      {trouble === "auth-failed" && (
        <button type="button" className="lobby-button-link" onClick={onSignIn ?? connection.connect}>
          {onSignIn === undefined ? words.tryNow : words.signInAgain}
        </button>
      )}
    </>
  );
}

const icons = {
  connecting: LuRefreshCw,
  reconnecting: LuCloudOff,
  syncing: LuRefreshCw,
  offline: LuWifiOff,
  "auth-failed": LuUserX,
  closed: LuCloudOff,
} as const;
