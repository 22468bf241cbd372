import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import type { ChatTarget } from "../../src/client/chat/chatTarget.js";
import { useChat } from "../../src/react/chat/useChat.js";
import { useConversations } from "../../src/react/chat/useConversations.js";
import { useTyping } from "../../src/react/chat/useTyping.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { aLobby, aServer, direct } from "./support.js";

async function chatting<T>(hook: (target: ChatTarget) => T, { count = 3, target = "binh" as ChatTarget } = {}) {
  const { server, environment } = aServer(count);
  await server.ready;
  const lobby = aLobby(server);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps: target });
  const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
  await advance();
  return { ...rendered, server, environment, lobby, advance };
}

const textOf = ({ body }: { body: { kind: string; text?: string } }) => body.text;

describe("useChat", () => {
  it("shows the history of a 1:1 and then what both say", async () => {
    const { result, server, advance } = await chatting(useChat);
    expect(result.current).toMatchObject({
      status: "ready",
      kind: "direct",
      conversationId: direct,
      peer: { id: "binh" },
    });
    expect(result.current.messages).toHaveLength(3);
    await act(() => server.as("binh").send("an", "Chào An"));
    act(() => void result.current.send("Chào Bình"));
    expect(result.current.messages.at(-1)).toMatchObject({ own: true, body: { text: "Chào Bình" } });
    await advance();
    expect(result.current.messages.slice(3).map(textOf)).toEqual(["Chào An", "Chào Bình"]);
    expect(result.current.messages.at(-1)?.status).toMatch(/sent|delivered/);
  });

  it("keeps messages, functions and the whole result the same objects while nothing changes", async () => {
    const { result, rerender, server, advance } = await chatting(useChat);
    const before = result.current;
    rerender("binh");
    expect(result.current).toBe(before);
    await act(() => server.as("binh").send("an", "news"));
    await advance();
    const after = result.current;
    expect(after.messages.slice(0, 3)).toEqual(before.messages);
    for (const [index, message] of before.messages.entries()) expect(after.messages[index]).toBe(message);
    for (const name of [
      "send",
      "retry",
      "discard",
      "loadOlder",
      "loadGap",
      "reload",
      "markRead",
      "setTyping",
      "setDraft",
      "setReading",
    ] as const)
      expect(after[name]).toBe(before[name]);
  });

  it("shows a message read once the other has read it, changing only that message", async () => {
    const { result, server, advance } = await chatting(useChat);
    act(() => void result.current.send("seen?"));
    await advance();
    const others = result.current.messages.slice(0, 3);
    await act(() => server.as("binh").read("an"));
    await advance();
    expect(result.current.messages.at(-1)?.status).toBe("read");
    for (const [index, message] of others.entries()) {
      if (!message.own) expect(result.current.messages[index]).toBe(message);
    }
  });

  it("loads older messages before those it has", async () => {
    const { result, advance } = await chatting(useChat, { count: 120 });
    expect(result.current).toMatchObject({ hasOlder: true, older: "idle" });
    const loaded = result.current.messages;
    await act(async () => void result.current.loadOlder());
    await advance();
    expect(result.current.messages.length).toBeGreaterThan(loaded.length);
    expect(result.current.messages.slice(-loaded.length)).toEqual(loaded);
  });

  it("queues what is sent without a connection and sends it when there is one again", async () => {
    const { result, server, advance } = await chatting(useChat);
    server.network.disconnect();
    await advance();
    act(() => void result.current.send("from the tunnel"));
    await advance(500);
    expect(result.current.messages.at(-1)).toMatchObject({ status: "queued", body: { text: "from the tunnel" } });
    server.network.reconnect();
    await advance(40_000);
    expect(result.current.messages.filter((message) => textOf(message) === "from the tunnel")).toHaveLength(1);
    expect(
      (await server.store.range(direct, 0, 200)).filter((message) => textOf(message) === "from the tunnel"),
    ).toHaveLength(1);
  });

  it("moves to another conversation with its target and gives up the former", async () => {
    const { result, rerender, advance } = await chatting(useChat);
    rerender({ roomId: "hall" });
    await advance();
    expect(result.current).toMatchObject({ conversationId: "room:hall", kind: "room", status: "ready", peer: null });
    rerender(null);
    expect(result.current).toMatchObject({ conversationId: null, status: "idle", messages: [] });
    expect(() => result.current.send("to nobody")).toThrow(/no-conversation/);
  });

  it("learns what a room is called by opening it, without putting it into the list", async () => {
    const { result, rerender, server, advance } = await chatting((target) => ({
      chat: useChat(target),
      list: useConversations(),
    }));
    await server.store.saveRoom({ roomId: "attic", title: "The attic" });
    const listed = result.current.list.conversations.length;
    rerender({ roomId: "attic" });
    await advance();
    expect(result.current.chat.title).toBe("The attic");
    expect(result.current.list.conversations).toHaveLength(listed);
  });

  it("keeps a draft over unmounting", async () => {
    const { result, rerender } = await chatting(useChat);
    act(() => result.current.setDraft("half a thou"));
    rerender({ roomId: "hall" });
    expect(result.current.draft).toBe("");
    rerender("binh");
    expect(result.current.draft).toBe("half a thou");
  });
});

describe("useTyping", () => {
  it("shows who types until he stops", async () => {
    const { result, server, advance } = await chatting((target) => ({
      chat: useChat(target),
      typing: useTyping(target),
    }));
    expect(result.current.typing).toMatchObject({ users: [], supported: true });
    await act(() => server.as("binh").type("an"));
    await advance();
    expect(result.current.typing.users).toMatchObject([{ userId: "binh" }]);
    expect(result.current.chat.typing).toBe(result.current.typing.users);
    await act(() => server.as("binh").stopTyping("an"));
    await advance();
    expect(result.current.typing.users).toEqual([]);
  });

  it("forgets somebody who goes on without a word", async () => {
    const { result, server, advance } = await chatting((target) => ({
      chat: useChat(target),
      typing: useTyping(target),
    }));
    await act(() => server.as("binh").type("an"));
    await advance();
    expect(result.current.typing.users).toHaveLength(1);
    await advance(8_000);
    expect(result.current.typing.users).toEqual([]);
  });
});

describe("useConversations", () => {
  it("lists conversations, counts what is unread and follows news", async () => {
    const { result, server, advance } = await chatting(() => useConversations());
    expect(result.current).toMatchObject({ status: "ready", hasMore: false });
    const before = result.current.totalUnread;
    await act(() => server.as("binh").send("an", "unread"));
    await advance();
    expect(result.current.conversations[0]).toMatchObject({ id: direct, lastMessage: { body: { text: "unread" } } });
    expect(result.current.totalUnread).toBe(before + 1);
  });

  it("loads the list at the first connection, where the page was there before its server", async () => {
    const { server, environment } = aServer(3);
    await server.ready;
    server.network.disconnect();
    server.network.failRequests(503);
    const lobby = aLobby(server);
    const { result } = renderHook(() => useConversations(), {
      wrapper: ({ children }) => <SocketProvider lobby={lobby}>{children}</SocketProvider>,
    });
    const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
    await advance();
    expect(result.current.status).toBe("error");
    server.network.failRequests(null);
    server.network.reconnect();
    await advance(5_000);
    // It is asked for when React has shown the connection.
    await advance();
    expect(result.current).toMatchObject({ status: "ready", error: null });
    expect(result.current.conversations.map(({ id }) => id)).toContain(direct);
  });
});
