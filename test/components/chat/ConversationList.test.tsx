import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { memo } from "react";
import { describe, expect, test } from "vitest";
import { memoryOutbox } from "../../../src/client/outbox/memoryOutbox.js";
import type { ConversationItemProps } from "../../../src/components/chat/ConversationItem.js";
import { ConversationList } from "../../../src/components/chat/ConversationList.js";
import { matchesSearch } from "../../../src/components/chat/conversationSearch.js";
import { failure } from "../../../src/contract/errors.js";
import { conversationIdOf } from "../../../src/contract/ids.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "./aServer.js";

const conversations = [
  { id: "direct:an:binh", messages: [{ from: "binh", body: "Chào An!", agoMs: 60_000 }], unread: 1 },
  { id: "direct:an:chi", messages: [{ from: "an", body: "See you at four", agoMs: 3_600_000 }] },
  {
    id: "room:algebra",
    title: "Algebra",
    messages: [{ from: "chi", body: { kind: "image" as const, url: "https://img.test/a.png" }, agoMs: 90_000_000 }],
  },
];
const names = () =>
  screen.getAllByRole("listitem").map((item) => item.querySelector(".lobby-conversation-name")?.textContent);

describe("the list", () => {
  test("shows the newest first, with the last words and how many are unread", async () => {
    await renderWithLobby(<ConversationList />, { server: aServer({ conversations }) });
    expect(names()).toEqual(["Bình", "Chi", "Algebra"]);
    const [binh, chi, algebra] = screen.getAllByRole("listitem");
    expect(binh).toHaveTextContent("Chào An!");
    expect(binh).toHaveTextContent("1 unread");
    expect(within(binh as HTMLElement).getByRole("button")).toHaveAttribute("data-unread");
    expect(chi).toHaveTextContent("You: See you at four");
    expect(algebra).toHaveTextContent("Chi: Photo");
  });

  test("moves a conversation up when something new comes in it", async () => {
    const { server, advance } = await renderWithLobby(<ConversationList />, { server: aServer({ conversations }) });
    await server.as("chi").send("an", "Running late");
    await advance();
    expect(names()).toEqual(["Chi", "Bình", "Algebra"]);
    expect(screen.getAllByRole("listitem")[0]).toHaveTextContent("Running late");
  });

  test("tells which was chosen, and marks the one it is told", async () => {
    const chosen: string[] = [];
    const list = (selected?: string) => <ConversationList selectedId={selected} onSelect={(id) => chosen.push(id)} />;
    const { rerender } = await renderWithLobby(list(), { server: aServer({ conversations }) });
    await userEvent.setup().click(screen.getByRole("button", { name: /Algebra/ }));
    expect(chosen).toEqual(["room:algebra"]);
    rerender(list("room:algebra"));
    expect(screen.getByRole("button", { name: /Algebra/ })).toHaveAttribute("aria-current", "true");
  });

  test("is one stop of the Tab key, in which the arrows, Home and End move", async () => {
    await renderWithLobby(<ConversationList search={false} selectedId="direct:an:chi" />, {
      server: aServer({ conversations }),
    });
    const user = userEvent.setup();
    const focused = () => document.activeElement?.querySelector(".lobby-conversation-name")?.textContent;
    await user.tab();
    expect(focused()).toBe("Chi");
    await user.keyboard("{ArrowDown}");
    expect(focused()).toBe("Algebra");
    await user.keyboard("{ArrowDown}");
    expect(focused()).toBe("Algebra");
    await user.keyboard("{Home}");
    expect(focused()).toBe("Bình");
    await user.keyboard("{End}{ArrowUp}");
    expect(focused()).toBe("Chi");
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  test("is searched by name and last words, without accents; Escape ends the search", async () => {
    await renderWithLobby(<ConversationList />, { server: aServer({ conversations }) });
    const user = userEvent.setup();
    const search = screen.getByRole("searchbox", { name: "Search" });
    await user.type(search, "binh");
    expect(names()).toEqual(["Bình"]);
    await user.clear(search);
    await user.type(search, "four");
    expect(names()).toEqual(["Chi"]);
    await user.type(search, "zzz");
    expect(screen.getByRole("status")).toHaveTextContent("Nothing found for “fourzzz”");
    await user.type(search, "{Escape}");
    expect(names()).toHaveLength(3);
  });

  test("draws only the row in which something happened", async () => {
    const drawn: string[] = [];
    const Item = memo(function Item({
      conversation,
      presence: _,
      selected: __,
      timeZone: ___,
      ...rest
    }: ConversationItemProps) {
      drawn.push(conversation.id);
      return <button {...rest}>{conversation.id}</button>;
    });
    const components = { Item };
    const { server, advance } = await renderWithLobby(<ConversationList components={components} />, {
      server: aServer({ conversations }),
      strict: false,
    });
    drawn.length = 0;
    await server.as("binh").send("an", "Still there?");
    await advance();
    expect(new Set(drawn)).toEqual(new Set(["direct:an:binh"]));
  });

  test("without conversations says so", async () => {
    await renderWithLobby(<ConversationList />, { server: aServer({ conversations: [] }) });
    expect(screen.getByText("No conversations yet")).toBeInTheDocument();
    expect(screen.queryByRole("searchbox")).toBeNull();
  });

  test("that can't be loaded says so, and is loaded when tried again", async () => {
    const server = aServer({ conversations });
    server.network.failRequests(500);
    const { advance } = await renderWithLobby(<ConversationList />, { server });
    await advance(20_000);
    expect(screen.getByRole("alert")).toHaveTextContent("could not be loaded");
    server.network.failRequests(null);
    await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
    await advance();
    expect(names()).toHaveLength(3);
  });

  test("of which nothing is known but what waits to be sent could not be loaded, or still is being loaded", async () => {
    const server = aServer({ conversations });
    server.network.failRequests(500);
    const outbox = memoryOutbox();
    await outbox.put({
      clientId: "kept",
      userId: "an",
      conversationId: conversationIdOf({ kind: "direct", userId: "chi" }, "an"),
      body: { kind: "text", text: "Kept" },
      composedAt: 1,
      attempts: 1,
      failure: failure("FORBIDDEN"),
    });
    const { advance } = await renderWithLobby(<ConversationList />, { server, lobby: { outbox } });
    expect(screen.getByRole("alert")).toHaveTextContent("could not be loaded");
    expect(screen.queryByRole("listitem")).toBeNull();
    server.network.failRequests(null);
    server.network.latencyMs = 1_000;
    await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByRole("status")).toHaveTextContent("Loading");
    expect(screen.queryByRole("listitem")).toBeNull();
    await advance(3_000);
    expect(names()).toHaveLength(3);
  });
});

test("a search finds words in any order, whatever their accents, and is not led astray by signs", () => {
  expect(matchesSearch("minh dao", ["Đào Minh", null])).toBe(true);
  expect(matchesSearch("ĐÀO", ["đào", undefined])).toBe(true);
  expect(matchesSearch("dao x", ["Đào Minh"])).toBe(false);
  expect(matchesSearch("  ", ["anything"])).toBe(true);
  expect(matchesSearch("(.*[", ["(.*["])).toBe(true);
});
