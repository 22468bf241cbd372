import { act, screen } from "@testing-library/react";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { ChatRoom } from "../../../src/components/chat/ChatRoom.js";
import { ar } from "../../../src/locales/ar.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "./aServer.js";

beforeAll(async () => {
  await import("../../../src/components/chat/gift-row/GiftBody.js");
});

const room = "room:algebra";

async function aRoomOfGifts() {
  const server = aServer({
    gifts: { catalogue: [{ id: "rose", name: "Rose", price: 10, animation: "default" }], startingBalance: 1_000 },
  });
  await server.ready;
  await server.as("chi").sendGift(room, "rose", { quantity: 5, receiverId: "binh", note: "<b>Bravo</b>" });
  await server.as("an").sendGift(room, "rose", { receiverId: "binh" });
  return server;
}

describe("a gift in a chat", () => {
  test.each(["bubbles", "dense"] as const)(
    "is a card of its own among %s, with what, how many, for whom and what it came to",
    async (variant) => {
      const { container, advance } = await renderWithLobby(<ChatRoom roomId="algebra" variant={variant} />, {
        server: await aRoomOfGifts(),
      });
      await advance();
      const [first, own] = container.querySelectorAll<HTMLElement>('.lobby-row[data-kind="gift"]');
      expect(first).toHaveTextContent(/Chi.*Rose ×5.*to Bình.*50 coins/);
      expect(first?.querySelector(".lobby-gift-art svg")).not.toBeNull();
      expect(own).toHaveAttribute("data-own");
      expect(own).toHaveTextContent(/Rose.*10 coins/);
      expect(own).not.toHaveTextContent("×");
    },
  );

  test("shows the giver's note as text", async () => {
    const { container, advance } = await renderWithLobby(<ChatRoom roomId="algebra" />, {
      server: await aRoomOfGifts(),
    });
    await advance();
    expect(screen.getByText("<b>Bravo</b>")).toBeVisible();
    expect(container.querySelector(".lobby-gift-row-note b")).toBeNull();
  });

  test("speaks the language of the app", async () => {
    const { container, advance } = await renderWithLobby(<ChatRoom roomId="algebra" variant="dense" />, {
      server: await aRoomOfGifts(),
      locale: ar,
    });
    await advance();
    expect(container.querySelector(".lobby-gift-row-what")).toHaveTextContent("أهدى");
  });
});

test.each([
  [true, "by the stage where there is one"],
  [false, "by the list where there is none"],
])("a gift is told to screen readers once (%s): %s", async (staged) => {
  const server = await aRoomOfGifts();
  const { container, advance } = await renderWithLobby(
    <div>
      <ChatRoom roomId="algebra" variant="dense" />
      {staged && <div className="lobby-gift-stage" data-conversation={room} />}
    </div>,
    { server },
  );
  await advance(1_000);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await server.as("chi").sendGift(room, "rose", { receiverId: "binh" });
  await advance(500);
  act(() => vi.advanceTimersByTime(1_500));
  vi.useRealTimers();
  const said = [...container.querySelectorAll('[aria-live="polite"], [role="status"]')].map(
    ({ textContent }) => textContent,
  );
  expect(said.some((text) => text?.includes("Rose"))).toBe(!staged);
});
