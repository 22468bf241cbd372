import { act, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Profiler } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ChatRoot, type ChatRootProps } from "../../../src/components/chat/ChatRoot.js";
import { Composer } from "../../../src/components/chat/Composer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { aServer } from "./aServer.js";

const chat = "direct:an:binh";

async function renderComposer(props: Partial<ChatRootProps> = {}, server = aServer()) {
  const result = await renderWithLobby(
    <ChatRoot recipientId="binh" {...props}>
      <Composer />
    </ChatRoot>,
    { server },
  );
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  const held = () => result.lobby.store.getState().lobby.chat.conversations[chat];
  const texts = () =>
    [...(held()?.messages ?? []), ...(held()?.pending ?? [])].flatMap(({ own, body }) => (own ? [body.text] : []));
  return { ...result, field, held, texts, user: userEvent.setup() };
}

describe("the Enter key", () => {
  test("sends what was written, without the white space around it, and empties the field", async () => {
    const { field, texts, user, advance } = await renderComposer();
    await user.type(field, "  Chào Bình {Enter}");
    await advance();
    expect(texts()).toEqual(["Chào Bình"]);
    expect(field).toHaveValue("");
    expect(field).toHaveFocus();
  });

  test("with Shift breaks the line", async () => {
    const { field, texts, user } = await renderComposer();
    await user.type(field, "one{Shift>}{Enter}{/Shift}two");
    expect(field).toHaveValue("one\ntwo");
    expect(texts()).toEqual([]);
  });

  test("on an empty field sends nothing", async () => {
    const { field, texts, user } = await renderComposer();
    await user.type(field, "   {Enter}");
    expect(texts()).toEqual([]);
  });

  test("that ends a composition does not send: while composing, by the event's word", async () => {
    const { field, texts } = await renderComposer();
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: "tiếng Việt" } });
    const event = createEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent(field, event);
    expect(event.defaultPrevented).toBe(false);
    expect(texts()).toEqual([]);
    expect(field).toHaveValue("tiếng Việt");
  });

  test("that ends a composition does not send: Safari, where the composition has ended before the key comes", async () => {
    const { field, texts, advance } = await renderComposer();
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: "tiếng Việt" } });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(texts()).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
    await advance();
    expect(texts()).toEqual(["tiếng Việt"]);
  });
});

describe("the limit", () => {
  test("is counted from four fifths of it, and what is over it is refused and kept", async () => {
    const { field, texts, user, container } = await renderComposer({ maxLength: 10 });
    const count = () => container.querySelector(".lobby-composer-count")?.textContent ?? null;
    await user.type(field, "1234567");
    expect(count()).toBeNull();
    await user.type(field, "8");
    expect(count()).toBe("2");
    await user.type(field, "9012{Enter}");
    expect(count()).toBe("-2");
    expect(screen.getByRole("alert")).toHaveTextContent("2 characters too many");
    expect(field).toBeInvalid();
    expect(texts()).toEqual([]);
    expect(field).toHaveValue("123456789012");
    await user.type(field, "{Backspace}{Backspace}{Enter}");
    expect(field).toHaveValue("");
  });

  test("is never above what the contract takes", async () => {
    const { field, container } = await renderComposer({ maxLength: 1_000_000 });
    fireEvent.input(field, { target: { value: "a".repeat(4_001) } });
    expect(container.querySelector(".lobby-composer-count")).toHaveTextContent("-1");
  });
});

describe("the draft", () => {
  test("is kept when the composer goes and put back when it comes again", async () => {
    const { field, user, unmount, held, lobby, server, advance } = await renderComposer();
    await user.type(field, "half a thou");
    unmount();
    expect(held()?.draft).toBe("half a thou");
    await renderWithLobby(
      <ChatRoot recipientId="binh">
        <Composer />
      </ChatRoot>,
      { server, lobby: { initialState: lobby.store.getState().lobby } },
    );
    await advance();
    expect(screen.getByRole("textbox")).toHaveValue("half a thou");
  });

  test("of one conversation never appears in another", async () => {
    const { field, user, rerender } = await renderComposer();
    await user.type(field, "for Bình");
    rerender(
      <ChatRoot recipientId="chi">
        <Composer />
      </ChatRoot>,
    );
    expect(screen.getByRole("textbox")).toHaveValue("");
    rerender(
      <ChatRoot recipientId="binh">
        <Composer />
      </ChatRoot>,
    );
    expect(screen.getByRole("textbox")).toHaveValue("for Bình");
  });

  test("set from elsewhere is taken over, but never over what is being written", async () => {
    const { field, lobby } = await renderComposer();
    act(() => lobby.setDraft(chat, "from another tab"));
    expect(field).toHaveValue("from another tab");
    expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("data-ready");
    fireEvent.input(field, { target: { value: "my own words" } });
    act(() => lobby.setDraft(chat, "from elsewhere again"));
    expect(field).toHaveValue("my own words");
  });

  test("is gone once it is sent", async () => {
    const { field, user, held, advance } = await renderComposer();
    await user.type(field, "done{Enter}");
    await advance(1_000);
    expect(held()?.draft).toBe("");
  });
});

