// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { computed, nextTick, ref, shallowRef, watch } from "vue";
import { selectConnection } from "../../src/client/connection/selectors.js";
import { useChat } from "../../src/vue/useChat.js";
import { useConnection } from "../../src/vue/useConnection.js";
import { useLobbySelector } from "../../src/vue/useLobbySelector.js";
import { useNotifications } from "../../src/vue/useNotifications.js";
import { useOnlineStatus } from "../../src/vue/useOnlineStatus.js";
import { useViewerCount } from "../../src/vue/useViewerCount.js";
import { hall, vueWorld } from "./support.js";

const heldBy = (lobby: { readonly store: { getState(): { lobby: object } } }, part: string) =>
  (lobby.store.getState().lobby as Record<string, unknown>)[part];

describe("useConnection", () => {
  test("tells each part as a ref of its own, and connects and disconnects", async () => {
    const { mount, advance } = vueWorld();
    const { value } = mount(useConnection);
    expect(value.status.value).toBe("connecting");
    await advance();
    expect([value.status.value, value.guarantees.value, value.userId.value]).toEqual(["live", "L4", "an"]);
    expect(value.capabilities.sequences).toBe(true);
    value.disconnect();
    expect(value.status.value).toBe("closed");
    value.connect();
    await advance();
    expect(value.status.value).toBe("live");
  });
});

describe("useLobbySelector", () => {
  test("changes only with the selected value, and follows refs in the selector", async () => {
    const { mount, advance, server } = vueWorld();
    const which = ref<"status" | "userId">("status");
    const told: unknown[] = [];
    const { value, end } = mount(() => {
      const selected = useLobbySelector((state) => selectConnection(state)[which.value]);
      watch(selected, (now) => told.push(now), { flush: "sync" });
      return selected;
    });
    await advance();
    expect(value.value).toBe("live");
    const count = told.length;
    await server.as("binh").send("direct:an:binh", "Chào");
    await advance();
    expect(told).toHaveLength(count);
    which.value = "userId";
    expect(value.value).toBe("an");
    end();
    const after = told.length;
    await advance(5_000);
    expect(told).toHaveLength(after);
  });

  test("takes two values for the same by an equality of one's own", async () => {
    const { mount, advance, server } = vueWorld();
    const told: unknown[] = [];
    mount(() => {
      const list = useLobbySelector(
        (state) => Object.keys(state.lobby.chat.conversations),
        (a, b) => a.join() === b.join(),
      );
      watch(list, (now) => told.push(now), { flush: "sync" });
      return useChat("binh");
    });
    await advance();
    const count = told.length;
    await server.as("binh").send("direct:an:binh", "Chào");
    await advance();
    expect(told).toHaveLength(count);
  });
});

describe("useChat", () => {
  test("messages, who types, what is unread, and sending", async () => {
    const { mount, advance, server } = vueWorld({ history: { count: 3 } });
    const { value } = mount(() => useChat("binh"));
    await advance();
    expect(value.status.value).toBe("ready");
    expect(value.messages.value).toHaveLength(3);
    const key = value.send("Hello");
    expect(value.messages.value.at(-1)).toMatchObject({ key, status: "sending", own: true });
    await advance();
    await server.as("binh").read("direct:an:binh");
    await server.as("binh").type("direct:an:binh");
    await advance();
    expect(value.messages.value.at(-1)).toMatchObject({ key, status: "read" });
    expect(value.typing.value).toMatchObject([{ userId: "binh" }]);
    await server.as("binh").send("direct:an:binh", "Chào");
    await advance();
    expect(value.unreadCount.value).toBeGreaterThan(0);
    value.markRead();
    value.setDraft("half a word");
    value.setTyping(true);
    value.setReading(true);
    await advance();
    expect([value.unreadCount.value, value.draft.value]).toEqual([0, "half a word"]);
  });

  test("one that failed is sent again or thrown away; older pages and gaps are loaded", async () => {
    let muted = true;
    const { mount, advance } = vueWorld({
      history: { count: 80 },
      authorize: (_user, { kind }) => !(muted && kind === "send"),
    });
    const { value } = mount(() => useChat({ roomId: "hall" }));
    await advance();
    const [first, second] = [value.send("one"), value.send("two")];
    await advance();
    expect(value.messages.value.at(-1)).toMatchObject({ key: second, status: "failed" });
    expect(value.discard(second)).toEqual({ kind: "text", text: "two" });
    muted = false;
    value.retry(first);
    const before = value.messages.value.length;
    await Promise.all([value.loadOlder(), value.loadGap(1), value.reload(), advance()]);
    expect(value.messages.value.length).toBeGreaterThan(before);
    expect(value.messages.value.at(-1)).toMatchObject({ key: first, status: "sent" });
  });

  test("another target opens another conversation and closes the old one; none is quiet", async () => {
    const { mount, advance, server } = vueWorld();
    const target = shallowRef<string | { roomId: string } | null>("binh");
    const { value } = mount(() => useChat(target));
    await advance();
    expect(value.conversationId.value).toBe("direct:an:binh");
    target.value = { roomId: "hall" };
    expect(value.conversationId.value).toBe(hall);
    await advance(3_000);
    expect(value.status.value).toBe("ready");
    await server.as("binh").send(hall, "in the hall");
    await advance();
    expect(value.messages.value.map(({ body }) => body.text)).toEqual(["in the hall"]);
    target.value = null;
    expect([value.conversationId.value, value.messages.value, value.status.value]).toEqual([null, [], "idle"]);
    expect(() => value.send("Hello")).toThrow(/no conversation|not sent/);
    expect(value.discard("nothing")).toBeNull();
    await expect(value.loadOlder()).resolves.toBeUndefined();
  });
});

