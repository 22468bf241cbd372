"use client";

import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
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
  // Before the panel is in the page: measured after, all that is new would be laid out twice.
  const [place, setPlace] = useState(() => placeAt(opener.current, dir));
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const move = () => setPlace((before) => sameOr(before, placeAt(opener.current, dir)));
    // In the top layer nothing around it cuts it off. Browsers without one show it where it is.
    if (typeof element.showPopover === "function" && element.popover === null) {
      element.popover = "manual";
      element.showPopover();
    }
    window.addEventListener("resize", move);
    window.addEventListener("scroll", move, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", move);
      window.removeEventListener("scroll", move, { capture: true });
    };
  }, [opener, dir]);
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
      data-side={place?.side}
      style={place?.style}
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

interface Place {
  readonly side: "above" | "below";
  readonly style: CSSProperties;
}

/** At the bell: below it, or above where there is more room, its inner edges in line, and always within the window. */
function placeAt(opener: HTMLElement | null, dir: "ltr" | "rtl"): Place | null {
  if (opener === null) return null;
  const box = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const [roomAbove, roomBelow] = [box.top - 2 * gap, clientHeight - box.bottom - 2 * gap];
  const above = roomBelow < 320 && roomAbove > roomBelow;
  const wide = Math.min(width, clientWidth - 2 * gap);
  // A bell stands at the end of its bar: the panel ends where the bell does, if that is within the window.
  const wanted = dir === "rtl" ? box.left : box.right - wide;
  const left = Math.min(Math.max(gap, wanted), Math.max(gap, clientWidth - gap - wide));
  const style = {
    "--lobby-notifications-x": `${left}px`,
    "--lobby-notifications-top": above ? "auto" : `${box.bottom + gap}px`,
    "--lobby-notifications-bottom": above ? `${clientHeight - box.top + gap}px` : "auto",
    "--lobby-notifications-room": `${Math.max(160, above ? roomAbove : roomBelow)}px`,
  };
  return { side: above ? "above" : "below", style: style as CSSProperties };
}

function sameOr(before: Place | null, after: Place | null): Place | null {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