describe("a refusal", () => {
  test("to send leaves text and picture where they are, and says so", async () => {
    // Not an absolute address: no server would take the message, so sending throws.
    const { field, user, texts } = await renderComposer({ uploadImage: async () => "uploads/a.png" });
    const file = new File(["x"], "a.png", { type: "image/png" });
    await act(async () => {
      fireEvent.paste(field, { clipboardData: { files: [file], getData: () => "" } });
    });
    await waitFor(() => expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("data-ready"));
    await user.type(field, "still here{Enter}");
    expect(screen.getByRole("alert")).toHaveTextContent("Your text is still here");
    expect(field).toHaveValue("still here");
    expect(screen.getByAltText("Photo")).toBeInTheDocument();
    expect(texts()).toEqual([]);
  });

  test("by being removed from the conversation takes the field's place, with the reason, and keeps the draft", async () => {
    const { field, user, held, server, advance } = await renderComposer();
    await user.type(field, "one more thing");
    await server.core.closeConversation(chat, "an", "kicked");
    await advance();
    expect(screen.getByRole("status")).toHaveTextContent("You have been removed from this conversation");
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(held()?.draft).toBe("one more thing");
  });
});

test("a conversation that may not be opened again says so in place of the field, and what was said stays to be read", async () => {
  let allowed = true;
  const server = aServer({ authorize: () => (allowed ? undefined : false) });
  const { field, user, held, advance } = await renderComposer({}, server);
  await user.type(field, "one more thing");
  allowed = false;
  server.network.disconnect();
  await advance(1_000);
  expect(screen.getByRole("textbox")).toBeInTheDocument();
  server.network.reconnect();
  await advance(5_000);
  expect(screen.getByRole("status")).toHaveTextContent("You are not allowed to do this");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(held()).toMatchObject({
    status: "ready",
    messages: [{ body: { text: "Chào An!" } }],
    draft: "one more thing",
  });
  allowed = true;
  server.network.disconnect();
  await advance(1_000);
  server.network.reconnect();
  await advance(5_000);
  expect(screen.getByRole("textbox")).toHaveValue("one more thing");
});

describe("a rate limit", () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: false, toFake: ["Date", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("keeps the text, says when the next message may go, and then lets it go", async () => {
    const environment = createVirtualEnvironment({ startAt: Date.now() });
    const server = aServer({ environment });
    const { field, held, advance, texts } = await renderComposer({}, server);
    server.network.rateLimit(3_000);
    // The component's clock is the browser's, the server's a virtual one: set as of the moment the answer will be there.
    vi.setSystemTime(environment.now() + 50);
    fireEvent.input(field, { target: { value: "first" } });
    fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
    await advance(50);
    expect(held()?.rateLimitedUntil).not.toBeNull();
    fireEvent.input(field, { target: { value: "second" } });
    fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
    expect(field).toHaveValue("second");
    expect(texts()).toEqual(["first"]);
    expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("data-waiting");
    const said = () => screen.getAllByRole("status").map((each) => each.textContent);
    expect(said().join()).toMatch(/You can send again in 3 seconds/);
    const seen = () => document.querySelector(".lobby-composer-note")?.textContent;
    expect(seen()).toBe("You can send again in 3 seconds");
    act(() => vi.advanceTimersByTime(1_000));
    // The number that is seen goes on; what is read out was said once.
    expect(said().join()).toMatch(/You can send again in 3 seconds/);
    // The last moment is the ring's alone: words that come and go with every message would push the field up and down.
    act(() => vi.advanceTimersByTime(1_200));
    expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("data-waiting");
    expect(seen()).toBeUndefined();
    server.network.rateLimit(null);
    act(() => vi.advanceTimersByTime(3_800));
    await advance(5_000);
    fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
    await advance(500);
    expect(field).toHaveValue("");
    expect(texts()).toEqual(["first", "second"]);
  });
});

describe("typing", () => {
  test("is told when it begins and when the text is gone", async () => {
    const { field, user, server, advance } = await renderComposer();
    const other = await renderOther(server);
    await user.type(field, "x");
    await advance(200);
    expect(other.typing()).toEqual(["an"]);
    await user.clear(field);
    await advance(200);
    expect(other.typing()).toEqual([]);
  });

  async function renderOther(server: ReturnType<typeof aServer>) {
    const { lobby, advance } = await renderWithLobby(
      <ChatRoot recipientId="an">
        <span />
      </ChatRoot>,
      { server, user: "binh" },
    );
    await advance();
    return {
      typing: () => lobby.store.getState().lobby.chat.conversations[chat]?.typing.map(({ userId }) => userId) ?? [],
    };
  }
});

