// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import {
  ActiveViewers,
  ChatRoom,
  GiftPicker,
  LiveRoom,
  NotificationCenter,
  Roster,
  useConnectionHealth,
} from "lobbykit";
import { type LivestreamOptions, livestream, livestreamAuth } from "lobbykit/protocols";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { holdClock, patience } from "../../support/patience.js";
import { openPage } from "./support/page.js";

/** Components on a livestream gateway as it is: what shows, and what is hidden. */

const rose = { id: "rose", name: "Hoa hồng", price: 10, animation: "hearts" as const };
let server: LivestreamServer;

beforeEach(async () => {
  server = await startLivestreamServer();
});
afterEach(() => server.stop());

const page = (children: ReactNode, { id = "an", ...options }: LivestreamOptions & { readonly id?: string } = {}) => {
  const { apiUrl } = server;
  const { accessToken, refreshToken } = server.tokens(id);
  return openPage(
    {
      url: server.url,
      apiUrl,
      protocol: livestream({ gifts: [rose], ...options }),
      user: { id, name: `Name of ${id}` },
      auth: livestreamAuth({ apiUrl, accessToken, refreshToken }),
    },
    children,
  );
};
const inRoom = (id = "an") => waitFor(() => expect(server.members("hall")).toContain(id), patience);
const eventsOf = (id: string, name: string) =>
  server.received.filter(({ userId, event }) => userId === id && event === name);
const say = (to: string, message: string, more: object = {}) =>
  server.push(to, "newMessage", {
    roomId: "hall",
    userId: "chi",
    username: "Chi",
    message,
    timestamp: Date.now(),
    ...more,
  });

describe("a live room", () => {
  test("shows its title, how many look on, and what is said, once; one's own as sent", async () => {
    server.habits.echo = true;
    server.habits.backend = "wrapped";
    const { here, person, composer, rowOf, guarantees, part } = await page(<LiveRoom roomId="hall" />);
    expect(guarantees).toBe("L1");
    await inRoom();
    expect(await here.findByText("Room hall", {}, patience)).toBeVisible();
    say("an", "Chào cả nhà");
    await here.findByText("Chào cả nhà", {}, patience);
    await person.type(composer(), "Chào Chi{Enter}");
    await waitFor(() => expect(rowOf("Chào Chi")).toHaveAttribute("data-status", "sent"), patience);
    expect(here.getAllByText("Chào Chi")).toHaveLength(1);
    await waitFor(() => expect(part("lobby-viewers")).toHaveTextContent("1"), patience);
    expect(await here.findByRole("button", { name: /gift/i }, patience)).toBeVisible();
  });

  test("hides what this server has not: the givers, typing, read ticks", async () => {
    const { here, person, composer, rowOf, part } = await page(<LiveRoom roomId="hall" />);
    await inRoom();
    await person.type(composer(), "Ai đó?{Enter}");
    await waitFor(() => expect(rowOf("Ai đó?")).toHaveAttribute("data-status", "sent"), patience);
    expect(here.queryByRole("tablist")).toBeNull();
    expect(part("lobby-typing")).toBeNull();
    expect(within(rowOf("Ai đó?")!).queryByText(/^(Read|Delivered)$/)).toBeNull();
    expect(server.received.some(({ event }) => /typing|read/i.test(event))).toBe(false);
  });

  test("without a catalogue has no gifts", async () => {
    const { here } = await page(<LiveRoom roomId="hall" />, { gifts: [] });
    await inRoom();
    await here.findByText("Room hall", {}, patience);
    expect(here.queryByRole("button", { name: /gift/i })).toBeNull();
  });

  test("that nobody may enter says so", async () => {
    server.habits.closedRooms.add("hall");
    const { part } = await page(<LiveRoom roomId="hall" />);
    await waitFor(() => expect(part("lobby-live-room")).toHaveAttribute("data-room", "refused"), patience);
  });

  test("that nobody may enter says so as a chat alone", async () => {
    server.habits.closedRooms.add("hall");
    const { here } = await page(<ChatRoom roomId="hall" />);
    expect(await here.findByRole("alert", {}, patience)).toBeVisible();
    expect(here.queryByRole("button", { name: "Say hello" })).toBeNull();
  });
});

