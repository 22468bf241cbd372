"use client";

import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { withinStage } from "./viewerPose.js";

const enlarged = 2.5;
/** CSS pixels: less is a press with an unsteady finger. */
const slop = 8;
const dismissAfter = 96;
const turnAfter = 64;
/** CSS pixels a millisecond: a flick, however short its way. */
const flick = 0.6;

interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  /** Follows the pointer, without a transition. */
  readonly held: boolean;
}

const atRest: View = { zoom: 1, x: 0, y: 0, held: false };

interface Gesture {
  readonly pointer: number;
  readonly startX: number;
  readonly startY: number;
  readonly startedAt: number;
  /** Where the picture was. */
  readonly from: View;
  axis: "x" | "y" | "both" | null;
}

/**
 * What fingers and mouse do with the picture on the stage: dragged down or up by touch it is dismissed, sideways it is turned over to the next, double-clicked it
 * is enlarged where it was clicked, and enlarged it can be moved about; a click beside it dismisses.
 */
export function usePictureGestures(options: {
  readonly stage: RefObject<HTMLElement | null>;
  readonly place: RefObject<HTMLElement | null>;
  readonly onDismiss: () => void;
  /** `1` for the picture at the right, `-1` for the one at the left. */
  readonly onTurn: (side: 1 | -1) => void;
}) {
  const { stage, place, onDismiss, onTurn } = options;
  const [view, setView] = useState<View>(atRest);
  const gesture = useRef<Gesture | null>(null);
  /** The click that follows a drag is part of it. */
  const dragged = useRef(false);

  const bounded = (zoom: number, x: number, y: number, held: boolean): View => {
    const boxes = [place.current, stage.current].map((element) => element?.getBoundingClientRect());
    const [inner, outer] = boxes;
    if (inner === undefined || outer === undefined) return atRest;
    return { zoom, held, ...withinStage({ x, y }, zoom, inner, outer) };
  };
  const zoomTo = (zoom: number, at?: { readonly clientX: number; readonly clientY: number }) => {
    const box = place.current?.getBoundingClientRect();
    if (zoom === 1 || box === undefined) return setView(atRest);
    // The point that was clicked stays under the pointer.
    const x = at === undefined ? 0 : -(at.clientX - box.left - box.width / 2) * (zoom - 1);
    const y = at === undefined ? 0 : -(at.clientY - box.top - box.height / 2) * (zoom - 1);
    setView(bounded(zoom, x, y, false));
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (!event.isPrimary || event.button !== 0) return;
    dragged.current = false;
    gesture.current = {
      pointer: event.pointerId,
      startX: event.clientX,
      startY: event.clientY,
      startedAt: event.timeStamp,
      from: view,
      axis: null,
    };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const current = gesture.current;
    if (current === null || current.pointer !== event.pointerId) return;
    const [x, y] = [event.clientX - current.startX, event.clientY - current.startY];
    if (current.axis === null) {
      if (Math.hypot(x, y) < slop) return;
      // A mouse has buttons and keys for closing and turning over.
      if (current.from.zoom === 1 && event.pointerType === "mouse") return;
      current.axis = current.from.zoom > 1 ? "both" : Math.abs(x) > Math.abs(y) ? "x" : "y";
      dragged.current = true;
      event.currentTarget.setPointerCapture?.(event.pointerId);
    }
    if (current.axis === "both") setView(bounded(current.from.zoom, current.from.x + x, current.from.y + y, true));
    else setView({ zoom: 1, x: current.axis === "x" ? x : 0, y: current.axis === "y" ? y : 0, held: true });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const current = gesture.current;
    if (current === null || current.pointer !== event.pointerId) return;
    gesture.current = null;
    if (current.axis === null) return;
    if (current.axis === "both") return setView((last) => ({ ...last, held: false }));
    const way = current.axis === "x" ? event.clientX - current.startX : event.clientY - current.startY;
    const speed = Math.abs(way) / Math.max(1, event.timeStamp - current.startedAt);
    const far = Math.abs(way) > (current.axis === "x" ? turnAfter : dismissAfter) || speed > flick;
    if (far && current.axis === "y") return onDismiss();
    setView(atRest);
    if (far) onTurn(way < 0 ? 1 : -1);
  };
  const onPointerCancel = () => {
    gesture.current = null;
    setView((last) => (last.zoom > 1 ? { ...last, held: false } : atRest));
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!dragged.current && !place.current?.contains(event.target as Node)) onDismiss();
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    if (place.current?.contains(event.target as Node)) zoomTo(view.zoom > 1 ? 1 : enlarged, event);
  };
  return {
    view,
    zoomIn: () => zoomTo(enlarged),
    zoomOut: () => setView(atRest),
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onClick, onDoubleClick },
  };
}
