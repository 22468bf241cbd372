import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import type { LobbyOptions } from "../../../src/client/lobby.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { useAllNotifications } from "../../../src/react/notifications/useAllNotifications.js";
import { useNotificationArrivals } from "../../../src/react/notifications/useNotificationArrivals.js";
import { type UseNotificationsOptions, useNotifications } from "../../../src/react/notifications/useNotifications.js";
import { useUnreadNotifications } from "../../../src/react/notifications/useUnreadNotifications.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { createMockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../../support/setup.js";

async function present<P, T>(
  hook: (props: P) => T,
  initialProps: P,
  { lobby: more, ...options }: MockServerOptions & { readonly lobby?: Partial<LobbyOptions> } = {},
) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: [{ id: "an" }, { id: "binh" }],
    environment,
    notifications: 6,
    ...options,
  });
  const requests: string[] = [];
  const lobby = createLobby({
    ...server.options(),
    fetch: (input, init) => {
      requests.push(String(input));
      return server.fetch(input, init);
    },
    ...more,
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps });
  const advance = (ms = 200) => act(() => environment.advanceAsync(ms));
  await advance();
  return { ...rendered, server, lobby, advance, requests };
}
const titlesOf = ({ notifications }: { readonly notifications: readonly { readonly title: string }[] }) =>
  notifications.map(({ title }) => title);

describe("useNotifications", () => {
  it("loads once in StrictMode, follows what is pushed, and sends changes at once", async () => {
    const { result, server, advance, requests } = await present(useNotifications, {});
    expect(result.current).toMatchObject({
      status: "ready",
      unreadCount: 3,
      hasMore: false,
      error: null,
      supported: true,
    });
    expect(requests).toHaveLength(1);
    await act(async () => void (await server.notify("an", { title: "Live" })));
    await advance();
    expect([titlesOf(result.current)[0], result.current.unreadCount]).toEqual(["Live", 4]);
    act(() => result.current.markRead(result.current.notifications[0]?.id ?? ""));
    expect(result.current.unreadCount).toBe(3);
    act(() => result.current.markAllRead());
    expect(result.current.unreadCount).toBe(0);
    await advance();
    expect(await server.store.notifications.unreadCount("an")).toBe(0);
    act(() => result.current.clear());
    expect(result.current.notifications).toEqual([]);
  });

  it("keeps its functions and its list over renders and over what changes nothing", async () => {
    const { result, rerender, lobby, advance } = await present(useNotifications, {});
    const before = result.current;
    rerender({});
    act(() => lobby.setDraft("direct:an:binh", "x"));
    await advance();
    for (const key of Object.keys(before) as (keyof typeof before)[])
      expect(result.current[key], key).toBe(before[key]);
  });

  it("changes its filter by itself and by its props, where a new object of the same kind is the same filter", async () => {
    const { result, rerender, advance, requests } = await present(useNotifications, {
      filter: { kind: "reply" },
    } as UseNotificationsOptions);
    expect(result.current.notifications.map(({ kind }) => kind)).toEqual(["reply"]);
    const { loadMore } = result.current;
    rerender({ filter: { kind: "reply" } });
    expect(result.current.loadMore).toBe(loadMore);
    expect(requests).toHaveLength(1);
    act(() => result.current.setFilter("unread"));
    await advance();
    expect([result.current.filter, result.current.notifications.length]).toEqual(["unread", 3]);
    rerender({ filter: "all" });
    await advance();
    expect([result.current.filter, result.current.notifications.length]).toEqual(["all", 6]);
  });

  it("asks for nothing while it is not enabled, and goes on when it is", async () => {
    const { result, rerender, advance, requests } = await present(useNotifications, {
      enabled: false,
    } as UseNotificationsOptions);
    await advance(200_000);
    expect([requests, result.current.status]).toEqual([[], "idle"]);
    rerender({ enabled: true });
    await advance();
    expect([requests.length, result.current.status]).toEqual([1, "ready"]);
    rerender({ enabled: false });
    await advance(200_000);
    expect([requests.length, result.current.notifications.length]).toEqual([1, 6]);
  });

  it("leaves nothing when it goes: no polling, no page after a reconnect", async () => {
    const { unmount, server, advance, requests } = await present(useNotifications, {});
    unmount();
    server.network.refuse("UNAVAILABLE");
    server.network.cut();
    await advance(300_000);
    server.network.reconnect();
    await advance(60_000);
    expect(requests).toHaveLength(1);
  });

  it("is empty and quiet for nobody and for a server without notifications", async () => {
    const nobody = await present(useNotifications, {}, { lobby: { user: null } });
    await nobody.advance(10_000);
    expect(nobody.result.current).toMatchObject({ status: "idle", notifications: [], unreadCount: 0 });
    act(() => {
      nobody.result.current.markAllRead();
      nobody.result.current.clear();
      nobody.result.current.markRead("x");
    });
    expect(nobody.requests).toEqual([]);
    const protocol = defineProtocol({ name: "bare", capabilities: {}, incoming: {}, outgoing: {} });
    const bare = await present(useNotifications, {}, { lobby: { protocol } });
    await bare.advance(10_000);
    expect(bare.result.current).toMatchObject({ status: "idle", supported: false });
    expect(bare.requests).toEqual([]);
  });

  it("sends, and says why not", async () => {
    const { result, advance } = await present(useNotifications, {});
    const sending = result.current.send({ to: { userId: "binh" }, title: "Hi", message: "" });
    await advance();
    expect(await sending).toMatchObject({ ok: false, failure: { code: "FORBIDDEN" } });
  });

  it("throws outside of a provider", () => {
    allowConsole(/provider-missing|The above error occurred/);
    for (const hook of [useNotifications, useAllNotifications, useUnreadNotifications])
      expect(() => renderHook(() => hook())).toThrow(/provider-missing/);
    expect(() => renderHook(() => useNotificationArrivals(() => {}))).toThrow(/provider-missing/);
  });
});

