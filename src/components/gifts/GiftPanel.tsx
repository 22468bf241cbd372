"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { LuPlus, LuX } from "react-icons/lu";
import type { PendingGift } from "../../client/gifts/giftsState.js";
import type { User } from "../../contract/connection.js";
import type { UseGiftsResult } from "../../react/gifts/useGifts.js";
import { Coin } from "../gift-art/Coin.js";
import { GiftGrid } from "./GiftGrid.js";
import { GiftOutcomes } from "./GiftOutcomes.js";
import { GiftState } from "./GiftState.js";
import { PanelContext, type PanelTools, usePanel } from "./PanelContext.js";
import { QuantityField } from "./QuantityField.js";
import { onRadioKey } from "./radioKeys.js";

/** What is about to be given. */
export interface GiftDraft {
  readonly giftId: string | null;
  readonly quantity: number;
  readonly receiverId: string | null;
  readonly note: string;
}

export interface GiftPanelProps {
  readonly tools: PanelTools;
  readonly gifts: UseGiftsResult;
  /** Whether a tap would go out at once. */
  readonly online: boolean;
  /** Whom one can give to; the first unless another one is chosen. */
  readonly receivers: readonly User[];
  readonly draft: GiftDraft;
  readonly onDraft: (draft: GiftDraft) => void;
  readonly onTopUp: (() => void) | undefined;
  readonly onSent: ((gift: PendingGift) => void) | undefined;
  /** Absent where it is a part of the page. */
  readonly onClose?: (() => void) | undefined;
  /** Names the dialog or section that it fills. */
  readonly titleId: string;
}

/** Between two taps, ms: a double click is one gift, a streak is tapped as fast as one can. */
const betweenTapsMs = 500;

/** All of choosing and sending a gift, whatever it stands in. */
export function GiftPanel(props: GiftPanelProps) {
  return (
    <PanelContext.Provider value={props.tools}>
      <Panel {...props} />
    </PanelContext.Provider>
  );
}

function Panel(props: GiftPanelProps) {
  const { gifts, titleId, receivers, onTopUp, onClose } = props;
  const { gifts: words, shared, format } = usePanel().locale;
  const { balance } = gifts;
  const [receiver] = receivers;
  return (
    <div className="lobby-gift-panel" data-status={gifts.status}>
      <div className="lobby-gift-head">
        <span className="lobby-gift-title">
          <span id={titleId}>{words.title}</span>
          {receivers.length === 1 && receiver !== undefined && (
            <span className="lobby-name">{words.to(receiver.name ?? shared.someone)}</span>
          )}
        </span>
        {balance !== null && (
          <span className="lobby-gift-balance">
            <Coin />
            <span className="lobby-sr">{words.balance(balance)}</span>
            <span aria-hidden="true">{format.number(balance)}</span>
            {onTopUp !== undefined && (
              <button
                type="button"
                className="lobby-button-bare"
                aria-label={words.topUp}
                title={words.topUp}
                onClick={onTopUp}
              >
                <LuPlus />
              </button>
            )}
          </span>
        )}
        {onClose !== undefined && (
          <button type="button" className="lobby-button-icon" aria-label={shared.close} onClick={onClose}>
            <LuX />
          </button>
        )}
      </div>
      <PanelBody {...props} />
    </div>
  );
}

function PanelBody(props: GiftPanelProps) {
  const { gifts } = props;
  const { gifts: words, shared } = usePanel().locale;
  if (gifts.catalogue.length > 0) return <Shop {...props} />;
  switch (gifts.status) {
    case "unsupported":
      return <GiftState drawing="present" title={words.unsupported} />;
    case "error":
      return (
        <GiftState
          drawing="cable"
          title={words.error}
          text={words.errorText}
          action={
            <button type="button" className="lobby-button" onClick={() => void gifts.reload()}>
              {shared.tryAgain}
            </button>
          }
        />
      );
    case "ready":
      return <GiftState drawing="present" title={words.empty} text={words.emptyText} />;
    default:
      return <GiftBones label={words.loading} />;
  }
}

/** The shape of the grid, before there is one. */
export function GiftBones({ label }: { readonly label: string }) {
  return (
    <div className="lobby-gift-grid" role="status" aria-label={label} data-state="loading">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
        <span key={index} className="lobby-bone" />
      ))}
    </div>
  );
}