describe("writing", () => {
  test("too fast counts down beside the field, and what was written goes by itself", async () => {
    const { here, person, composer, rowOf } = await page(<ChatRoom roomId="hall" />);
    await inRoom();
    const moveOn = holdClock();
    await person.type(composer(), "một{Enter}");
    await person.type(composer(), "hai{Enter}");
    // A little more than the server's second, for what is on its way.
    expect((await here.findAllByText("You can send again in 2 seconds", {}, patience)).length).toBeGreaterThan(0);
    moveOn(100);
    expect((await here.findAllByText("You can send again in 1 second", {}, patience)).length).toBeGreaterThan(0);
    moveOn(1_000);
    await waitFor(() => expect(rowOf("hai")).toHaveAttribute("data-status", "sent"), patience);
    expect(eventsOf("an", "sendMessage").map(({ payload }) => payload.message)).toEqual(["một", "hai"]);
  });

  test("more than the server takes counts down as long as it says", async () => {
    server.habits.refusals.push({ error: "Rate limit exceeded", retryAfterMs: 1_500 });
    const { here, person, composer, rowOf } = await page(<ChatRoom roomId="hall" />);
    await inRoom();
    const moveOn = holdClock();
    await person.type(composer(), "ba{Enter}");
    expect((await here.findAllByText("You can send again in 2 seconds", {}, patience)).length).toBeGreaterThan(0);
    moveOn(1_500);
    await waitFor(() => expect(rowOf("ba")).toHaveAttribute("data-status", "sent"), patience);
  });

  test("while the token is renewed waits for the new one", async () => {
    const { person, composer, rowOf } = await page(<ChatRoom roomId="hall" />);
    await inRoom();
    server.expire("an");
    await person.type(composer(), "còn đây{Enter}");
    await waitFor(() => expect(rowOf("còn đây")).toHaveAttribute("data-status", "sent"), patience);
    expect(server.members("hall")).toEqual(["an"]);
  });

  test("to the admins shows as unconfirmed, and their answer below it", async () => {
    const { here, person, composer, rowOf } = await page(<ChatRoom conversationId="support:an" />);
    await person.type(composer(), "Cứu với{Enter}");
    await waitFor(() => expect(rowOf("Cứu với")).toHaveAttribute("data-status", "unconfirmed"), patience);
    expect(rowOf("Cứu với")).toHaveTextContent("Sent?");
    const answer = {
      _id: "a1",
      userId: "admin1",
      username: "Admin",
      message: "Đây",
      receiverId: "an",
      timestamp: Date.now(),
    };
    server.push("an", "chatMessageFromBackend", { data: answer });
    expect(await here.findByText("Đây", {}, patience)).toBeVisible();
  });
});

test("a picture of the hosts that the protocol states is shown at once, and no other comes at all", async () => {
  const { here } = await page(<ChatRoom roomId="hall" />, { imageHosts: ["images.example.com"] });
  await inRoom();
  say("an", "", { message: undefined, imageUrl: "https://tracker.example.net/a.png", _id: "p1" });
  say("an", "", { message: undefined, imageUrl: "https://images.example.com/b.png", _id: "p2" });
  await waitFor(() => expect(document.querySelector('img[src*="images.example.com"]')).not.toBeNull(), patience);
  expect(document.querySelector('img[src*="tracker"]')).toBeNull();
  expect(here.queryByRole("button", { name: /Show/ })).toBeNull();
});

test("where it states none, a picture is not loaded before the reader asks for it, but of the component's own hosts", async () => {
  const { here, person } = await page(<ChatRoom roomId="hall" imageHosts={["images.example.com"]} />);
  await inRoom();
  say("an", "", { message: undefined, imageUrl: "https://tracker.example.net/a.png", _id: "p1" });
  const button = await here.findByRole("button", { name: /Show/ }, patience);
  expect(document.querySelector('img[src*="tracker"]')).toBeNull();
  say("an", "", { message: undefined, imageUrl: "https://images.example.com/b.png", _id: "p2" });
  await waitFor(() => expect(document.querySelector('img[src*="images.example.com"]')).not.toBeNull(), patience);
  await person.click(button);
  expect(document.querySelector('img[src*="tracker"]')).not.toBeNull();
});

