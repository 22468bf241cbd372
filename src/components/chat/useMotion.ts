"use client";

import { MotionGlobalConfig } from "framer-motion/dom";
import { animate } from "framer-motion/dom/mini";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** CSS properties that move, in the style's own writing. */
export type Look = Readonly<Partial<Record<"translate" | "scale" | "opacity" | "clipPath", string>>>;

interface MotionOptions {
  readonly element: RefObject<HTMLElement | null>;
  /** How it looks before its first movement; asked once, when it appears and can be measured. */
  readonly from: () => Look;
  readonly to: Look;
  /** Without a transition: it follows a finger, or less motion is asked for. */
  readonly atOnce: boolean;
  /** Told when all of it has come to `to`; never for a movement that another one cut short. */
  readonly onSettled?: () => void;
}

/** Seconds, and how they pass. */
const transition = { duration: 0.28, ease: [0.2, 0.8, 0.2, 1] as const };

/**
 * Moves an element to what `to` says, property by property: one whose aim has not changed goes on as it was, one that is interrupted goes on from where it is.
 *
 * Beside React's back: the element must not be given a `style`.
 */
export function useMotion(options: MotionOptions) {
  const latest = useRef(options);
  latest.current = options;
  const motion = useRef<ReturnType<typeof motionOf> | null>(null);
  useLayoutEffect(() => {
    const { element, from } = latest.current;
    if (element.current === null) return;
    const made = motionOf(element.current, from());
    motion.current = made;
    return () => made.cancel();
  }, []);
  const { to, atOnce } = options;
  // After every render: what has not changed is not moved.
  useLayoutEffect(() => {
    motion.current?.moveTo(to, atOnce, () => latest.current.onSettled?.());
  });
}

function motionOf(element: HTMLElement, from: Look) {
  const running = new Map<string, ReturnType<typeof animate>>();
  let aim: Look = {};
  /** Of the last movement: an earlier one's end is nobody's. */
  let movement = 0;

  const put = (name: string, value: string) => {
    running.get(name)?.cancel();
    running.delete(name);
    Object.assign(element.style, { [name]: value });
  };
  const moveTo = (to: Look, atOnce: boolean, onSettled: () => void) => {
    const changed = Object.entries(to).filter(([name, value]) => aim[name as keyof Look] !== value);
    if (changed.length === 0) return;
    aim = to;
    movement += 1;
    const mine = movement;
    // What is not drawn can't be animated: the browser refuses to say where it is.
    const still = atOnce || MotionGlobalConfig.skipAnimations || !element.animate || !element.getClientRects().length;
    for (const [name, value] of changed) {
      if (still) put(name, value);
      else running.set(name, animate(element, { [name]: value }, { ...transition, ease: [...transition.ease] }));
    }
    if (running.size === 0) {
      onSettled();
      return;
    }
    Promise.all([...running.values()].map(({ finished }) => finished)).then(() => {
      if (mine === movement) onSettled();
    });
  };
  moveTo(from, true, () => {});
  return {
    moveTo,
    cancel() {
      movement += 1;
      for (const animation of running.values()) animation.cancel();
    },
  };
}
