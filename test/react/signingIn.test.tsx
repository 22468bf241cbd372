import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import type { User } from "../../src/contract/connection.js";
import { useChat } from "../../src/react/chat/useChat.js";
import { useConversations } from "../../src/react/chat/useConversations.js";
import { useOpenConversation } from "../../src/react/chat/useOpenConversation.js";
import { useTotalUnread } from "../../src/react/chat/useTotalUnread.js";
import { useGiftHistory } from "../../src/react/gifts/useGiftHistory.js";
import { useGifts } from "../../src/react/gifts/useGifts.js";
import { useLiveTopic } from "../../src/react/live/useLiveTopic.js";
import { usePrice } from "../../src/react/live/usePrice.js";
import { useLivestream } from "../../src/react/livestream/useLivestream.js";
import { useAllNotifications } from "../../src/react/notifications/useAllNotifications.js";
import { useNotifications } from "../../src/react/notifications/useNotifications.js";
import { useOnlineStatus } from "../../src/react/presence/useOnlineStatus.js";
import { useRoom } from "../../src/react/room/useRoom.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { useSupport } from "../../src/react/support/useSupport.js";
import { useSupportQueue } from "../../src/react/support/useSupportQueue.js";
import { useViewerCount } from "../../src/react/viewers/useViewerCount.js";
import { createMockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { people } from "./support.js";

/** What each hook shows once it has settled. */
const hooks: Readonly<Record<string, () => unknown>> = {
  useConversations: () => {
    const { status, conversations } = useConversations();
    return [status, conversations.map(({ id }) => id)];
  },
  useTotalUnread,
  useChat: () => {
    const { conversationId, status, messages } = useChat("chi");
    return [conversationId, status, messages.length];
  },
  useOpenConversation: () => useOpenConversation("chi"),
  useNotifications: () => {
    const { status, notifications } = useNotifications();
    return [status, notifications.length];
  },
  useAllNotifications: () => useAllNotifications().status,
  useGifts: () => useGifts({ roomId: "hall" }).status,
  useGiftHistory: () => useGiftHistory({ roomId: "hall" }).status,
  useSupport: () => {
    const { status, conversationId } = useSupport();
    return [status, conversationId];
  },
  useSupportQueue: () => useSupportQueue().status,
  usePrice: () => usePrice("VNM")?.price,
  useLiveTopic: () => useLiveTopic("board").state,
  useRoom: () => useRoom("hall").status,
  useOnlineStatus: () => useOnlineStatus("chi").presences,
  useViewerCount: () => useViewerCount("lesson").count,
  useLivestream: () => {
    const { chat, room, viewers } = useLivestream("hall");
    return [chat.status, room.status, viewers.count];
  },
};

async function showing(hook: () => unknown) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: people,
    roles: { binh: ["admin", "agent"] },
    conversations: [
      { id: "direct:binh:chi", messages: 3, unread: 1 },
      { id: "direct:an:chi", messages: 2 },
      { id: "room:hall", messages: 4 },
    ],
    gifts: { catalogue: [] },
    environment,
  });
  await server.ready;
  server.topics.set("board", { n: 1 });
  const advance = (ms = 3_000) => act(() => environment.advanceAsync(ms));
  const mount = async (user: User | null) => {
    const { auth, ...options } = server.options(user?.id ?? "binh");
    const lobby = createLobby({ ...options, user, ...(user === null || auth === undefined ? {} : { auth }) });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <StrictMode>
        <SocketProvider lobby={lobby}>{children}</SocketProvider>
      </StrictMode>
    );
    const rendered = renderHook(hook, { wrapper });
    await advance();
    const signIn = async (next: User | null) => {
      act(() => lobby.signIn(next, next === null ? undefined : server.options(next.id).auth));
      await advance();
    };
    return { ...rendered, signIn, lobby, advance };
  };
  /** What it shows to who is signed in when it is mounted. */
  const toOne = async (user: User | null) => {
    const { result, unmount, lobby } = await mount(user);
    unmount();
    lobby.disconnect();
    await advance();
    return result.current;
  };
  return { mount, toOne, close: server.close };
}

const [an, binh] = people as [User, User];

describe("a mounted hook shows who signs in what it shows to who was signed in before", () => {
  it.each(Object.entries(hooks))("%s", async (_name, hook) => {
    const { mount, toOne, close } = await showing(hook);
    const expected = await toOne(binh);
    const nothing = await toOne(null);
    const { result, signIn, advance, unmount, lobby } = await mount(null);
    expect(result.current).toEqual(nothing);
    await signIn(binh);
    expect(result.current).toEqual(expected);
    await signIn(null);
    expect(result.current).toEqual(nothing);
    await signIn(an);
    await signIn(binh);
    // An is counted among the viewers a little longer than he is there.
    await advance(15_000);
    expect(result.current).toEqual(expected);
    unmount();
    lobby.disconnect();
    close();
  });
});
