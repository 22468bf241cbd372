import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { NotificationCenter } from "../../../src/components/notifications/NotificationCenter.js";
import { NotificationRow } from "../../../src/components/notifications/NotificationRow.js";
import { ar } from "../../../src/locales/ar.js";
import { en } from "../../../src/locales/en.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { aNotification } from "../../../src/testing/factories/aNotification.js";
import { createMockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

const aServer = (options: MockServerOptions = {}) =>
  createMockServer({
    users: [{ id: "an", name: "An" }, { id: "binh" }],
    environment: createVirtualEnvironment(),
    notifications: 6,
    ...options,
  });
const rows = () => screen.queryAllByRole("listitem");
const mains = () => [...document.querySelectorAll<HTMLElement>(".lobby-notification-main")];

describe("the bell", () => {
  test("says how many are unread, opens the list at its first row, and Escape gives the focus back", async () => {
    const user = userEvent.setup();
    await renderWithLobby(<NotificationCenter />, { server: aServer() });
    const bell = screen.getByRole("button", { name: "Notifications, 3 unread" });
    await user.click(bell);
    const dialog = screen.getByRole("dialog", { name: "Notifications" });
    expect(bell.getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement).toBe(mains()[0]);
    expect(within(dialog).getAllByRole("listitem")).toHaveLength(6);
    await user.keyboard("{Escape}");
    expect(bell.getAttribute("aria-expanded")).toBe("false");
    expect(document.activeElement).toBe(bell);
  });

  test("closes by its own press, by a press beside it and by its cross, and stays for a press inside", async () => {
    const user = userEvent.setup();
    await renderWithLobby(<NotificationCenter />, { server: aServer() });
    const bell = screen.getByRole("button", { name: /3 unread/ });
    const isOpen = () => bell.getAttribute("aria-expanded") === "true";
    await user.click(bell);
    await user.click(screen.getByRole("heading"));
    expect(isOpen()).toBe(true);
    await user.click(document.body);
    expect(isOpen()).toBe(false);
    await user.click(bell);
    await user.click(bell);
    expect(isOpen()).toBe(false);
    await user.click(bell);
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(isOpen()).toBe(false);
  });

  test("measures where its panel goes before that is in the page, and again when the window changes", async () => {
    const box = vi.spyOn(Element.prototype, "getBoundingClientRect");
    const width = vi.spyOn(document.documentElement, "clientWidth", "get").mockReturnValue(1_000);
    const height = vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(800);
    try {
      const user = userEvent.setup();
      await renderWithLobby(<NotificationCenter />, { server: aServer() });
      box.mockImplementation(() => {
        // Measuring lays out all that is new.
        expect(screen.queryByRole("dialog")).toBeNull();
        return new DOMRect(900, 20, 40, 40);
      });
      await user.click(screen.getByRole("button", { name: /3 unread/ }));
      const { style, dataset } = screen.getByRole("dialog");
      const at = (name: string) => style.getPropertyValue(`--lobby-notifications-${name}`);
      expect([at("x"), at("top"), at("bottom"), dataset.side]).toEqual(["560px", "68px", "auto", "below"]);
      box.mockImplementation(() => new DOMRect(500, 700, 40, 40));
      fireEvent(window, new Event("resize"));
      expect([at("x"), at("top"), dataset.side]).toEqual(["160px", "auto", "above"]);
    } finally {
      for (const spy of [box, width, height]) spy.mockRestore();
    }
  });

  test("has what times are written with before it is opened", async () => {
    const written: number[] = [];
    const exact = (at: number, timeZone?: string) => {
      written.push(at);
      return en.format.exact(at, timeZone);
    };
    await renderWithLobby(<NotificationCenter />, {
      server: aServer(),
      locale: { ...en, format: { ...en.format, exact } },
    });
    await waitFor(() => expect(new Set(written)).toEqual(new Set([0])));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("rings when the count rises, not for what was there and not when it falls", async () => {
    const { server, advance } = await renderWithLobby(<NotificationCenter />, { server: aServer() });
    const ring = () => document.querySelector(".lobby-bell [data-ring]");
    expect(ring()).toBeNull();
    await server.notify("an", { title: "Ding" });
    await advance();
    const first = ring();
    expect(first).not.toBeNull();
    await server.notify("an", { title: "Dong" });
    await advance();
    expect(ring()).not.toBe(first);
    const second = ring();
    await server.store.notifications.markRead("an", "all");
    server.hub.publish(["user:an"], { type: "notificationsRead", ids: "all", unreadCount: 0 });
    await advance();
    expect(ring()).toBe(second);
    expect(screen.getByRole("button", { name: "Notifications" })).toBeTruthy();
  });

  test("shows 99+ at most", async () => {
    const notifications = Array.from({ length: 120 }, (_, index) => ({ title: `t${index}` }));
    await renderWithLobby(<NotificationCenter />, { server: aServer({ notifications }) });
    expect(screen.getByRole("button", { name: "Notifications, 99+ unread" }).textContent).toBe("99+");
  });
});

describe("a row", () => {
  test("is read by a click, here and in the other tab, and goes where it leads by the app's router", async () => {
    const server = aServer();
    const onNavigate = vi.fn();
    const other = createLobby(server.options("an"));
    const { notificationsFeature } = await import("../../../src/client/notifications/notificationsFeature.js");
    const { advance } = await renderWithLobby(<NotificationCenter layout="inline" onNavigate={onNavigate} />, {
      server,
    });
    other.retain();
    other.use(notificationsFeature).watch();
    await advance(2_000);
    const link = screen.getByRole("link", { name: /^Unread\. Payment received/ });
    fireEvent.click(link);
    expect(onNavigate).toHaveBeenCalledWith("/orders/7", expect.objectContaining({ kind: "purchase" }));
    expect(screen.getByRole("link", { name: /^Payment received/ })).toBe(link);
    await advance();
    expect(other.store.getState().lobby.notifications).toMatchObject({ unreadCount: 2 });
    other.disconnect();
  });

  test("leaves a click with a modifier to the browser", async () => {
    const onNavigate = vi.fn();
    await renderWithLobby(<NotificationCenter layout="inline" onNavigate={onNavigate} />, { server: aServer() });
    const link = screen.getByRole("link", { name: /Payment received/ });
    // jsdom goes nowhere, and says so loudly.
    link.addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(link, { ctrlKey: true });
    expect(onNavigate).not.toHaveBeenCalled();
    expect(screen.getByRole("link", { name: /^Payment received/ })).toBe(link);
  });

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "evil.example",
    "vbscript:x",
    "file:///etc/passwd",
    `https://a.example/${"x".repeat(3_000)}`,
    "",
  ])("that leads to %j leads nowhere", async (href) => {
    const onNavigate = vi.fn();
    const onOpen = vi.fn();
    const notification = aNotification({ href, title: "<b>bold</b>" });
    await renderWithLobby(
      <NotificationRow
        notification={notification}
        now={null}
        onOpen={onOpen}
        onMarkRead={() => {}}
        onNavigate={onNavigate}
      />,
    );
    expect(screen.queryByRole("link")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^Unread\. <b>bold/ }));
    expect(onOpen).toHaveBeenCalledWith(notification);
    expect(onNavigate).not.toHaveBeenCalled();
    expect(document.querySelector("b")).toBeNull();
  });

  test.each(["/orders/7?x=1#y", "https://example.com/x", "HTTP://example.com", "/"])("may lead to %j", async (href) => {
    await renderWithLobby(
      <NotificationRow notification={aNotification({ href })} now={null} onOpen={() => {}} onMarkRead={() => {}} />,
    );
    expect(screen.getByRole("link").getAttribute("href")).toBe(href);
  });

  test("survives a time that no date can hold, and kinds named like members of Object.prototype", async () => {
    const notification = aNotification({ createdAt: 8.64e15, kind: "constructor" });
    await renderWithLobby(
      <NotificationRow
        notification={notification}
        now={Date.now()}
        kinds={{}}
        onOpen={() => {}}
        onMarkRead={() => {}}
      />,
    );
    expect(screen.getByRole("link")).toBeTruthy();
  });

  test("of a kind of the app's is drawn by the app: icon, content, buttons", async () => {
    const kinds = {
      homework: {
        icon: <i data-testid="icon" />,
        Body: ({ notification }: { notification: { title: string } }) => <em>{notification.title}!</em>,
        Actions: () => <button type="button">Hand in</button>,
      },
    };
    const notifications = [{ kind: "homework", title: "Due" }, { title: "Other" }];
    await renderWithLobby(<NotificationCenter layout="inline" kinds={kinds} />, { server: aServer({ notifications }) });
    expect(screen.getByText("Due!").tagName).toBe("EM");
    expect(screen.getByTestId("icon")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Hand in" })).toHaveLength(1);
  });

  test("is drawn again only when it changed", async () => {
    const drawn: string[] = [];
    const Body = ({ notification }: { notification: { title: string } }) => {
      drawn.push(notification.title);
      return notification.title;
    };
    const notifications = Array.from({ length: 10 }, (_, index) => ({ kind: "x", title: `t${index}` }));
    const kinds = { x: { Body } };
    const { server, advance } = await renderWithLobby(<NotificationCenter layout="inline" kinds={kinds} />, {
      server: aServer({ notifications }),
      strict: false,
    });
    drawn.length = 0;
    await server.notify("an", { kind: "x", title: "new" });
    await advance();
    expect(new Set(drawn)).toEqual(new Set(["new", "t0"]));
  });
});

