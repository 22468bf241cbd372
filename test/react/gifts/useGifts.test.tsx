import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import type { CatalogueGift } from "../../../src/contract/gifts.js";
import type { GiftTarget } from "../../../src/react/gifts/giftTarget.js";
import { useGiftHistory } from "../../../src/react/gifts/useGiftHistory.js";
import { useGiftLeaderboard } from "../../../src/react/gifts/useGiftLeaderboard.js";
import { useGifts } from "../../../src/react/gifts/useGifts.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { createMockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../../support/setup.js";

const catalogue: readonly CatalogueGift[] = [
  { id: "rose", name: "Rose", price: 10, animation: "default" },
  { id: "castle", name: "Castle", price: 500, animation: "fireworks" },
];
const users = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
];
const hall: GiftTarget = { roomId: "hall" };
const rose = { giftId: "rose", quantity: 2, receiverId: "binh" };

async function giving<T>(
  hook: (target: GiftTarget) => T,
  { target = hall as GiftTarget, ...options }: MockServerOptions & { readonly target?: GiftTarget } = {},
) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({ users, environment, gifts: { catalogue, startingBalance: 1_000 }, ...options });
  const lobby = createLobby(server.options("an"));
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps: target });
  const advance = (ms = 200) => act(() => environment.advanceAsync(ms));
  await advance();
  return { ...rendered, server, environment, lobby, advance };
}

describe("useGifts", () => {
  it("shows what can be given and what there is to spend, and gives", async () => {
    const { result, advance, server } = await giving(useGifts);
    expect(result.current).toMatchObject({
      conversationId: "room:hall",
      status: "ready",
      supported: true,
      catalogue,
      balance: 1_000,
      pending: [],
      recent: [],
      error: null,
      capabilities: { confirmed: true },
    });
    let key = "";
    act(() => {
      key = result.current.send(rose);
    });
    expect(result.current).toMatchObject({
      balance: 980,
      pending: [{ key, status: "sending", quantity: 2 }],
      recent: [{ clientId: key, senderId: "an" }],
    });
    await advance();
    expect(result.current).toMatchObject({ balance: 980, pending: [{ key, status: "sent" }] });
    await act(() => server.as("binh").sendGift("room:hall", "castle"));
    await act(() => server.credit("an", 20));
    await advance();
    expect(result.current.recent).toMatchObject([{ clientId: key }, { giftId: "castle", senderName: "Bình" }]);
    expect(result.current.balance).toBe(1_000);
    act(() => result.current.dismiss(key));
    expect(result.current.pending).toEqual([]);
  });

  it("tells why one failed, and gives it again", async () => {
    const { result, advance, server } = await giving(useGifts, { gifts: { catalogue, startingBalance: 5 } });
    act(() => void result.current.send(rose));
    await advance();
    expect(result.current).toMatchObject({
      balance: 5,
      pending: [{ status: "failed", failure: { code: "INSUFFICIENT_FUNDS" } }],
    });
    await act(() => server.credit("an", 100));
    await advance();
    act(() => void result.current.retry(result.current.pending[0]?.key ?? ""));
    await advance();
    expect(result.current).toMatchObject({ balance: 85, pending: [{ status: "sent" }] });
  });

  it("keeps its functions and the whole result the same objects while nothing changes", async () => {
    const { result, rerender, advance } = await giving(useGifts);
    const before = result.current;
    rerender({ roomId: "hall" });
    expect(result.current).toBe(before);
    act(() => void result.current.send(rose));
    await advance();
    for (const name of ["send", "retry", "dismiss", "reload", "catalogue", "capabilities"] as const) {
      expect(result.current[name]).toBe(before[name]);
    }
  });

  it("means the room, the pair or the conversation it is given", async () => {
    const { result, rerender, advance } = await giving(useGifts, { target: { userId: "binh" } });
    expect(result.current.conversationId).toBe("direct:an:binh");
    rerender({ conversationId: "room:hall" });
    await advance();
    expect(result.current).toMatchObject({ conversationId: "room:hall", status: "ready" });
  });

  it("says that a server has no gifts", async () => {
    const environment = createVirtualEnvironment();
    const server = createMockServer({ users, environment });
    const lobby = createLobby(server.options("an"));
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result } = renderHook(() => useGifts(hall), { wrapper });
    await act(() => environment.advanceAsync(200));
    expect(result.current).toMatchObject({ status: "unsupported", supported: false, balance: null, catalogue: [] });
  });
});

