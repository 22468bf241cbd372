import { useGifts, useLiveTopic, useNotifications, useOnlineStatus, useRoom, useViewerCount } from "lobbykit";
import { type Lobby, type PresenceApi, presenceFeature } from "lobbykit/client";
import { defineProtocol } from "lobbykit/protocols";
import { createLobbyServer, memoryStore } from "lobbykit/server";
import { expectTypeOf } from "vitest";

// Nothing here runs: the compiler is the test.

export function Topics() {
  const rating = useLiveTopic("course-7", { validate: (state): { stars: number } => ({ stars: Number(state) }) });
  expectTypeOf(rating.state).toEqualTypeOf<{ stars: number } | null>();
  // Without a validator nobody has looked at it.
  const raw = useLiveTopic("course-7");
  // @ts-expect-error a state that was not validated has no fields
  raw.state?.stars;
}

export function Notifications() {
  const { notifications, send } = useNotifications({ filter: { kind: "purchase" } });
  expectTypeOf(notifications[0]?.read).toEqualTypeOf<boolean | undefined>();
  // @ts-expect-error what comes from the state can't be changed in place
  notifications.push(notifications[0]);
  // @ts-expect-error a notification has a title
  void send({ to: { userId: "binh" }, message: "Hello" });
  // @ts-expect-error there is no such filter
  useNotifications({ filter: "important" });
}

export function Gifts() {
  const { send, pending } = useGifts({ roomId: "hall" });
  expectTypeOf(send({ giftId: "rose", quantity: 1, receiverId: "binh" })).toEqualTypeOf<string>();
  // @ts-expect-error prices are the server's
  send({ giftId: "rose", quantity: 1, receiverId: "binh", price: 0 });
  for (const gift of pending) expectTypeOf(gift.status).toEqualTypeOf<"sending" | "sent" | "failed" | "unknown">();
}

export function Presence() {
  expectTypeOf(useOnlineStatus(["an", "binh"]).status("an")).toEqualTypeOf<"online" | "away" | "offline">();
  expectTypeOf(useViewerCount(null).count).toEqualTypeOf<number | null>();
  // @ts-expect-error a room is named by its id
  useRoom(7);
}

export function Features(lobby: Lobby) {
  expectTypeOf(lobby.use(presenceFeature)).toEqualTypeOf<PresenceApi>();
  // @ts-expect-error not a feature
  lobby.use({ name: "presence" });
}

export function Protocols() {
  defineProtocol({
    name: "mine",
    capabilities: { rooms: true },
    incoming: {},
    // @ts-expect-error there is no such command
    outgoing: { sendMesage: () => null },
  });
}

export function Servers() {
  const httpServer = {} as Parameters<typeof createLobbyServer>[0] extends infer O
    ? O extends { httpServer: infer H }
      ? H
      : never
    : never;
  const lobby = createLobbyServer({ httpServer, jwt: { secret: "s" }, store: memoryStore() });
  void lobby.notify("admins", { title: "New purchase" });
  // @ts-expect-error nobody is told
  void lobby.notify({ title: "New purchase" });
}
