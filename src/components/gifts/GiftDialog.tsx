"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { useLeaving } from "../useLeaving.js";
import { GiftPanel, type GiftPanelProps } from "./GiftPanel.js";

export interface GiftDialogProps extends GiftPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The button it stands at. */
  readonly opener: RefObject<HTMLElement | null>;
}

/** The picker over the page: at its button, or as a sheet from below on phones. Stays mounted: it draws itself while open, and while it leaves. */
export function GiftDialog(props: GiftDialogProps) {
  const { mounted, onLeft } = useLeaving(props.open);
  return mounted ? <MountedDialog {...props} onLeft={onLeft} /> : null;
}

function MountedDialog({ open, onClose, opener, onLeft, ...given }: GiftDialogProps & { readonly onLeft: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const place = () => put(element, opener.current);
    place();
    if (!element.open) {
      // In the top layer nothing around it cuts it off. Safari before 15.4 has none.
      if (typeof element.showModal === "function") element.showModal();
      else element.setAttribute("open", "");
    }
    const chosen = element.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], .lobby-gift-tile');
    (chosen ?? element).focus({ preventScroll: true });
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
      element.close?.();
    };
  }, [opener]);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className="lobby-gift-dialog"
      aria-labelledby={given.titleId}
      data-state={open ? "open" : "closed"}
      onAnimationEnd={(event) => {
        if (event.target === event.currentTarget) onLeft();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Only the picker closes, not what it may stand in.
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
      // A press beside it is a press on the dialog itself: its panel fills it.
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <GiftPanel {...given} onClose={onClose} />
    </dialog>
  );
}

const gap = 8;

/** At the button, on the side that has more room, within the window. The stylesheet makes a sheet of it on phones, and takes no notice of this. */
function put(dialog: HTMLElement, opener: HTMLElement | null): void {
  if (opener === null) return;
  const box = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const above = box.top > clientHeight - box.bottom;
  const width = Math.min(360, clientWidth - 2 * gap);
  const start = Math.min(Math.max(gap, box.left + box.width / 2 - width / 2), clientWidth - gap - width);
  const set = (name: string, value: string) => dialog.style.setProperty(`--lobby-gift-${name}`, value);
  set("x", `${start}px`);
  set("top", above ? "auto" : `${box.bottom + gap}px`);
  set("bottom", above ? `${clientHeight - box.top + gap}px` : "auto");
  set("room", `${(above ? box.top : clientHeight - box.bottom) - 2 * gap}px`);
  dialog.dataset.side = above ? "above" : "below";
}
