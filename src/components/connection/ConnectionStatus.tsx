"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useState } from "react";
import { LuCloudOff, LuRefreshCw, LuUserX, LuWifiOff } from "react-icons/lu";
import { enConnection } from "../../locales/enConnection.js";
import type { ConnectionWords } from "../../locales/locale.js";
import { type UseConnectionResult, useConnection } from "../../react/connection/useConnection.js";
import { type ConnectionTrouble, needsAction, troubleOf } from "../connectionTrouble.js";
import { cx } from "../cx.js";
import { Icon } from "../Icon.js";
import { useCountdown } from "../useCountdown.js";
import { useLeaving } from "../useLeaving.js";
import { usePartLocale } from "../usePartLocale.js";
import { useSettled } from "../useSettled.js";
import { useOnlyToast } from "./useOnlyToast.js";

export interface ConnectionStatusProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** `banner` where the layout says, or `toast`: a card in the upper corner of the window, of which a page shows one however many there are, and however many servers. */
  readonly variant?: "banner" | "toast" | undefined;
  /** Of a banner. `inline`: where it stands; `floating`: a pill at the top of the window. */
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
 * and at least a second, so that it never flickers. Read out politely, without the countdown. A toast that was closed comes back when somebody has to act, or with
 * the next loss.
 *
 * State: `data-state` `hidden`, `connecting`, `reconnecting`, `syncing`, `offline`, `auth-failed` or `closed`; `data-variant`; `data-layout` of a banner.
 */
export const ConnectionStatus = forwardRef<HTMLDivElement, ConnectionStatusProps>(function ConnectionStatus(
  { variant = "banner", layout = "inline", delayMs = 5_000, onSignIn, children, className, ...rest },
  ref,
) {
  const connection = useConnection();
  const { connection: words, shared } = usePartLocale(enConnection);
  const toast = variant === "toast";
  const trouble = useSettled(troubleOf(connection), connection.lostAt, delayMs);
  const [closed, close] = useClosing(trouble.shown);
  const silent = useOnlyToast(toast, trouble.shown !== null && !closed) !== toast;
  const shown = silent || closed ? null : trouble.shown;
  const { mounted, onLeft } = useLeaving(shown !== null);
  const drawn = trouble.shown ?? trouble.last;
  const over = trouble.shown === null && trouble.last !== null && !silent;
  const announced = shown === null ? (over ? words.live : "") : titleOf(shown, words);
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-connection", className)}
      data-state={shown ?? "hidden"}
      data-variant={variant}
      data-layout={toast ? undefined : layout}
    >
      <span className="lobby-sr" role="status">
        {announced}
      </span>
      {mounted && drawn !== null && (
        <div
          className="lobby-connection-banner"
          data-kind={drawn}
          data-state={shown === null ? "closed" : "open"}
          onAnimationEnd={(event) => {
            if (event.target === event.currentTarget) onLeft();
          }}
        >
          {children === undefined ? (
            <Banner trouble={drawn} connection={connection} onSignIn={onSignIn} />
          ) : (
            children(drawn, connection)
          )}
          {toast && (
            <button
              type="button"
              className="lobby-button-icon lobby-connection-close"
              aria-label={shared.close}
              title={shared.close}
              onClick={close}
            >
              <Icon shape="close" />
            </button>
          )}
        </div>
      )}
    </div>
  );
});

/** Closed by hand: until it is over, or worse. */
function useClosing(trouble: ConnectionTrouble | null): [closed: boolean, close: () => void] {
  const [closed, setClosed] = useState<"passing" | "urgent" | null>(null);
  const kind = trouble === null ? null : needsAction(trouble) ? "urgent" : "passing";
  if (closed !== null && (kind === null || (kind === "urgent" && closed === "passing"))) setClosed(null);
  return [closed !== null, () => setClosed(kind)];
}

type Words = ConnectionWords;

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
  const { connection: words } = usePartLocale(enConnection);
  const seconds = useCountdown(trouble === "reconnecting" ? connection.nextRetryAt : null);
  const Picture = icons[trouble];
  const text = trouble === "offline" ? words.offlineText : trouble === "auth-failed" ? words.authFailedText : null;
  // Under two seconds a number would be gone before it is read.
  const title = seconds > 1 ? words.retryIn(seconds) : titleOf(trouble, words);
  const tries = trouble === "reconnecting" || trouble === "closed";
  return (
    <>
      <Picture className="lobby-connection-icon" aria-hidden="true" />
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
