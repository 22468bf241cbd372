import { act, render, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode, useState } from "react";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { useChat } from "../../src/react/chat/useChat.js";
import { useConnection } from "../../src/react/connection/useConnection.js";
import { useSocket } from "../../src/react/connection/useSocket.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { useLobby } from "../../src/react/useLobby.js";
import { useMaybeLobby } from "../../src/react/useMaybeLobby.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, aServer, people } from "./support.js";

/** Providers are shared by address: each test gets its own. */
let servers = 0;
function zeroConfiguration() {
  const { server, environment } = aServer();
  servers += 1;
  const options = (userId: string) => ({ ...server.options(userId), url: `http://server-${servers}.test` });
  const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
  return { server, environment, options, advance };
}

function Status() {
  return <output>{useConnection().status}</output>;
}

describe("SocketProvider without configuration", () => {
  it("connects once in StrictMode and shows that it is live", async () => {
    const { server, options, advance } = zeroConfiguration();
    const { container } = render(
      <StrictMode>
        <SocketProvider {...options("an")}>
          <Status />
        </SocketProvider>
      </StrictMode>,
    );
    await advance();
    expect(container.textContent).toBe("live");
    expect(server.network.attempts).toBe(1);
  });

  it("shares one connection between two providers of the same server and user", async () => {
    const { server, options, advance } = zeroConfiguration();
    const seen: unknown[] = [];
    const Probe = () => {
      seen.push(useLobby());
      return <Status />;
    };
    const { container } = render(
      <>
        <SocketProvider {...options("an")}>
          <Probe />
        </SocketProvider>
        <SocketProvider {...options("an")}>
          <Probe />
        </SocketProvider>
      </>,
    );
    await advance();
    expect(container.textContent).toBe("livelive");
    expect(server.network.connections).toBe(1);
    expect(new Set(seen).size).toBe(1);
  });

  it("still has what was written and not sent when its page is left and come back to much later", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { server, options, advance } = zeroConfiguration();
    const seen: { chat?: ReturnType<typeof useChat> } = {};
    const Page = () => {
      seen.chat = useChat("binh");
      return <Status />;
    };
    const page = (
      <SocketProvider {...options("an")}>
        <Page />
      </SocketProvider>
    );
    const first = render(page);
    await advance();
    server.network.disconnect();
    await advance();
    act(() => {
      seen.chat?.send("not sent yet");
      seen.chat?.setDraft("and then");
    });
    first.unmount();
    act(() => vi.advanceTimersByTime(60_000));
    server.network.reconnect();
    render(page);
    await advance(5_000);
    expect(seen.chat?.messages.at(-1)).toMatchObject({ body: { text: "not sent yet" }, status: "sent" });
    expect(seen.chat?.draft).toBe("and then");
  });

  it("keeps one connection and a constant number of listeners over fifty fast route changes in StrictMode", async () => {
    const { server, environment, options, advance } = zeroConfiguration();
    const Page = ({ number }: { number: number }) => {
      useChat(number % 2 === 0 ? "binh" : { roomId: "hall" });
      return <Status />;
    };
    const App = ({ number }: { number: number }) => (
      <StrictMode>
        <SocketProvider {...options("an")} key={number}>
          <Page number={number} />
        </SocketProvider>
      </StrictMode>
    );
    const { rerender } = render(<App number={0} />);
    await advance(2_000);
    const { listeners } = environment.pending;
    for (let number = 1; number <= 50; number++) {
      rerender(<App number={number} />);
      await advance(20);
    }
    await advance(2_000);
    expect(server.network.connections).toBe(1);
    expect(server.network.attempts).toBe(1);
    expect(environment.pending.listeners).toBe(listeners);
  });

  it("closes a second after the last one has gone", async () => {
    const { server, environment, options, advance } = zeroConfiguration();
    const { unmount } = render(<SocketProvider {...options("an")} />);
    await advance();
    expect(server.network.connections).toBe(1);
    unmount();
    await environment.advanceAsync(900);
    expect(server.network.connections).toBe(1);
    await environment.advanceAsync(300);
    expect(server.network.connections).toBe(0);
  });

  it("takes an inline token function, new at every render, as the same source", async () => {
    const { server, options, advance } = zeroConfiguration();
    const App = () => {
      const [, again] = useState(0);
      return (
        <SocketProvider {...options("an")} auth={() => "an"}>
          <button type="button" onClick={() => again((count) => count + 1)}>
            again
          </button>
        </SocketProvider>
      );
    };
    const { getByRole } = render(<App />);
    await advance();
    for (let count = 0; count < 5; count++) act(() => getByRole("button").click());
    await advance(2_000);
    expect(server.network.attempts).toBe(1);
  });

  it("forgets the former user's state when another one signs in", async () => {
    const { server, options, advance } = zeroConfiguration();
    const texts = () => rendered.container.textContent;
    const Texts = () => {
      const { user } = useLobby();
      const { messages } = useChat({ roomId: "secret" });
      return <p>{`${user?.id}: ${messages.map(({ body }) => ("text" in body ? body.text : "")).join()}`}</p>;
    };
    const rendered = render(
      <SocketProvider {...options("an")}>
        <Texts />
      </SocketProvider>,
    );
    await advance();
    await act(() => server.as("chi").send("room:secret", "for An's eyes"));
    await advance();
    expect(texts()).toBe("an: for An's eyes");
    server.network.failRequests(503);
    rendered.rerender(
      <SocketProvider {...options("binh")}>
        <Texts />
      </SocketProvider>,
    );
    expect(texts()).toBe("binh: ");
    await advance(3_000);
    expect(texts()).toBe("binh: ");
    expect(server.network.connections).toBe(1);
  });

  it.each([{ enabled: false }, { user: null }])("is quiet when signed out: %o", async (signedOut) => {
    const { server, options, advance } = zeroConfiguration();
    const App = () => {
      const { status, messages, conversationId } = useChat("binh");
      return <p>{JSON.stringify({ status, messages, conversationId, socket: useSocket() })}</p>;
    };
    const { container } = render(
      <SocketProvider {...options("an")} {...signedOut}>
        <App />
      </SocketProvider>,
    );
    await advance(5_000);
    expect(server.network.attempts).toBe(0);
    expect(JSON.parse(container.textContent ?? "")).toEqual({
      status: "idle",
      messages: [],
      conversationId: null,
      socket: null,
    });
  });
});

