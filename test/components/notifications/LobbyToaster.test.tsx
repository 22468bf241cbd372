import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LobbyToaster, type LobbyToasterProps } from "../../../src/components/notifications/LobbyToaster.js";
import { NotificationCenter } from "../../../src/components/notifications/NotificationCenter.js";
// Here already, so that no test waits for it.
import "../../../src/components/notifications/ToastLayer.js";
import { createMockServer } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

// react-hot-toast keeps time by the page's own clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, "visibilityState", { configurable: true, value: "visible" });
});

const shown = () =>
  [...document.querySelectorAll(".lobby-toast[data-state=open]")].map(
    (one) => one.querySelector(".lobby-notification-title")?.textContent,
  );
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

async function toaster(props: LobbyToasterProps = {}) {
  const server = createMockServer({
    users: [{ id: "an" }, { id: "binh" }],
    environment: createVirtualEnvironment(),
    notifications: 3,
  });
  const ui = (
    <>
      <NotificationCenter layout="inline" />
      <LobbyToaster {...props} />
    </>
  );
  const rendered = await renderWithLobby(ui, { server });
  const tell = async (title: string, more: object = {}) => {
    await act(async () => void (await server.notify("an", { title, ...more })));
    await rendered.advance();
    await pass(50);
  };
  return { ...rendered, server, tell };
}

describe("a toast", () => {
  test("is shown for what arrives live, and not for what was loaded", async () => {
    const { tell, advance } = await toaster();
    await advance(2_000);
    await pass(3_000);
    expect(shown()).toEqual([]);
    await tell("Hello", { message: "there", href: "/x" });
    expect(shown()).toEqual(["Hello"]);
    expect(document.querySelector(".lobby-toast a")?.getAttribute("href")).toBe("/x");
  });

  test("goes after its time, which stands still under the pointer and the focus", async () => {
    const { tell } = await toaster({ durationMs: 5_000 });
    await tell("Passing");
    await pass(4_000);
    const layer = document.querySelector(".lobby-toasts") as HTMLElement;
    fireEvent.pointerEnter(layer);
    await pass(60_000);
    expect(shown()).toEqual(["Passing"]);
    fireEvent.pointerLeave(layer);
    await pass(500);
    expect(shown()).toEqual(["Passing"]);
    await pass(2_000);
    expect(shown()).toEqual([]);
    await pass(500);
    expect(document.querySelectorAll(".lobby-toast")).toHaveLength(0);
  });

  test("of several the three newest are shown", async () => {
    const { tell } = await toaster({ durationMs: 60_000 });
    for (const title of ["1", "2", "3", "4", "5"]) await tell(title);
    expect(shown()).toEqual(["5", "4", "3"]);
  });

  test("is closed without being read, and read by a click, which goes where it leads", async () => {
    const onNavigate = vi.fn();
    const { tell, lobby, advance } = await toaster({ onNavigate, durationMs: 60_000 });
    const unread = () => lobby.store.getState().lobby.notifications?.unreadCount;
    await tell("First");
    fireEvent.click(document.querySelector(".lobby-toast-close") as HTMLElement);
    await pass(1_000);
    expect([shown(), unread()]).toEqual([[], 4]);
    await tell("Second", { href: "/second" });
    fireEvent.click(document.querySelector(".lobby-toast a") as HTMLElement);
    await advance();
    await pass(1_000);
    expect(onNavigate).toHaveBeenCalledWith("/second", expect.objectContaining({ title: "Second" }));
    expect([shown(), unread()]).toEqual([[], 4]);
  });

  test("goes when its notification is read elsewhere", async () => {
    const { tell, server, advance } = await toaster({ durationMs: 60_000 });
    await tell("Elsewhere");
    const { notifications } = await server.store.notifications.list("an", { cursor: null, limit: 1 });
    await act(async () => {
      await server.core.handleHttp(
        new Request("http://x/api/lobby/notifications/read", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ids: notifications.map(({ id }) => id) }),
        }),
        { id: "an" },
      );
    });
    await advance();
    await pass(1_000);
    expect(shown()).toEqual([]);
  });

  test("is not shown in a hidden tab, nor when the app does not want it", async () => {
    const { tell } = await toaster({ filter: ({ kind }) => kind !== "quiet" });
    await tell("Quiet", { kind: "quiet" });
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
    await tell("Hidden");
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "visible" });
    expect(shown()).toEqual([]);
    await tell("Seen");
    expect(shown()).toEqual(["Seen"]);
  });

  test("is said once to screen readers, by one of all that could say it", async () => {
    const { tell } = await toaster({ durationMs: 60_000 });
    await tell("Said");
    await pass(1_100);
    const said = screen.getAllByRole("status").filter(({ textContent }) => textContent?.includes("Said"));
    expect(said.map(({ textContent }) => textContent)).toEqual(["1 new notification: Said"]);
    await tell("Two");
    await tell("Three");
    await pass(1_100);
    expect(said[0]?.textContent).toBe("2 new notifications");
  });

  test("leaves nothing behind when the toaster goes", async () => {
    const { tell, unmount } = await toaster({ durationMs: 60_000 });
    await tell("Gone");
    unmount();
    await pass(100_000);
    expect(document.querySelectorAll(".lobby-toast")).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
