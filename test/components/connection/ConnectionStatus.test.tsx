import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionStatus } from "../../../src/components/connection/ConnectionStatus.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { aServer } from "../chat/aServer.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A banner on a lobby whose clock is the browser's: both go on together. */
async function renderStatus(props: Parameters<typeof ConnectionStatus>[0] = {}) {
  const environment = createVirtualEnvironment({ startAt: Date.now() });
  const server = aServer({ environment });
  const result = await renderWithLobby(<ConnectionStatus {...props} data-testid="status" />, { server });
  vi.setSystemTime(environment.now());
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      await result.advance(Math.min(250, left));
      act(() => vi.advanceTimersByTime(Math.min(250, left)));
    }
  };
  const state = () => screen.getByTestId("status").dataset.state;
  return { ...result, server, environment, pass, state };
}

describe("the banner", () => {
  test("is not there for a loss of less than five seconds", async () => {
    const { server, pass, state, lobby } = await renderStatus();
    server.network.disconnect();
    await pass(4_000);
    expect(state()).toBe("hidden");
    server.network.reconnect();
    act(() => lobby.connect());
    await pass(30_000);
    expect(state()).toBe("hidden");
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  test("appears after five, stays until all is fetched, and is gone when live", async () => {
    const { server, pass, state, lobby } = await renderStatus();
    const seen = new Set<string | undefined>();
    server.network.disconnect();
    await pass(6_000);
    expect(state()).toBe("reconnecting");
    expect(screen.getByRole("status")).toHaveTextContent("Connection lost. Reconnecting…");
    server.network.latencyMs = 400;
    server.network.reconnect();
    const isLive = () => lobby.store.getState().lobby.connection.status === "live";
    for (let round = 0; round < 160 && !isLive(); round += 1) {
      seen.add(state());
      await pass(250);
    }
    expect(isLive()).toBe(true);
    expect(seen).not.toContain("hidden");
    expect(seen).toContain("syncing");
    await pass(2_000);
    expect(state()).toBe("hidden");
    expect(screen.getByRole("status")).toHaveTextContent("Connected again");
    expect(document.querySelector(".lobby-connection-banner")).toBeNull();
  });

  test("counts down to the next attempt, which can be made at once", async () => {
    const { server, pass, lobby } = await renderStatus();
    server.network.disconnect();
    await pass(6_000);
    const attempts = server.network.attempts;
    const next = () => lobby.store.getState().lobby.connection.nextRetryAt;
    for (let round = 0; round < 40 && (next() ?? 0) - Date.now() < 3_000; round += 1) await pass(250);
    expect(screen.getByText(/Next attempt in \d+/)).toBeInTheDocument();
    vi.useRealTimers();
    await userEvent.setup().click(screen.getByRole("button", { name: "Try now" }));
    expect(server.network.attempts).toBeGreaterThan(attempts);
  });

  test("says at once that the sign-in has run out, with the app's way back", async () => {
    const onSignIn = vi.fn();
    const { server, pass, state } = await renderStatus({ onSignIn });
    server.network.refuse("UNAUTHENTICATED");
    server.network.cut();
    for (let round = 0; round < 400 && state() !== "auth-failed"; round += 1) await pass(250);
    expect(screen.getByRole("status")).toHaveTextContent("You have been signed out");
    vi.useRealTimers();
    await userEvent.setup().click(screen.getByRole("button", { name: "Sign in" }));
    expect(onSignIn).toHaveBeenCalledOnce();
  });

  test("says that the device is offline", async () => {
    const { environment, server, pass, state } = await renderStatus();
    server.network.disconnect();
    environment.setOnline(false);
    await pass(6_000);
    expect(state()).toBe("offline");
    expect(screen.getByText("What you write is sent when you are back.")).toBeInTheDocument();
  });

  test("is not there when the app itself has disconnected", async () => {
    const { lobby, pass, state } = await renderStatus();
    act(() => lobby.disconnect());
    await pass(10_000);
    expect(state()).toBe("hidden");
  });
});

describe("the toast", () => {
  test("keeps the banner's rules, and can be closed until the next loss", async () => {
    const { server, pass, state, lobby } = await renderStatus({ variant: "toast" });
    server.network.disconnect();
    await pass(4_000);
    expect(state()).toBe("hidden");
    await pass(2_000);
    expect(state()).toBe("reconnecting");
    act(() => screen.getByRole("button", { name: "Close" }).click());
    expect(state()).toBe("hidden");
    await pass(2_000);
    expect(document.querySelector(".lobby-connection-banner")).toBeNull();
    server.network.reconnect();
    act(() => lobby.connect());
    await pass(5_000);
    server.network.disconnect();
    await pass(6_000);
    expect(state()).toBe("reconnecting");
  });

  test("that was closed comes back when somebody has to act", async () => {
    const { server, pass, state } = await renderStatus({ variant: "toast" });
    server.network.disconnect();
    await pass(6_000);
    act(() => screen.getByRole("button", { name: "Close" }).click());
    server.network.reconnect();
    server.network.refuse("UNAUTHENTICATED");
    for (let round = 0; round < 400 && state() !== "auth-failed"; round += 1) await pass(250);
    expect(state()).toBe("auth-failed");
  });

  test("is one, however many there are on the page", async () => {
    const environment = createVirtualEnvironment({ startAt: Date.now() });
    const server = aServer({ environment });
    const Page = ({ first }: { first: boolean }) => (
      <>
        {first && <ConnectionStatus variant="toast" delayMs={0} />}
        <ConnectionStatus variant="toast" delayMs={0} />
        <ConnectionStatus delayMs={0} />
      </>
    );
    const { advance, rerender } = await renderWithLobby(<Page first />, { server });
    const pass = async () => {
      await advance(250);
      act(() => vi.advanceTimersByTime(250));
    };
    server.network.disconnect();
    for (let round = 0; round < 8; round += 1) await pass();
    const shown = (variant: string) =>
      document.querySelectorAll(`[data-variant="${variant}"]:not([data-state="hidden"])`).length;
    expect([shown("toast"), shown("banner")]).toEqual([1, 1]);
    rerender(<Page first={false} />);
    for (let round = 0; round < 8; round += 1) await pass();
    expect([shown("toast"), shown("banner")]).toEqual([1, 1]);
  });
});
