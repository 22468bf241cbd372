import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { useMyStatus } from "../../src/react/presence/useMyStatus.js";
import { useOnlineStatus } from "../../src/react/presence/useOnlineStatus.js";
import { usePresence } from "../../src/react/presence/usePresence.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, aServer } from "./support.js";

async function present<P, T>(hook: (props: P) => T, initialProps: P) {
  const { server, environment } = aServer(0);
  await server.ready;
  const lobby = aLobby(server);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps });
  const advance = (ms = 1_000) => act(() => environment.advanceAsync(ms));
  await advance(100);
  return { ...rendered, server, environment, lobby, advance };
}

describe("useOnlineStatus", () => {
  it("knows who is there and follows them, also after a reconnect", async () => {
    const { result, server, advance } = await present(useOnlineStatus, ["binh", "chi"]);
    await act(async () => void server.as("binh"));
    await advance();
    expect(result.current.presences).toMatchObject({ binh: { status: "online" }, chi: { status: "offline" } });
    expect([result.current.isOnline("binh"), result.current.status("chi")]).toEqual([true, "offline"]);
    expect(result.current.status("stranger")).toBe("offline");
    await act(() => server.as("binh").setPresence("away", "at lunch"));
    await advance();
    expect(result.current.presences.binh).toMatchObject({ status: "away", activity: "at lunch" });
    expect(result.current.isOnline("binh")).toBe(false);
    server.network.disconnect();
    await advance();
    expect(result.current).toMatchObject({ stale: true, presences: { binh: { status: "away" } } });
    await act(() => server.as("binh").setPresence("online"));
    server.network.reconnect();
    await advance(40_000);
    expect(result.current).toMatchObject({ stale: false, presences: { binh: { status: "online" } } });
  });

  it("is the same object, with the same functions, until one of these people changes", async () => {
    const { result, rerender, server, advance } = await present(useOnlineStatus, ["binh", "chi"]);
    const before = result.current;
    rerender(["binh", "chi"]);
    expect(result.current).toBe(before);
    await act(async () => void server.as("dung"));
    await advance();
    expect(result.current).toBe(before);
    await act(async () => void server.as("chi"));
    await advance();
    expect(result.current).not.toBe(before);
    expect(result.current.presences.binh).toBe(before.presences.binh);
  });

  it("moves to other people with its argument, and is quiet for nobody", async () => {
    const { result, rerender, server, advance } = await present(useOnlineStatus, "binh" as string | string[] | null);
    expect(server.hub.size("presence:binh")).toBe(1);
    rerender(["chi"]);
    await advance(2_000);
    expect([server.hub.size("presence:binh"), server.hub.size("presence:chi")]).toEqual([0, 1]);
    rerender(null);
    await advance(2_000);
    expect(server.hub.size("presence:chi")).toBe(0);
    expect(result.current.presences).toEqual({});
  });

  it("leaves nothing behind when it is unmounted", async () => {
    const { unmount, server, environment, advance } = await present(useOnlineStatus, ["binh"]);
    expect(server.hub.size("presence:binh")).toBe(1);
    unmount();
    await advance(20_000);
    expect(server.hub.size("presence:binh")).toBe(0);
    expect(environment.pending.listeners).toBe(0);
  });

  it("throws for ids that can be none, and outside of a provider", async () => {
    allowConsole(/bad-id|provider-missing|error boundary/i);
    await expect(present(useOnlineStatus, ["not an id!"])).rejects.toThrow(/bad-id/);
    expect(() => renderHook(() => useOnlineStatus("binh"))).toThrow(/provider-missing/);
    expect(() => renderHook(() => usePresence("binh"))).toThrow(/provider-missing/);
    expect(() => renderHook(() => useMyStatus())).toThrow(/provider-missing/);
  });

  it("is quiet when nobody is signed in", async () => {
    const { server } = aServer(0);
    const lobby = createLobby({ ...server.options("an"), user: null });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result } = renderHook(() => [useOnlineStatus(["binh"]), useMyStatus()] as const, { wrapper });
    expect(result.current[0]).toMatchObject({ presences: {}, stale: false, supported: true });
    expect(result.current[1]).toMatchObject({ status: "offline", activity: null });
  });
});

