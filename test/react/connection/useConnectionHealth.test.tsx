import { act, render } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import {
  type UseConnectionHealthResult,
  useConnectionHealth,
} from "../../../src/react/connection/useConnectionHealth.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { allowConsole } from "../../support/setup.js";
import { aLobby, aServer } from "../support.js";

function aProbe(options?: Parameters<typeof useConnectionHealth>[0]) {
  const seen: UseConnectionHealthResult[] = [];
  const Probe = () => {
    seen.push(useConnectionHealth(options));
    return null;
  };
  return { Probe, now: () => seen.at(-1) as UseConnectionHealthResult, seen };
}

describe("useConnectionHealth", () => {
  test("is healthy on a live connection, and asks the API when it is told to", async () => {
    const { Probe, now } = aProbe();
    const { advance } = await renderWithLobby(<Probe />, aServer());
    expect(now()).toMatchObject({ socket: "healthy", api: "unknown", overall: "healthy", errors: [] });
    act(() => void now().check());
    expect(now().checking).toBe(true);
    await advance();
    expect(now()).toMatchObject({ api: "healthy", overall: "healthy", checking: false });
  });

  test("tells what is down, and logs it once however often it happens", async () => {
    const { Probe, now } = aProbe();
    const { server, advance } = await renderWithLobby(<Probe />, aServer());
    server.network.disconnect();
    await advance(30_000);
    expect(now()).toMatchObject({ socket: "down", api: "down", overall: "down" });
    const socket = now().errors.filter(({ kind }) => kind === "socket");
    expect(socket.length).toBeLessThanOrEqual(2);
    expect(socket.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(2);
    act(() => now().clearErrors());
    expect(now().errors).toEqual([]);
  });

  test("stops listening when it is unmounted, and does not begin when it is not enabled", async () => {
    const watching = aProbe();
    const { server, advance, unmount, lobby } = await renderWithLobby(<watching.Probe />, aServer());
    unmount();
    server.network.disconnect();
    await advance(20_000);
    expect(lobby.store.getState().lobby.health?.errors ?? []).toEqual([]);

    const quiet = aProbe({ enabled: false });
    const other = await renderWithLobby(<quiet.Probe />, aServer());
    other.server.network.disconnect();
    await other.advance(20_000);
    expect(quiet.now()).toMatchObject({ socket: "down", errors: [] });
  });

  test("knows nothing when nobody is signed in", () => {
    const { Probe, now } = aProbe();
    const { server } = aServer();
    const lobby = aLobby(server);
    lobby.signIn(null);
    render(
      <SocketProvider lobby={lobby}>
        <Probe />
      </SocketProvider>,
    );
    expect(now()).toMatchObject({ socket: "unknown", api: "unknown", overall: "unknown" });
  });

  test("keeps its functions, and its value until something changes", async () => {
    const { Probe, seen } = aProbe();
    const { rerender } = await renderWithLobby(<Probe />, aServer());
    const before = seen.at(-1);
    rerender(<Probe />);
    expect(seen.at(-1)).toBe(before);
  });

  test("says so when the provider is missing", () => {
    allowConsole(/provider-missing|The above error occurred/);
    const { Probe } = aProbe();
    expect(() => render(<Probe />)).toThrow(/outside of <SocketProvider>/);
  });
});
