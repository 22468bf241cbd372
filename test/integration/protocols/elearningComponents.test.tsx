// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import {
  ActiveViewers,
  ChatRoom,
  CommentFeed,
  ConnectionStatus,
  CourseRating,
  NotificationCenter,
  OnlineStatus,
} from "lobbykit";
import { elearning, elearningWith, type Protocol } from "lobbykit/protocols";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { school } from "../../docs/quick-starts/elearningLive.js";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";
import { patience } from "../../support/patience.js";
import { openPage } from "./support/page.js";

/** Components on an e-learning server as it is: what shows, and what is hidden. */

let server: ElearningServer;

beforeEach(async () => {
  server = await startElearningServer();
});
afterEach(() => server.stop());

const page = (
  children: ReactNode,
  { id = "an", protocol = elearning as Protocol, role = "user" as "user" | "admin" } = {},
) =>
  openPage(
    {
      url: server.url,
      apiUrl: server.apiUrl,
      protocol,
      user: { id, name: `Name of ${id}` },
      auth: () => server.token(id, role),
    },
    children,
  );

const store = (content: string, sender: string, recipient: string, status: "sent" | "read" = "sent") =>
  server.messages.push({
    _id: `65a1f0c2d4e5f6071829${1_000 + server.messages.length}`,
    content,
    sender,
    recipient,
    status,
    createdAt: new Date().toISOString(),
  });

describe("a chat with a teacher", () => {
  test("shows the history and what is said, and marks one's own as unconfirmed until the history has it", async () => {
    store("Em chào cô", "an", "binh", "read");
    store("Chào em", "binh", "an");
    const { here, person, composer, rowOf, guarantees } = await page(
      <ChatRoom recipientId="binh" recipientName="Cô Bình" />,
    );
    expect(guarantees).toBe("L0");
    await here.findByText("Chào em", {}, patience);
    expect(rowOf("Em chào cô")).toHaveAttribute("data-status", "read");
    await person.type(composer(), "Bài ở đâu ạ?{Enter}");
    await waitFor(() => expect(rowOf("Bài ở đâu ạ?")).toHaveAttribute("data-status", "unconfirmed"), patience);
    expect(rowOf("Bài ở đâu ạ?")).toHaveTextContent("Sent?");
    expect(within(rowOf("Bài ở đâu ạ?")!).queryByText(/^(Read|Delivered)$/)).toBeNull();
    server.push("an", "newMessage", { content: "Ở trang 5", senderId: "binh", recipientId: "an" });
    await here.findByText("Ở trang 5", {}, patience);
    server.cut();
    await waitFor(() => expect(rowOf("Bài ở đâu ạ?")).toHaveAttribute("data-status", "sent"), patience);
    expect(here.getAllByText("Bài ở đâu ạ?")).toHaveLength(1);
    expect(here.getAllByText("Ở trang 5")).toHaveLength(1);
  });

  test("offers no photos and tells of no typing: this server has neither", async () => {
    const { here, person, composer, part } = await page(<ChatRoom recipientId="binh" />);
    await person.type(composer(), "x{Enter}");
    await waitFor(() => expect(server.messages).toHaveLength(1), patience);
    expect(here.queryByRole("button", { name: "Add a photo" })).toBeNull();
    expect(part("lobby-typing")).toBeNull();
    expect(new Set(server.received.map(({ event }) => event))).toEqual(new Set(["message"]));
  });

  test("says why the history is not there, and loads it when asked", async () => {
    server.habits.refuseHistory = true;
    store("Chào em", "binh", "an");
    const { here, person } = await page(<ChatRoom recipientId="binh" />);
    const again = await here.findByRole("button", { name: /Retry|Try again/ }, patience);
    server.habits.refuseHistory = false;
    await person.click(again);
    expect(await here.findByText("Chào em", {}, patience)).toBeVisible();
  });

  test("keeps what is written while the connection is lost, and sends it once", async () => {
    const { here, person, composer, rowOf, has } = await page(
      <>
        <ConnectionStatus delayMs={0} />
        <ChatRoom recipientId="binh" />
      </>,
    );
    await server.stop();
    await has("lobby-connection", "data-state", "reconnecting");
    await person.type(composer(), "Mất mạng rồi{Enter}");
    await waitFor(() => expect(rowOf("Mất mạng rồi")).toHaveAttribute("data-status", "queued"), patience);
    await server.start();
    await waitFor(() => expect(server.messages.map(({ content }) => content)).toEqual(["Mất mạng rồi"]), patience);
    await has("lobby-connection", "data-state", "hidden");
    expect(here.getAllByText("Mất mạng rồi")).toHaveLength(1);
  });
});

