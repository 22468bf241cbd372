"use client";

import { type CSSProperties, type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { LuChevronLeft, LuChevronRight, LuExternalLink, LuX } from "react-icons/lu";
import { enViewer } from "../../locales/enViewer.js";
import type { ViewerScene } from "./PictureContext.js";
import { type ShownPicture, shownPictures } from "./shownPictures.js";
import { type Look, useMotion } from "./useMotion.js";
import { usePictureGestures } from "./usePictureGestures.js";
import { lookOf, type Pose, poseAt, restPose } from "./viewerPose.js";

export interface PictureViewerProps extends ViewerScene {
  /** The message whose picture is shown first. */
  readonly messageKey: string;
  /** What opened it, and gets the focus back. */
  readonly opener: HTMLElement;
  /** Called when it has left: take it away. */
  readonly onClosed: () => void;
}

/** Should an animation never report its end (a hidden tab), the viewer goes all the same, ms. */
const longestLeaveMs = 400;

/**
 * A picture large, over everything: grows out of its thumbnail and goes back into it. Left and Right, buttons or a swipe turn to the conversation's other
 * pictures, as far as they are loaded and may be shown; a double click or + enlarges; Escape, the button, a press beside it or a swipe down closes, and the focus
 * returns. Nothing moves where less motion is asked for.
 *
 * It brings the motion library, so it is only ever imported dynamically.
 */
export function PictureViewer(props: PictureViewerProps) {
  const { messageKey, opener, onClosed, messages, asked, context, locale } = props;
  const { shared, format, dir } = locale;
  const chat = { ...enViewer, ...locale.chat };
  const { timeZone, people, imageHosts } = context;
  const pictures = useMemo(() => shownPictures(messages, imageHosts, asked), [messages, imageHosts, asked]);
  const [key, setKey] = useState(messageKey);
  const [enter, setEnter] = useState<"grow" | 1 | -1>("grow");
  const [opened, setOpened] = useState(false);
  const [leaving, setLeaving] = useState<Pose | null>(null);
  // Never rendered on a server, and gone before anybody changes his settings.
  const [still] = useState(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const closed = useRef(false);

  const index = pictures.findIndex(({ message }) => message.key === key);
  const last = useRef<ShownPicture | undefined>(undefined);
  // A picture that has gone from the log meanwhile stays until the viewer is closed.
  if (index >= 0) last.current = pictures[index];
  const picture = last.current;

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return setOpened(true);
    if (typeof element.showModal === "function") element.showModal();
    else {
      // Safari before 15.4: over everything by its style, though not modal.
      element.setAttribute("open", "");
      element.focus();
    }
    setOpened(true);
  }, []);

  const finish = () => {
    if (closed.current) return;
    closed.current = true;
    dialog.current?.close?.();
    opener.focus({ preventScroll: true });
    onClosed();
  };
  const finishing = useRef(finish);
  finishing.current = finish;
  useEffect(() => {
    if (leaving === null) return;
    const timer = setTimeout(() => finishing.current(), longestLeaveMs);
    return () => clearTimeout(timer);
  }, [leaving]);
  const nothing = picture === undefined;
  useEffect(() => {
    if (nothing) finishing.current();
  }, [nothing]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: turning over may take the button away that has the focus, and with it the keys
  useEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [key]);

  const leave = () => {
    if (still) return finish();
    const thumbnail = thumbnailOf(key, dialog.current);
    const box = place.current?.getBoundingClientRect();
    setLeaving(
      thumbnail === null || box === undefined ? { ...restPose, scale: 0.94, opacity: 0 } : poseAt(thumbnail, box),
    );
  };
  const turn = (step: 1 | -1) => {
    const to = index < 0 ? undefined : pictures[index + step];
    if (to === undefined || leaving !== null) return;
    gestures.zoomOut();
    setEnter(step);
    setKey(to.message.key);
  };
  /** From the side of the screen to the step in time: in Arabic what comes next is at the left. */
  const toSide = (side: 1 | -1) => turn(dir === "rtl" ? (side === 1 ? -1 : 1) : side);
  const gestures = usePictureGestures({ stage, place, onDismiss: leave, onTurn: toSide });
  const { view } = gestures;

  const onKeyDown = (event: KeyboardEvent) => {
    // Only the viewer hears it, not what the chat may stand in.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowRight") toSide(1);
    else if (event.key === "ArrowLeft") toSide(-1);
    else if (event.key === "+" || event.key === "=") gestures.zoomIn();
    else if (event.key === "-" || event.key === "0") gestures.zoomOut();
    else return;
    event.preventDefault();
  };

  if (picture === undefined) return null;
  const { message, body, url } = picture;
  const author = message.own
    ? shared.you
    : (message.senderName ?? people.get(message.senderId)?.name ?? shared.someone);
  const several = pictures.length > 1 && index >= 0;
  const [Before, After] = dir === "rtl" ? [LuChevronRight, LuChevronLeft] : [LuChevronLeft, LuChevronRight];
  const atOnce = still || (view.held && leaving === null);
  // Dragged away, the page behind begins to show.
  const veil = leaving !== null ? 0 : view.zoom > 1 ? 1 : 1 - Math.min(0.7, Math.abs(view.y) / 400);
  return (
    <dialog
      ref={dialog}
      className="lobby-viewer"
      tabIndex={-1}
      // Pictures are looked at in the dark, whatever the page is.
      data-lobby-theme="dark"
      data-state={leaving === null ? "open" : "leaving"}
      aria-label={chat.photoFrom(author)}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      // The browser may close it unasked (Android's Back).
      onClose={finish}
    >
      {opened && (
        <>
          <Veil still={still} opacity={veil} atOnce={atOnce} />
          <div className="lobby-viewer-bar">
            <span className="lobby-viewer-words">
              <span className="lobby-name lobby-header-name" dir="auto">
                {author}
              </span>
              <time className="lobby-name lobby-header-status" dateTime={new Date(message.createdAt).toISOString()}>
                {format.exact(message.createdAt, timeZone)}
              </time>
            </span>
            {several && (
              <span className="lobby-viewer-count" aria-hidden="true">
                {format.number(index + 1)} / {format.number(pictures.length)}
              </span>
            )}
            <a
              className="lobby-button-icon"
              href={url.href}
              target="_blank"
              rel="noopener noreferrer nofollow ugc"
              aria-label={`${chat.photoOriginal} (${chat.opensInNewTab})`}
              title={chat.photoOriginal}
            >
              <LuExternalLink aria-hidden="true" />
            </a>
            <button
              type="button"
              className="lobby-button-icon"
              aria-label={shared.close}
              title={shared.close}
              onClick={leave}
            >
              <LuX aria-hidden="true" />
            </button>
          </div>
          <div
            ref={stage}
            className="lobby-viewer-stage"
            data-zoomed={view.zoom > 1 || undefined}
            {...gestures.handlers}
          >
            <Picture
              key={key}
              picture={picture}
              place={place}
              alt={body.text || chat.photoFrom(author)}
              failedText={chat.photoFailed}
              from={still ? "rest" : enter}
              side={dir === "rtl" ? -1 : 1}
              pose={leaving ?? { ...restPose, x: view.x, y: view.y, scale: view.zoom }}
              atOnce={atOnce}
              thumbnail={() => thumbnailOf(key, dialog.current)}
              onSettled={() => {
                if (leaving !== null) finish();
              }}
            />
          </div>
          {several && index > 0 && (
            <button
              type="button"
              className="lobby-button-icon lobby-viewer-turn"
              data-side="start"
              aria-label={chat.photoPrevious}
              title={chat.photoPrevious}
              onClick={() => turn(-1)}
            >
              <Before aria-hidden="true" />
            </button>
          )}
          {several && index < pictures.length - 1 && (
            <button
              type="button"
              className="lobby-button-icon lobby-viewer-turn"
              data-side="end"
              aria-label={chat.photoNext}
              title={chat.photoNext}
              onClick={() => turn(1)}
            >
              <After aria-hidden="true" />
            </button>
          )}
          {body.text && (
            <p className="lobby-viewer-caption" dir="auto">
              {body.text}
            </p>
          )}
          <span className="lobby-sr" role="status">
            {several ? chat.photoCount(index + 1, pictures.length) : ""}
          </span>
        </>
      )}
    </dialog>
  );
}

