"use client";

import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { LuGift } from "react-icons/lu";
import type { PendingGift } from "../../client/gifts/giftsState.js";
import type { User } from "../../contract/connection.js";
import * as limits from "../../contract/limits.js";
import { enGifts } from "../../locales/enGifts.js";
import { useConnection } from "../../react/connection/useConnection.js";
import type { GiftTarget } from "../../react/gifts/giftTarget.js";
import { useGifts } from "../../react/gifts/useGifts.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { lazyPart } from "../lazyPart.js";
import { usePartLocale } from "../usePartLocale.js";
import type { GiftDialogProps } from "./GiftDialog.js";
import type { GiftDraft, GiftPanelProps } from "./GiftPanel.js";
import type { PanelTools } from "./PanelContext.js";

export interface GiftPickerProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** Where the gifts are given. */
  readonly target: GiftTarget;
  /** Whom one can give to; with several one is chosen, the first at the beginning. */
  readonly receivers: readonly User[];
  /** `popover`: a button that opens it, as a sheet on phones; `inline`: where it stands. */
  readonly layout?: "popover" | "inline" | undefined;
  /** Called when a gift has been charged. */
  readonly onSent?: ((gift: PendingGift) => void) | undefined;
  /** The way to more coins: buttons for it appear beside the balance, and where it is too small. */
  readonly onTopUp?: (() => void) | undefined;
  /** What the button shows; a present unless told otherwise. Words in it are its name. */
  readonly children?: ReactNode;
}

const dialog = /* @__PURE__ */ lazyPart<GiftDialogProps>(
  () => import("./GiftDialog.js").then(({ GiftDialog }) => GiftDialog),
  ({ open, onRetry }) => (open && onRetry ? <PanelFailed onRetry={onRetry} /> : null),
);
const panel = /* @__PURE__ */ lazyPart<GiftPanelProps>(
  () => import("./GiftPanel.js").then(({ GiftPanel }) => GiftPanel),
  ({ onRetry }) => (onRetry ? <PanelFailed onRetry={onRetry} /> : <PanelWaiting />),
);

/**
 * Chooses and sends gifts: balance, gifts with their prices, how many, for whom, a note, and a button that says what it will do. One tap is one gift, charged at most
 * once; what becomes of it is told, with Retry where it was not sent. Arrow keys go through the gifts; Escape closes, and the focus returns. Without gifts on the
 * server there is no button; `inline` says so.
 *
 * State: `data-layout`, `data-open`, `data-trouble` when a gift was not sent.
 */
export const GiftPicker = forwardRef<HTMLDivElement, GiftPickerProps>(function GiftPicker(
  { target, receivers, layout = "popover", onSent, onTopUp, children, className, ...rest },
  ref,
) {
  const locale = usePartLocale(enGifts);
  const words = locale.gifts;
  const { status } = useConnection();
  const { capabilities } = useLobby();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(layout === "inline");
  const [draft, setDraft] = useState<GiftDraft>({ giftId: null, quantity: 1, receiverId: null, note: "" });
  // Until somebody reaches for it, nothing is loaded.
  const gifts = useGifts(wanted ? target : null);
  const button = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const onClose = useCallback(() => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  }, []);
  const want = () => {
    setWanted(true);
    void dialog.preload();
  };
  const online = status === "live" || status === "syncing";
  const tools = useMemo<PanelTools>(() => ({ locale, limits, avatarOf }), [locale]);
  const given: GiftPanelProps = {
    tools,
    gifts,
    online,
    receivers,
    draft,
    onDraft: setDraft,
    onTopUp,
    onSent,
    titleId,
  };
  if (layout === "popover" && !capabilities.gifts) return null;
  const trouble = gifts.pending.some((gift) => gift.status === "failed" || gift.status === "unknown");
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-gift-picker", className)}
      data-layout={layout}
      data-open={layout === "inline" || open ? "" : undefined}
      data-trouble={trouble ? "" : undefined}
    >
      {layout === "inline" ? (
        <section className="lobby-gift-inline" aria-labelledby={titleId}>
          <panel.Part {...given} />
        </section>
      ) : (
        <>
          <button
            ref={button}
            type="button"
            className={children === undefined ? "lobby-button-icon" : "lobby-button-quiet"}
            aria-label={children === undefined ? words.open : undefined}
            title={children === undefined ? words.open : undefined}
            aria-haspopup="dialog"
            aria-expanded={open}
            onPointerEnter={want}
            onFocus={want}
            onClick={() => {
              want();
              setOpen(true);
            }}
          >
            {children ?? <LuGift />}
          </button>
          {wanted && <dialog.Part {...given} open={open} onClose={onClose} opener={button} />}
        </>
      )}
    </div>
  );
});

function avatarOf({ id, name, avatarUrl }: User): ReactNode {
  return <Avatar userId={id} name={name} src={avatarUrl} size={24} aria-hidden="true" />;
}

function PanelWaiting() {
  const { gifts } = usePartLocale(enGifts);
  return <div className="lobby-gift-panel" data-status="loading" role="status" aria-label={gifts.loading} />;
}

function PanelFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { shared } = usePartLocale(enGifts);
  return (
    <span className="lobby-gift-missing" role="alert">
      {shared.failure("UNAVAILABLE")}{" "}
      <button type="button" className="lobby-button-link" onClick={onRetry}>
        {shared.tryAgain}
      </button>
    </span>
  );
}
