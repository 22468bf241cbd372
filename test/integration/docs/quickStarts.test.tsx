// @vitest-environment jsdom
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { type ComponentType, StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { patience } from "../../support/patience.js";
import { type QuickStartServer, quickStartServers } from "./quickStartServers.js";

/** Every quick start of the docs, as it is printed, against the server that it is for. */

let server: QuickStartServer;

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await server?.stop();
});

test("every quick start has its server here", () => {
  const files = readdirSync(join(import.meta.dirname, "../../docs/quick-starts"));
  // Apps are named as their protocols; with a capital there are components, whose guide needs no server.
  const names = files.filter((file) => /^[a-z]+\.tsx$/.test(file)).map((file) => file.slice(0, -4));
  expect(Object.keys(quickStartServers).toSorted()).toEqual(names.toSorted());
});

describe.each(Object.entries(quickStartServers))("the quick start of %s", (name, start) => {
  test("shows what somebody else says, and the server gets what is typed", async () => {
    server = await start();
    for (const [key, value] of Object.entries(server.env)) vi.stubEnv(key, value);
    vi.stubGlobal("fetch", withRoutes(server.routes ?? {}));
    const { App } = (await import(`../../docs/quick-starts/${name}.tsx`)) as { App: ComponentType };
    render(<App />, { wrapper: StrictMode });

    await server.there();
    await server.say("Chào An!");
    await screen.findByText("Chào An!", {}, patience);

    const person = userEvent.setup();
    const heard = server.heard();
    await person.type(screen.getByRole("textbox", { name: /^Message to/ }), "Chào cả nhà{Enter}");
    expect(await heard).toBe("Chào cả nhà");
    expect(await screen.findByText("Chào cả nhà", {}, patience)).toBeVisible();
  });
});

/** What the app's own routes answer; everything else goes over the network. */
function withRoutes(routes: Readonly<Record<string, () => Promise<string>>>): typeof fetch {
  const real = globalThis.fetch;
  return async (input, init) => {
    const route = typeof input === "string" ? routes[input] : undefined;
    return route === undefined ? real(input, init) : new Response(await route());
  };
}