describe("useGiftHistory", () => {
  it("shows what was given, newest first, page by page and live", async () => {
    const { result, advance, server, environment } = await giving(useGiftHistory, {
      gifts: { catalogue, startingBalance: 1e6 },
    });
    expect(result.current).toMatchObject({ status: "ready", gifts: [], hasMore: false });
    for (let quantity = 1; quantity <= 52; quantity++)
      await act(() => server.as("binh").sendGift("room:hall", "rose", { quantity }));
    await advance();
    expect(result.current.gifts.map(({ quantity }) => quantity)).toEqual(
      Array.from({ length: 52 }, (_, index) => 52 - index),
    );
    await act(() => Promise.all([result.current.reload(), environment.advanceAsync(200)]));
    expect(result.current).toMatchObject({ status: "ready", hasMore: true });
    expect(result.current.gifts).toHaveLength(50);
    await act(() => Promise.all([result.current.loadMore(), environment.advanceAsync(200)]));
    expect(result.current).toMatchObject({ hasMore: false });
    expect(result.current.gifts).toHaveLength(52);
  });
});

describe("useGiftLeaderboard", () => {
  it("shows who has given most, and follows", async () => {
    const { result, advance, server } = await giving(useGiftLeaderboard);
    expect(result.current).toMatchObject({ status: "ready", leaders: [] });
    await act(() => server.as("binh").sendGift("room:hall", "castle"));
    await advance(16_000);
    expect(result.current.leaders).toEqual([{ userId: "binh", name: "Bình", total: 500, count: 1 }]);
    const { reload } = result.current;
    await act(() => server.as("binh").sendGift("room:hall", "rose"));
    await act(() => Promise.all([reload(), advance(2_000)]));
    expect(result.current.leaders).toMatchObject([{ total: 510, count: 2 }]);
    expect(result.current.reload).toBe(reload);
  });
});

describe.each([
  ["useGifts", useGifts],
  ["useGiftHistory", useGiftHistory],
  ["useGiftLeaderboard", useGiftLeaderboard],
] as const)("%s", (_name, hook) => {
  it("must stand in a provider", () => {
    allowConsole(/provider-missing|error boundary/i);
    expect(() => renderHook(() => hook(hall))).toThrow(/provider-missing/);
  });

  it("is quiet without a target", async () => {
    const { result, server } = await giving<ReturnType<typeof hook>>(hook, { target: null });
    expect(result.current).toMatchObject({ status: "idle", error: null });
    expect(server.network.connections).toBeLessThanOrEqual(1);
    if ("send" in result.current) {
      const { send, reload } = result.current;
      expect(() => send(rose)).toThrow(/no-conversation/);
      await expect(reload()).resolves.toBeUndefined();
      expect(result.current).toMatchObject({ balance: null, catalogue: [], pending: [], recent: [] });
    }
  });

  it("refuses a malformed id", async () => {
    allowConsole(/bad-id|error boundary/i);
    await expect(giving<unknown>(hook, { target: { roomId: "a b" } })).rejects.toThrow(/bad-id/);
  });

  it("leaves nothing behind when it goes", async () => {
    const { unmount, environment, lobby, advance } = await giving<unknown>(hook);
    await advance(2_000);
    unmount();
    // Until the server, too, has let go.
    await advance(20_000);
    expect(lobby.store.getState().lobby.gifts?.conversations).toEqual({});
    expect(environment.pending).toEqual({ timers: 0, listeners: 0 });
  });
});