describe("the list", () => {
  test("marks all as read and clears at the second press only", async () => {
    const { server, advance } = await renderWithLobby(<NotificationCenter layout="inline" />, { server: aServer() });
    fireEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
    expect(document.querySelectorAll("[data-unread]")).toHaveLength(0);
    await advance();
    expect(await server.store.notifications.unreadCount("an")).toBe(0);
    fireEvent.click(screen.getByRole("button", { name: "Clear all" }));
    expect(rows()).toHaveLength(6);
    fireEvent.click(screen.getByRole("button", { name: "Clear all?" }));
    await advance();
    expect(screen.getByText("Nothing here yet")).toBeTruthy();
  });

  test("is filtered by unread and by kind", async () => {
    const { advance } = await renderWithLobby(
      <NotificationCenter layout="inline" filters={["all", "unread", { kind: "reply" }]} />,
      { server: aServer() },
    );
    fireEvent.click(screen.getByRole("button", { name: /^Unread/ }));
    await advance();
    expect(rows()).toHaveLength(3);
    fireEvent.click(screen.getByRole("button", { name: "Replies" }));
    await advance();
    expect(rows()).toHaveLength(1);
    expect(screen.getByRole("button", { name: "Replies" }).getAttribute("aria-pressed")).toBe("true");
  });

  test("goes on at its end, and holds back what comes while somebody reads further down", async () => {
    const notifications = Array.from({ length: 45 }, (_, index) => ({ title: `t${index}`, read: true }));
    const { server, advance } = await renderWithLobby(<NotificationCenter layout="inline" />, {
      server: aServer({ notifications }),
    });
    expect(rows()).toHaveLength(30);
    const scroller = document.querySelector(".lobby-notifications-scroll") as HTMLElement;
    scroller.scrollTop = 500;
    fireEvent.scroll(scroller);
    await advance();
    expect(rows()).toHaveLength(45);
    await server.notify("an", { title: "held back" });
    await advance();
    expect(screen.queryByText("held back")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "1 new" }));
    await advance();
    expect(screen.getByText("held back")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "1 new" })).toBeNull();
  });

  test("says what went wrong, and tries again", async () => {
    const server = aServer();
    server.network.failRequests(503);
    const { advance } = await renderWithLobby(<NotificationCenter layout="inline" />, { server });
    expect(screen.getByRole("alert").textContent).toContain("could not be loaded");
    server.network.failRequests(null);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await advance();
    expect(rows()).toHaveLength(6);
  });

  test("of many draws no more than a screen needs", async () => {
    const notifications = Array.from({ length: 1_000 }, (_, index) => ({ title: `t${index}`, read: true }));
    const server = aServer({ notifications });
    const { advance, lobby } = await renderWithLobby(<NotificationCenter layout="inline" />, { server });
    const scroller = document.querySelector(".lobby-notifications-scroll") as HTMLElement;
    for (let page = 0; page < 6; page += 1) {
      fireEvent.scroll(scroller);
      await advance();
    }
    expect(lobby.store.getState().lobby.notifications?.held.length).toBeGreaterThan(150);
    expect(document.querySelectorAll("*").length).toBeLessThan(900);
  });

  test("is quiet for nobody, and speaks Arabic from right to left", async () => {
    const { lobby, advance, unmount } = await renderWithLobby(<NotificationCenter layout="inline" />, {
      server: aServer(),
      locale: ar,
    });
    const root = document.querySelector(".lobby-notifications");
    expect([root?.getAttribute("dir"), root?.getAttribute("lang")]).toEqual(["rtl", "ar"]);
    await act(async () => lobby.signIn(null));
    await advance(3_000);
    expect(screen.getByText(ar.notifications.signedOut)).toBeTruthy();
    unmount();
  });
});

test("server and first client render agree to the letter; times are relative afterwards", async () => {
  const server = aServer();
  const first = await renderWithLobby(<NotificationCenter layout="inline" />, { server });
  const initialState = first.lobby.store.getState().lobby;
  first.unmount();
  const app = () => (
    <SocketProvider lobby={createLobby({ ...server.options(), initialState })}>
      <NotificationCenter layout="inline" />
    </SocketProvider>
  );
  const markup = renderToString(app());
  expect(markup).toContain("Payment received");
  expect(markup).not.toContain("ago");
  const container = document.createElement("div");
  document.body.append(container);
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => recovered.push(error) }),
  );
  expect(recovered).toEqual([]);
  expect(container.textContent).toContain("ago");
  await act(async () => root.unmount());
  container.remove();
});
