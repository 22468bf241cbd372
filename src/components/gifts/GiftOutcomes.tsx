"use client";

import { useEffect } from "react";
import { LuCheck, LuCircleAlert, LuCircleHelp, LuLoaderCircle, LuX } from "react-icons/lu";
import type { PendingGift } from "../../client/gifts/giftsState.js";
import { usePanel } from "./PanelContext.js";

/** How long a gift that has arrived is mentioned, ms. */
const mentionMs = 3_000;
/** More than that are not shown; the newest matter. */
const atMost = 4;

export interface GiftOutcomesProps {
  readonly pending: readonly PendingGift[];
  readonly onRetry: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** What becomes of the gifts that were tapped, newest first: on its way, there, not sent, or not known; the last two with what can be done. */
export function GiftOutcomes({ pending, onRetry, onDismiss }: GiftOutcomesProps) {
  return (
    <ul className="lobby-gift-outcomes">
      {pending
        .slice(-atMost)
        .reverse()
        .map((gift) => (
          <Outcome key={gift.key} pending={gift} onRetry={onRetry} onDismiss={onDismiss} />
        ))}
    </ul>
  );
}

const icons = { sending: LuLoaderCircle, sent: LuCheck, failed: LuCircleAlert, unknown: LuCircleHelp } as const;

function Outcome({ pending, onRetry, onDismiss }: Omit<GiftOutcomesProps, "pending"> & { pending: PendingGift }) {
  const { gifts, shared } = usePanel().locale;
  const { key, gift, quantity, status, failure } = pending;
  useEffect(() => {
    if (status !== "sent") return;
    const timer = setTimeout(() => onDismiss(key), mentionMs);
    return () => clearTimeout(timer);
  }, [status, key, onDismiss]);
  const words = { sending: gifts.sending, sent: gifts.sentGift, failed: gifts.notSent, unknown: gifts.unknown }[status];
  const open = status === "failed" || status === "unknown";
  const Icon = icons[status];
  return (
    <li className="lobby-gift-outcome" data-status={status}>
      <Icon aria-hidden="true" />
      <span className="lobby-gift-outcome-text">
        {words(gift.name, quantity)}
        {status === "failed" && failure !== undefined && (
          <span> · {failure.code === "INSUFFICIENT_FUNDS" ? gifts.noFunds : shared.failure(failure.code)}</span>
        )}
      </span>
      {open && (
        <>
          <button type="button" className="lobby-button-link" onClick={() => onRetry(key)}>
            {status === "unknown" ? gifts.check : shared.retry}
          </button>
          <button type="button" className="lobby-button-icon" aria-label={gifts.dismiss} onClick={() => onDismiss(key)}>
            <LuX />
          </button>
        </>
      )}
    </li>
  );
}