describe("notifications", () => {
  const bell = () => screen.getByRole("button", { name: /notifications/i });
  const rows = () =>
    screen.getAllByRole("listitem").map((item) => item.querySelector<HTMLElement>(".lobby-notification"));
  const push = (id: string, title: string, more: object = {}) => {
    const one = {
      _id: id,
      title,
      message: "",
      status: "unread" as const,
      userId: "an",
      createdAt: new Date().toISOString(),
    };
    server.notifications.push(one);
    server.push("an", "newNotification", { ...one, ...more });
  };

  test("are counted, told apart by kind, marked one by one, and never cleared", async () => {
    const { person } = await page(<NotificationCenter />);
    push("n1", "New Order");
    push("n2", "New Question Reply Received");
    push("n3", "New Question Received");
    await waitFor(() => expect(bell()).toHaveAccessibleName(/3/), patience);
    await person.click(bell());
    await screen.findByText("New Order", {}, patience);
    expect(
      rows()
        .map((row) => row?.dataset.kind)
        .sort(),
    ).toEqual(["comment", "purchase", "reply"]);
    expect(screen.queryByRole("button", { name: "Clear all" })).toBeNull();
    await person.click(screen.getByRole("button", { name: "Mark as read: New Order" }));
    await waitFor(() => expect(server.requests).toContain("PUT update-notification/n1"), patience);
    await waitFor(() => expect(bell()).toHaveAccessibleName(/2/), patience);
    await person.click(screen.getByRole("button", { name: "Mark all as read" }));
    await waitFor(
      () => expect(server.notifications.map(({ status }) => status)).toEqual(["read", "read", "read"]),
      patience,
    );
  });

  test("of an admin come over his namespace too, and are about others", async () => {
    server.habits.tellsOverAdmin = true;
    const { person } = await page(<NotificationCenter />, {
      id: "root",
      role: "admin",
      protocol: elearningWith({ admin: true }),
    });
    const { here } = await page(<output>An's page</output>);
    expect(here.getByText("An's page")).toBeVisible();
    server.push("root", "newNotification", { _id: "n1", title: "New Order", message: "by An", userId: "an" });
    await waitFor(() => expect(bell()).toHaveAccessibleName(/1/), patience);
    await person.click(bell());
    expect(await screen.findByText("by An", {}, patience)).toBeVisible();
  });
});

describe("who is there, and who watches", () => {
  test("shows while it is so", async () => {
    server.habits.handlesLeave = true;
    const { has, part } = await page(
      <>
        <OnlineStatus userId="binh" />
        <ActiveViewers viewableId="video3" />
      </>,
    );
    await has("lobby-online", "data-presence", "offline");
    const binh = await page(
      <>
        <OnlineStatus userId="an" />
        <ActiveViewers viewableId="video3" />
      </>,
      { id: "binh" },
    );
    await has("lobby-online", "data-presence", "online");
    await waitFor(() => expect(part("lobby-viewers")).toHaveTextContent("2"), patience);
    expect(part("lobby-viewers")).not.toHaveAttribute("data-ambiguous");
    window.dispatchEvent(new Event("pagehide"));
    await waitFor(
      () =>
        expect(
          server.received.filter(({ event, payload }) => event === "userStatus" && payload === false),
        ).toHaveLength(2),
      patience,
    );
    binh.unmount();
    await waitFor(() => expect(part("lobby-viewers")).toHaveTextContent("1"), patience);
  });

  test("of two videos says that the server names none", async () => {
    const { container } = await page(
      <>
        <ActiveViewers viewableId="video3" />
        <ActiveViewers viewableId="video4" />
      </>,
    );
    await waitFor(() => expect(container.querySelector(".lobby-viewers[data-ambiguous]")).not.toBeNull(), patience);
  });
});

test("ratings and comments are live where the app has taught its server to tell them", async () => {
  server.topics.set("rating-react", { version: 1, state: { average: 4.5, count: 10 } });
  server.topics.set("comments-react", { version: 1, state: { comments: [] } });
  const { here } = await page(
    <>
      <CourseRating topic="rating-react" />
      <CommentFeed topic="comments-react" composer={false} />
    </>,
    { protocol: school },
  );
  expect(await here.findByText("4.5", {}, patience)).toBeVisible();
  const comment = { id: "c1", userId: "binh", name: "Bình", text: "Rất hay", at: Date.now(), rating: 5 };
  server.push("an", "topicChanged", { topic: "rating-react", version: 2, state: { average: 4.6, count: 11 } });
  server.push("an", "topicChanged", { topic: "comments-react", version: 2, state: { comments: [comment] } });
  expect(await here.findByText("4.6", {}, patience)).toBeVisible();
  expect(await here.findByText("Rất hay", {}, patience)).toBeVisible();
});
