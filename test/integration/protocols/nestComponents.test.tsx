// @vitest-environment jsdom
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import {
  ChatRoom,
  NotificationCenter,
  OnlineStatus,
  SocketProvider,
  useChat,
  useConnection,
  useOnlineStatus,
} from "lobbykit";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nestGateway } from "../../docs/quick-starts/nestGateway.js";
import { type NestServer, startNestServer } from "../../servers/nest.js";
import { patience } from "../../support/patience.js";
import { quickTimings } from "./support/presetWorld.js";

/** Components on a gateway as NestJS runs it, by the protocol of the guide. */

let server: NestServer;

beforeEach(async () => {
  server = await startNestServer();
});
afterEach(() => server.stop());

function Standing() {
  const { status, guarantees } = useConnection();
  return <output data-guarantees={guarantees}>{status}</output>;
}

async function page(children: ReactNode) {
  const view = render(
    <SocketProvider
      url={server.url}
      protocol={nestGateway}
      user={{ id: "an", name: "An" }}
      auth={() => server.token("an", "An")}
      timings={quickTimings}
    >
      <Standing />
      {children}
    </SocketProvider>,
    { wrapper: StrictMode },
  );
  await screen.findByText("live", {}, patience);
  return { ...view, person: userEvent.setup() };
}

const inChannel = () => waitFor(() => expect(server.members("planning")).toEqual(["an"]), patience);
const composer = () => screen.getByRole("textbox", { name: /^Message to/ });
const rowOf = (text: string) => screen.getByText(text).closest<HTMLElement>(".lobby-row")!;

describe("a chat room", () => {
  test("shows its title, what is said, who types, and that one's own is stored", async () => {
    const { person } = await page(<ChatRoom roomId="planning" />);
    await inChannel();
    expect(await screen.findByText("Planning", {}, patience)).toBeVisible();
    expect(screen.getByText("live")).toHaveAttribute("data-guarantees", "L1");

    server.push("an", "channel:typing", { channel: "planning", user: { id: "binh", name: "Bình" }, typing: true });
    await waitFor(() => expect(screen.getAllByText("Bình is typing…")).not.toEqual([]), patience);
    server.say("binh", "planning", "Chào An");
    expect(await screen.findByText("Chào An", {}, patience)).toBeVisible();

    const typed = server.next("channel:typing");
    await person.type(composer(), "Chào Bình{Enter}");
    expect(await typed).toEqual({ channel: "planning", typing: true });
    await waitFor(() => expect(rowOf("Chào Bình")).toHaveAttribute("data-status", "sent"), patience);
    expect(screen.getAllByText("Chào Bình")).toHaveLength(1);
  });

  test("hides what the gateway has not: photos, and that somebody has read it", async () => {
    const { person } = await page(<ChatRoom roomId="planning" />);
    await inChannel();
    await person.type(composer(), "Ai đọc chưa?{Enter}");
    await waitFor(() => expect(rowOf("Ai đọc chưa?")).toHaveAttribute("data-status", "sent"), patience);
    server.say("binh", "planning", "Rồi");
    await screen.findByText("Rồi", {}, patience);
    expect(screen.queryByRole("button", { name: "Add a photo" })).toBeNull();
    expect(within(rowOf("Ai đọc chưa?")).queryByText(/Read|Delivered/)).toBeNull();
  });

  test("says why a message was refused, keeps it, and sends it when it may", async () => {
    const { person } = await page(<ChatRoom roomId="planning" />);
    await inChannel();
    server.habits.muted.add("an");
    await person.type(composer(), "Nghe không?{Enter}");
    await waitFor(() => expect(rowOf("Nghe không?")).toHaveAttribute("data-status", "failed"), patience);
    server.habits.muted.clear();
    await person.click(within(rowOf("Nghe không?")).getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(rowOf("Nghe không?")).toHaveAttribute("data-status", "sent"), patience);
    expect(server.lines("planning").map(({ text }) => text)).toEqual(["Nghe không?"]);
  });

  test("goes on after a restart that forgot everything, with what was said before", async () => {
    const { person } = await page(<ChatRoom roomId="planning" />);
    await inChannel();
    server.say("binh", "planning", "trước");
    await screen.findByText("trước", {}, patience);
    await server.stop();
    await screen.findByText("reconnecting", {}, patience);
    await person.type(composer(), "gõ khi mất mạng{Enter}");
    expect(rowOf("gõ khi mất mạng")).toHaveAttribute("data-status", "queued");
    await server.start();
    await screen.findByText("live", {}, patience);
    await waitFor(() => expect(rowOf("gõ khi mất mạng")).toHaveAttribute("data-status", "sent"), patience);
    server.say("binh", "planning", "sau");
    await screen.findByText("sau", {}, patience);
    expect(rowOf("trước")).toBeVisible();
  });
});

