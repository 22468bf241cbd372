import type { Environment, Signal, Timer } from "./environment.js";
import { createIdMaker } from "./uuid.js";

const frameMs = 16;
/** The longest a timer can wait: beyond 2³¹ − 1 ms it would run at once. */
const longestMs = 2_147_483_647;

/**
 * The environment of a page. May be made on a server too: it touches nothing until asked, and says there that it is visible and online.
 *
 * @param options.hiddenFlushMs how long a frame of a hidden page takes, which paints none; 250 unless told otherwise
 */
export function createBrowserEnvironment(options: { readonly hiddenFlushMs?: number } = {}): Environment {
  const page = () => (typeof document === "undefined" ? undefined : document);
  const isHidden = () => page()?.visibilityState === "hidden";
  const now = () => Date.now();

  const requestFrame = (run: () => void): (() => void) => {
    const paints = typeof requestAnimationFrame === "function";
    const hidden = isHidden();
    let done = false;
    let frame: number | undefined;
    const once = () => {
      if (done) return;
      cancel();
      run();
    };
    // With a frame goes a timer: a page hidden before the paint would wait for it until it is shown again.
    const timer = setTimeout(once, hidden || paints ? (options.hiddenFlushMs ?? 250) : frameMs);
    if (paints && !hidden) frame = requestAnimationFrame(once);
    const cancel = () => {
      done = true;
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
    return cancel;
  };

  const onSignal = (listener: (signal: Signal) => void): (() => void) => {
    const stops: (() => void)[] = [];
    const listen = (target: EventTarget | undefined, event: string, signal: () => Signal) => {
      const tell = () => listener(signal());
      target?.addEventListener(event, tell);
      stops.push(() => target?.removeEventListener(event, tell));
    };
    const here = typeof window === "undefined" ? undefined : window;
    for (const signal of ["online", "offline", "pageshow"] as const) listen(here, signal, () => signal);
    listen(page(), "visibilitychange", () => (isHidden() ? "hidden" : "visible"));
    return () => {
      for (const stop of stops.splice(0)) stop();
    };
  };

  return {
    now,
    random: () => Math.random(),
    newId: createIdMaker(now, fillRandom),
    setTimeout: (run, ms) => setTimeout(run, Math.min(Math.max(0, ms), longestMs)),
    clearTimeout: (timer: Timer) => clearTimeout(timer as number),
    requestFrame,
    isHidden,
    // Node has a navigator too, of which nothing is said about the network: only a clear no counts.
    isOnline: () => typeof navigator === "undefined" || navigator.onLine !== false,
    onSignal,
    // The page's alone: Node has one too, which its users' pages would share.
    storage: () => (typeof document === "undefined" ? undefined : localStorage),
    // Insecure pages have none.
    locks: () => (typeof document === "undefined" ? undefined : navigator.locks),
  };
}

function fillRandom(bytes: Uint8Array): void {
  if (typeof crypto !== "undefined") crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  else for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(Math.random() * 256);
}
