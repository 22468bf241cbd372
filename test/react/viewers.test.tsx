import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { useViewerCount } from "../../src/react/viewers/useViewerCount.js";
import { useViewerList } from "../../src/react/viewers/useViewerList.js";
import { createMockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../support/setup.js";
import { people } from "./support.js";

async function viewing<P, T>(hook: (props: P) => T, initialProps: P, options: MockServerOptions = {}) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({ users: people, environment, ...options });
  await server.ready;
  const lobby = createLobby(server.options("an"));
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps });
  const advance = (ms = 1_100) => act(() => environment.advanceAsync(ms));
  await advance(100);
  return { ...rendered, server, environment, lobby, advance };
}

describe("useViewerCount", () => {
  it("counts this person once, however often it is used and mounted, and follows the others", async () => {
    const { result, server, advance } = await viewing(
      () => [useViewerCount("lesson-3"), useViewerCount("lesson-3")] as const,
      undefined,
    );
    expect(result.current[0]).toEqual({
      count: 1,
      peak: 1,
      stale: false,
      asOf: null,
      ambiguous: false,
      supported: true,
    });
    await act(() => server.as("binh").watch("lesson-3"));
    await advance();
    expect(result.current.map(({ count }) => count)).toEqual([2, 2]);
  });

  it("moves with its argument, and views nothing without one", async () => {
    const { result, rerender, server, advance } = await viewing(useViewerCount, "lesson-3" as string | null);
    rerender("lesson-4");
    await advance(2_000);
    expect([server.core.viewerCount("lesson-3"), server.core.viewerCount("lesson-4")]).toEqual([0, 1]);
    expect(result.current.count).toBe(1);
    rerender(null);
    await advance(2_000);
    expect(server.core.viewerCount("lesson-4")).toBe(0);
    expect(result.current).toMatchObject({ count: null, peak: null, stale: false });
  });

  it("shows two videos on one page each its own count", async () => {
    const { result, server, advance } = await viewing(
      () => [useViewerCount("lesson-3"), useViewerCount("lesson-4")] as const,
      undefined,
    );
    await act(() => server.as("binh").watch("lesson-4"));
    await advance();
    expect(result.current.map(({ count }) => count)).toEqual([1, 2]);
  });

  it("keeps a lost count with its date, and counts anew after the reconnect", async () => {
    const { result, server, environment, advance } = await viewing(useViewerCount, "lesson-3");
    await act(() => server.as("binh").watch("lesson-3"));
    await advance();
    const lostAt = environment.now();
    server.network.disconnect();
    await advance();
    expect(result.current).toMatchObject({ count: 2, stale: true, asOf: lostAt });
    server.network.reconnect();
    await advance(40_000);
    expect(result.current).toMatchObject({ count: 2, stale: false, asOf: null });
  });

  it("leaves nothing behind when the whole page is unmounted: its connection ends, and with it, ten seconds later, the viewer", async () => {
    const { unmount, server, advance } = await viewing(useViewerCount, "lesson-3");
    unmount();
    await advance(12_000);
    expect(server.core.viewerCount("lesson-3")).toBe(0);
    expect(server.hub.size("viewable:lesson-3")).toBe(0);
  });

  it("throws for what can be no id, and outside of a provider", async () => {
    allowConsole(/bad-id|provider-missing|error boundary/i);
    await expect(viewing(useViewerCount, "video/3")).rejects.toThrow(/bad-id/);
    expect(() => renderHook(() => useViewerCount("lesson-3"))).toThrow(/provider-missing/);
    expect(() => renderHook(() => useViewerList("lesson-3"))).toThrow(/provider-missing/);
  });

  it("is quiet when nobody is signed in", () => {
    const server = createMockServer({ environment: createVirtualEnvironment() });
    const lobby = createLobby({ ...server.options("an"), user: null });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result } = renderHook(() => useViewerCount("lesson-3"), { wrapper });
    expect(result.current).toMatchObject({ count: null, stale: false });
  });
});

describe("useViewerList", () => {
  const open: MockServerOptions = { authorize: (_, { kind }) => (kind === "listViewers" ? true : undefined) };
  const both = (asked: string | null) => {
    useViewerCount("lesson-3");
    return useViewerList(asked);
  };

  it("asks for names only when wanted, and again when told to", async () => {
    const { result, rerender, server, advance } = await viewing(both, null as string | null, open);
    expect(result.current).toMatchObject({ status: "idle", viewers: [] });
    rerender("lesson-3");
    expect(result.current.status).toBe("loading");
    await advance();
    expect(result.current).toMatchObject({ status: "ready", viewers: [{ id: "an" }], more: 0 });
    await act(() => server.as("binh").watch("lesson-3"));
    await advance();
    expect(result.current.viewers).toHaveLength(1);
    act(() => result.current.reload());
    await advance();
    expect(result.current.viewers.map(({ name }) => name)).toEqual(["An", "Bình"]);
    rerender(null);
    expect(result.current).toMatchObject({ status: "idle", viewers: [] });
  });

  it("does not ask before this page is counted itself: the answer would be no", async () => {
    const statuses = new Set<string>();
    const { result, advance } = await viewing(
      (asked: string | null) => {
        const list = both(asked);
        statuses.add(list.status);
        return list;
      },
      "lesson-3",
      open,
    );
    await advance();
    expect(result.current.status).toBe("ready");
    expect(statuses).not.toContain("error");
  });

  it("shows nobody under the name of another thing while its own viewers are asked for", async () => {
    const seen: string[] = [];
    const { rerender, server, advance } = await viewing(
      (asked: string) => {
        useViewerCount("lesson-3");
        useViewerCount("lesson-4");
        const { viewers, status } = useViewerList(asked);
        seen.push(`${asked} ${status} ${viewers.map(({ id }) => id).join(" ")}`);
      },
      "lesson-3" as string,
      open,
    );
    await act(() => server.as("binh").watch("lesson-3"));
    await advance();
    seen.length = 0;
    rerender("lesson-4");
    await advance();
    expect([...new Set(seen)]).toEqual(["lesson-4 loading ", "lesson-4 ready an"]);
  });

  it("says that names are not shown where the app does not allow it", async () => {
    const { result, advance } = await viewing(both, "lesson-3");
    await advance();
    expect(result.current).toMatchObject({ status: "error", error: { code: "FORBIDDEN" }, viewers: [] });
  });
});