describe("useNotifications", () => {
  test("loads them, keeps them fresh, filters, marks read and clears", async () => {
    const { mount, advance, server } = vueWorld({ notifications: 40 });
    const { value } = mount(() => useNotifications());
    await advance(2_000);
    expect([value.status.value, value.hasMore.value, value.supported, value.clearable]).toEqual([
      "ready",
      true,
      true,
      true,
    ]);
    const loaded = value.notifications.value.length;
    await Promise.all([value.loadMore(), advance()]);
    expect(value.notifications.value.length).toBeGreaterThan(loaded);
    await server.notify("an", { title: "It begins" });
    await advance();
    expect(value.notifications.value[0]).toMatchObject({ title: "It begins" });
    const unread = value.unreadCount.value;
    value.markRead(value.notifications.value[0]?.id ?? "");
    expect(value.unreadCount.value).toBe(unread - 1);
    value.filter.value = "unread";
    await advance(2_000);
    expect(value.notifications.value.every(({ read }) => !read)).toBe(true);
    value.markAllRead();
    await advance();
    expect([value.unreadCount.value, value.notifications.value]).toEqual([0, []]);
    value.clear();
    value.filter.value = "all";
    await Promise.all([value.reload(), advance()]);
    expect(value.notifications.value).toEqual([]);
    expect([value.error.value, value.more.value]).toEqual([null, "idle"]);
  });

  test("asks for nothing while it is not enabled, and follows a filter that changes", async () => {
    const { mount, advance } = vueWorld({ notifications: 3 });
    const enabled = ref(false);
    const filter = ref<"all" | "unread">("all");
    const { value } = mount(() => useNotifications({ enabled, filter }));
    await advance(3_000);
    expect(value.status.value).toBe("idle");
    enabled.value = true;
    await advance(3_000);
    expect(value.status.value).toBe("ready");
    filter.value = "unread";
    expect(value.filter.value).toBe("unread");
  });
});

describe("useOnlineStatus", () => {
  test("who is there, for a list that changes", async () => {
    const { mount, advance, server } = vueWorld();
    const ids = shallowRef<string | string[] | null>(["binh"]);
    const { value, lobby } = mount(() => {
      const { isOnline, status, presences, stale, supported } = useOnlineStatus(ids);
      return { online: computed(() => isOnline("binh")), status, presences, stale, supported };
    });
    await server.as("binh").setPresence("online");
    await advance(2_000);
    expect([value.online.value, value.status("chi"), value.supported, value.stale.value]).toEqual([
      true,
      "offline",
      true,
      false,
    ]);
    const same = value.presences.value;
    ids.value = ["binh"];
    await advance(2_000);
    expect(value.presences.value).toBe(same);
    ids.value = null;
    await advance(3_000);
    expect(value.presences.value).toEqual({});
    expect(heldBy(lobby, "presence")).toMatchObject({ people: {} });
  });
});

describe("useViewerCount", () => {
  test("counts, of another thing as soon as it is another, and not without one", async () => {
    const { mount, advance, server, network } = vueWorld();
    const id = ref<string | null>("lesson-1");
    const { value } = mount(() => useViewerCount(id));
    await server.as("binh").watch("lesson-1");
    await advance(2_000);
    expect([value.count.value, value.peak.value, value.stale.value, value.supported]).toEqual([2, 2, false, true]);
    id.value = "lesson-2";
    expect(value.count.value).toBeNull();
    await advance(2_000);
    expect(value.count.value).toBe(1);
    network.disconnect();
    await advance();
    expect([value.stale.value, value.asOf.value !== null, value.ambiguous.value]).toEqual([true, true, false]);
    id.value = null;
    expect(value.count.value).toBeNull();
  });
});

test("nothing is left of all of them when the app is unmounted", async () => {
  const { mount, advance, environment, server } = vueWorld();
  await server.ready;
  const before = environment.pending;
  const { end, lobby } = mount(() => [
    useConnection(),
    useChat("binh"),
    useNotifications(),
    useOnlineStatus("binh"),
    useViewerCount("lesson-1"),
    useLobbySelector((state) => state.lobby.chat),
  ]);
  await advance(2_000);
  end();
  await nextTick();
  await advance(20_000);
  expect(environment.pending).toEqual(before);
  expect(lobby.store.getState().lobby.connection.status).toBe("idle");
});
