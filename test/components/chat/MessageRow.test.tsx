import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "../../../src/client/chat/chatState.js";
import { ChatRoot, type ChatRootProps } from "../../../src/components/chat/ChatRoot.js";
import { MessageRow } from "../../../src/components/chat/MessageRow.js";
import { native } from "../../../src/protocols/native/native.js";
import type { Protocol } from "../../../src/protocols/protocol.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "./aServer.js";

const noon = Date.UTC(2026, 2, 10, 12);
const minute = 60_000;

function aMessage(change: Partial<ChatMessage> = {}): ChatMessage {
  const seq = change.seq === undefined ? 5 : change.seq;
  return {
    key: `key-${seq}`,
    id: `id-${seq}`,
    conversationId: "room:algebra",
    seq,
    senderId: "chi",
    senderName: "Chi",
    createdAt: noon,
    body: { kind: "text", text: "Hello" },
    status: "received",
    own: false,
    ...change,
  };
}
const own = (change: Partial<ChatMessage> = {}) =>
  aMessage({ senderId: "an", senderName: "An", own: true, status: "sent", ...change });

async function renderRow(
  row: Partial<ComponentProps<typeof MessageRow>>,
  root: Partial<ChatRootProps> = {},
  protocol: Protocol = native,
) {
  const result = await renderWithLobby(
    <ChatRoot roomId="algebra" timeZone="UTC" {...root}>
      <MessageRow
        message={aMessage()}
        previous={undefined}
        next={undefined}
        gapBefore={undefined}
        firstUnread={false}
        data-testid="row"
        {...row}
      />
    </ChatRoot>,
    { server: aServer(), lobby: { protocol } },
  );
  return { ...result, row: screen.getByTestId("row") };
}

describe("a group", () => {
  const at = (minutes: number, change: Partial<ChatMessage> = {}) =>
    aMessage({ seq: 5 + minutes, createdAt: noon + minutes * minute, ...change });

  test("is one author within five minutes: name at its first, avatar and time at its last", async () => {
    const { row } = await renderRow({ message: at(1), previous: at(0), next: at(2) });
    expect(row).not.toHaveAttribute("data-first");
    expect(row).not.toHaveAttribute("data-last");
    expect(row.querySelector(".lobby-message-name")).toBeNull();
    expect(row.querySelector(".lobby-avatar")).toBeNull();
  });

  test.each<[string, ChatMessage]>([
    ["another author", at(1, { senderId: "binh" })],
    ["five minutes", at(5, { seq: 6 })],
    ["something missing between", at(1, { seq: 8 })],
    ["a system line", at(1, { body: { kind: "system", text: "Chi left" } })],
  ])("ends with %s", async (_, next) => {
    const { row } = await renderRow({ message: at(0), previous: undefined, next });
    expect(row).toHaveAttribute("data-last");
    expect(row.querySelector(".lobby-avatar")).not.toBeNull();
    expect(screen.getByText("12:00 PM")).toBeInTheDocument();
  });

  test("ends with a message that was not sent, whose buttons stand under it", async () => {
    const { row } = await renderRow({ message: own({ status: "failed" }), next: own({ seq: null, key: "b" }) });
    expect(row).toHaveAttribute("data-last");
  });

  test("ends with the day, however close the messages are", async () => {
    const late = aMessage({ createdAt: Date.UTC(2026, 2, 10, 23, 59) });
    const early = aMessage({ seq: 6, createdAt: Date.UTC(2026, 2, 11, 0, 1) });
    const { row } = await renderRow({ message: early, previous: late });
    expect(row).toHaveAttribute("data-first");
    expect(row).toHaveAttribute("data-new-day");
    expect(screen.getByText("March 11")).toBeInTheDocument();
  });
});

describe("an own message", () => {
  test.each([
    ["queued", "Waiting"],
    ["sending", "Sending"],
    ["sent", "Sent"],
    ["delivered", "Delivered"],
    ["read", "Read"],
    ["unconfirmed", "Sent?"],
    ["lost", "No longer on the server"],
  ] as const)("that is %s says so in words", async (status, word) => {
    const { row } = await renderRow({ message: own({ status }) });
    expect(row).toHaveAttribute("data-status", status);
    expect(within(row).getByText(word)).toBeInTheDocument();
  });
});

test("what the question mark of an unconfirmed message asks is said where it is pointed at", async () => {
  await renderRow({ message: own({ status: "unconfirmed" }) });
  expect(screen.getByText("Sent?").parentElement).toHaveAttribute(
    "title",
    "Sent. This server does not say whether it arrived.",
  );
});

test("what stands before a message stands above it: missing messages, the day, the unread line", async () => {
  const { row } = await renderRow({ gapBefore: { after: 2, before: 5, loading: false }, firstUnread: true });
  const parts = [...row.children].map((child) => child.className.split(" ")[0]);
  expect(parts).toEqual(["lobby-gap", "lobby-day", "lobby-unread", "lobby-message"]);
  expect(screen.getByRole("button", { name: "Show missing messages" })).toBeEnabled();
  expect(row).toHaveAttribute("data-unread-first");
});

