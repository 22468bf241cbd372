/** What shows whether somebody looks at the page: it got or lost the focus, it was used, it is being left. */
export type AttentionSignal = "focus" | "blur" | "used" | "leave";

/** Tells whether the page is looked at. Returns a stop function. */
export type ListenForAttention = (listener: (signal: AttentionSignal) => void) => () => void;

const uses = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Attention as a browser's window shows it. Visibility comes from the environment; this is no part of it, because every page would load it.
 * The focus may go into a frame within the page, a video for example: that is no looking away.
 */
export const listenForAttention: ListenForAttention = (listener) => {
  if (typeof window === "undefined") return () => {};
  const page = window;
  const focus = () => listener("focus");
  const blur = () => {
    if (!page.document.hasFocus()) listener("blur");
  };
  const leave = () => listener("leave");
  const use = () => listener("used");
  const quietly = { capture: true, passive: true };
  page.addEventListener("focus", focus);
  page.addEventListener("blur", blur);
  page.addEventListener("pagehide", leave);
  for (const name of uses) page.addEventListener(name, use, quietly);
  return () => {
    page.removeEventListener("focus", focus);
    page.removeEventListener("blur", blur);
    page.removeEventListener("pagehide", leave);
    for (const name of uses) page.removeEventListener(name, use, quietly);
  };
};
