import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi as vitest } from "vitest";
import { ActiveViewers } from "../../../src/components/viewers/ActiveViewers.js";
import { RollingNumber } from "../../../src/components/viewers/RollingNumber.js";
import { ar } from "../../../src/locales/ar.js";
import { createMockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

const aServer = (options: MockServerOptions = {}) =>
  createMockServer({
    environment: createVirtualEnvironment(),
    users: [
      { id: "an", name: "An" },
      { id: "binh", name: "Bình" },
    ],
    ...options,
  });
const root = (container: HTMLElement) => container.querySelector<HTMLElement>(".lobby-viewers") as HTMLElement;

/** What the strips of digits show. */
const shown = (container: HTMLElement) =>
  [...container.querySelectorAll(".lobby-roll-number > *, .lobby-roll-words")]
    .map((part) => {
      const digit = (part as HTMLElement).style.getPropertyValue("--lobby-digit");
      return digit === "" ? part.textContent : part.textContent?.split("\n")[Number(digit)];
    })
    .join("");

describe("ActiveViewers", () => {
  test("shows how many watch, says it in words, and follows", async () => {
    const { server, advance, container } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" />);
    expect(root(container).dataset.state).toBe("live");
    expect(root(container)).toHaveTextContent("1 watching");
    await act(() => server.as("binh").watch("lesson-3"));
    await advance(1_100);
    expect(root(container)).toHaveTextContent("2 watching");
    expect(shown(container)).toBe("2");
    expect(root(container).title).toBe("2 at most");
  });

  test("is counting until the first number, and keeps a lost one with its time", async () => {
    const server = aServer();
    server.network.disconnect();
    const { advance, container } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" live />, { server });
    expect(root(container).dataset).toMatchObject({ state: "counting", live: "" });
    expect(root(container)).toHaveTextContent("Counting viewers");
    server.network.reconnect();
    await advance(40_000);
    expect(root(container).dataset.state).toBe("live");
    server.network.disconnect();
    await advance();
    expect(root(container).dataset.state).toBe("stale");
    expect(root(container)).toHaveTextContent(/as of \d/);
  });

  test("keeps each digit in its column when the number grows, and moves the strip instead of writing anew", async () => {
    const { container, rerender } = await renderWithLobby(<RollingNumber value={9} code="en" compact={false} />);
    const ones = container.querySelector(".lobby-roll-digit");
    rerender(<RollingNumber value={12} code="en" compact={false} />);
    expect(shown(container)).toBe("12");
    expect([...container.querySelectorAll(".lobby-roll-digit")].at(-1)).toBe(ones);
  });

  test.each([
    ["en", true, 1_249, "1.2K"],
    ["en", true, 999_950, "999.9K"],
    ["en", false, 1_249, "1,249"],
    ["vi", true, 1_249, "1,2 N"],
    ["vi", false, 1_249, "1.249"],
  ] as const)("writes in %s, compact %s, %i as %s", async (code, compact, value, text) => {
    const { container } = await renderWithLobby(<RollingNumber value={value} code={code} compact={compact} />);
    expect(shown(container).replace(/\u00a0|\u202f/g, " ")).toBe(text);
  });

  test("speaks Arabic, its digits from left to right", async () => {
    const { container } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" />, { locale: ar });
    expect(root(container)).toHaveTextContent("مشاهد واحد");
    expect(container.querySelector(".lobby-roll-number")).toHaveAttribute("dir", "ltr");
  });

  describe("for screen readers", () => {
    beforeEach(() => void vitest.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
    afterEach(() => void vitest.useRealTimers());

    test("says a new number once a minute at most, and nothing at first", async () => {
      const { server, advance } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" />);
      const status = screen.getByRole("status");
      expect(status).toBeEmptyDOMElement();
      act(() => void vitest.advanceTimersByTime(60_000));
      const spoken: string[] = [];
      for (let index = 0; index < 10; index++) {
        await act(() => server.as(`user-${index}`).watch("lesson-3"));
        await advance(1_100);
        act(() => void vitest.advanceTimersByTime(12_000));
        if (status.textContent !== spoken.at(-1)) spoken.push(status.textContent ?? "");
      }
      expect(spoken.length).toBeLessThanOrEqual(3);
      expect(spoken.at(-1)).toMatch(/watching/);
    });
  });

  describe("with names", () => {
    const open: MockServerOptions = { authorize: (_, { kind }) => (kind === "listViewers" ? true : undefined) };

    test("opens who they are, and gives the focus back when it is closed", async () => {
      const server = aServer(open);
      const { advance } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" names />, { server });
      await act(() => server.as("binh").watch("lesson-3"));
      await advance(1_100);
      const button = screen.getByRole("button", { name: /2 watching/ });
      expect(button).toHaveAttribute("aria-expanded", "false");
      fireEvent.click(button);
      await advance();
      const panel = screen.getByRole("dialog", { name: "Who is watching" });
      expect(panel).toHaveFocus();
      expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent?.replace(/^[A-Z]/, ""))).toHaveLength(
        2,
      );
      expect(panel).toHaveTextContent("Bình");
      fireEvent.keyDown(panel, { key: "Escape" });
      expect(screen.queryByRole("dialog")).toBeNull();
      expect(button).toHaveFocus();
      fireEvent.click(button);
      fireEvent.pointerDown(document.body);
      expect(screen.queryByRole("dialog")).toBeNull();
    });

    test("says why there are none", async () => {
      const { advance } = await renderWithLobby(<ActiveViewers viewableId="lesson-3" names />, { server: aServer() });
      fireEvent.click(screen.getByRole("button", { name: /watching/ }));
      await advance();
      expect(screen.getByRole("alert")).toHaveTextContent(
        "The names could not be loaded. You are not allowed to do this.",
      );
    });
  });
});