test("who said it is read out with every message, though it is drawn once a group", async () => {
  const { row } = await renderRow({
    message: aMessage({ seq: 6 }),
    previous: aMessage({ seq: 5 }),
    next: aMessage({ seq: 7 }),
  });
  expect(row).toHaveTextContent("Chi said:");
});

describe("a picture", () => {
  const picture = (url: string) => aMessage({ body: { kind: "image", url, width: 300, height: 200 } });

  test("of an allowed host is shown, without telling the host who looks", async () => {
    await renderRow({ message: picture("https://cdn.img.test/a.png") }, { imageHosts: ["img.test"] });
    const image = await screen.findByRole("img", { name: "Photo from Chi" });
    expect(image).toHaveAttribute("referrerpolicy", "no-referrer");
    expect(image).toHaveAttribute("width", "300");
    const link = image.closest("a");
    expect(link).toHaveAttribute("target", "_blank");
    expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  });

  test.each(["https://tracker.test/a.png", "http://169.254.169.254/latest", "https://img.test.evil.example/a.svg"])(
    "of another host (%s) is not loaded before the reader asks",
    async (url) => {
      const { container } = await renderRow({ message: picture(url) }, { imageHosts: ["img.test"] });
      const show = await screen.findByRole("button", { name: "Show photo" });
      expect(container.querySelector("img")).toBeNull();
      await userEvent.setup().click(show);
      expect(container.querySelector(".lobby-image img")).toHaveAttribute("src", new URL(url).href);
    },
  );

  describe("where the protocol states the hosts", () => {
    const stated: Protocol = { ...native, imageHosts: ["img.test"] };

    test("is shown with no word from the component, and one of another host is not loaded", async () => {
      await renderRow({ message: picture("https://cdn.img.test/a.png") }, {}, stated);
      expect(await screen.findByRole("img", { name: "Photo from Chi" })).toBeVisible();
      cleanup();
      const { container } = await renderRow({ message: picture("https://tracker.test/a.png") }, {}, stated);
      expect(await screen.findByRole("button", { name: "Show photo" })).toBeVisible();
      expect(container.querySelector("img")).toBeNull();
    });

    test.each([[["other.img.test"]], [[]]])(
      "of one that the component leaves out (it names %j) is not",
      async (hosts) => {
        const message = picture("https://cdn.img.test/a.png");
        const { container } = await renderRow({ message }, { imageHosts: hosts }, stated);
        expect(await screen.findByRole("button", { name: "Show photo" })).toBeVisible();
        expect(container.querySelector("img")).toBeNull();
      },
    );
  });

  test("is not loaded before the reader asks where nobody states a host", async () => {
    const { container } = await renderRow({ message: picture("https://img.test/a.png") });
    expect(await screen.findByRole("button", { name: "Show photo" })).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });

  test.each(["data:image/svg+xml,<svg onload=alert(1)>", "javascript:alert(1)", "not an address"])(
    "at what is no address of the web (%s) is never loaded",
    async (url) => {
      const { container } = await renderRow({ message: picture(url) });
      expect(await screen.findByText("The photo could not be loaded")).toBeInTheDocument();
      expect(container.querySelector("img, a")).toBeNull();
    },
  );
});

describe("hostile text", () => {
  test.each([
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg><a xlink:href='javascript:alert(1)'>",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "javascript:alert(1) data:text/html,x vbscript:x //evil.example http:\\\\evil.example",
    "{{constructor.constructor('alert(1)')()}}",
    "&lt;b&gt; &#106;avascript:",
  ])("%s is shown as it is, and makes no element and no link", async (text) => {
    const { row } = await renderRow({ message: aMessage({ body: { kind: "text", text } }) });
    expect(row.querySelector(".lobby-text")?.textContent).toBe(text);
    expect(row.querySelectorAll(".lobby-text *")).toHaveLength(0);
  });

  test("in a name, a caption and a server's line is text as well", async () => {
    const text = "<b onmouseover=alert(1)>x</b>";
    const body = { kind: "image", url: "https://x.test/a", text } as const;
    const { row } = await renderRow({ message: aMessage({ senderName: text, body }) });
    expect(row.querySelector("b")).toBeNull();
    expect(row).toHaveTextContent(text);
  });

  test("with addresses makes links that tell the other page nothing", async () => {
    const body = { kind: "text", text: "see https://example.com/a and mailto:an@example.com" } as const;
    const { row } = await renderRow({ message: aMessage({ body }) });
    const links = await within(row).findAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://example.com/a", "mailto:an@example.com"]);
    for (const link of links) expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  });
});

test("a row renders again only for its own change", async () => {
  let drawn = 0;
  const Body = () => {
    drawn += 1;
    return <>text</>;
  };
  const components = { MessageBody: Body };
  const { server, advance } = await renderRow({}, { components });
  const before = drawn;
  await server.as("chi").send("room:algebra", "another message");
  await advance();
  expect(drawn).toBe(before);
});

test("outside of a chat a part says what is wrong", () => {
  const message = aMessage();
  expect(() =>
    render(
      <MessageRow message={message} previous={undefined} next={undefined} gapBefore={undefined} firstUnread={false} />,
    ),
  ).toThrow(/outside of <ChatRoot>.*chat-missing/);
});
