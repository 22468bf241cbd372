import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { Inbox } from "../../../src/components/inbox/Inbox.js";
import { SupportChat } from "../../../src/components/support/SupportChat.js";
import { SupportConsole } from "../../../src/components/support/SupportConsole.js";
import { ar } from "../../../src/locales/ar.js";
import { en } from "../../../src/locales/en.js";
import { vi } from "../../../src/locales/vi.js";
import { native } from "../../../src/protocols/native/native.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { createMockServer } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

const id = "support:an";
const aServer = () =>
  createMockServer({
    users: [
      { id: "an", name: "An" },
      { id: "binh", name: "Bình" },
      { id: "lan", name: "Lan" },
    ],
    roles: { lan: ["agent"] },
    conversations: [{ id: "direct:an:binh", messages: 3, unread: 1 }],
    environment: createVirtualEnvironment(),
  });

describe("SupportChat", () => {
  it("asks what it is about, then lets write at once, and says when an agent joins", async () => {
    const server = aServer();
    const { advance } = await renderWithLobby(<SupportChat layout="inline" />, { server });
    await advance();
    fireEvent.click(screen.getByRole("button", { name: en.support.topic("billing") }));
    await advance();
    screen.getByText(en.support.queued);
    screen.getByRole("textbox");
    await act(() => server.as("lan").support.take(id));
    await advance();
    screen.getByText(en.support.joined("Lan"));
  });

  it("offers to start again in place of the composer once it is closed", async () => {
    const server = aServer();
    await server.as("an").support.start("billing");
    const { advance } = await renderWithLobby(<SupportChat layout="inline" topics={[{ id: "billing" }]} />, { server });
    await act(() => server.as("lan").support.close(id));
    await advance();
    expect(screen.queryByRole("textbox")).toBeNull();
    // With one topic nobody is asked again which.
    fireEvent.click(screen.getByRole("button", { name: en.support.again }));
    await advance();
    screen.getByRole("textbox");
    expect(await server.store.support.ticket(id)).toMatchObject({ status: "queued" });
  });

  it("opens from a button that counts what is unread, closes with Escape, and gives the focus back", async () => {
    const server = aServer();
    await server.as("an").support.start("billing");
    await server.as("lan").send(id, "one");
    await server.as("lan").send(id, "two");
    const { advance, container } = await renderWithLobby(<SupportChat />, { server });
    await advance();
    const launcher = screen.getByRole("button", { name: /^Open Support\s*2 unread$/ });
    fireEvent.click(launcher);
    await advance();
    const panel = screen.getByRole("dialog", { name: en.support.title });
    expect(panel.contains(document.activeElement)).toBe(true);
    fireEvent.keyDown(panel, { key: "Escape" });
    expect(document.activeElement).toBe(launcher);
    await waitFor(() => expect(container.querySelector(".lobby-support-panel")).toBeNull());
  });

  it("shows no button for who is on a server without support", async () => {
    const protocol = { ...native, capabilities: { ...native.capabilities, support: false } };
    const { container } = await renderWithLobby(<SupportChat />, { server: aServer(), lobby: { protocol } });
    expect(container.innerHTML).toBe("");
  });
});

describe("SupportConsole", () => {
  it("shows who waits, lets take one, and lets write only in one's own", async () => {
    const server = aServer();
    await server.as("an").support.start("billing");
    await server.as("an").send(id, "my invoice is wrong");
    const { advance } = await renderWithLobby(<SupportConsole />, { server, user: "lan" });
    await advance();
    fireEvent.click(screen.getByRole("button", { name: /my invoice is wrong/ }));
    await advance();
    expect(screen.queryByRole("textbox")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: en.support.take }));
    await advance();
    screen.getByRole("textbox");
    fireEvent.click(screen.getByRole("button", { name: en.support.close }));
    await advance();
    expect(await server.store.support.ticket(id)).toMatchObject({ status: "closed" });
  });

  it("looking at what one has not taken marks nothing read", async () => {
    const server = aServer();
    await server.as("an").support.start("billing");
    await server.as("an").send(id, "my invoice is wrong");
    const { advance } = await renderWithLobby(<SupportConsole selectedId={id} />, { server, user: "lan" });
    await advance(5_000);
    expect(await server.store.support.ticket(id)).toMatchObject({ head: 1, readSeq: 0 });
  });

  it("tells who is no agent that it is not for him", async () => {
    const { advance } = await renderWithLobby(<SupportConsole />, { server: aServer() });
    await advance();
    screen.getByText(en.support.forbidden);
  });
});

describe("Inbox", () => {
  it("opens what is chosen and goes back to the list, which marks it read", async () => {
    const server = aServer();
    const { advance, container } = await renderWithLobby(<Inbox />, { server });
    await advance();
    screen.getByText(en.inbox.choose);
    expect(container.querySelectorAll("[data-id] .lobby-badge")).toHaveLength(1);
    const item = container.querySelector<HTMLElement>("[data-id] button");
    if (item) fireEvent.click(item);
    await advance();
    expect(container.querySelector(".lobby-inbox")?.getAttribute("data-view")).toBe("chat");
    fireEvent.click(screen.getByRole("button", { name: en.inbox.back }));
    await advance();
    expect(container.querySelector(".lobby-inbox")?.getAttribute("data-view")).toBe("list");
    expect(document.activeElement).toBe(item);
  });

  it("shows presence as it changes, in the list and in the header", async () => {
    const server = aServer();
    const { advance, container } = await renderWithLobby(<Inbox defaultSelectedId="direct:an:binh" />, { server });
    const marks = () =>
      [...container.querySelectorAll("[data-id] .lobby-avatar, .lobby-header .lobby-avatar")].map((one) =>
        one.getAttribute("data-presence"),
      );
    await act(() => server.as("binh").setPresence("online"));
    await advance(2_000);
    expect(marks()).toEqual(["online", "online"]);
    await act(() => server.as("binh").setPresence("away"));
    await advance(2_000);
    expect(marks()).toEqual(["away", "away"]);
  });
});

it("names a topic of any word by that word, in every language", () => {
  for (const { support } of [en, vi, ar])
    for (const topic of ["constructor", "__proto__", "toString", "my own"]) expect(support.topic(topic)).toBe(topic);
});

it("renders on the server, and hydrates without a complaint", async () => {
  const server = aServer();
  await server.as("an").support.start("billing");
  const parts = (
    <>
      <SupportChat defaultOpen />
      <SupportChat layout="inline" />
      <SupportConsole selectedId={id} />
      <Inbox defaultSelectedId="room:hall" />
    </>
  );
  const first = await renderWithLobby(parts, { server, user: "lan" });
  await first.advance();
  const initialState = first.lobby.store.getState().lobby;
  first.unmount();
  const app = () => (
    <SocketProvider lobby={createLobby({ ...server.options("lan"), initialState })}>{parts}</SocketProvider>
  );
  const markup = renderToString(app());
  expect(markup).toContain(en.support.queueTitle);
  const container = document.body.appendChild(document.createElement("div"));
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const complaints: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => complaints.push(error) }),
  );
  expect(complaints).toEqual([]);
  await act(async () => root.unmount());
  container.remove();
});

it.each([
  ["SupportChat", <SupportChat key="a" />],
  ["SupportConsole", <SupportConsole key="b" />],
  ["Inbox", <Inbox key="c" />],
])("%s throws outside of a provider", (_name, element) => {
  expect(() => render(element)).toThrow(/provider-missing/);
});
