import { act, render, screen } from "@testing-library/react";
import { createElement, Profiler } from "react";
import { describe, expect, test } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { AvatarStack } from "../../../src/components/presence/AvatarStack.js";
import { OnlineStatus } from "../../../src/components/presence/OnlineStatus.js";
import { PresenceAvatar } from "../../../src/components/presence/PresenceAvatar.js";
import { ar } from "../../../src/locales/ar.js";
import { vi } from "../../../src/locales/vi.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { createMockServer } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { listening } from "../../client/world.js";

describe("OnlineStatus", () => {
  test("is a mark whose name says what it shows, live", async () => {
    const { server, advance } = await renderWithLobby(<OnlineStatus userId="binh" />);
    expect(screen.getByRole("img", { name: "Offline" }).dataset.presence).toBe("offline");
    await act(async () => void server.as("binh"));
    await advance(1_000);
    expect(screen.getByRole("img", { name: "Online" }).dataset.presence).toBe("online");
    await act(() => server.as("binh").setPresence("online", "watching lesson 3"));
    await advance(1_000);
    expect(screen.getByRole("img", { name: "Online, watching lesson 3" }).dataset.activity).toBe("");
    server.network.disconnect();
    await advance();
    expect(screen.getByRole("img").dataset.stale).toBe("");
  });

  test("says in words what he does, or that he is there, and when one who is gone was last seen", async () => {
    const { server, advance, container } = await renderWithLobby(
      <OnlineStatus userId="binh" showLabel showLastSeen labelPosition="start" size="l" />,
    );
    const root = () => container.querySelector<HTMLElement>(".lobby-online");
    expect(root()).toHaveTextContent("Offline");
    expect(root()?.dataset).toMatchObject({ size: "l", label: "start" });
    await act(() => server.as("binh").setPresence("online", "watching lesson 3"));
    await advance(1_000);
    expect(root()).toHaveTextContent("watching lesson 3");
    await act(() => server.as("binh").setPresence("away"));
    await advance(1_000);
    expect(root()?.textContent).toMatch(/^Active \d+ .+ ago$/);
    await act(async () => server.as("binh").end());
    await advance(11_000);
    expect(root()?.textContent).toMatch(/^Last seen \d+ .+ ago$/);
    expect(root()?.querySelector("time")?.dateTime).toMatch(/^2025-/);
  });

  test.each([
    ["Vietnamese", vi],
    ["Arabic", ar],
  ] as const)("speaks %s", async (_language, locale) => {
    const { server, advance, container } = await renderWithLobby(<OnlineStatus userId="binh" showLabel />, { locale });
    await act(async () => void server.as("binh"));
    await advance(1_000);
    expect(container.querySelector(".lobby-online")).toHaveTextContent(locale.shared.online);
  });

  /** Many dots on one page, with what they cost. */
  async function renderDots(count: number) {
    const environment = createVirtualEnvironment();
    const server = createMockServer({ environment, users: [{ id: "an" }] });
    const asked: string[] = [];
    const lobby = createLobby({ ...server.options("an"), transport: listening(server.transport, asked) });
    let subscriptions = 0;
    const { subscribe } = lobby.store;
    lobby.store.subscribe = (listener) => {
      subscriptions += 1;
      return subscribe(listener);
    };
    const renders = new Map<string, number>();
    const ids = Array.from({ length: count }, (_, index) => `user-${index}`);
    const rendered = render(
      <SocketProvider lobby={lobby}>
        {ids.map((id) => (
          <Profiler key={id} id={id} onRender={() => renders.set(id, (renders.get(id) ?? 0) + 1)}>
            <OnlineStatus userId={id} />
          </Profiler>
        ))}
      </SocketProvider>,
    );
    const advance = (ms = 1_000) => act(() => environment.advanceAsync(ms));
    await advance();
    return { ...rendered, server, asked, renders, advance, subscriptions: () => subscriptions };
  }

  test("in a list of a thousand costs the subscriptions of one, two requests, and one render a change", async () => {
    const single = await renderDots(1);
    single.unmount();
    const { server, asked, renders, advance, unmount, subscriptions } = await renderDots(1_000);
    expect(subscriptions()).toBe(single.subscriptions());
    expect(asked.filter((event) => event === "lobby:presence-watch")).toHaveLength(2);
    renders.clear();
    await act(async () => {
      for (const id of ["user-7", "user-8"]) server.as(id);
    });
    await advance();
    expect([...renders]).toEqual([
      ["user-7", 1],
      ["user-8", 1],
    ]);
    unmount();
    await advance(20_000);
    expect(server.hub.size("presence:user-999")).toBe(0);
  });
});

describe("PresenceAvatar", () => {
  test("names the person with his presence, and with what he does", async () => {
    const { server, advance } = await renderWithLobby(<PresenceAvatar userId="binh" name="Bình" />);
    screen.getByRole("img", { name: "Bình, Offline" });
    await act(async () => void server.as("binh"));
    await advance(1_000);
    screen.getByRole("img", { name: "Bình, Online" });
    await act(() => server.as("binh").setPresence("online", "watching lesson 3"));
    await advance(1_000);
    const avatar = screen.getByRole("img", { name: "Bình, watching lesson 3" });
    expect(avatar).toHaveAttribute("title", "watching lesson 3");
    expect(avatar.dataset).toMatchObject({ presence: "online", activity: "" });
  });
});

describe("AvatarStack", () => {
  const users = ["An", "Bình", "Chi", "Dũng", "Giang", "Hoa", "Khánh"].map((name, index) => ({
    id: `u${index}`,
    name,
  }));
  const faces = (container: HTMLElement) => container.querySelectorAll(".lobby-avatar").length;

  test("shows so many, and the rest as a number; says names and how many more", async () => {
    const { container } = await renderWithLobby(<AvatarStack users={users} max={4} />);
    screen.getByRole("img", { name: "An, Bình, Chi, Dũng, and 3 others" });
    expect(faces(container)).toBe(4);
    expect(container.querySelector(".lobby-stack-more")).toHaveTextContent("+3");
  });

  test("shows all when only one would be left out, nobody as nothing, and knows of more than it is given", async () => {
    const { container, rerender } = await renderWithLobby(<AvatarStack users={users.slice(0, 5)} max={4} />);
    expect(faces(container)).toBe(5);
    expect(container.querySelector(".lobby-stack-more")).toBeNull();
    rerender(<AvatarStack users={users.slice(0, 2)} total={1_500} />);
    screen.getByRole("img", { name: "An, Bình, and 1,498 others" });
    expect(container.querySelector(".lobby-stack-more")).toHaveTextContent("+999");
    rerender(<AvatarStack users={[]} />);
    expect(container).toBeEmptyDOMElement();
  });

  test("marks who is there, only when asked to", async () => {
    const { server, container, rerender, advance } = await renderWithLobby(<AvatarStack users={users} />);
    expect(server.hub.size("presence:u0")).toBe(0);
    rerender(createElement(AvatarStack, { users, showPresence: true }));
    await act(async () => void server.as("u0"));
    await advance(1_000);
    expect(container.querySelectorAll('.lobby-avatar[data-presence="online"]')).toHaveLength(1);
    expect(screen.getAllByRole("img")).toHaveLength(1);
  });
});