describe("SocketProvider with a given lobby", () => {
  it("serves hooks from it and leaves it to its maker", async () => {
    const { server, environment } = aServer();
    const lobby = aLobby(server);
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    );
    const { result } = renderHook(() => ({ lobby: useLobby(), connection: useConnection() }), { wrapper });
    await act(() => environment.advanceAsync(100));
    expect(result.current.lobby).toBe(lobby);
    expect(result.current.connection).toMatchObject({ status: "live", userId: "an", guarantees: "L4" });
  });

  it("does not connect while not enabled", async () => {
    const { server, environment } = aServer();
    render(<SocketProvider lobby={aLobby(server)} enabled={false} />);
    await act(() => environment.advanceAsync(2_000));
    expect(server.network.attempts).toBe(0);
  });
});

describe("mistakes", () => {
  it("tells of a missing provider what, why and how to mend", () => {
    allowConsole(/./);
    expect(() => renderHook(() => useChat("binh"))).toThrow(
      /outside of <SocketProvider>.*Wrap the app.*provider-missing/s,
    );
  });

  it("has useMaybeLobby for where a provider may be missing", () => {
    expect(renderHook(() => useMaybeLobby()).result.current).toBeNull();
  });

  it("tells of a provider inside another of the same lobby", () => {
    allowConsole(/./);
    const { server } = aServer();
    const lobby = aLobby(server);
    const nested = (
      <SocketProvider lobby={lobby}>
        <SocketProvider lobby={lobby} />
      </SocketProvider>
    );
    expect(() => render(nested)).toThrow(/Remove the inner provider.*provider-nested/s);
  });

  it("tells of a malformed id", () => {
    allowConsole(/./);
    const { server } = aServer();
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SocketProvider lobby={aLobby(server)}>{children}</SocketProvider>
    );
    expect(() => renderHook(() => useChat("__proto__"), { wrapper })).toThrow(/bad-id/);
    expect(people).toHaveLength(3);
  });
});
