/** Whether this page may make notifications of the browser; `unsupported`: this browser has none, or not on this page. */
export type AlertPermission = NotificationPermission | "unsupported";

/** What a notification of the browser says. */
export interface BrowserAlert {
  readonly title: string;
  readonly body: string;
  /** One of the same tag takes the place of the last, in whatever tab it was made. */
  readonly tag: string;
  readonly icon?: string;
  /** It was clicked; the window is in front then. */
  readonly onOpen: () => void;
}

/** Notifications of the browser that a page has made. */
export interface BrowserAlerts {
  /** Makes one, if the user has allowed them. */
  show(alert: BrowserAlert): void;
  /** Takes all of them away, and makes no more. */
  end(): void;
}

/** Makes the maker of notifications, who takes them away again as soon as somebody looks at the page. In browsers only. */
export function createBrowserAlerts(): BrowserAlerts {
  const shown = new Map<string, Notification>();
  const closeAll = () => {
    for (const notification of shown.values()) notification.close();
    shown.clear();
  };
  window.addEventListener("focus", closeAll);
  return {
    show({ title, onOpen, ...options }) {
      if (readPermission() !== "granted") return;
      const notification = make(title, options);
      if (notification === null) return;
      notification.onclick = () => {
        window.focus();
        notification.close();
        onOpen();
      };
      shown.set(options.tag, notification);
    },
    end() {
      window.removeEventListener("focus", closeAll);
      closeAll();
    },
  };
}

/** `null` where pages may not make notifications themselves (Chrome on Android demands a service worker). */
function make(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch {
    return null;
  }
}

const listeners = /* @__PURE__ */ new Set<() => void>();

/** Calls back when the user was asked. Returns a stop function. */
export function subscribePermission(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the user has said. */
export function readPermission(): AlertPermission {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Asks the user. */
export async function requestPermission(): Promise<AlertPermission> {
  if (typeof Notification === "undefined") return "unsupported";
  const answer = await Notification.requestPermission();
  for (const listener of listeners) listener();
  return answer;
}
