"use client";

import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { LuHeadset, LuX } from "react-icons/lu";
import { enSupport } from "../../locales/enSupport.js";
import { useSupport } from "../../react/support/useSupport.js";
import type { ChatSettingsProps } from "../chat/ChatRoot.js";
import { cx } from "../cx.js";
import { useLeaving } from "../useLeaving.js";
import { usePartLocale } from "../usePartLocale.js";
import { SupportPanel } from "./SupportPanel.js";
import { commonTopics, type SupportTopic } from "./topics.js";

export interface SupportChatProps
  extends Omit<ComponentPropsWithoutRef<"div">, "title" | "children">,
    Omit<ChatSettingsProps, "name" | "variant"> {
  /** `floating`: a round button in the corner of the window that opens a panel, which fills the window on phones. `inline`: the panel alone, filling its container. */
  readonly layout?: "floating" | "inline" | undefined;
  /** What people may ask for help with. Four common ones unless told otherwise; with one alone nobody is asked. */
  readonly topics?: readonly SupportTopic[] | undefined;
  /** What it is called; "Support" in the locale's language unless told otherwise. */
  readonly title?: string | undefined;
  /** Whether the panel is open; set it from `onOpenChange` to decide for yourself. */
  readonly open?: boolean | undefined;
  readonly defaultOpen?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
}

/**
 * A visitor's way to the people who help: choosing what it is about, then a chat with whoever takes the request. What is written before somebody does is kept, and so is
 * everything said before. On a server without support it shows nothing but that, inline, and no button.
 *
 * State: `data-layout`, `data-open`, `data-status` of `useSupport`.
 *
 * @throws LobbyError `provider-missing`.
 *
 * @example
 * <SupportChat topics={[{ id: "course" }, { id: "payment", label: "Payment" }]} />
 */
export const SupportChat = forwardRef<HTMLDivElement, SupportChatProps>(function SupportChat(props, ref) {
  const {
    layout = "floating",
    topics = commonTopics,
    title,
    open: given,
    defaultOpen = false,
    onOpenChange,
    maxLength,
    imageHosts,
    uploadImage,
    timeZone,
    components,
    className,
    ...rest
  } = props;
  const { support: words, list, format, dir, code } = usePartLocale(enSupport);
  const support = useSupport();
  const [own, setOwn] = useState(defaultOpen);
  const floating = layout === "floating";
  const open = !floating || (given ?? own);
  const { mounted, onLeft } = useLeaving(open);
  const panelId = useId();
  const launcher = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const change = (next: boolean) => {
    moved.current = true;
    setOwn(next);
    onOpenChange?.(next);
  };
  // Whoever opened it goes on inside; whoever closed it is back at the button. A panel that an app opens takes nobody's focus away.
  useEffect(() => {
    if (!moved.current || !floating) return;
    moved.current = false;
    if (!open) launcher.current?.focus();
    else
      [".lobby-support-topic", ".lobby-composer-input", "button"]
        .flatMap((part) => panel.current?.querySelector<HTMLElement>(part) ?? [])[0]
        ?.focus();
  }, [open, floating]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!floating || event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    change(false);
  };
  if (floating && !support.supported) return null;
  const name = title ?? words.title;
  const { unreadCount } = support;
  const settings = { maxLength, imageHosts, uploadImage, timeZone, components };
  return (
    <div
      ref={ref}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-support", className)}
      data-layout={layout}
      data-open={open ? "" : undefined}
      data-status={support.status}
    >
      {mounted && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever in it one is
        <div
          ref={panel}
          id={panelId}
          className="lobby-support-panel"
          {...(floating ? { role: "dialog", "aria-label": name } : {})}
          data-state={open ? "open" : "closed"}
          onKeyDown={onKeyDown}
          onAnimationEnd={(event) => {
            if (event.target === event.currentTarget) onLeft();
          }}
        >
          <SupportPanel
            support={support}
            topics={topics}
            title={name}
            settings={settings}
            onClose={floating ? () => change(false) : undefined}
          />
        </div>
      )}
      {floating && (
        <button
          ref={launcher}
          type="button"
          className="lobby-button-bare lobby-support-launcher"
          aria-expanded={open}
          aria-controls={mounted ? panelId : undefined}
          onClick={() => change(!open)}
        >
          {open ? <LuX aria-hidden="true" /> : <LuHeadset aria-hidden="true" />}
          <span className="lobby-sr">{open ? words.closePanel : words.open(name)}</span>
          {!open && unreadCount > 0 && (
            <span className="lobby-badge lobby-support-badge">
              <span aria-hidden="true">{unreadCount > 99 ? `${format.number(99)}+` : format.number(unreadCount)}</span>
              <span className="lobby-sr">{list.unread(unreadCount)}</span>
            </span>
          )}
        </button>
      )}
      {floating && (
        <span className="lobby-sr" role="status">
          {!open && unreadCount > 0 ? list.unread(unreadCount) : ""}
        </span>
      )}
    </div>
  );
});