function Shop({ gifts, online, receivers, draft, onDraft, onTopUp, onSent }: GiftPanelProps) {
  const { locale, limits } = usePanel();
  const { gifts: words } = locale;
  const { catalogue, balance, pending, retry, dismiss } = gifts;
  const chosen = catalogue.find(({ id }) => id === draft.giftId);
  const receiver = receivers.find(({ id }) => id === draft.receiverId) ?? receivers[0];
  const { quantity, note } = draft;
  const total = (chosen?.price ?? 0) * quantity;
  const missing = balance === null ? 0 : Math.max(0, total - balance);
  const { locked, lock } = useTapLock();
  const hintId = useId();
  useSent(pending, onSent);
  const said = useOutcomeWords(pending);

  const hint = hintOf();
  const can = chosen !== undefined && receiver !== undefined && hint === null;
  const send = () => {
    // Not `disabled`: that would take the focus away in the midst of a streak.
    if (!can || locked()) return;
    lock();
    gifts.send({
      giftId: chosen.id,
      quantity,
      receiverId: receiver.id,
      receiverName: receiver.name,
      note: note.trim() === "" ? undefined : note.trim(),
    });
    if (note !== "") onDraft({ ...draft, note: "" });
  };
  function hintOf(): { readonly kind: string; readonly text: string; readonly action?: ReactNode } | null {
    if (receiver === undefined) return { kind: "nobody", text: words.nobody };
    if (!online) return { kind: "offline", text: words.offline };
    if (missing === 0) return null;
    const action = onTopUp && (
      <button type="button" className="lobby-button-link" onClick={onTopUp}>
        {words.topUp}
      </button>
    );
    return { kind: "short", text: words.short(missing), action };
  }

  return (
    <>
      {receivers.length > 1 && (
        <Receivers
          receivers={receivers}
          chosen={receiver}
          onChoose={({ id }) => onDraft({ ...draft, receiverId: id })}
        />
      )}
      <GiftGrid
        catalogue={catalogue}
        chosen={chosen}
        balance={balance}
        onChoose={({ id }) => onDraft({ ...draft, giftId: id })}
      />
      <div className="lobby-gift-foot">
        <QuantityField quantity={quantity} onChange={(next) => onDraft({ ...draft, quantity: next })} />
        <div className="lobby-gift-note">
          <input
            type="text"
            className="lobby-input"
            aria-label={words.note}
            placeholder={words.notePlaceholder}
            maxLength={limits.giftNoteLength}
            autoComplete="off"
            value={note}
            onChange={({ currentTarget: { value } }) => onDraft({ ...draft, note: value })}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
          {note !== "" && (
            <>
              <span className="lobby-gift-count" aria-hidden="true">
                {limits.giftNoteLength - note.length}
              </span>
              <span className="lobby-sr" role="status">
                {note.length > limits.giftNoteLength * 0.8 ? words.noteLeft(limits.giftNoteLength - note.length) : ""}
              </span>
            </>
          )}
        </div>
        <button
          type="button"
          className="lobby-button lobby-gift-send"
          aria-disabled={!can}
          aria-describedby={hint === null ? undefined : hintId}
          onClick={send}
        >
          {chosen === undefined ? words.choose : words.send(chosen.name, quantity, total)}
          {chosen !== undefined && <Coin />}
        </button>
        {hint !== null && (
          <div className="lobby-gift-hint" data-kind={hint.kind}>
            <span id={hintId}>{hint.text}</span>
            {hint.action}
          </div>
        )}
        <GiftOutcomes pending={pending} onRetry={retry} onDismiss={dismiss} />
        <span className="lobby-sr" role="status">
          {said}
        </span>
      </div>
    </>
  );
}

function Receivers(props: {
  readonly receivers: readonly User[];
  readonly chosen: User | undefined;
  readonly onChoose: (user: User) => void;
}) {
  const { receivers, chosen, onChoose } = props;
  const { locale, avatarOf } = usePanel();
  const { gifts: words, shared, dir } = locale;
  return (
    <div
      role="radiogroup"
      aria-label={words.receiver}
      className="lobby-gift-receivers"
      onKeyDown={(event) => onRadioKey(event, { columns: receivers.length, rtl: dir === "rtl" })}
    >
      {receivers.map((user) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio follows the order of the page, not the direction of the writing
        <button
          key={user.id}
          type="button"
          role="radio"
          aria-checked={user.id === chosen?.id}
          tabIndex={user.id === chosen?.id ? 0 : -1}
          className="lobby-button-bare lobby-gift-receiver"
          onClick={() => onChoose(user)}
        >
          {avatarOf(user)}
          <span className="lobby-name" dir="auto">
            {user.name ?? shared.someone}
          </span>
        </button>
      ))}
    </div>
  );
}

/** Holds taps off that follow another one too fast. */
function useTapLock() {
  const until = useRef(0);
  return {
    locked: () => Date.now() < until.current,
    lock: () => {
      until.current = Date.now() + betweenTapsMs;
    },
  };
}

/** Tells the app of each gift that has arrived, once. */
function useSent(pending: readonly PendingGift[], onSent: ((gift: PendingGift) => void) | undefined): void {
  const before = useRef<ReadonlyMap<string, string>>(new Map());
  const latest = useRef(onSent);
  latest.current = onSent;
  useEffect(() => {
    for (const gift of pending) {
      const was = before.current.get(gift.key);
      if (gift.status === "sent" && was !== undefined && was !== "sent") latest.current?.(gift);
    }
    before.current = new Map(pending.map(({ key, status }) => [key, status]));
  }, [pending]);
}

/** What has last become of a gift, for screen readers: nothing of what was there when the picker opened. */
function useOutcomeWords(pending: readonly PendingGift[]): string {
  const { gifts: words } = usePanel().locale;
  const [said, setSaid] = useState("");
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(pending.map(({ key, status }) => [key, status]));
    if (known === null) return;
    const changed = pending.findLast(({ key, status }) => status !== "sending" && known.get(key) !== status);
    if (changed === undefined) return;
    const tell = { sent: words.sentGift, failed: words.notSent, unknown: words.unknown, sending: words.sending };
    setSaid(tell[changed.status](changed.gift.name, changed.quantity));
  }, [pending, words]);
  return said;
}