/** The dark behind the picture. */
function Veil({ still, opacity, atOnce }: { still: boolean; opacity: number; atOnce: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  useMotion({ element, from: () => ({ opacity: still ? "1" : "0" }), to: { opacity: `${opacity}` }, atOnce });
  return <div ref={element} className="lobby-viewer-veil" />;
}

/** One picture on the stage: a place of the right size, which never moves and can be measured, and in it what moves. */
function Picture(props: {
  readonly picture: ShownPicture;
  readonly place: React.RefObject<HTMLDivElement | null>;
  readonly alt: string;
  readonly failedText: string;
  readonly from: "grow" | "rest" | 1 | -1;
  /** `1` where what comes next comes from the right. */
  readonly side: 1 | -1;
  readonly pose: Pose;
  readonly atOnce: boolean;
  readonly thumbnail: () => DOMRect | null;
  /** Told when it has come to its pose. */
  readonly onSettled: () => void;
}) {
  const { picture, place, alt, failedText, from, side, pose, atOnce, thumbnail, onSettled } = props;
  const { body, url, message } = picture;
  const [size, setSize] = useState(() => sizeOf(body) ?? naturalSizeOf(thumbnailElement(message.key)) ?? unknownSize);
  const [failed, setFailed] = useState(false);
  const moved = useRef<HTMLDivElement>(null);
  const start = (): Look => {
    const box = place.current?.getBoundingClientRect();
    const origin = from === "grow" && box !== undefined && box.width > 0 ? thumbnail() : null;
    if (from === "rest") return lookOf(restPose);
    if (origin !== null && box !== undefined) return lookOf(poseAt(origin, box));
    if (from === "grow") return lookOf({ ...restPose, scale: 0.94, opacity: 0 });
    return lookOf({ ...restPose, x: from * side * 40, opacity: 0 });
  };
  useMotion({ element: moved, from: start, to: lookOf(pose), atOnce, onSettled });
  const ratio = size.width / size.height;
  const fitted: CSSProperties = {
    aspectRatio: `${ratio}`,
    inlineSize: `min(100cqi, ${ratio} * 100cqb, ${Math.max(size.width, 240)}px)`,
  };
  return (
    <div ref={place} className="lobby-viewer-place" style={fitted}>
      <div ref={moved} className="lobby-viewer-picture">
        {failed ? (
          <span role="alert">{failedText}</span>
        ) : (
          <img
            src={url.href}
            alt={alt}
            draggable={false}
            decoding="sync"
            referrerPolicy="no-referrer"
            onLoad={({ currentTarget }) => setSize(naturalSizeOf(currentTarget) ?? size)}
            onError={() => setFailed(true)}
          />
        )}
      </div>
    </div>
  );
}

const unknownSize = { width: 1200, height: 900 };

function sizeOf({ width, height }: ShownPicture["body"]) {
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}

function naturalSizeOf(image: HTMLImageElement | null) {
  return image !== null && image.naturalWidth > 0 && image.naturalHeight > 0
    ? { width: image.naturalWidth, height: image.naturalHeight }
    : null;
}

function thumbnailElement(messageKey: string): HTMLImageElement | null {
  return document.querySelector<HTMLImageElement>(`[data-picture="${CSS.escape(messageKey)}"] > img`);
}

/** Where that message's thumbnail is on the screen; `null` when it is not drawn, or has been scrolled out of the list. */
function thumbnailOf(messageKey: string, dialog: HTMLElement | null): DOMRect | null {
  const image = dialog === null ? null : thumbnailElement(messageKey);
  const list = image?.closest(".lobby-list-scroller")?.getBoundingClientRect();
  const box = image?.getBoundingClientRect();
  if (box === undefined || box.width === 0) return null;
  return list === undefined || (box.bottom > list.top && box.top < list.bottom) ? box : null;
}
