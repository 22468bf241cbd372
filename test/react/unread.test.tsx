import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useConversations } from "../../src/react/chat/useConversations.js";
import { useMessageAlerts } from "../../src/react/chat/useMessageAlerts.js";
import { useTotalUnread } from "../../src/react/chat/useTotalUnread.js";
import { useUnreadCount } from "../../src/react/chat/useUnreadCount.js";
import { useUnreadTitle } from "../../src/react/chat/useUnreadTitle.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { createMockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, people } from "./support.js";

const direct = "direct:an:binh";
const room = "room:hall";
/** The mock server's: another one may have conversations of the same names. */
const address = "http://mock.lobbykit.test";

async function reading<T, P>(hook: (props: P) => T, initialProps: P) {
  const environment = createVirtualEnvironment({ startAt: Date.now() });
  const server = createMockServer({
    users: people,
    conversations: [
      { id: direct, messages: 5, unread: 2 },
      { id: room, title: "Hall", messages: 4, unread: 1 },
    ],
    environment,
  });
  await server.ready;
  const lobby = aLobby(server);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps });
  const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
  await advance();
  return { ...rendered, server, environment, lobby, advance };
}

beforeEach(() => {
  document.title = "Lessons";
});

describe("one number of unread messages", () => {
  it("is the same in the list, in total and in the title, whatever arrives and is read, open or not", async () => {
    const { result, server, lobby, advance } = await reading(() => {
      const { conversations, totalUnread } = useConversations();
      const [a, b] = [useUnreadCount(direct), useUnreadCount(room)];
      return {
        list: totalUnread,
        total: useTotalUnread(),
        title: useUnreadTitle(),
        parts: a + b,
        length: conversations.length,
      };
    }, undefined);
    const agree = (count: number) => {
      expect(result.current).toMatchObject({ list: count, total: count, title: count, parts: count, length: 2 });
      expect(document.title).toBe(count > 0 ? `(${count}) Lessons` : "Lessons");
    };
    agree(3);
    await act(() => server.as("binh").send("an", "one more"));
    await advance();
    agree(4);
    // Nobody has the room open here.
    await act(() => server.as("chi").send(room, "and in the hall"));
    await advance(3_000);
    agree(5);
    act(() => lobby.markRead(direct));
    await advance(2_000);
    agree(2);
    act(() => lobby.markRead(room));
    await advance(2_000);
    agree(0);
  });

  it("has what was missed while the connection was lost, also of what nobody has open", async () => {
    const { result, server, advance } = await reading(() => useTotalUnread(), undefined);
    expect(result.current).toBe(3);
    server.network.disconnect();
    await act(() => server.as("chi").send(room, "you missed this"));
    await advance(5_000);
    expect(result.current).toBe(3);
    server.network.reconnect();
    await advance(40_000);
    // React 18 renders at the end of an act, and only then asks.
    await advance();
    expect(result.current).toBe(4);
  });

  it("is nothing for who is signed out", async () => {
    const { result, lobby, advance } = await reading(() => useTotalUnread(), undefined);
    act(() => lobby.signIn(null));
    await advance();
    expect(result.current).toBe(0);
  });

  it("throws outside of a provider", () => {
    // React 18 writes of it in the console as well.
    allowConsole(/The above error occurred/);
    for (const hook of [useTotalUnread, useUnreadTitle, useMessageAlerts])
      expect(() => renderHook(() => hook())).toThrow(/provider-missing/);
  });
});

describe("useUnreadTitle", () => {
  it("leaves the title as the page wants it, when it unmounts and when it is not enabled", async () => {
    const { rerender, unmount, advance } = await reading(
      (enabled: boolean) => useUnreadTitle({ enabled }),
      true as boolean,
    );
    expect(document.title).toBe("(3) Lessons");
    rerender(false);
    expect(document.title).toBe("Lessons");
    rerender(true);
    expect(document.title).toBe("(3) Lessons");
    unmount();
    await advance();
    expect(document.title).toBe("Lessons");
  });

  it("stands before the title that a router writes, and gives that one back", async () => {
    const { unmount } = await reading(() => useUnreadTitle(), undefined);
    document.title = "Lesson 3";
    await act(async () => {});
    expect(document.title).toBe("(3) Lesson 3");
    unmount();
    expect(document.title).toBe("Lesson 3");
  });

  it("writes as the app words it, and of two users the last one's words until it goes", async () => {
    const { rerender } = await reading((two: boolean) => {
      useUnreadTitle();
      useUnreadTitle({ enabled: two, template: (count, title) => `${title} – ${count} new` });
    }, true as boolean);
    expect(document.title).toBe("Lessons – 3 new");
    rerender(false);
    expect(document.title).toBe("(3) Lessons");
  });

  it("writes nothing on the server", () => {
    // react-redux's own, with React 18.
    allowConsole(/useLayoutEffect does nothing on the server/);
    const server = createMockServer({ environment: createVirtualEnvironment() });
    function Page() {
      return <p>{useUnreadTitle()}</p>;
    }
    document.title = "Server";
    const page = renderToString(
      <SocketProvider lobby={aLobby(server)}>
        <Page />
      </SocketProvider>,
    );
    expect(page).toBe("<p>0</p>");
    expect(document.title).toBe("Server");
  });
});

