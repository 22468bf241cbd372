import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import type { TransportFactory } from "../../../src/protocols/transport.js";
import { useConversations } from "../../../src/react/chat/useConversations.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { useSupport } from "../../../src/react/support/useSupport.js";
import { useSupportQueue } from "../../../src/react/support/useSupportQueue.js";
import { createMockServer } from "../../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../../support/setup.js";

const id = "support:an";

async function aWorld() {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: [
      { id: "an", name: "An" },
      { id: "lan", name: "Lan" },
      { id: "minh", name: "Minh" },
    ],
    roles: { lan: ["agent"], minh: ["agent"] },
    environment,
  });
  await server.ready;
  const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
  const asked: string[] = [];
  /** How often the server was asked a command. */
  const commands = (name: keyof typeof nativeCommands) =>
    asked.filter((event) => event === nativeCommands[name]).length;
  const transport: TransportFactory = (target, handlers) => {
    const inner = server.transport(target, handlers);
    return Object.assign(Object.create(inner), {
      request: (event: string, ...rest: [unknown, number, string?]) => {
        asked.push(event);
        return inner.request(event, ...rest);
      },
    });
  };
  const using = async <T, P>(userId: string, hook: (props: P) => T, initialProps: P) => {
    const lobby = createLobby({ ...server.options(userId), transport });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <StrictMode>
        <SocketProvider lobby={lobby}>{children}</SocketProvider>
      </StrictMode>
    );
    const rendered = renderHook(hook, { wrapper, initialProps });
    await advance();
    return { ...rendered, lobby };
  };
  return { server, environment, advance, using, commands };
}

describe("useSupport", () => {
  it("asks for help, with a first message, and says how it stands until it is closed", async () => {
    const { server, advance, using } = await aWorld();
    const { result } = await using("an", useSupport, {});
    expect(result.current).toMatchObject({ status: "none", ticket: null, conversationId: id, supported: true });
    act(() => result.current.start("billing", "my invoice is wrong"));
    expect(result.current).toMatchObject({ status: "starting", topic: "billing" });
    await advance();
    expect(result.current).toMatchObject({ status: "queued", topic: "billing", agent: null });
    expect(await server.store.range(id, 0, 10)).toMatchObject([{ body: { text: "my invoice is wrong" } }]);
    await act(() => server.as("lan").support.take(id));
    await advance();
    expect(result.current).toMatchObject({ status: "taken", agent: { id: "lan", name: "Lan" } });
    await act(() => server.as("lan").send(id, "let me look"));
    await advance();
    expect(result.current.unreadCount).toBe(1);
    await act(() => server.as("lan").support.close(id));
    await advance();
    expect(result.current).toMatchObject({ status: "closed", agent: null });
  });

  it("asks as soon as there is a connection, and loses no word meanwhile", async () => {
    const { server, advance, using } = await aWorld();
    server.network.disconnect();
    const { result } = await using("an", useSupport, {});
    act(() => result.current.start("billing", "are you there?"));
    await advance(5_000);
    expect(result.current.status).toBe("starting");
    server.network.reconnect();
    await advance(40_000);
    expect(result.current).toMatchObject({ status: "queued", topic: "billing" });
    expect(await server.store.range(id, 0, 10)).toMatchObject([{ body: { text: "are you there?" } }]);
  });

  it("knows what is unread before the conversation was opened or listed", async () => {
    const { server, advance, using } = await aWorld();
    await act(() => server.as("an").send(id, "help"));
    await act(() => server.as("lan").send(id, "how?"));
    await act(() => server.as("lan").send(id, "with what?"));
    const { result } = await using("an", useSupport, {});
    await advance();
    expect(result.current.unreadCount).toBe(2);
  });

  it("is told again how it stands after every reconnect", async () => {
    const { server, advance, using } = await aWorld();
    const { result } = await using("an", useSupport, {});
    act(() => result.current.start("billing"));
    await advance();
    server.network.disconnect();
    await act(() => server.as("lan").support.take(id));
    await advance();
    expect(result.current.status).toBe("queued");
    server.network.reconnect();
    await advance(40_000);
    expect(result.current.status).toBe("taken");
  });

  it("is quiet when not enabled, and keeps its function over everything", async () => {
    const { advance, using, commands } = await aWorld();
    const { result, rerender } = await using("an", useSupport, { enabled: false });
    expect(result.current).toMatchObject({ status: "idle", conversationId: null });
    act(() => result.current.start("billing"));
    await advance();
    expect(commands("supportStatus") + commands("startSupport")).toBe(0);
    rerender({ enabled: true });
    await advance();
    const { start } = result.current;
    act(() => start("billing"));
    await advance();
    expect(result.current.start).toBe(start);
  });

  it("says that a refused request was refused", async () => {
    const environment = createVirtualEnvironment();
    const server = createMockServer({ environment, authorize: () => false });
    const lobby = createLobby(server.options());
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result } = renderHook(() => useSupport(), { wrapper });
    await act(() => environment.advanceAsync(100));
    act(() => result.current.start("billing"));
    await act(() => environment.advanceAsync(100));
    expect(result.current).toMatchObject({ status: "none", error: { code: "FORBIDDEN" } });
  });

  it("throws outside of a provider", () => {
    // React 18 writes of it in the console as well.
    allowConsole(/The above error occurred/);
    expect(() => renderHook(() => useSupport())).toThrow(/provider-missing/);
    expect(() => renderHook(() => useSupportQueue())).toThrow(/provider-missing/);
  });
});