test("who comes and goes is in the roster, whom the server named first", async () => {
  const { here } = await page(
    <>
      <Roster roomId="hall" />
      <ActiveViewers viewableId="hall" />
    </>,
  );
  await inRoom();
  const binh = await page(<Roster roomId="hall" />, { id: "binh" });
  expect(await here.findByText("Name of binh", {}, patience)).toBeVisible();
  server.push("an", "roomUpdate", {
    roomId: "hall",
    users: [
      { userId: "chi", username: "Chi" },
      { userId: "binh", username: "Bình" },
    ],
  });
  expect(await here.findByText("Chi", {}, patience)).toBeVisible();
  binh.unmount();
  await waitFor(() => expect(here.queryByText("Bình")).toBeNull(), patience);
  expect(here.getByText("Chi")).toBeVisible();
});

test("a gift is chosen, sent once with all that the server wants, and stands in the chat", async () => {
  const receivers = [{ id: "host", name: "Chị Hà" }];
  const { here, person } = await page(
    <>
      <ChatRoom roomId="hall" />
      <GiftPicker target={{ roomId: "hall" }} receivers={receivers} layout="inline" />
    </>,
  );
  await inRoom();
  await person.click(await here.findByRole("radio", { name: /Hoa hồng/ }, patience));
  await person.click(here.getByRole("button", { name: /^Send .*10/ }));
  await waitFor(() => expect(eventsOf("an", "sendGift")).toHaveLength(1), patience);
  expect(eventsOf("an", "sendGift")[0]?.payload).toEqual({
    roomId: "hall",
    senderId: "an",
    senderName: "Name of an",
    receiverId: "host",
    receiverName: "Chị Hà",
    giftId: "rose",
    giftName: "Hoa hồng",
    giftType: "hearts",
    giftValue: 10,
    quantity: 1,
    message: "",
    animation: "hearts",
    timestamp: expect.any(Number),
  });
  await waitFor(
    () => expect(document.querySelectorAll(".lobby-gift-row, [data-kind=gift]")).not.toHaveLength(0),
    patience,
  );
});

test("notifications are what was pushed, the newest hundred, read and cleared on this page", async () => {
  const { person } = await page(<NotificationCenter />);
  for (let place = 0; place < 150; place += 1)
    server.push("an", "notification", {
      id: `n${place}`,
      type: "info",
      title: `Tin ${place}`,
      message: "",
      isRead: false,
      timestamp: Date.now() + place,
    });
  const bell = screen.getByRole("button", { name: /notifications/i });
  await waitFor(() => expect(bell).toHaveAccessibleName(/150|99|125|100/), patience);
  await person.click(bell);
  await screen.findByText("Tin 149", {}, patience);
  await person.click(await screen.findByRole("button", { name: "Clear all" }, patience));
  await person.click(await screen.findByRole("button", { name: "Clear all?" }, patience));
  await waitFor(() => expect(screen.queryByText("Tin 149")).toBeNull(), patience);
  expect(server.requests).toEqual([]);
});

function Health() {
  const { overall, socket, api, errors, check } = useConnectionHealth();
  return (
    <button type="button" data-overall={overall} data-socket={socket} data-api={api} onClick={() => void check()}>
      {errors.map(({ kind, subject }) => `${kind} ${subject}`).join(", ")}
    </button>
  );
}

test("health tells socket and API apart, with what went wrong by kind", async () => {
  const { here, person } = await page(
    <>
      <Health />
      <ChatRoom roomId="hall" />
    </>,
  );
  await inRoom();
  const health = here.getAllByRole("button").find((one) => one.dataset.overall !== undefined)!;
  await person.click(health);
  await waitFor(() => expect(health).toHaveAttribute("data-api", "healthy"), patience);
  expect(health).toHaveAttribute("data-socket", "healthy");
  server.push("an", "newMessage", { roomId: "hall" });
  server.push("an", "newGift", null);
  await waitFor(() => expect(health).toHaveTextContent("validation newGift"), patience);
  expect(health).toHaveTextContent("validation newMessage");
  server.habits.apiDown = true;
  await person.click(health);
  await waitFor(() => expect(health).toHaveAttribute("data-api", "down"), patience);
  expect(health).toHaveAttribute("data-socket", "healthy");
  expect(health).toHaveAttribute("data-overall", "degraded");
});
