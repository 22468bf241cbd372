import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { ChatRoom, type ChatRoomProps } from "../../../src/components/chat/ChatRoom.js";
import type { About } from "../../../src/contract/chat.js";
import { ar } from "../../../src/locales/ar.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import type { Protocol } from "../../../src/protocols/protocol.js";
import type { MockServerOptions } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "./aServer.js";

const chat = "direct:an:binh";
const shoes: About = { url: "https://shop.example.com/p/5?ref=chat", id: "5", title: "Giày chạy bộ" };

async function renderQuestion(
  about: About | undefined,
  props: Partial<ChatRoomProps> = {},
  options: MockServerOptions = {},
) {
  const server = aServer(options);
  const room = (more: Partial<ChatRoomProps>) => <ChatRoom recipientId="binh" about={about} {...props} {...more} />;
  const result = await renderWithLobby(room({}), { server });
  await result.advance();
  const field = () => screen.getByRole<HTMLTextAreaElement>("textbox");
  const composer = () => result.container.querySelector<HTMLElement>(".lobby-composer");
  const card = () => composer()?.querySelector<HTMLElement>(".lobby-about") ?? null;
  const bodies = () => {
    const held = result.lobby.store.getState().lobby.chat.conversations[chat];
    return [...(held?.messages ?? []), ...(held?.pending ?? [])].filter(({ own }) => own).map(({ body }) => body);
  };
  // The code of the card is fetched.
  if (about !== undefined) await screen.findByText(about.title ?? /./, { selector: ".lobby-about *" });
  return {
    ...result,
    server,
    field,
    card,
    bodies,
    user: userEvent.setup(),
    again: (more: Partial<ChatRoomProps>) => result.rerender(room(more)),
  };
}

describe("a chat that opens with a question about a product", () => {
  test("shows it above what is written, sends it with the first text, and no other", async () => {
    const { card, field, bodies, user, advance } = await renderQuestion(shoes);
    expect(card()).toHaveTextContent("Giày chạy bộ");
    // Whatever it is called, where it leads is to be seen.
    expect(card()).toHaveTextContent("shop.example.com/p/5");
    await user.type(field(), "Còn size 42 không?{Enter}");
    await user.type(field(), "Và màu đen?{Enter}");
    await advance();
    expect(bodies()).toEqual([
      { kind: "text", text: "Còn size 42 không?", about: shoes },
      { kind: "text", text: "Và màu đen?" },
    ]);
    expect(card()).toBeNull();
  });

  test("is seen by the other one, as a link that may be followed and tells the shop nothing", async () => {
    const { server, advance } = await renderQuestion(undefined);
    await server.as("binh").send("an", { kind: "text", text: "Mẫu này nhé", about: shoes });
    await advance();
    const link = await screen.findByRole("link", { name: /Giày chạy bộ/ });
    expect(link).toHaveAttribute("href", shoes.url);
    expect(link).toHaveAttribute("target", "_blank");
    expect(link.getAttribute("rel")).toContain("noopener noreferrer");
  });

  test("can be taken off, and does not come back by another render or by minimising", async () => {
    const { card, field, bodies, user, again, advance } = await renderQuestion(shoes);
    await user.click(screen.getByRole("button", { name: "Don't ask about Giày chạy bộ" }));
    expect(card()).toBeNull();
    expect(field()).toHaveFocus();
    again({ about: { ...shoes }, minimized: true });
    again({ about: { ...shoes }, minimized: false });
    expect(card()).toBeNull();
    await user.type(field(), "Chào shop{Enter}");
    await advance();
    expect(bodies()).toEqual([{ kind: "text", text: "Chào shop" }]);
  });

  test("on another product's page asks about that one", async () => {
    const { card, again } = await renderQuestion(shoes);
    again({ about: { url: "/p/6" } });
    expect(card()).toHaveTextContent("/p/6");
    expect(within(card() as HTMLElement).getByRole("link")).not.toHaveAttribute("target");
    again({ about: undefined });
    expect(card()).toBeNull();
  });

  test("goes back above the composer with its text when it could not be sent and is mended", async () => {
    const { card, field, user, advance } = await renderQuestion(
      shoes,
      {},
      { authorize: (_user, { kind }) => kind !== "send" },
    );
    await user.type(field(), "Còn không?{Enter}");
    await advance();
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    expect(field()).toHaveValue("Còn không?");
    expect(card()).toHaveTextContent("Giày chạy bộ");
  });

  test("speaks the language of the page", async () => {
    const server = aServer();
    const { container } = await renderWithLobby(<ChatRoom recipientId="binh" about={shoes} />, { server, locale: ar });
    await screen.findByRole("button", { name: "عدم السؤال عن Giày chạy bộ" });
    expect(container.querySelector(".lobby-about-address")).toHaveAttribute("dir", "ltr");
  });

  test.each(["javascript:alert(1)", "//evil.com", "/\\evil.com", "data:text/html,x"])(
    "is not shown when it leads to %s, and its message is",
    async (url) => {
      const { lobby, container } = await renderQuestion(undefined);
      const message = {
        id: "m9",
        conversationId: chat,
        seq: null,
        senderId: "binh",
        createdAt: 1,
        body: { kind: "text" as const, text: "Bấm vào", about: { url, title: "Quà" } },
      };
      act(() => {
        lobby.store.dispatch({
          type: "lobby/eventsReceived",
          payload: {
            events: [{ type: "messageReceived", epoch: null, message }],
            at: 1,
            roomBuffer: 500,
            echoed: true,
            typingExpiryMs: 1,
          },
        });
      });
      expect(await screen.findByText("Bấm vào")).toBeInTheDocument();
      expect(container.querySelector(".lobby-about")).toBeNull();
      expect(container.querySelector("a")).toBeNull();
    },
  );
});

test("a server that can't say what a text is about gets the address with the words, and that is what is shown", async () => {
  const plain: Protocol = defineProtocol({
    name: "plain",
    capabilities: { direct: true },
    incoming: {},
    outgoing: { sendMessage: ({ body }) => ({ via: "socket", event: "message", payload: body }) },
  });
  const lobby = createLobby({ url: "http://plain", user: { id: "an" }, protocol: plain });
  lobby.sendMessage(chat, { kind: "text", text: "Còn không?", about: shoes });
  lobby.sendMessage(chat, { kind: "image", url: "https://example.com/a.jpg", text: "đây" });
  expect(lobby.store.getState().lobby.chat.conversations[chat]?.pending.map(({ body }) => body)).toEqual([
    { kind: "text", text: `Còn không?\n${shoes.url}` },
    { kind: "text", text: "đây\nhttps://example.com/a.jpg" },
  ]);
  expect(() => lobby.sendMessage(chat, { kind: "text", text: "x", about: { url: "javascript:alert(1)" } })).toThrow(
    /about/,
  );
  lobby.signIn(null);
});