describe("useSupportQueue", () => {
  it("shows who waits, longest first, and what became of each", async () => {
    const { server, environment, advance, using } = await aWorld();
    await act(() => server.as("an").support.start("billing"));
    await act(() => environment.advanceAsync(1_000));
    await act(() => server.as("chi").support.start("general"));
    const { result } = await using("lan", useSupportQueue, {});
    expect(result.current).toMatchObject({ status: "live", more: false });
    expect(result.current.queued.map(({ conversationId }) => conversationId)).toEqual([id, "support:chi"]);
    let outcome: unknown;
    await act(async () => {
      const taking = result.current.take(id).then((answer) => {
        outcome = answer;
      });
      await environment.advanceAsync(50);
      await taking;
    });
    expect(outcome).toMatchObject({ ok: true, value: { status: "taken" } });
    expect(result.current.mine).toMatchObject([{ conversationId: id }]);
    await act(() => server.as("minh").support.take("support:chi"));
    await advance();
    expect(result.current.others).toMatchObject([{ conversationId: "support:chi", agent: { id: "minh" } }]);
    expect(result.current.queued).toEqual([]);
  });

  it("tells the second of two agents CONFLICT and shows him whose it is", async () => {
    const { server, environment, advance, using } = await aWorld();
    await act(() => server.as("an").support.start("billing"));
    const [lan, minh] = [await using("lan", useSupportQueue, {}), await using("minh", useSupportQueue, {})];
    const codes: string[] = [];
    await act(async () => {
      const both = [lan, minh].map(({ result }) =>
        result.current.take(id).then((answer) => void codes.push(answer.ok ? "won" : answer.failure.code)),
      );
      await environment.advanceAsync(50);
      await Promise.all(both);
    });
    await advance();
    expect(codes.sort()).toEqual(["CONFLICT", "won"]);
    const [winner, loser] = lan.result.current.mine.length === 1 ? [lan, minh] : [minh, lan];
    expect(winner.result.current.mine).toHaveLength(1);
    expect(loser.result.current.others).toHaveLength(1);
    expect(loser.result.current.error).toMatchObject({ code: "CONFLICT" });
  });

  it("watches again after a reconnect: what happened meanwhile is there, and what is shown is stale until then", async () => {
    const { server, advance, using } = await aWorld();
    const { result } = await using("lan", useSupportQueue, {});
    server.network.disconnect();
    await advance();
    expect(result.current.status).toBe("stale");
    await act(() => server.as("an").support.start("billing"));
    await advance();
    expect(result.current.queued).toEqual([]);
    server.network.reconnect();
    await advance(40_000);
    expect(result.current).toMatchObject({ status: "live", queued: [{ conversationId: id }] });
    await act(() => server.as("chi").support.start("general"));
    await advance();
    expect(result.current.queued).toHaveLength(2);
  });

  it("is refused to who is no agent, and stays refused", async () => {
    const { server, advance, using } = await aWorld();
    await act(() => server.as("an").support.start("billing"));
    const { result } = await using("chi", useSupportQueue, {});
    await advance(60_000);
    expect(result.current).toMatchObject({ status: "error", error: { code: "FORBIDDEN" }, queued: [] });
  });

  it("watches once for all who look, and stops when none of them does", async () => {
    const { advance, using, commands } = await aWorld();
    const { result, rerender } = await using(
      "lan",
      (enabled: boolean) => [useSupportQueue({ enabled }), useSupportQueue({ enabled })] as const,
      true as boolean,
    );
    expect(result.current[0].status).toBe("live");
    expect(commands("watchSupportQueue")).toBe(1);
    rerender(false);
    expect(result.current[0]).toMatchObject({ status: "idle", queued: [] });
    await advance(5_000);
    expect(commands("unwatchSupportQueue")).toBe(1);
  });

  it("counts what is unread as the conversation list does, before and after it is read", async () => {
    const { server, advance, using } = await aWorld();
    await act(() => server.as("an").support.start("billing"));
    const both = await using("lan", () => ({ queue: useSupportQueue(), list: useConversations() }), {});
    await act(async () => void both.result.current.queue.take(id));
    await advance();
    for (const words of ["one", "two", "three"]) await act(() => server.as("an").send(id, words));
    await advance(5_000);
    const numbers = () => {
      const { queue, list } = both.result.current;
      const [ticket] = queue.mine;
      return { ticket: ticket === undefined ? -1 : ticket.head - ticket.readSeq, total: list.totalUnread };
    };
    expect(numbers()).toEqual({ ticket: 3, total: 3 });
    act(() => both.lobby.markRead(id));
    await advance(2_000);
    expect(numbers()).toEqual({ ticket: 0, total: 0 });
  });
});
