import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { eventsReceived } from "../../../src/client/lobbyActions.js";
import { LiveRoom, type LiveRoomPanes } from "../../../src/components/room/LiveRoom.js";
import { RoomMoves } from "../../../src/components/room/RoomMoves.js";
import { Roster } from "../../../src/components/room/Roster.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { RoomStore } from "../../../src/server/store/roomStore.js";
import { createMockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../../support/setup.js";
import { wholeNative } from "../../support/wholeNative.js";

const users = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
  { id: "chi", name: "Chi" },
  { id: "dung", name: "Dũng" },
];

const aServer = (more: Partial<MockServerOptions> = {}) =>
  createMockServer({
    users,
    conversations: [{ id: "room:evening", title: "Evening" }],
    history: { count: 5 },
    environment: createVirtualEnvironment(),
    ...more,
  });

/** Stand-ins of the app's, so that what is tested is the room. */
const panes: LiveRoomPanes = {
  Viewers: ({ viewableId }) => <span>viewers of {viewableId}</span>,
  GiftStage: ({ roomId }) => <span>stage of {roomId}</span>,
  GiftButton: ({ receivers }) => <button type="button">Give to {receivers.map(({ name, id }) => name ?? id)}</button>,
  Leaderboard: ({ roomId }) => <span>givers of {roomId}</span>,
};

const noStream = { live: false, startedAt: null, endedAt: null };

const roomElement = () => document.querySelector<HTMLElement>(".lobby-live-room");

async function renderRoom(props: Partial<Parameters<typeof LiveRoom>[0]> = {}, server = aServer()) {
  await server.core.room.update("evening", { title: "Evening stream", hostId: "binh" });
  await server.as("binh").enterRoom("evening");
  const result = await renderWithLobby(<LiveRoom roomId="evening" panes={panes} {...props} />, { server });
  await result.advance(1_500);
  return { ...result, user: userEvent.setup({ delay: null }) };
}

describe("LiveRoom", () => {
  test("has header, viewers, stage, chat, composer and a gift button for the host", async () => {
    const { server, advance } = await renderRoom();
    expect(screen.getByText("Evening stream")).toBeInTheDocument();
    for (const text of ["viewers of evening", "stage of evening", "Give to Bình"])
      expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getByRole("log")).toBeInTheDocument();
    expect(screen.getByText("The stream has not started yet")).toBeInTheDocument();
    expect(screen.queryByText("Live")).toBeNull();
    await act(() => server.core.room.startStream("evening", { title: "Chords" }));
    await advance();
    expect(screen.getByText("Live")).toBeInTheDocument();
    expect(screen.getByText("Chords")).toBeInTheDocument();
    expect(roomElement()).toHaveAttribute("data-stream", "live");
    await act(() => server.core.room.endStream("evening"));
    await advance();
    expect(screen.getByText(/The stream ended at/)).toBeInTheDocument();
    expect(screen.queryByText("Live")).toBeNull();
  });

  test("shows who is there in a drawer that takes the focus and gives it back", async () => {
    const { user, advance } = await renderRoom();
    const button = screen.getByRole("button", { name: "People in the room, 2 people" });
    await user.click(button);
    const drawer = screen.getByRole("dialog", { name: "People in the room" });
    expect(within(drawer).getByRole("button", { name: "Close" })).toHaveFocus();
    expect(
      within(drawer)
        .getAllByRole("listitem")
        .map((row) => row.textContent),
    ).toEqual(["BBìnhHost", "AAnYou"]);
    await user.keyboard("{Escape}");
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute("aria-expanded", "false");
    await advance();
  });

  test("goes from chat to givers and back by click and arrow keys", async () => {
    const { user } = await renderRoom();
    await user.click(screen.getByRole("tab", { name: "Top givers" }));
    expect(screen.getByRole("tabpanel", { name: "Top givers" })).toHaveTextContent("givers of evening");
    expect(screen.queryByRole("log")).toBeNull();
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByRole("tab", { name: "Chat" })).toHaveFocus();
    expect(within(screen.getByRole("tabpanel", { name: "Chat" })).getByRole("log")).toBeInTheDocument();
  });

  test("leaves out what it is told to, and gives nobody a gift for himself", async () => {
    await renderRoom({ panes: { ...panes, Leaderboard: null, GiftStage: null, Viewers: null, Moves: null } });
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.queryByText(/stage of|viewers of/)).toBeNull();
    expect(document.querySelector(".lobby-room-moves")).toBeNull();
  });

  test("has no givers where the server does not know them, and calls a host it can't name by what he is", async () => {
    // It is given no more words, and has none for this.
    const { extensible: _given, ...protocol } = wholeNative;
    const server = aServer();
    await server.core.room.update("evening", { title: "Evening stream", hostId: "dung" });
    const { GiftButton, GiftStage } = panes;
    const parts = { GiftButton, GiftStage } as LiveRoomPanes;
    const { advance } = await renderWithLobby(<LiveRoom roomId="evening" panes={parts} />, {
      server,
      lobby: { protocol },
    });
    await advance(1_500);
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.getByRole("log")).toBeInTheDocument();
    expect(screen.getByText("Give to Host")).toBeInTheDocument();
  });

  test("has its own givers with the server in the box, whose words for them come later", async () => {
    const { GiftButton, GiftStage } = panes;
    await renderRoom({ panes: { GiftButton, GiftStage } as LiveRoomPanes });
    expect(screen.getByRole("tab", { name: "Top givers" })).toBeInTheDocument();
  });

  test("has no gift button where there is nobody else to give to", async () => {
    await renderRoom({ receivers: [{ id: "an", name: "An" }] });
    expect(screen.queryByText(/Give to/)).toBeNull();
  });

  test("says that one may not enter, and offers nothing that would not help", async () => {
    await renderRoom({}, aServer({ authorize: ({ id }, action) => !(id === "an" && action.kind === "open") }));
    expect(screen.getByRole("alert")).toHaveTextContent("You can't enter this room");
    expect(screen.queryByRole("log")).toBeNull();
    expect(screen.queryByRole("button", { name: /People/ })).toBeNull();
    expect(roomElement()).toHaveAttribute("data-room", "refused");
  });

  test("says that one was sent away; who left may come back", async () => {
    const { server, advance, user } = await renderRoom();
    await act(() => server.core.closeConversation("room:evening", "an", "kicked"));
    await advance();
    expect(screen.getByRole("alert")).toHaveTextContent("You have been removed from this room");
    expect(screen.queryByRole("button", { name: "Come back in" })).toBeNull();
    await act(() => server.core.closeConversation("room:evening", "an", "left"));
    await advance();
    await user.click(screen.getByRole("button", { name: "Come back in" }));
    await advance();
    expect(screen.getByRole("log")).toBeInTheDocument();
  });

  test("keeps the chat when who is here can't be told, and tries again", async () => {
    allowConsole(/room-watch failed/);
    const store = memoryStore();
    let broken = true;
    const rooms: RoomStore = {
      ...store.rooms,
      read: (id) => (broken ? Promise.reject(new Error("no disk")) : store.rooms.read(id)),
    };
    const server = aServer({ store: { ...store, rooms } });
    const { advance } = await renderWithLobby(<LiveRoom roomId="evening" panes={panes} />, { server });
    await advance(20_000);
    expect(screen.getByRole("log")).toBeInTheDocument();
    expect(screen.getByRole("alert")).toHaveTextContent("Who is here could not be loaded.");
    broken = false;
    act(() => screen.getByRole("button", { name: "Try again" }).click());
    await advance();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(roomElement()).toHaveAttribute("data-room", "joined");
  });

  test("marks what is shown as stale while the connection is gone", async () => {
    const { server, advance } = await renderRoom();
    server.network.disconnect();
    await advance();
    expect(roomElement()).toHaveAttribute("data-stale");
    expect(screen.getByText("Evening stream")).toBeInTheDocument();
    server.network.reconnect();
    await advance(40_000);
    expect(roomElement()).not.toHaveAttribute("data-stale");
  });
});

