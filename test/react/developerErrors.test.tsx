import { render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createReporter } from "../../src/client/reporter.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { useLobby } from "../../src/react/useLobby.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, aServer } from "./support.js";

const warnings: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  warnings.length = 0;
  vi.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  document.head.replaceChildren();
  document.body.replaceChildren();
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("lobbykit copy")];
});

/** A fresh copy of the module, as another installed copy of the package would bring. */
const aCopy = async () => {
  vi.resetModules();
  return (await import("../../src/react/checkPage.js")).checkPage;
};

const aPart = () => {
  document.body.innerHTML = '<div class="app"><section class="own lobby-chat"></section></div>';
};
const theStylesheet = () => {
  document.head.innerHTML = '<style>[class*="lobby-"] { --lobby-ready: 1 }</style>';
};

describe("a missing stylesheet", () => {
  test("is told once, with why and how to mend it, as soon as a component is on the page", async () => {
    const checkPage = await aCopy();
    const stop = checkPage();
    vi.advanceTimersByTime(5_000);
    expect(warnings).toEqual([]);
    aPart();
    vi.advanceTimersByTime(5_000);
    checkPage();
    vi.advanceTimersByTime(5_000);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/stylesheet is not.*layout.*import "lobbykit\/styles\.css".*stylesheet-missing/s);
    stop();
  });

  test("is not told when it is there, nor of a page without components, nor after the provider has gone", async () => {
    const checkPage = await aCopy();
    theStylesheet();
    aPart();
    const stop = checkPage();
    vi.advanceTimersByTime(5_000);
    stop();
    document.head.replaceChildren();
    checkPage()();
    vi.advanceTimersByTime(5_000);
    expect(warnings).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("two copies of the package", () => {
  test("are told of, with why and how to mend it", async () => {
    const [first, second] = [await aCopy(), await aCopy()];
    const stops = [first(), first()];
    expect(warnings).toEqual([]);
    stops.push(second());
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/Two copies.*React context.*npm ls lobbykit.*two-copies/s);
    for (const stop of stops) stop();
  });
});

describe("the provider", () => {
  test("looks at the page in development builds only", () => {
    aPart();
    const { server } = aServer();
    const first = render(<SocketProvider lobby={aLobby(server)} />);
    vi.advanceTimersByTime(5_000);
    expect(warnings).toEqual([]);
    first.unmount();
    aPart();
    vi.stubEnv("NODE_ENV", "development");
    const second = render(<SocketProvider lobby={aLobby(server)} />);
    vi.advanceTimersByTime(5_000);
    expect(warnings).toHaveLength(1);
    second.unmount();
    const timers = vi.getTimerCount();
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(timers);
  });

  test("that is missing says what, why and how to mend it", () => {
    allowConsole(/provider-missing|The above error occurred/);
    const Probe = () => <>{useLobby().protocol.name}</>;
    expect(() => render(<Probe />)).toThrow(/outside of <SocketProvider>.*through that provider.*Wrap the app/s);
  });

  test("inside itself says what, why and how to mend it", () => {
    allowConsole(/provider-nested|The above error occurred/);
    const lobby = aLobby(aServer().server);
    const nested = (
      <SocketProvider lobby={lobby}>
        <SocketProvider lobby={lobby} />
      </SocketProvider>
    );
    expect(() => render(nested)).toThrow(/stands inside another.*one connection.*Remove the inner/s);
  });
});

test("an event that the protocol has no word for is told once, with how to mend it", () => {
  vi.stubEnv("NODE_ENV", "development");
  const { report } = createReporter(undefined);
  for (let round = 0; round < 2; round++)
    report({ kind: "unmapped", subject: "priceTick", message: "the protocol shop has no word for it" });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/"priceTick".*shop has no word.*dropped.*incoming.*unmapped-event/s);
});
