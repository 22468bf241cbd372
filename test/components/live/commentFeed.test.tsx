import { act, fireEvent, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { CommentFeed } from "../../../src/components/live/CommentFeed.js";
import { readComments } from "../../../src/components/live/comments.js";
import { en } from "../../../src/locales/en.js";
import { addsOwnComment } from "../../../src/server/core/live/addsOwnComment.js";
import type { MockServer, MockServerOptions } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "../chat/aServer.js";

const aComment = (id: string, at: number, text = `text of ${id}`, userId = "binh") => ({
  id,
  userId,
  name: "Bình",
  text,
  at,
});
const commented = (options: MockServerOptions = {}, ...comments: ReturnType<typeof aComment>[]) => {
  const server = aServer({
    live: { topics: { mayChange: (user, _, patches, state) => addsOwnComment(user, patches, state) } },
    ...options,
  });
  server.topics.set("comments", { comments: Object.fromEntries(comments.map((one) => [one.id, one])) });
  return server;
};
const add = (server: MockServer, one: ReturnType<typeof aComment>) =>
  act(() => server.topics.patch("comments", [{ op: "set", path: ["comments", one.id], value: one }]));
const texts = (container: HTMLElement) =>
  [...container.querySelectorAll(".lobby-comment-text")].map((one) => one.textContent);
const write = (field: HTMLElement, text: string) => {
  fireEvent.input(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
};

describe("a comment feed", () => {
  test("shows comments newest first, as text, and those that come", async () => {
    const { server, container, advance } = await renderWithLobby(<CommentFeed topic="comments" />, {
      server: commented({}, aComment("a", 1), aComment("b", 2, "<img src=x onerror=alert(1)>")),
    });
    expect(texts(container)).toEqual(["<img src=x onerror=alert(1)>", "text of a"]);
    expect(container.querySelector(".lobby-comment-text img")).toBeNull();
    await add(server, aComment("c", 3));
    await advance();
    expect(texts(container)).toEqual(["text of c", "<img src=x onerror=alert(1)>", "text of a"]);
    expect(container.querySelectorAll("[data-fresh]")).toHaveLength(1);
  });

  test("keeps new ones of others behind a button while the pointer is on the list", async () => {
    const { server, container, getByRole, queryByRole, advance } = await renderWithLobby(
      <CommentFeed topic="comments" />,
      { server: commented({}, aComment("a", 1)) },
    );
    const list = container.querySelector("ol") as HTMLElement;
    const pointer = (type: string) =>
      act(() => {
        const event = new MouseEvent(type, { bubbles: true });
        Object.defineProperty(event, "pointerType", { value: "mouse" });
        list.dispatchEvent(event);
      });
    pointer("pointerover");
    await add(server, aComment("b", 2));
    await add(server, aComment("c", 3));
    await add(server, aComment("mine", 4, "own", "an"));
    await advance();
    expect(texts(container)).toEqual(["own", "text of a"]);
    fireEvent.click(getByRole("button", { name: en.live.newComments(2) }));
    expect(texts(container)).toEqual(["own", "text of c", "text of b", "text of a"]);
    await add(server, aComment("d", 5));
    await advance();
    expect(texts(container)).toHaveLength(4);
    pointer("pointerout");
    expect(texts(container)).toHaveLength(5);
    expect(queryByRole("button", { name: /new/ })).toBeNull();
  });

  test("shows one's own at once, and stores it although others write at the same time", async () => {
    const { server, container, getByRole, advance } = await renderWithLobby(<CommentFeed topic="comments" />, {
      server: commented({}, aComment("a", 1)),
    });
    server.network.latencyMs = 200;
    write(getByRole("textbox"), "  mine  ");
    expect(texts(container)).toEqual(["mine", "text of a"]);
    expect(container.querySelector("[data-status='sending']")).toHaveTextContent(en.live.posting);
    expect(getByRole("textbox")).toHaveValue("");
    await add(server, aComment("b", 2));
    await advance(3_000);
    expect(container.querySelector(".lobby-comment[data-status]")).toBeNull();
    expect(texts(container)).toEqual(["mine", "text of b", "text of a"]);
    const { state } = await server.topics.get("comments");
    expect(readComments(state).map(({ text, userId }) => `${userId} ${text}`)).toEqual([
      "an mine",
      "binh text of b",
      "binh text of a",
    ]);
  });

  test("keeps what could not be posted, to be tried again or deleted", async () => {
    let allowed = false;
    const { container, getByRole, getByText, advance } = await renderWithLobby(<CommentFeed topic="comments" />, {
      server: commented({ live: { topics: { mayChange: () => allowed } } }),
    });
    write(getByRole("textbox"), "first");
    await advance();
    write(getByRole("textbox"), "second");
    await advance();
    const failed = container.querySelectorAll<HTMLElement>("[data-status='failed']");
    expect(failed).toHaveLength(2);
    expect(failed[0]).toHaveTextContent(en.shared.failure("FORBIDDEN"));
    fireEvent.click(within(getByText("first").closest("li") as HTMLElement).getByText(en.shared.delete));
    allowed = true;
    fireEvent.click(within(getByText("second").closest("li") as HTMLElement).getByText(en.shared.retry));
    await advance();
    expect(texts(container)).toEqual(["second"]);
    expect(container.querySelector("[data-status='failed']")).toBeNull();
  });

  test("posts what was written without a connection when there is one again", async () => {
    const { server, container, getByRole, getByText, advance } = await renderWithLobby(
      <CommentFeed topic="comments" />,
      { server: commented({}, aComment("a", 1)) },
    );
    server.network.disconnect();
    await advance();
    getByText(en.live.notLive);
    write(getByRole("textbox"), "from the tunnel");
    await advance(5_000);
    expect(container.querySelector("[data-status='sending']")).toHaveTextContent("from the tunnel");
    server.network.reconnect();
    await advance(40_000);
    expect(container.querySelector(".lobby-comment[data-status]")).toBeNull();
    expect(readComments((await server.topics.get("comments")).state)).toHaveLength(2);
  });

  test("hands a comment to the app where that stores it, and shows it once", async () => {
    const server = commented({}, aComment("a", 1));
    const { container, getByRole, advance } = await renderWithLobby(
      <CommentFeed
        topic="comments"
        onSubmit={async (text) => {
          await server.topics.patch("comments", [
            { op: "set", path: ["comments", "s1"], value: aComment("s1", Date.now(), text, "an") },
          ]);
        }}
      />,
      { server },
    );
    write(getByRole("textbox"), "stored by the app");
    await advance();
    expect(texts(container)).toEqual(["stored by the app", "text of a"]);
  });

  test("takes no empty comment, none that is too long, and none from whoever is not signed in", async () => {
    const { container, getByRole, queryByRole, lobby } = await renderWithLobby(
      <CommentFeed topic="comments" maxLength={10} />,
      { server: commented() },
    );
    const field = getByRole("textbox");
    write(field, "   ");
    write(field, "x".repeat(11));
    expect(texts(container)).toEqual([]);
    expect(field).toHaveValue("x".repeat(11));
    expect(field).toHaveAttribute("aria-invalid", "true");
    fireEvent.input(field, { target: { value: "ok" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(texts(container)).toEqual([]);
    fireEvent.click(getByRole("button", { name: en.live.post }));
    expect(texts(container)).toEqual(["ok"]);
    await act(async () => lobby.signIn(null));
    expect(queryByRole("textbox")).toBeNull();
  });

  test("draws a page at a time, and says when there is nothing, or nothing to be had", async () => {
    const many = Array.from({ length: 45 }, (_, index) => aComment(`c${index}`, index));
    const full = await renderWithLobby(<CommentFeed topic="comments" />, { server: commented({}, ...many) });
    expect(texts(full.container)).toHaveLength(20);
    fireEvent.click(full.getByRole("button", { name: en.live.showEarlier }));
    fireEvent.click(full.getByRole("button", { name: en.live.showEarlier }));
    expect(texts(full.container)).toHaveLength(45);
    full.unmount();
    const empty = await renderWithLobby(<CommentFeed topic="nobody-set-it" />, { server: commented() });
    empty.getByText(en.live.noComments);
    empty.unmount();
    let allowed = false;
    const refused = await renderWithLobby(<CommentFeed topic="comments" />, {
      server: commented({ live: { topics: { mayRead: () => allowed } } }, aComment("a", 1)),
    });
    refused.getByText(en.live.commentsError);
    allowed = true;
    fireEvent.click(refused.getByRole("button", { name: en.shared.tryAgain }));
    await refused.advance();
    expect(texts(refused.container)).toEqual(["text of a"]);
  });
});

test("reads comments by id or as a list, leaves out what is none, and keeps those that did not change", () => {
  const a = aComment("a", 1);
  const b = aComment("b", 2);
  const list = readComments({ comments: [a, null, 3, { id: "x" }, { ...b, at: Number.POSITIVE_INFINITY }, b] });
  expect(list.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(readComments({ comments: { a, b } })[1]).toBe(list[1]);
  expect(readComments({})).toEqual([]);
  for (const none of [null, 3, [], { comments: "text" }]) expect(() => readComments(none)).toThrow();
});
