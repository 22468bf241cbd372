// @vitest-environment jsdom
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import {
  ChatRoom,
  LobbyToaster,
  NotificationCenter,
  OnlineStatus,
  PriceTicker,
  Roster,
  SocketProvider,
  useConnection,
  useLiveTopic,
  useNotificationAlerts,
} from "lobbykit";
import { type RoomsOptions, rooms } from "lobbykit/protocols";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RoomsServer, startRoomsServer } from "../../servers/rooms.js";
import { patience } from "../../support/patience.js";
import { quickTimings } from "./support/presetWorld.js";

/** Components on a server of rooms as it is: what shows, and what is hidden. */

let server: RoomsServer;

beforeEach(async () => {
  server = await startRoomsServer();
});
afterEach(() => server.stop());

function Standing() {
  const { status, guarantees } = useConnection();
  return <output data-guarantees={guarantees}>{status}</output>;
}

async function page(children: ReactNode, { id = "an", ...options }: RoomsOptions & { readonly id?: string } = {}) {
  const view = render(
    <SocketProvider
      url={server.url}
      protocol={rooms(options)}
      user={{ id, name: `Name of ${id}` }}
      auth={server.token(id)}
      timings={quickTimings}
    >
      <Standing />
      {children}
    </SocketProvider>,
    { wrapper: StrictMode },
  );
  await within(view.container).findByText("live", {}, patience);
  return { ...view, here: within(view.container), person: userEvent.setup() };
}

const inRoom = () => waitFor(() => expect(server.members("hall")).toContain("an"), patience);
const composer = () => screen.getByRole("textbox", { name: /^Message to/ });
const rowOf = (text: string) => screen.getByText(text).closest<HTMLElement>(".lobby-row")!;

describe("a chat room", () => {
  test("shows what was said before, what is said, who types, and that one's own is stored, once", async () => {
    server.say("hall", "binh", "Trước đó");
    const { person } = await page(<ChatRoom roomId="hall" />);
    expect(await screen.findByText("Trước đó", {}, patience)).toBeVisible();
    expect(screen.getByText("live")).toHaveAttribute("data-guarantees", "L1");
    server.push("an", "user-typing", { roomId: "hall", userId: "binh", isTyping: true });
    await waitFor(() => expect(document.querySelector(".lobby-typing")).not.toBeNull(), patience);
    server.say("hall", "binh", "Chào An");
    expect(await screen.findByText("Chào An", {}, patience)).toBeVisible();
    const typed = server.next("typing");
    await person.type(composer(), "Chào Bình{Enter}");
    expect(await typed).toEqual({ roomId: "hall", isTyping: true });
    await waitFor(() => expect(rowOf("Chào Bình")).toHaveAttribute("data-status", "sent"), patience);
    expect(screen.getAllByText("Chào Bình")).toHaveLength(1);
  });

  test("of which nothing is told is empty, not loading for ever", async () => {
    server.habits.history = "never";
    await page(<ChatRoom roomId="hall" />);
    await inRoom();
    expect(await screen.findByRole("button", { name: "Say hello" }, patience)).toBeVisible();
  });

  test("shows a picture among the attachments, and offers to add one", async () => {
    await page(<ChatRoom roomId="hall" />, { imageHosts: ["images.example.com"] });
    await inRoom();
    server.say("hall", "binh", "Con mèo", { attachments: [{ url: "https://images.example.com/cat.png" }] });
    await screen.findByText("Con mèo", {}, patience);
    const picture = await screen.findByRole("img", { name: "Con mèo" }, patience);
    expect(picture).toHaveAttribute("src", "https://images.example.com/cat.png");
    expect(screen.getByRole("button", { name: "Add a photo" })).toBeVisible();
  });

  test("hides what the server has not: that somebody has read it", async () => {
    const { person } = await page(<ChatRoom roomId="hall" />);
    await inRoom();
    await person.type(composer(), "Ai đọc chưa?{Enter}");
    await waitFor(() => expect(rowOf("Ai đọc chưa?")).toHaveAttribute("data-status", "sent"), patience);
    server.say("hall", "binh", "Rồi");
    await screen.findByText("Rồi", {}, patience);
    expect(within(rowOf("Ai đọc chưa?")).queryByText(/Read|Delivered/)).toBeNull();
  });

  test("keeps what could not be sent, says so, and sends it again when asked", async () => {
    const { person } = await page(<ChatRoom roomId="hall" />);
    await inRoom();
    server.leave("an", "hall");
    await person.type(composer(), "Còn đó không?{Enter}");
    await waitFor(() => expect(rowOf("Còn đó không?")).toHaveAttribute("data-status", "failed"), patience);
    server.cut();
    await waitFor(() => expect(server.members("hall")).toEqual(["an"]), patience);
    await person.click(await screen.findByRole("button", { name: /Retry|Try again/ }, patience));
    await waitFor(() => expect(rowOf("Còn đó không?")).toHaveAttribute("data-status", "sent"), patience);
  });
});