test("LiveRoom says in its header that the connection is gone, once that has lasted", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const environment = createVirtualEnvironment({ startAt: Date.now() });
  const { server, advance } = await renderRoom({}, aServer({ environment }));
  vi.setSystemTime(environment.now());
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      await advance(250);
      act(() => vi.advanceTimersByTime(250));
    }
  };
  server.network.disconnect();
  await pass(3_000);
  expect(screen.queryByText("Connecting…")).toBeNull();
  await pass(4_000);
  expect(screen.getByText("Connecting…")).toBeInTheDocument();
});

describe("RoomMoves", () => {
  test("sums up who came, then who went, and then says nothing", async () => {
    const { server, advance } = await renderWithLobby(<RoomMoves roomId="evening" />, { server: aServer() });
    await advance(2_000);
    const line = () => document.querySelector<HTMLElement>(".lobby-room-moves");
    expect(line()).toHaveAttribute("data-state", "idle");
    for (const id of ["binh", "chi", "dung", "x1", "x2"]) await server.as(id).enterRoom("evening");
    await advance(1_500);
    expect(line()).toHaveTextContent("Bình, Chi and 3 others joined");
    await advance(12_000);
    expect(line()).toHaveAttribute("data-state", "idle");
    await server.as("chi").leaveRoom("evening");
    await advance(1_500);
    expect(line()).toHaveTextContent("Chi left");
  });

  test("names one where two long names would leave no room", async () => {
    const long = [
      { id: "an", name: "An" },
      { id: "x", name: "Maximilian Featherstonehaugh" },
      { id: "y", name: "Công Tằng Tôn Nữ Ngọc Trâm" },
    ];
    const server = aServer({ users: long });
    const { advance } = await renderWithLobby(<RoomMoves roomId="evening" />, { server });
    await advance(2_000);
    for (const id of ["x", "y"]) await server.as(id).enterRoom("evening");
    await advance(1_500);
    expect(document.querySelector(".lobby-room-moves")).toHaveTextContent(
      "Maximilian Featherstonehaugh and 1 other joined",
    );
  });
});

describe("Roster", () => {
  test("counts where it can name nobody", async () => {
    const { lobby } = await renderWithLobby(<Roster roomId="evening" />, { server: aServer() });
    const view = { room: { roomId: "evening", memberCount: 2 }, stream: noStream, roster: [], truncated: true };
    const events = [{ type: "roomEntered", view } as const];
    const entered = eventsReceived({ events, at: 0, roomBuffer: 500, echoed: true, typingExpiryMs: 0 });
    act(() => void lobby.store.dispatch(entered));
    expect(screen.queryAllByRole("listitem")).toEqual([]);
    expect(screen.getByText("2 people")).toBeInTheDocument();
  });

  test("names the host, then oneself, then the others, and counts those it can't name", async () => {
    const server = aServer({ limits: { roomRoster: 3 } });
    await server.core.room.update("evening", { hostId: "chi" });
    for (const id of ["binh", "chi"]) await server.as(id).enterRoom("evening");
    const { advance } = await renderWithLobby(<Roster roomId="evening" />, { server });
    expect(screen.getAllByRole("listitem").map((row) => row.textContent)).toEqual(["CChiHost", "AAnYou", "BBình"]);
    for (const id of ["x1", "x2", "x3"]) await server.as(id).enterRoom("evening");
    await advance(1_500);
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
    expect(screen.getByText("and 3 others")).toBeInTheDocument();
  });
});