function Hall() {
  const { messages, send, retry, typing, title, capabilities } = useChat({ roomId: "planning" });
  const { status: statusOf } = useOnlineStatus("binh");
  return (
    <section aria-label={title ?? ""} data-typing={typing.map(({ userName }) => userName).join()}>
      <p>{capabilities.images ? "photos" : "words only"}</p>
      <p>Bình: {statusOf("binh")}</p>
      <ol>
        {messages.map(({ key, body, status, own }) => (
          <li key={key} data-status={status}>
            {own ? "I" : "They"}: {body.text}{" "}
            {status === "failed" && (
              <button type="button" onClick={() => retry(key)}>
                Again
              </button>
            )}
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => send("từ hook")}>
        Say
      </button>
    </section>
  );
}

test("an own interface of hooks does the same", async () => {
  const { person } = await page(<Hall />);
  const hall = await screen.findByRole("region", { name: "Planning" }, patience);
  expect(within(hall).getByText("words only")).toBeVisible();
  await within(hall).findByText("Bình: offline", {}, patience);
  server.push("an", "user:here", { id: "binh", name: "Bình", away: true });
  await within(hall).findByText("Bình: away", {}, patience);
  server.push("an", "channel:typing", { channel: "planning", user: { id: "binh", name: "Bình" }, typing: true });
  await waitFor(() => expect(hall).toHaveAttribute("data-typing", "Bình"), patience);
  server.say("binh", "planning", "Chào");
  await within(hall).findByText(/They: Chào/, {}, patience);
  server.habits.muted.add("an");
  await person.click(within(hall).getByRole("button", { name: "Say" }));
  const again = await within(hall).findByRole("button", { name: "Again" }, patience);
  server.habits.muted.clear();
  await person.click(again);
  await waitFor(() => expect(within(hall).getByText(/I: từ hook/)).toHaveAttribute("data-status", "sent"), patience);
  expect(server.lines("planning").map(({ text }) => text)).toEqual(["Chào", "từ hook"]);
});

test("presence is followed, and followed again after a restart", async () => {
  await page(<OnlineStatus userId="binh" showLabel />);
  await screen.findByText("Offline", {}, patience);
  server.push("an", "user:here", { id: "binh", name: "Bình" });
  await screen.findByText("Online", {}, patience);
  await server.stop();
  await screen.findByText("reconnecting", {}, patience);
  const [announced, followed] = [server.next("user:here"), server.next("user:follow")];
  await server.start();
  expect(await followed).toEqual({ ids: ["binh"] });
  expect(await announced).toMatchObject({ name: "An" });
  // It knows nobody any more.
  await screen.findByText("Offline", {}, patience);
});

test("notices ring the bell, and are read where they came from", async () => {
  const { person } = await page(<NotificationCenter />);
  server.notify("an", { id: "n1", title: "Họp lúc 9 giờ", body: "Phòng 3", at: new Date().toISOString() });
  await person.click(await screen.findByRole("button", { name: /1 unread/ }, patience));
  const read = server.next("notice:read");
  await person.click(await screen.findByText("Họp lúc 9 giờ", {}, patience));
  expect(await read).toEqual({ ids: ["n1"] });
});