describe("useUnreadNotifications", () => {
  it("counts what is known, and asks for nothing", async () => {
    const { result, server, advance, requests } = await present(() => useUnreadNotifications(), undefined);
    expect([result.current, requests]).toEqual([0, []]);
    await act(async () => void (await server.notify("an", { title: "Live" })));
    await advance();
    expect(result.current).toBe(4);
  });
});

describe("useNotificationArrivals", () => {
  it("calls the latest function once for each, and none when it is not enabled", async () => {
    const told: string[] = [];
    const { server, advance, rerender, unmount } = await present(
      ({ name, enabled }: { name: string; enabled: boolean }) =>
        useNotificationArrivals(({ title }) => told.push(`${name} ${title}`), { enabled }),
      { name: "a", enabled: true },
    );
    const tell = async (title: string) => {
      await act(async () => void (await server.notify("an", { title })));
      await advance();
    };
    await tell("1");
    rerender({ name: "b", enabled: true });
    await tell("2");
    rerender({ name: "b", enabled: false });
    await tell("3");
    rerender({ name: "b", enabled: true });
    await tell("4");
    unmount();
    await tell("5");
    expect(told).toEqual(["a 1", "b 2", "b 4"]);
  });
});

describe("useAllNotifications", () => {
  it("is everybody's for admins", async () => {
    const { result, server, advance } = await present(() => useAllNotifications(), undefined, {
      roles: { an: ["admin"] },
    });
    expect([result.current.status, result.current.notifications.length]).toEqual(["ready", 6]);
    await act(async () => void (await server.notify("binh", { title: "For Binh" })));
    await act(async () => void result.current.reload());
    await advance();
    expect(result.current.notifications[0]).toMatchObject({ title: "For Binh", userId: "binh" });
  });

  it("is refused to others, and quiet when it is not enabled", async () => {
    const refused = await present(() => useAllNotifications(), undefined);
    expect(refused.result.current).toMatchObject({ status: "error", error: { code: "FORBIDDEN" }, notifications: [] });
    const quiet = await present(() => useAllNotifications({ enabled: false }), undefined);
    expect([quiet.result.current.status, quiet.requests]).toEqual(["idle", []]);
  });
});