const urls = { createObjectURL: vi.fn(() => "blob:preview"), revokeObjectURL: vi.fn() };
// jsdom has no object URLs.
Object.assign(URL, urls);

describe("pictures", () => {
  const png = () => new File(["x"], "a.png", { type: "image/png" });
  beforeEach(() => {
    urls.createObjectURL.mockClear();
    urls.revokeObjectURL.mockClear();
  });

  test("go by address, with the text as caption, from allowed hosts only", async () => {
    const { field, held, user, advance } = await renderComposer({ imageHosts: ["img.test"] });
    await user.click(screen.getByRole("button", { name: "Add a photo" }));
    const address = await screen.findByRole("textbox", { name: "Address of a photo" });
    expect(address).toHaveFocus();
    await user.type(address, "javascript:alert(1){Enter}");
    expect(screen.getByRole("alert")).toHaveTextContent("not the address of a photo");
    await user.clear(address);
    await user.type(address, "https://evilimg.test/a.png{Enter}");
    expect(screen.getByRole("alert")).toHaveTextContent("img.test only");
    await user.clear(address);
    await user.type(address, "https://cdn.img.test/a.png{Enter}");
    await user.type(field, "Look{Enter}");
    await advance();
    expect(held()?.messages.at(-1)?.body).toEqual({ kind: "image", url: "https://cdn.img.test/a.png", text: "Look" });
    expect(screen.queryByAltText("Photo")).toBeNull();
  });

  test("Escape closes the dialog and gives the focus back", async () => {
    const { user } = await renderComposer();
    const button = screen.getByRole("button", { name: "Add a photo" });
    await user.click(button);
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    expect(button).toHaveFocus();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("that are pasted are uploaded, shown with their progress, and sent when stored", async () => {
    let progress: (fraction: number) => void = () => {};
    let finish: (url: string) => void = () => {};
    const uploadImage: ChatRootProps["uploadImage"] = (_, context) => {
      progress = context.onProgress;
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const { field, held, texts, user, advance } = await renderComposer({ uploadImage });
    fireEvent.paste(field, { clipboardData: { files: [png()], getData: () => "" } });
    await screen.findByRole("progressbar");
    act(() => progress(0.4));
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
    await user.type(field, "{Enter}");
    expect(texts()).toEqual([]);
    await act(async () => finish("https://cdn.test/1.png"));
    await user.type(field, "{Enter}");
    await advance();
    expect(held()?.messages.at(-1)?.body).toMatchObject({ kind: "image", url: "https://cdn.test/1.png" });
    expect(urls.revokeObjectURL).toHaveBeenCalledWith("blob:preview");
  });

  test("whose upload fails stay, with the text, and can be tried again or taken out", async () => {
    const attempts: AbortSignal[] = [];
    const { field, user } = await renderComposer({
      uploadImage: (_, { signal }) => {
        attempts.push(signal);
        return Promise.reject(new Error("no"));
      },
    });
    await user.type(field, "caption");
    await act(async () => {
      fireEvent.paste(field, { clipboardData: { files: [png()], getData: () => "" } });
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("could not be uploaded");
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(attempts).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Remove photo" }));
    expect(attempts[1]?.aborted).toBe(true);
    expect(field).toHaveValue("caption");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("that are pasted where none can be uploaded are refused with words", async () => {
    const { field } = await renderComposer();
    fireEvent.paste(field, { clipboardData: { files: [png()], getData: () => "" } });
    expect(screen.getByRole("alert")).toHaveTextContent("can't be uploaded here");
    fireEvent.paste(field, {
      clipboardData: { files: [new File([""], "a.pdf", { type: "application/pdf" })], getData: () => "" },
    });
    expect(screen.getByRole("alert")).toHaveTextContent("Only photos");
  });

  test("beside copied text are the text's picture: the text is meant", async () => {
    const uploadImage = vi.fn();
    const { field } = await renderComposer({ uploadImage });
    fireEvent.paste(field, { clipboardData: { files: [png()], getData: () => "cells" } });
    expect(uploadImage).not.toHaveBeenCalled();
  });
});

test("typing and messages of others render nothing of the composer", async () => {
  let commits = 0;
  const { server, advance } = await renderWithLobby(
    <ChatRoot recipientId="binh">
      <Profiler
        id="composer"
        onRender={() => {
          commits += 1;
        }}
      >
        <Composer />
      </Profiler>
    </ChatRoot>,
    { server: aServer(), strict: false },
  );
  const field = screen.getByRole("textbox");
  // React looks once more after a state has changed, to find that it stays.
  for (const value of ["a", "aa"]) fireEvent.input(field, { target: { value } });
  const before = commits;
  for (const value of ["ab", "abc", "abcd"]) fireEvent.input(field, { target: { value } });
  await server.as("binh").send("an", "one");
  await advance();
  await server.as("binh").send("an", "two");
  await advance();
  expect(commits).toBe(before);
});
