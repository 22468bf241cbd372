// @vitest-environment jsdom
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { ChatRoom, Inbox, SocketProvider, useConnection, useMessageAlerts, useTotalUnread } from "lobbykit";
import { type ShopOptions, shop } from "lobbykit/protocols";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ShopServer, startShopServer } from "../../servers/shop.js";
import { patience } from "../../support/patience.js";
import { quickTimings } from "./support/presetWorld.js";

/** Components on a shop as it is: what shows, what is hidden, what is heard. */

let server: ShopServer;
let tag: HTMLMetaElement;

beforeEach(async () => {
  server = await startShopServer();
  // As the server renders it into its pages.
  tag = document.createElement("meta");
  tag.name = "csrf-token";
  tag.content = server.csrf("an");
  document.head.append(tag);
});
afterEach(async () => {
  tag.remove();
  vi.restoreAllMocks();
  await server.stop();
});

function Standing() {
  const { status, guarantees } = useConnection();
  const unread = useTotalUnread();
  return (
    <output data-guarantees={guarantees} data-unread={unread}>
      {status}
    </output>
  );
}

async function page(children: ReactNode, options: ShopOptions = { rooms: () => server.rooms("an") }) {
  const view = render(
    <SocketProvider
      url={server.url}
      apiUrl={server.apiUrl}
      protocol={shop(options)}
      user={{ id: "an", name: "An" }}
      auth={() => server.token("an")}
      timings={quickTimings}
    >
      <Standing />
      {children}
    </SocketProvider>,
    { wrapper: StrictMode },
  );
  const standing = await screen.findByText("live", {}, patience);
  const unread = (count: number) =>
    waitFor(() => expect(standing).toHaveAttribute("data-unread", `${count}`), patience);
  return { ...view, standing, unread, person: userEvent.setup() };
}

const composer = () => screen.findByRole("textbox", { name: /^Message to/ }, patience);
const rowOf = (text: string) => screen.getByText(text).closest<HTMLElement>(".lobby-row");
const isNow = (text: string, status: string) =>
  waitFor(() => expect(rowOf(text)).toHaveAttribute("data-status", status), patience);
const list = () => screen.getByRole("list", { name: "Chats" });
const item = (name: string) => within(list()).findByRole("button", { name: new RegExp(name) }, patience);

