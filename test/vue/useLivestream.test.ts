// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { createApp, defineComponent, h, KeepAlive, ref, watch } from "vue";
import { createLobby } from "../../src/client/createLobby.js";
import { createLobbyPlugin } from "../../src/vue/createLobbyPlugin.js";
import { useLivestream } from "../../src/vue/useLivestream.js";
import { mounted, rose, vueWorld } from "./support.js";

describe("useLivestream", () => {
  test("does everything for a room", async () => {
    const { mount, advance, server } = vueWorld({ history: { count: 3 }, notifications: 3 });
    await server.core.room.update("hall", { title: "Hall" });
    const { value } = mount(() => useLivestream("hall"));
    await server.as("binh").enterRoom("hall");
    await server.as("binh").watch("hall");
    await advance(2_000);
    expect(value.view.value).toMatchObject({
      roomId: "hall",
      user: { id: "an" },
      connection: { status: "live" },
      room: { status: "joined", info: { title: "Hall" }, memberCount: 2 },
      viewers: { count: 2 },
      chat: { status: "ready", messages: [{}, {}, {}] },
      gifts: { catalogue: [rose], balance: 100 },
      notifications: { status: "ready" },
      health: { overall: "healthy" },
    });
    value.send("Hello");
    value.sendImage("https://images.example.com/a.png", "Look");
    const tap = value.sendGift({ giftId: "rose", quantity: 1, receiverId: "binh" });
    value.askAdmin("No sound", "sound");
    value.markRead();
    value.setTyping(true);
    value.setReading(true);
    value.markNotificationsRead();
    await advance(1_500);
    const sent = value.chat.value.messages.slice(-3);
    expect(sent.map(({ body }) => body.kind).sort()).toEqual(["gift", "image", "text"]);
    expect(sent.map(({ status }) => status)).toEqual(["sent", "sent", "sent"]);
    expect(value.gifts.value).toMatchObject({ balance: 90, showing: { name: "Rose" }, pending: [{ status: "sent" }] });
    expect(value.support.value).toMatchObject({ ticket: { topic: "sound" } });
    expect(value.notifications.value.unreadCount).toBe(0);
    value.dismissGift(tap);
    value.clearHistory();
    value.clearNotifications();
    value.clearErrors();
    value.rejoin();
    await Promise.all([
      value.reloadGifts(),
      value.reload(),
      value.loadGap(1),
      value.loadMoreNotifications(),
      value.checkHealth(),
      advance(),
    ]);
    expect(value.chat.value.messages).toEqual([]);
    await value.loadOlder();
    expect(value.chat.value.messages).toHaveLength(6);
  });

  test("refs change only with their own part", async () => {
    const { mount, advance, server } = vueWorld();
    const told: string[] = [];
    mount(() => {
      const live = useLivestream("hall");
      for (const part of ["chat", "gifts", "room", "notifications", "health"] as const)
        watch(live[part], () => told.push(part), { flush: "sync" });
      return live;
    });
    await advance(3_000);
    told.length = 0;
    await server.as("binh").send("room:hall", "Chào");
    await advance();
    expect(new Set(told)).toEqual(new Set(["chat"]));
  });

  test("another id leaves the old room and comes into the new one; none is quiet", async () => {
    const { mount, advance } = vueWorld();
    const roomId = ref<string | null>("hall");
    const { value, lobby } = mount(() => useLivestream(roomId));
    const inside = () => Object.keys(lobby.store.getState().lobby.room?.rooms ?? {});
    await advance();
    expect(value.room.value).toMatchObject({ status: "joined" });
    const { send } = value;
    roomId.value = "attic";
    // At once: nothing of the old room is drawn as if it were the new one's.
    expect([value.roomId.value, value.chat.value?.messages]).toEqual(["attic", []]);
    await advance(3_000);
    expect(inside()).toEqual(["attic"]);
    expect(value.send).toBe(send);
    send("in the attic");
    await advance();
    expect(value.chat.value?.messages).toMatchObject([{ body: { text: "in the attic" } }]);
    roomId.value = null;
    await advance(3_000);
    expect(inside()).toEqual([]);
    expect([value.view.value, value.chat.value]).toEqual([null, null]);
    expect(() => value.send("Hello")).toThrow(/Nothing was sent/);
    expect(() => value.askAdmin("Hello")).toThrow(/Nothing was sent/);
    expect(value.discard("nothing")).toBeNull();
    await expect(value.checkHealth()).resolves.toBe("unknown");
  });

  test("leaves when its component goes, and while KeepAlive keeps it aside", async () => {
    const { server, advance, environment } = vueWorld();
    await server.ready;
    const before = environment.pending;
    const lobby = createLobby(server.options("an"));
    const shown = ref<"room" | "kept" | "none">("room");
    const Room = defineComponent({
      setup() {
        const { room } = useLivestream("hall");
        return () => h("p", room.value.status);
      },
    });
    const Page = () => h(KeepAlive, null, { default: () => (shown.value === "room" ? h(Room) : null) });
    const { element, end } = mounted(createApp(Page).use(createLobbyPlugin({ lobby })));
    await advance();
    expect(element.textContent).toBe("joined");
    shown.value = "kept";
    await advance(5_000);
    expect(element.textContent).toBe("");
    expect(lobby.store.getState().lobby.room?.rooms).toEqual({});
    shown.value = "room";
    await advance(2_000);
    expect(element.textContent).toBe("joined");
    end();
    await advance(20_000);
    expect(environment.pending).toEqual(before);
  });
});
