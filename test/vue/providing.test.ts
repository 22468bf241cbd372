// @vitest-environment jsdom
import { describe, expect, onTestFinished, test } from "vitest";
import { createApp, createSSRApp, defineComponent, effectScope, h, nextTick, ref, shallowRef } from "vue";
import { renderToString } from "vue/server-renderer";
import { createLobby } from "../../src/client/createLobby.js";
import type { User } from "../../src/contract/connection.js";
import { createLobbyPlugin } from "../../src/vue/createLobbyPlugin.js";
import { provideLobby } from "../../src/vue/provideLobby.js";
import { useChat } from "../../src/vue/useChat.js";
import { useConnection } from "../../src/vue/useConnection.js";
import { useLivestream } from "../../src/vue/useLivestream.js";
import { useLobby } from "../../src/vue/useLobby.js";
import { allowConsole } from "../support/setup.js";
import { mounted, vueWorld } from "./support.js";

const Status = defineComponent({
  setup() {
    const { status } = useConnection();
    const { messages } = useChat("binh");
    return () => h("p", `${status.value} ${messages.value.length}`);
  },
});

describe("createLobbyPlugin", () => {
  test("connects when the app is mounted, not before, and lets go when it is unmounted", async () => {
    const { server, advance, network } = vueWorld({ history: { count: 2 } });
    const app = createApp(Status).use(createLobbyPlugin(server.options("an")));
    await advance(2_000);
    expect(network.attempts).toBe(0);
    const { element, end } = mounted(app);
    await advance();
    expect(element.textContent).toBe("live 2");
    end();
    await advance(5_000);
    expect(network.connections).toBe(0);
  });

  test("takes a lobby of the app's own", async () => {
    const { server, mount } = vueWorld();
    const lobby = createLobby(server.options("an"));
    expect(mount(useLobby, { lobby }).value).toBe(lobby);
  });

  test("signs in and out with a user that changes", async () => {
    const { server, mount, advance } = vueWorld();
    const user = shallowRef<User | null>(null);
    const { auth: _auth, ...options } = server.options("an");
    const { value, lobby } = mount(useConnection, { ...options, user, auth: () => user.value?.id ?? "" });
    await advance(2_000);
    expect(value.status.value).toBe("idle");
    user.value = { id: "an", name: "An" };
    await advance();
    expect([value.status.value, value.userId.value]).toEqual(["live", "an"]);
    user.value = { id: "an", name: "An Other" };
    await advance();
    expect(lobby.user).toEqual({ id: "an", name: "An Other" });
    user.value = { id: "binh" };
    await advance();
    expect([value.status.value, value.userId.value]).toEqual(["live", "binh"]);
    user.value = null;
    await advance(2_000);
    expect([value.status.value, value.userId.value]).toEqual(["idle", null]);
  });
});

describe("provideLobby", () => {
  test("serves what is below, beside another lobby of the app, and ends with its component", async () => {
    const first = vueWorld();
    const second = vueWorld({ history: { count: 4 } });
    const shown = ref(true);
    const Part = defineComponent({
      setup() {
        provideLobby(second.server.options("binh"));
        return () => h("section", [h(Whose)]);
      },
    });
    const Whose = defineComponent({
      setup() {
        const { userId } = useConnection();
        return () => h("b", String(userId.value));
      },
    });
    const Page = defineComponent({ setup: () => () => h("div", [h(Whose), shown.value ? h(Part) : null]) });
    const { element } = mounted(createApp(Page).use(createLobbyPlugin(first.server.options("an"))));
    await first.advance();
    await second.advance();
    expect(element.textContent).toBe("anbinh");
    expect([first.network.connections, second.network.connections]).toEqual([1, 1]);
    shown.value = false;
    await nextTick();
    await second.advance(5_000);
    expect([first.network.connections, second.network.connections]).toEqual([1, 0]);
  });
});

describe("on a server", () => {
  test("renders without connecting, and hydrates into a live page", async () => {
    const { server, advance, network, environment } = vueWorld({ history: { count: 2 } });
    await server.ready;
    const before = environment.pending;
    const Page = defineComponent({
      setup() {
        const { room } = useLivestream("hall");
        return () => h("div", [h(Status), room.value.status]);
      },
    });
    const page = () => createSSRApp(Page).use(createLobbyPlugin(server.options("an")));
    const markup = await renderToString(page());
    expect(markup).toContain("idle 0");
    await advance(5_000);
    expect(network.attempts).toBe(0);
    expect(environment.pending).toEqual(before);
    const element = document.createElement("div");
    element.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
    const app = page();
    app.mount(element);
    onTestFinished(() => app.unmount());
    await advance(1_000);
    expect(element.textContent).toBe("live 2joined");
  });
});

test("a scope of one's own works with the app's context, and ends with the scope", async () => {
  const { mount, advance } = vueWorld();
  const { app, lobby } = mount(() => null);
  await advance();
  const scope = effectScope();
  const live = scope.run(() => app.runWithContext(() => useLivestream("hall")));
  await advance();
  expect(live?.room.value.status).toBe("joined");
  scope.stop();
  await advance(5_000);
  expect(lobby.store.getState().lobby.room?.rooms).toEqual({});
});

describe("what is wrong is said", () => {
  test("no plugin, no setup, no id", async () => {
    allowConsole(/Unhandled error during execution of setup function|injection .* not found/);
    const { mount } = vueWorld();
    // First, because Vue forgets to leave a setup that throws.
    expect(() => useConnection()).toThrow(/outside of setup/);
    expect(() => provideLobby({ url: "https://chat.example.com", user: null })).toThrow(/outside of setup/);
    expect(() => mounted(createApp(Status))).toThrow(/app\.use\(createLobbyPlugin/);
    expect(() => mount(() => useLivestream("not an id"))).toThrow(/can't be a room's id/);
  });
});