describe("a chat", () => {
  test("shows who it is with, what is said on both sides, once, and that one's own is stored", async () => {
    const { person, standing } = await page(<ChatRoom recipientId="binh" />);
    expect(standing).toHaveAttribute("data-guarantees", "L1");
    server.say("binh", "an", "Shop chào bạn");
    expect(await screen.findByText("Shop chào bạn", {}, patience)).toBeVisible();
    await waitFor(() => expect(screen.getAllByText("binh.shop")[0]).toBeVisible(), patience);
    await person.type(await composer(), "Còn size 42 không?{Enter}");
    await isNow("Còn size 42 không?", "sent");
    expect(screen.getAllByText("Còn size 42 không?")).toHaveLength(1);
    expect(rowOf("Còn size 42 không?")).toHaveTextContent("Sent");
  });

  test("hides what the shop has not: photos, who types, who is there, and that somebody has read it", async () => {
    const { person, container } = await page(<ChatRoom recipientId="binh" />);
    await person.type(await composer(), "Ai đọc chưa?{Enter}");
    await isNow("Ai đọc chưa?", "sent");
    server.say("binh", "an", "Rồi");
    await screen.findByText("Rồi", {}, patience);
    expect(screen.queryByRole("button", { name: "Add a photo" })).toBeNull();
    expect(screen.queryByText(/is typing/)).toBeNull();
    expect(screen.queryByText(/^(Online|Offline)$/)).toBeNull();
    expect(container.querySelector('[data-status="read"], [data-status="delivered"]')).toBeNull();
    expect(server.requests.every(({ line }) => /^(POST \/chat|GET \/chat\/)/.test(line))).toBe(true);
  });

  test("shows nothing of what others say to each other", async () => {
    const { container, unread } = await page(<ChatRoom recipientId="binh" />);
    server.say("chi", "dung", "bí mật");
    server.say("binh", "an", "Chào");
    await screen.findByText("Chào", {}, patience);
    await unread(0);
    expect(container).not.toHaveTextContent("bí mật");
  });

  test("opens with a question about a product: the shop gets its address and id, and a link stands in the message", async () => {
    const about = { url: "/p/5", id: "5", title: "Giày chạy bộ" };
    const { person } = await page(<ChatRoom recipientId="binh" about={about} />);
    await screen.findByRole("link", { name: /Giày chạy bộ/ }, patience);
    await person.type(await composer(), "Còn không?{Enter}");
    await isNow("Còn không?", "sent");
    const link = await within(rowOf("Còn không?") as HTMLElement).findByRole("link", {}, patience);
    expect(link).toHaveAttribute("href", "/p/5");
    expect(link).toHaveTextContent("Giày chạy bộ");
    expect(server.requests.find(({ line }) => line === "POST /chat")?.body).toEqual({
      message: "Còn không?",
      receiver: "binh",
      url: "/p/5",
      id: "5",
    });
    expect(screen.queryByRole("button", { name: /^Don't ask/ })).toBeNull();
    server.say("binh", "an", "Xem thêm", "javascript:alert(1)");
    await screen.findByText("Xem thêm", {}, patience);
    expect(rowOf("Xem thêm")?.querySelector("a")).toBeNull();
  });
});

describe("what could not be sent", () => {
  test("for the page's stale token says so, and goes once the page has its new one", async () => {
    const { person } = await page(<ChatRoom recipientId="binh" />);
    server.rotateCsrf("an");
    await person.type(await composer(), "Còn hàng không?{Enter}");
    expect(await screen.findByText(/This page is out of date\. Reload it/, {}, patience)).toBeVisible();
    expect(screen.getByText("Còn hàng không?")).toBeVisible();
    expect(server.chats).toEqual([]);
    tag.content = server.csrf("an");
    await person.click(screen.getByRole("button", { name: "Retry" }));
    await isNow("Còn hàng không?", "sent");
    expect(server.chats).toHaveLength(1);
  });

  test("or of which nobody knows is told as that, and is not sent twice by a retry when it had arrived", async () => {
    const { person } = await page(<ChatRoom recipientId="binh" />);
    server.say("binh", "an", "Chào");
    await screen.findByText("Chào", {}, patience);
    Object.assign(server.habits, { echo: "none", answer: "cut", silentGet: false, apiDown: false });
    const posted = server.next("POST");
    await person.type(await composer(), "Có tới không?{Enter}");
    await posted;
    // Nobody tells of it but the history, which is looked at by itself.
    await isNow("Có tới không?", "sent");
    expect(server.chats.map(({ message }) => message)).toEqual(["Chào", "Có tới không?"]);

    Object.assign(server.habits, { loses: true });
    await person.type(await composer(), "Lạc mất{Enter}");
    await isNow("Lạc mất", "failed");
    await waitFor(() => expect(rowOf("Lạc mất")).toHaveTextContent("Sent?"), patience);
    Object.assign(server.habits, { loses: false, echo: "before", answer: "document" });
    await person.click(within(rowOf("Lạc mất") as HTMLElement).getByRole("button", { name: "Retry" }));
    await isNow("Lạc mất", "sent");
    expect(server.chats.filter(({ message }) => message === "Lạc mất")).toHaveLength(1);
  });
});

describe("the inbox", () => {
  test("lists the rooms of the page with their last words and what is unread, and keeps up", async () => {
    server.say("chi", "an", "từ chi");
    server.say("binh", "an", "một");
    server.say("binh", "an", "hai");
    server.say("binh", "chi", "không phải của An");
    const { person, unread } = await page(<Inbox />);
    expect(await item("binh.shop")).toHaveTextContent(/hai.*2/);
    expect(await item("chi.shop")).toHaveTextContent(/từ chi.*1/);
    expect(within(list()).getAllByRole("listitem")).toHaveLength(2);
    await unread(3);
    server.say("chi", "an", "nữa nè");
    await unread(4);
    expect(await item("chi.shop")).toHaveTextContent(/nữa nè.*2/);
    await person.click(await item("binh.shop"));
    expect(await screen.findByText("một", {}, patience)).toBeVisible();
    await unread(2);
    expect(within(await item("binh.shop")).queryByText("2")).toBeNull();
  });

  test("without rooms from the page lists what is open and what comes", async () => {
    const { unread } = await page(<Inbox />, {});
    server.say("binh", "an", "Chào");
    await unread(1);
    expect(await item("binh.shop")).toHaveTextContent("Chào");
  });
});

test("a sound plays for what others write, and never for one's own, be it from another tab", async () => {
  const sound = vi.fn();
  function Bell() {
    useMessageAlerts({ sound });
    return null;
  }
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const { person } = await page(
    <>
      <Bell />
      <ChatRoom recipientId="binh" />
    </>,
  );
  await person.type(await composer(), "của tôi{Enter}");
  await isNow("của tôi", "sent");
  server.say("an", "binh", "từ thẻ khác");
  await screen.findByText("từ thẻ khác", {}, patience);
  server.say("chi", "dung", "của người ta");
  expect(sound).not.toHaveBeenCalled();
  server.say("binh", "an", "Chào An");
  await screen.findByText("Chào An", {}, patience);
  expect(sound).toHaveBeenCalledTimes(1);
});