describe("usePresence", () => {
  it("tells of one person and renders for nobody else", async () => {
    let renders = 0;
    const { result, server, advance, rerender } = await present(
      (userId: string | null) => {
        renders += 1;
        return usePresence(userId);
      },
      "binh" as string | null,
    );
    await act(async () => void server.as("binh"));
    await advance();
    expect(result.current).toMatchObject({ status: "online", stale: false, supported: true });
    const before = renders;
    await act(async () => void server.as("chi"));
    await advance();
    expect(renders).toBe(before);
    rerender(null);
    expect(result.current).toMatchObject({ presence: null, status: "offline" });
  });

  it("says so where the server tells no presence", () => {
    const protocol = { ...elearning, capabilities: { ...elearning.capabilities, presence: false } };
    const lobby = createLobby({ ...aServer(0).server.options("an"), protocol });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result, unmount } = renderHook(() => usePresence("binh"), { wrapper });
    expect(result.current).toEqual({ presence: null, status: "offline", stale: false, supported: false });
    unmount();
  });
});

describe("useMyStatus", () => {
  const word = (server: ReturnType<typeof aServer>["server"]) => {
    const { status, activity } = server.core.presence(["an"])[0] ?? {};
    return [status, activity].filter(Boolean).join(" ");
  };

  it("tells others whether the page is looked at, and what its user does", async () => {
    const { result, server, environment, advance } = await present(() => useMyStatus(), undefined);
    expect(result.current).toMatchObject({ status: "online", activity: null });
    act(() => result.current.setActivity("watching lesson 3"));
    await advance(2_000);
    expect(result.current.activity).toBe("watching lesson 3");
    expect(word(server)).toBe("online watching lesson 3");
    act(() => environment.setHidden(true));
    await advance(11_000);
    expect(result.current.status).toBe("away");
    expect(word(server)).toBe("away watching lesson 3");
    act(() => environment.setHidden(false));
    act(() => result.current.setAway(true));
    await advance();
    expect(result.current.status).toBe("away");
    act(() => result.current.setAway(false));
    await advance();
    expect(result.current.status).toBe("online");
  });

  it("takes a lost focus for looking away, and the return of it or any use of the page for coming back", async () => {
    const { result, advance } = await present(() => useMyStatus(), undefined);
    const focused = document.hasFocus;
    document.hasFocus = () => false;
    act(() => void window.dispatchEvent(new Event("blur")));
    await advance(11_000);
    expect(result.current.status).toBe("away");
    act(() => void window.dispatchEvent(new Event("focus")));
    expect(result.current.status).toBe("online");
    act(() => void window.dispatchEvent(new Event("blur")));
    await advance(11_000);
    act(() => void document.body.dispatchEvent(new Event("pointerdown", { bubbles: true })));
    expect(result.current.status).toBe("online");
    // The focus is in a frame of the page: a video, not another window.
    document.hasFocus = () => true;
    act(() => void window.dispatchEvent(new Event("blur")));
    await advance(11_000);
    expect(result.current.status).toBe("online");
    document.hasFocus = focused;
  });

  it("says at once that the page is left", async () => {
    const { server, advance } = await present(() => useMyStatus(), undefined);
    await advance();
    act(() => void window.dispatchEvent(new Event("pagehide")));
    await advance(700);
    expect(word(server)).toBe("away");
  });

  it("keeps its functions, and leaves no listener behind", async () => {
    const { result, rerender, unmount, environment, advance } = await present(() => useMyStatus(), undefined);
    const before = result.current;
    rerender(undefined);
    expect(result.current).toBe(before);
    unmount();
    await advance(20_000);
    expect(environment.pending.listeners).toBe(0);
  });
});
