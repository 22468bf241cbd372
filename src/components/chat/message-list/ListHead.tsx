"use client";

import type { ReactElement, ReactNode } from "react";
import { useLocale } from "../../../react/useLocale.js";

/** Props of {@link ListHead}. */
export interface ListHeadProps {
  readonly hasOlder: boolean;
  readonly older: "idle" | "loading" | "error";
  readonly onRetry: () => void;
  /** What stands where the conversation began. */
  readonly start?: ReactNode;
}

/**
 * What stands above the first loaded message: the shape of rows to come while there are older ones, a way to try again when they could not be had, or
 * the beginning. The first two are equally high, so that nothing moves between them.
 */
export function ListHead({ hasOlder, older, onRetry, start }: ListHeadProps): ReactElement | null {
  const { chat, shared } = useLocale();
  if (!hasOlder)
    return <div className="lobby-list-start">{start ?? <p className="lobby-list-beginning">{chat.beginning}</p>}</div>;
  if (older === "error")
    return (
      <div className="lobby-list-older" role="alert">
        <span>{chat.olderFailed}</span>
        <button type="button" className="lobby-button-quiet" onClick={onRetry}>
          {shared.tryAgain}
        </button>
      </div>
    );
  return (
    <div className="lobby-list-older" data-loading={older === "loading" || undefined}>
      {older === "loading" ? <span className="lobby-sr">{chat.loadingOlder}</span> : null}
      <span className="lobby-bone" aria-hidden="true" />
      <span className="lobby-bone" aria-hidden="true" />
    </div>
  );
}
