"use client";

import { MotionGlobalConfig } from "framer-motion/dom";
import { animate } from "framer-motion/dom/mini";
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from "react";

/** A path through looks: only what the compositor does alone, so that hundreds cost no layout and no paint. */
export interface Moves {
  readonly transform?: readonly string[];
  readonly opacity?: readonly number[];
  /** When each look is reached, 0 to 1; evenly spread without. */
  readonly times?: readonly number[];
  /** Seconds. */
  readonly duration: number;
  readonly delay?: number;
  readonly ease?: "linear" | "easeOut" | "easeIn" | "easeInOut";
}

export interface MovingProps {
  readonly moves: Moves;
  /** How it looks where nothing moves: the moment by which a scene is recognised. */
  readonly rest?: Pick<CSSProperties, "transform" | "opacity">;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}

/** Over all of what it stands in. */
export const whole: CSSProperties = { position: "absolute", inset: 0 };

/** An element that moves once, when it appears. Its moves are read once. */
export function Moving({ moves, rest, className, style, children }: MovingProps) {
  const element = useRef<HTMLDivElement>(null);
  // The animation writes the style too: from here on React must find nothing to change.
  const [look] = useState(() => ({ ...style, ...rest }));
  const [{ transform, opacity, times, duration, delay = 0, ease = "easeOut" }] = useState(moves);
  useLayoutEffect(() => {
    if (element.current === null || MotionGlobalConfig.skipAnimations || !element.current.animate) return;
    const frames = { ...(transform && { transform: [...transform] }), ...(opacity && { opacity: [...opacity] }) };
    const options = { duration, delay, ease, ...(times && { times: [...times] }) };
    const animation = animate(element.current, frames, options);
    return () => animation.cancel();
  }, [transform, opacity, times, duration, delay, ease]);
  return (
    <div ref={element} className={className} style={look}>
      {children}
    </div>
  );
}

/** Numbers from 0 to 1 that look accidental and are the same on every screen: evenly spread by themselves, without any pattern for each other `way`. */
export function spread(index: number, way = 0): number {
  if (way === 0) return ((index + 1) * 0.618034) % 1;
  return Math.abs(Math.sin((index + 1) * 12.9898 + way * 78.233) * 43_758.5453) % 1;
}

/** 0, 1, 2, … */
export function pieces(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