test("who is there is named in the roster and marked, until he goes", async () => {
  const { here, container } = await page(
    <>
      <Roster roomId="hall" />
      <OnlineStatus userId="binh" showLabel />
    </>,
  );
  await inRoom();
  const binh = await page(<ChatRoom roomId="hall" />, { id: "binh" });
  expect(await here.findByText("Name of binh", {}, patience)).toBeVisible();
  await waitFor(
    () => expect(container.querySelector(".lobby-online")).toHaveAttribute("data-presence", "online"),
    patience,
  );
  binh.unmount();
  await waitFor(() => expect(here.queryByText("Name of binh")).toBeNull(), patience);
  expect(container.querySelector(".lobby-online")).toHaveAttribute("data-presence", "offline");
});

describe("notifications", () => {
  /** What the browser was asked to show. jsdom has no notifications of its own. */
  const shown: string[] = [];
  class BrowserNotification {
    static readonly permission = "granted";
    onclick = null;
    constructor(title: string) {
      shown.push(title);
    }
    close() {}
  }
  function Alerts() {
    useNotificationAlerts({ browser: true });
    return null;
  }

  afterEach(() => {
    shown.length = 0;
    Reflect.deleteProperty(globalThis, "Notification");
    Reflect.deleteProperty(document, "hidden");
    Reflect.deleteProperty(document, "visibilityState");
  });

  test("are counted on the bell, listed, toasted as they come, and marked as read on the server", async () => {
    server.notify("an", { title: "Cũ" });
    const { person } = await page(
      <>
        <NotificationCenter />
        <LobbyToaster />
      </>,
    );
    const bell = await screen.findByRole("button", { name: /Notifications.*1|1.*unread/i }, patience);
    expect(document.querySelector(".lobby-toast")).toBeNull();
    server.notify("an", { title: "Mới" });
    await waitFor(() => expect(document.querySelector(".lobby-toast")).toHaveTextContent("Mới"), patience);
    await person.click(bell);
    const all = server.next("mark-all-read");
    await person.click(await screen.findByRole("button", { name: /Mark all/i }, patience));
    await all;
    // What can't be cleared has no button for it.
    expect(screen.queryByRole("button", { name: /Clear/i })).toBeNull();
  });

  test("are the browser's while the tab is hidden, and toasts while it is shown", async () => {
    Object.defineProperty(globalThis, "Notification", { value: BrowserNotification, configurable: true });
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    await page(
      <>
        <NotificationCenter />
        <LobbyToaster />
        <Alerts />
      </>,
    );
    await waitFor(() => expect(server.connections("/notifications")).toBe(1), patience);
    server.notify("an", { title: "Lúc ẩn" });
    await waitFor(() => expect(shown).toEqual(["Lúc ẩn"]), patience);
    expect(document.querySelector(".lobby-toast")).toBeNull();
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
    server.notify("an", { title: "Lúc hiện" });
    await waitFor(() => expect(document.querySelector(".lobby-toast")).toHaveTextContent("Lúc hiện"), patience);
    expect(shown).toEqual(["Lúc ẩn"]);
  });
});

test("a price flashes the way it moved", async () => {
  const { container } = await page(<PriceTicker symbol="VNM" />);
  await waitFor(() => expect(server.received.some(({ event }) => event === "subscribe")).toBe(true), patience);
  server.tick({ symbol: "VNM", price: 100, timestamp: 1_000 });
  await waitFor(() => expect(container).toHaveTextContent("100"), patience);
  server.tick({ symbol: "VNM", price: 101, timestamp: 2_000 });
  await waitFor(() => expect(container.querySelector("[data-flash=up]")).not.toBeNull(), patience);
  server.tick({ symbol: "VNM", price: 99, timestamp: 3_000 });
  await waitFor(() => expect(container.querySelector("[data-flash=down]")).not.toBeNull(), patience);
});

test("the shared state is followed and changed, and a change that lost is told", async () => {
  function Note() {
    const { state, conflict, change } = useLiveTopic("state");
    return (
      <>
        <output data-testid="state">{JSON.stringify(state)}</output>
        {conflict !== null && <p>Somebody else was faster</p>}
        <button type="button" onClick={() => void change([{ op: "set", path: ["count"], value: 5 }])}>
          Five
        </button>
      </>
    );
  }
  const { person } = await page(<Note />);
  const state = () => screen.getByTestId("state");
  await waitFor(() => expect(state()).toHaveTextContent('{"title":"Chợ","count":1}'), patience);
  await person.click(screen.getByRole("button", { name: "Five" }));
  await waitFor(() => expect(server.state.state).toEqual({ title: "Chợ", count: 5 }), patience);
  await waitFor(() => expect(state()).toHaveTextContent('"count":5'), patience);
  server.quietly(["count"], 9);
  await person.click(screen.getByRole("button", { name: "Five" }));
  expect(await screen.findByText("Somebody else was faster", {}, patience)).toBeVisible();
  await waitFor(() => expect(state()).toHaveTextContent('"count":9'), patience);
});
