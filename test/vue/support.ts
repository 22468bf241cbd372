import { onTestFinished } from "vitest";
import { type App, createApp, defineComponent, h, nextTick } from "vue";
import type { Lobby } from "../../src/client/lobby.js";
import { createMockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createLobbyPlugin } from "../../src/vue/createLobbyPlugin.js";
import type { LobbySource } from "../../src/vue/lobbySource.js";
import { useLobby } from "../../src/vue/useLobby.js";

export const people = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
];
export const hall = "room:hall";
export const rose = { id: "rose", name: "Rose", price: 10, animation: "default" as const };

/** A server on a virtual clock, and apps of Vue on it. */
export function vueWorld(options: Omit<MockServerOptions, "environment"> = {}) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: people,
    conversations: ["direct:an:binh", hall],
    gifts: { catalogue: () => [rose], startingBalance: 100 },
    environment,
    ...options,
  });
  onTestFinished(() => server.close());
  const advance = async (ms = 300) => {
    await environment.advanceAsync(ms);
    await nextTick();
  };

  /** Mounts a component whose setup is given, and answers what it returned. */
  function mount<T>(setup: () => T, source: LobbySource = server.options("an")) {
    let found: { readonly value: T; readonly lobby: Lobby } | null = null;
    const Root = defineComponent({
      setup() {
        const lobby = useLobby();
        found = { value: setup(), lobby };
        return () => h("p", "here");
      },
    });
    const { app, end } = mounted(createApp(Root).use(createLobbyPlugin(source)));
    // Assigned while it was mounted.
    const { value, lobby } = found as unknown as { readonly value: T; readonly lobby: Lobby };
    return { app, end, lobby, value };
  }
  return { environment, server, network: server.network, advance, mount };
}

/** Mounts an app, and unmounts it after the test. */
export function mounted(app: App) {
  const element = document.createElement("div");
  document.body.append(element);
  let isMounted = false;
  const end = () => {
    if (isMounted) app.unmount();
    isMounted = false;
    element.remove();
  };
  onTestFinished(end);
  app.mount(element);
  isMounted = true;
  return { app, element, end };
}
