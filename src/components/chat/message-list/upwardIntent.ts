type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Adds listeners that never delay scrolling. Returns the removal of all. */
export function listen(element: HTMLElement, listeners: Listeners): () => void {
  const entries = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of entries) element.addEventListener(name, listener, { passive: true });
  return () => {
    for (const [name, listener] of entries) element.removeEventListener(name, listener);
  };
}

const upwardKeys = new Set(["ArrowUp", "PageUp", "Home"]);
/** A finger's tremble, px. */
const slop = 3;

/**
 * Listeners that tell when the reader is about to scroll up, by wheel, finger or key: earlier than the scroll event, which comes with the frame that
 * has moved already. The scrollbar gives no such sign; the scroll event serves there. `onEnd`: the End key, whose own way down would stop where the end was
 * guessed to be.
 */
export function upwardIntent(onUpward: () => void, onEnd: () => void): Listeners {
  let startY = 0;
  return {
    wheel: (event) => {
      if (event.deltaY < 0 && !event.ctrlKey) onUpward();
    },
    touchstart: (event) => {
      startY = event.touches[0]?.clientY ?? 0;
    },
    touchmove: (event) => {
      if ((event.touches[0]?.clientY ?? 0) - startY > slop) onUpward();
    },
    keydown: (event) => {
      if (event.target !== event.currentTarget) return;
      if (event.key === "End" && !event.shiftKey) onEnd();
      if (upwardKeys.has(event.key) || (event.key === " " && event.shiftKey)) onUpward();
    },
  };
}
