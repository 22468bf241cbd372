import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import {
  type UseNotificationAlertsOptions,
  useNotificationAlerts,
} from "../../../src/react/notifications/useNotificationAlerts.js";
import { useNotifications } from "../../../src/react/notifications/useNotifications.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { createMockServer } from "../../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../../support/setup.js";

/** What the browser was asked to show. jsdom has no notifications of its own. */
const made: BrowserNotification[] = [];
let permission: NotificationPermission = "granted";
let asked = 0;
let hidden = true;

class BrowserNotification {
  static get permission() {
    return permission;
  }
  static async requestPermission() {
    asked += 1;
    permission = "granted";
    return permission;
  }
  onclick: (() => void) | null = null;
  closed = false;
  readonly title: string;
  readonly options: NotificationOptions;
  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    made.push(this);
  }
  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  made.length = 0;
  asked = 0;
  hidden = true;
  permission = "granted";
  Object.defineProperty(globalThis, "Notification", { value: BrowserNotification, configurable: true, writable: true });
  Object.defineProperty(window, "focus", { value: () => {}, configurable: true, writable: true });
  Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "Notification");
  Reflect.deleteProperty(document, "hidden");
});

async function alerted(options: UseNotificationAlertsOptions = { browser: true }) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({ users: [{ id: "an" }], environment, notifications: [{ title: "Known before" }] });
  const lobby = createLobby(server.options());
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(
    () => {
      useNotifications();
      return useNotificationAlerts(options);
    },
    { wrapper },
  );
  await act(() => environment.advanceAsync(200));
  const notify = async (title: string, more: object = {}) => {
    const [id] = await server.notify("an", { title, message: `${title}!`, ...more });
    await act(() => environment.advanceAsync(100));
    return id;
  };
  return { ...rendered, notify, lobby };
}

describe("useNotificationAlerts", () => {
  it("needs a provider", () => {
    allowConsole(/provider-missing|The above error occurred/);
    expect(() => renderHook(() => useNotificationAlerts())).toThrow(/provider-missing/);
  });

  it("tells once of each that arrives in a hidden tab, and of nothing that was loaded", async () => {
    const { notify, lobby } = await alerted();
    expect(made).toEqual([]);
    const id = await notify("Một", { imageUrl: "https://images.example.com/i.png" });
    await notify("Hai");
    expect(made.map(({ title, options }) => [title, options])).toEqual([
      ["Một", { body: "Một!", tag: `${lobby.url} notification ${id}`, icon: "https://images.example.com/i.png" }],
      ["Hai", expect.objectContaining({ body: "Hai!" })],
    ]);
  });

  it("tells nothing in a tab that is shown, of what is filtered, or that nobody has allowed", async () => {
    let sounds = 0;
    const sound = () => {
      sounds += 1;
    };
    const { notify, result } = await alerted({ browser: true, sound, filter: ({ title }) => title !== "Thôi" });
    hidden = false;
    await notify("Được thấy");
    hidden = true;
    await notify("Thôi");
    expect([made, sounds]).toEqual([[], 0]);
    permission = "denied";
    await notify("Chỉ nghe");
    expect([made, sounds]).toEqual([[], 1]);
    expect([asked, result.current.permission]).toEqual([0, "denied"]);
  });

  it("asks only when told to", async () => {
    permission = "default";
    const { result } = await alerted();
    expect(result.current.permission).toBe("default");
    await act(async () => void (await result.current.requestPermission()));
    expect([asked, result.current.permission]).toEqual([1, "granted"]);
  });

  it("opens the one that was clicked, and takes them away with the window's focus or its own end", async () => {
    const opened: string[] = [];
    const { notify, unmount } = await alerted({ browser: true, onOpen: ({ title }) => opened.push(title) });
    await notify("Một");
    made[0]?.onclick?.();
    expect(opened).toEqual(["Một"]);
    await notify("Hai");
    act(() => void window.dispatchEvent(new Event("focus")));
    await notify("Ba");
    expect(made.map(({ closed }) => closed)).toEqual([true, true, false]);
    unmount();
    expect(made.map(({ closed }) => closed)).toEqual([true, true, true]);
  });

  it("stays silent where the browser has no notifications", async () => {
    Reflect.deleteProperty(globalThis, "Notification");
    const { result, notify } = await alerted();
    await notify("Một");
    expect(result.current.permission).toBe("unsupported");
    expect(await result.current.requestPermission()).toBe("unsupported");
  });
});
