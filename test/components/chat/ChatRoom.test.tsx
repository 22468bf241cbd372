import { act, fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { ChatRoom } from "../../../src/components/chat/ChatRoom.js";
import { ar } from "../../../src/locales/ar.js";
import { native } from "../../../src/protocols/native/native.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { aServer } from "./aServer.js";

const direct = "direct:an:binh";

test("two people talk: what one sends the other sees, and its state goes from sent to read", async () => {
  const { server, advance, lobby } = await renderWithLobby(<ChatRoom recipientId="binh" />, { server: aServer() });
  expect(screen.getByRole("region", { name: "Chat with Bình" })).toHaveAttribute("data-status", "ready");
  expect(screen.getByText("Chào An!")).toBeInTheDocument();
  await userEvent.setup().type(screen.getByRole("textbox", { name: "Message to Bình" }), "Chào Bình{Enter}");
  await advance();
  const row = screen.getByText("Chào Bình").closest<HTMLElement>(".lobby-row");
  expect(row).toHaveAttribute("data-status", "sent");
  await server.as("binh").read("an");
  await advance();
  expect(row).toHaveAttribute("data-status", "read");
  expect(lobby.store.getState().lobby.chat.conversations[direct]?.messages).toHaveLength(2);
});

test("a message that was refused keeps its text, with Retry that sends it and Delete that takes it away", async () => {
  let allowed = false;
  const server = aServer({
    authorize: (user, { kind }) => (user.id === "an" && kind === "send" ? allowed : undefined),
  });
  const { advance, lobby } = await renderWithLobby(<ChatRoom recipientId="binh" />, { server });
  const user = userEvent.setup();
  const field = screen.getByRole("textbox");
  await user.type(field, "first{Enter}");
  await advance();
  await user.type(field, "second{Enter}");
  await advance();
  const rowOf = (text: string) => within(screen.getByText(text).closest<HTMLElement>(".lobby-row") as HTMLElement);
  for (const text of ["first", "second"]) {
    const reason = rowOf(text).getByText("Not sent · You are not allowed to do this.");
    // For everybody: neither a tooltip nor for screen readers only.
    expect(reason.closest(".lobby-sr, [title]")).toBeNull();
  }

  allowed = true;
  await user.click(rowOf("first").getByRole("button", { name: "Retry" }));
  await advance();
  expect(screen.getByText("first").closest(".lobby-row")).toHaveAttribute("data-status", "sent");
  await user.click(rowOf("second").getByRole("button", { name: "Delete" }));
  expect(document.querySelector(".lobby-row[data-status=failed]")).toBeNull();
  expect(lobby.store.getState().lobby.chat.conversations[direct]?.pending).toEqual([]);
});

test("the text of a refused message that is deleted goes back into the composer, unless something is being written there", async () => {
  const server = aServer({ authorize: (user, { kind }) => (user.id === "an" && kind === "send" ? false : undefined) });
  const { advance } = await renderWithLobby(<ChatRoom recipientId="binh" />, { server });
  const user = userEvent.setup();
  const field = screen.getByRole("textbox");
  for (const text of ["first", "second"]) {
    await user.type(field, `${text}{Enter}`);
    await advance();
  }
  const [first, second] = screen.getAllByRole("button", { name: "Delete" });
  await user.click(first as HTMLElement);
  expect(field).toHaveValue("first");
  expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("data-ready");
  await user.type(field, " again");
  await user.click(second as HTMLElement);
  expect(field).toHaveValue("first again");
});

test("who types is shown without a place of its own coming and going, and said once", async () => {
  const { server, advance, container } = await renderWithLobby(<ChatRoom roomId="algebra" />, { server: aServer() });
  const indicator = container.querySelector(".lobby-typing");
  expect(indicator).toHaveAttribute("data-state", "idle");
  await server.as("chi").type("room:algebra");
  await advance();
  expect(container.querySelector(".lobby-typing")).toBe(indicator);
  expect(indicator).toHaveAttribute("data-state", "typing");
  expect(within(indicator as HTMLElement).getByRole("status")).toHaveTextContent("Chi is typing…");
  await server.as("binh").type("room:algebra");
  await advance();
  expect(within(indicator as HTMLElement).getByRole("status")).toHaveTextContent("Chi and Bình are typing…");
  await advance(7_000);
  expect(indicator).toHaveAttribute("data-state", "idle");
});

describe("the ways to place it", () => {
  test("minimised it is its header only, tells the wanted state, and keeps what was being written", async () => {
    const wanted: boolean[] = [];
    const room = (minimized: boolean) => (
      <ChatRoom
        recipientId="binh"
        recipientName="Bình"
        layout="floating"
        minimized={minimized}
        onMinimize={(state) => wanted.push(state)}
        onClose={() => {}}
      />
    );
    const { rerender, server, advance } = await renderWithLobby(room(false), { server: aServer() });
    const user = userEvent.setup();
    await user.type(screen.getByRole("textbox"), "half a thou");
    await user.click(screen.getByRole("button", { name: "Minimise" }));
    rerender(room(true));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByRole("region")).toHaveAttribute("data-minimized");
    await server.as("binh").send("an", "Are you there?");
    await advance();
    expect(screen.getByText("1 unread")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Restore" }));
    rerender(room(false));
    expect(screen.getByRole("textbox")).toHaveValue("half a thou");
    expect(screen.getByText("Are you there?")).toBeInTheDocument();
    expect(wanted).toEqual([true, false]);
  });

  test("without a header it can't be minimised away", async () => {
    await renderWithLobby(<ChatRoom recipientId="binh" header={false} minimized />, { server: aServer() });
    expect(screen.queryByRole("banner")).toBeNull();
    expect(screen.getByRole("textbox")).toBeInTheDocument();
  });

  test("closing is the app's to do", async () => {
    const onClose = vi.fn();
    await renderWithLobby(<ChatRoom recipientId="binh" onClose={onClose} />, { server: aServer() });
    await userEvent.setup().click(screen.getByRole("button", { name: "Close" }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

test("parts can be replaced, and get what they need", async () => {
  const components = {
    Header: () => <h2>Own header</h2>,
    Composer: () => <p>Own composer</p>,
    MessageBody: ({ message }: { message: { body: { text?: string | undefined } } }) => <em>{message.body.text}</em>,
  };
  await renderWithLobby(<ChatRoom recipientId="binh" components={components} />, { server: aServer() });
  expect(screen.getByRole("heading")).toHaveTextContent("Own header");
  expect(screen.getByText("Own composer")).toBeInTheDocument();
  expect(screen.getByText("Chào An!").tagName).toBe("EM");
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("an empty conversation has a button that goes to the composer", async () => {
  await renderWithLobby(<ChatRoom recipientId="chi" recipientName="Chi" />, { server: aServer() });
  expect(screen.getByText("No messages with Chi yet")).toBeInTheDocument();
  await userEvent.setup().click(screen.getByRole("button", { name: "Say hello" }));
  expect(screen.getByRole("textbox")).toHaveFocus();
});

test("messages that can't be loaded are said, and loaded when tried again", async () => {
  const server = aServer();
  server.network.failRequests(500);
  const { advance } = await renderWithLobby(<ChatRoom recipientId="binh" />, { server });
  await advance(20_000);
  const alert = screen.getByRole("alert");
  expect(alert).toHaveTextContent("could not be loaded");
  server.network.failRequests(null);
  await userEvent.setup().click(within(alert).getByRole("button", { name: "Try again" }));
  await advance();
  expect(screen.getByText("Chào An!")).toBeInTheDocument();
});

test("what a server can't do has no place in it", async () => {
  const capabilities = { ...native.capabilities, typing: false, images: false };
  const { container } = await renderWithLobby(<ChatRoom recipientId="binh" />, {
    server: aServer(),
    lobby: { protocol: { ...native, capabilities } },
  });
  expect(screen.queryByRole("button", { name: "Add a photo" })).toBeNull();
  expect(container.querySelector(".lobby-typing")).toBeNull();
  const field = screen.getByRole("textbox");
  fireEvent.paste(field, {
    clipboardData: { files: [new File([""], "a.png", { type: "image/png" })], getData: () => "" },
  });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("says that it is the beginning only where the server can be asked for what was before", async () => {
  const render = (history: "http" | "none") =>
    renderWithLobby(<ChatRoom recipientId="binh" />, {
      server: aServer(),
      lobby: { protocol: { ...native, capabilities: { ...native.capabilities, history } } },
    });
  const { unmount } = await render("http");
  expect(screen.getByText("This is where it began")).toBeInTheDocument();
  unmount();
  await render("none");
  expect(screen.getByRole("log")).toBeInTheDocument();
  expect(screen.queryByText("This is where it began")).toBeNull();
});

test("that one may not enter says so, where there is no page to load either", async () => {
  const capabilities = { ...native.capabilities, history: "none", catchUp: "none", sequences: false } as const;
  await renderWithLobby(<ChatRoom roomId="algebra" />, {
    server: aServer({ authorize: () => false }),
    lobby: { protocol: { ...native, capabilities } },
  });
  expect(screen.getByRole("alert")).toHaveTextContent("You are not allowed to do this.");
  expect(screen.queryByRole("button", { name: "Say hello" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("whose sign-in is refused is told so, and waits for nothing", async () => {
  const { advance, container } = await renderWithLobby(<ChatRoom recipientId="binh" />, {
    server: aServer(),
    lobby: { auth: "not a token of this server" },
  });
  await advance(2_000);
  expect(screen.getByRole("alert")).toHaveTextContent("You have to sign in again.");
  expect(container.querySelector(".lobby-bone")).toBeNull();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("an empty room is not somebody, and does not count its visitors as none", async () => {
  const { container } = await renderWithLobby(<ChatRoom roomId="hall" name="Hall" />, { server: aServer() });
  expect(screen.getByText("No messages in Hall yet")).toBeInTheDocument();
  expect(container.querySelector(".lobby-header-status")).toBeNull();
});

test("the header says nothing of a short loss, and what is wrong with a long one", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  try {
    const environment = createVirtualEnvironment({ startAt: Date.now() });
    const server = aServer({ environment });
    const { advance, container } = await renderWithLobby(<ChatRoom recipientId="binh" />, { server });
    const line = () => container.querySelector(".lobby-header-status")?.textContent ?? null;
    server.network.disconnect();
    await advance(3_000);
    act(() => vi.advanceTimersByTime(3_000));
    expect(line()).toBeNull();
    await advance(3_000);
    act(() => vi.advanceTimersByTime(3_000));
    expect(line()).toBe("Connecting…");
  } finally {
    vi.useRealTimers();
  }
});

test("signed out it is quiet, and says so", async () => {
  await renderWithLobby(<ChatRoom recipientId="binh" />, { server: aServer(), lobby: { user: null } });
  expect(screen.getByText("Sign in to chat")).toBeInTheDocument();
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("in Arabic it is written from right to left, in Arabic throughout", async () => {
  await renderWithLobby(<ChatRoom recipientId="binh" />, { server: aServer(), locale: ar });
  const region = screen.getByRole("region");
  expect(region).toHaveAttribute("dir", "rtl");
  expect(region).toHaveAttribute("lang", "ar");
  expect(screen.getByRole("button", { name: "إرسال" })).toBeInTheDocument();
});
