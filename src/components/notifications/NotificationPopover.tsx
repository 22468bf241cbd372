"use client";

import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useLeaving } from "../useLeaving.js";

interface NotificationPopoverProps {
  readonly id: string;
  readonly titleId: string;
  readonly open: boolean;
  /** `focus`: it goes back to the bell. */
  readonly onClose: (focus: boolean) => void;
  /** What it stands at. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  readonly children: ReactNode;
}

/** The panel over the page: at the bell on the side that has more room, or as a sheet over a phone's whole width. Draws itself while open, and while it leaves. */
export function NotificationPopover(props: NotificationPopoverProps) {
  const { mounted, onLeft } = useLeaving(props.open);
  return mounted ? <MountedPopover {...props} onLeft={onLeft} /> : null;
}

function MountedPopover(props: NotificationPopoverProps & { readonly onLeft: () => void }) {
  const { id, titleId, open, onClose, onLeft, opener, lang, dir, children } = props;
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const place = () => put(element, opener.current);
    // In the top layer nothing around it cuts it off. Browsers without one show it where it is.
    if (typeof element.showPopover === "function" && element.popover === null) {
      element.popover = "manual";
      element.showPopover();
    }
    place();
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [opener]);
  useEffect(() => {
    const element = panel.current;
    if (!open || element === null) return;
    const first = element.querySelector<HTMLElement>('.lobby-notification-main[tabindex="0"]');
    (first ?? element.querySelector<HTMLElement>("h2"))?.focus({ preventScroll: true });
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || element.contains(target) || opener.current?.contains(target)) return;
      onClose(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [open, onClose, opener]);
  return (
    <div
      ref={panel}
      id={id}
      lang={lang}
      dir={dir}
      role="dialog"
      aria-labelledby={titleId}
      className="lobby-notifications lobby-notifications-popover"
      data-state={open ? "open" : "closed"}
      onAnimationEnd={(event) => {
        if (event.target === event.currentTarget) onLeft();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Only this closes, not what it may stand in.
        event.stopPropagation();
        event.preventDefault();
        onClose(true);
      }}
    >
      {children}
    </div>
  );
}

const gap = 8;
const width = 380;

/** At the bell: below it, or above where there is more room, its inner edges in line, and always within the window. */
function put(panel: HTMLElement, opener: HTMLElement | null): void {
  if (opener === null) return;
  const box = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const [roomAbove, roomBelow] = [box.top - 2 * gap, clientHeight - box.bottom - 2 * gap];
  const above = roomBelow < 320 && roomAbove > roomBelow;
  const wide = Math.min(width, clientWidth - 2 * gap);
  // A bell stands at the end of its bar: the panel ends where the bell does, if that is within the window.
  const rtl = getComputedStyle(panel).direction === "rtl";
  const wanted = rtl ? box.left : box.right - wide;
  const left = Math.min(Math.max(gap, wanted), Math.max(gap, clientWidth - gap - wide));
  const set = (name: string, value: string) => panel.style.setProperty(`--lobby-notifications-${name}`, value);
  set("x", `${left}px`);
  set("top", above ? "auto" : `${box.bottom + gap}px`);
  set("bottom", above ? `${clientHeight - box.top + gap}px` : "auto");
  set("room", `${Math.max(160, above ? roomAbove : roomBelow)}px`);
  panel.dataset.side = above ? "above" : "below";
}