describe("useMessageAlerts", () => {
  const made: { title: string; body?: string; tag?: string; closed: boolean; onclick: (() => void) | null }[] = [];
  let asked = 0;
  let hidden = true;
  const original = Object.getOwnPropertyDescriptor(globalThis, "Notification");

  class FakeNotification {
    static permission: NotificationPermission = "granted";
    static requestPermission = async () => {
      asked += 1;
      FakeNotification.permission = "granted";
      return "granted" as const;
    };
    onclick: (() => void) | null = null;
    closed = false;
    title: string;
    body: string;
    tag: string;
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      this.title = title;
      this.body = body;
      this.tag = tag;
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
    FakeNotification.permission = "granted";
    Object.defineProperty(globalThis, "Notification", { value: FakeNotification, configurable: true, writable: true });
    Object.defineProperty(window, "focus", { value: () => {}, configurable: true, writable: true });
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    Object.defineProperty(document, "hasFocus", { value: () => !hidden, configurable: true });
  });
  afterEach(() => {
    if (original === undefined) Reflect.deleteProperty(globalThis, "Notification");
    else Object.defineProperty(globalThis, "Notification", original);
    Reflect.deleteProperty(document, "hidden");
    Reflect.deleteProperty(document, "hasFocus");
  });

  let sounds = 0;
  const sound = () => {
    sounds += 1;
  };
  const alerted = async (options: Parameters<typeof useMessageAlerts>[0] = { sound, browser: true }) => {
    sounds = 0;
    return reading(() => {
      useConversations();
      return useMessageAlerts(options);
    }, undefined);
  };

  it("tells of what others write while nobody looks, and of nothing that the list brings along", async () => {
    const { server, advance } = await alerted();
    expect(made).toEqual([]);
    await act(() => server.as("binh").send("an", "are you there?"));
    await advance();
    expect(made).toMatchObject([{ title: "Bình", body: "are you there?", tag: `${address} ${direct}` }]);
    expect(sounds).toBe(1);
    await act(() => server.as("chi").send(room, "in the hall"));
    await advance(3_000);
    expect(made.at(-1)).toMatchObject({ title: "Chi · Hall", body: "in the hall", tag: `${address} ${room}` });
  });

  it("tells of the first word of somebody new", async () => {
    const { server, advance } = await alerted();
    await act(() => server.as("chi").send("an", "hello, I am new"));
    await advance();
    expect(made).toMatchObject([{ title: "Chi", tag: `${address} direct:an:chi` }]);
  });

  it("never tells of one's own messages, nor while the page is in front", async () => {
    const { server, lobby, advance } = await alerted();
    act(() => void lobby.sendMessage(direct, { kind: "text", text: "mine" }));
    await act(() => server.as("an").send("binh", "mine, from the other device"));
    await advance();
    hidden = false;
    await act(() => server.as("binh").send("an", "I see you"));
    await advance();
    expect(made).toEqual([]);
    expect(sounds).toBe(0);
  });

  it("says neither sound nor notification unless asked for, and asks for no permission by itself", async () => {
    FakeNotification.permission = "default";
    const { result, server, advance } = await alerted({ browser: true });
    await act(() => server.as("binh").send("an", "psst"));
    await advance();
    expect(made).toEqual([]);
    expect(asked).toBe(0);
    expect(result.current.permission).toBe("default");
    await act(async () => void (await result.current.requestPermission()));
    expect(asked).toBe(1);
    expect(result.current.permission).toBe("granted");
  });

  it("opens the conversation that was clicked, and takes its notifications away with the window's focus or its own end", async () => {
    const opened: string[] = [];
    const { server, advance, unmount } = await alerted({ browser: true, onOpen: (id) => opened.push(id) });
    await act(() => server.as("binh").send("an", "one"));
    await advance();
    made[0]?.onclick?.();
    expect(opened).toEqual([direct]);
    await act(() => server.as("binh").send("an", "two"));
    await advance();
    act(() => void window.dispatchEvent(new Event("focus")));
    await act(() => server.as("binh").send("an", "three"));
    await advance();
    expect(made.map(({ closed }) => closed)).toEqual([true, true, false]);
    unmount();
    expect(made.map(({ closed }) => closed)).toEqual([true, true, true]);
  });

  it("plays a sound once for many messages in a second", async () => {
    const { server, advance } = await alerted();
    for (const words of ["a", "b", "c", "d"]) await act(() => server.as("binh").send("an", words));
    await advance();
    expect(sounds).toBe(1);
  });
});
