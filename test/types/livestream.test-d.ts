import { useLivestream } from "lobbykit";
import { createLivestream, LivestreamRoom, type LivestreamView, type Lobby } from "lobbykit/client";
import { livestream } from "lobbykit/protocols";
import {
  createLobbyPlugin,
  provideLobby,
  useChat,
  useViewerCount,
  useLivestream as useVueLivestream,
} from "lobbykit/vue";
import { expectTypeOf } from "vitest";
import { type ComputedRef, createApp, ref } from "vue";

// Nothing here runs: the compiler is the test.

export function Hook() {
  expectTypeOf(useLivestream("hall").chat).toEqualTypeOf<LivestreamView["chat"]>();
  const { roomId } = {} as { roomId: string | null };
  const maybe = useLivestream(roomId);
  // @ts-expect-error without a room there is nothing
  maybe.chat;
  expectTypeOf(maybe?.viewers.count).toEqualTypeOf<number | null | undefined>();
  const { sendGift, gifts } = useLivestream("hall", { notifications: false });
  // @ts-expect-error prices are the server's
  sendGift({ giftId: "rose", quantity: 1, receiverId: "lan", price: 0 });
  // @ts-expect-error what is shown can't be changed in place
  gifts.recent.push(gifts.recent[0]);
  // @ts-expect-error a room is named by its id
  useLivestream(7);
}

export function Plain(lobby: Lobby) {
  const live = createLivestream(lobby, "hall");
  expectTypeOf(live.getSnapshot()).toEqualTypeOf<LivestreamView>();
  expectTypeOf(live.send("Hello")).toEqualTypeOf<string>();
  // @ts-expect-error the view is read only
  live.getSnapshot().roomId = "attic";
}

export function Room(lobby: Lobby) {
  const room = new LivestreamRoom({ lobby, roomId: "hall" });
  room.on("viewers", (count) => expectTypeOf(count).toEqualTypeOf<number | null>());
  room.on("message", ({ key }) => expectTypeOf(key).toEqualTypeOf<string>());
  // @ts-expect-error there is no such event
  room.on("mesage", () => {});
  // @ts-expect-error which room is not said
  new LivestreamRoom({ lobby });
  // @ts-expect-error an address without a user
  new LivestreamRoom({ url: "https://gateway.example.com", roomId: "hall", protocol: livestream() });
}

export function Vue(lobby: Lobby) {
  const id = ref<string | null>(null);
  expectTypeOf(useVueLivestream("hall").chat).toEqualTypeOf<ComputedRef<LivestreamView["chat"]>>();
  expectTypeOf(useVueLivestream(id).chat.value).toEqualTypeOf<LivestreamView["chat"] | null>();
  expectTypeOf(useVueLivestream(() => "hall").send("Hello")).toEqualTypeOf<string>();
  expectTypeOf(useViewerCount(id).count.value).toEqualTypeOf<number | null>();
  expectTypeOf(useChat({ roomId: "hall" }).draft.value).toEqualTypeOf<string>();
  createApp({}).use(createLobbyPlugin({ lobby }));
  provideLobby({ url: "https://gateway.example.com", user: ref({ id: "an" }) });
  // @ts-expect-error nobody is said to be signed in
  createLobbyPlugin({ url: "https://gateway.example.com" });
}

export function Global() {
  const lobbykit = {} as typeof import("lobbykit/global.js");
  expectTypeOf(lobbykit.LivestreamRoom).toEqualTypeOf<typeof LivestreamRoom>();
  // @ts-expect-error React has no place in it
  lobbykit.useLivestream;
}
