import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { GiftHistory } from "../../../src/components/gifts/GiftHistory.js";
import { GiftLeaderboard } from "../../../src/components/gifts/GiftLeaderboard.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { aShop } from "./support.js";

const room = "room:algebra";

async function aServerOfGifts() {
  const server = aShop();
  await server.ready;
  await server.credit("chi", 1_000);
  await server.as("binh").sendGift(room, "rose", { quantity: 5, receiverId: "chi", note: "Thank you!" });
  await server.as("chi").sendGift(room, "rocket", { quantity: 2, receiverId: "binh" });
  await server.as("an").sendGift(room, "coffee", { receiverId: "binh" });
  return server;
}

describe("the leaderboard", () => {
  test("names rank, giver and sum, most generous first, and marks the reader's own row", async () => {
    await renderWithLobby(<GiftLeaderboard target={{ roomId: "algebra" }} />, { server: await aServerOfGifts() });
    const rows = within(screen.getByRole("region", { name: "Top givers" })).getAllByRole("listitem");
    const read = (row: HTMLElement) => row.textContent;
    expect(rows.map(read).map((text) => text?.match(/Rank \d/)?.[0])).toEqual(["Rank 1", "Rank 2", "Rank 3"]);
    expect(rows[0]).toHaveTextContent(/Chi.*400 coins/);
    expect(rows[1]).toHaveTextContent(/Bình.*50 coins/);
    expect(rows[2]).toHaveTextContent(/You.*5 coins/);
    expect(rows.map((row) => "own" in row.dataset)).toEqual([false, false, true]);
  });

  test("tells the first three apart by the shape of their medals", async () => {
    const { container } = await renderWithLobby(<GiftLeaderboard target={{ roomId: "algebra" }} />, {
      server: await aServerOfGifts(),
    });
    const shapes = [...container.querySelectorAll(".lobby-gift-medal > path:first-child")].map((path) =>
      path.getAttribute("d"),
    );
    expect(new Set(shapes).size).toBe(3);
  });

  test("shows as many as it is told", async () => {
    await renderWithLobby(<GiftLeaderboard target={{ roomId: "algebra" }} max={1} />, {
      server: await aServerOfGifts(),
    });
    expect(screen.getAllByRole("listitem")).toHaveLength(1);
  });

  test("says that nobody has given, and that it could not be loaded, with a way to try again", async () => {
    const server = aShop();
    server.network.failRequests(503);
    const { advance } = await renderWithLobby(<GiftLeaderboard target={{ roomId: "algebra" }} />, { server });
    expect(screen.getByText("The list could not be loaded")).toBeVisible();
    server.network.failRequests(null);
    await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
    await advance(1_000);
    expect(screen.getByText("Nobody has given anything yet")).toBeVisible();
  });
});

describe("the history", () => {
  test("tells who gave what to whom, newest first, with the note, and takes new gifts in", async () => {
    const server = await aServerOfGifts();
    const { advance } = await renderWithLobby(<GiftHistory target={{ roomId: "algebra" }} timeZone="UTC" />, {
      server,
    });
    const texts = () => screen.getAllByRole("listitem").map((row) => row.textContent);
    expect(texts()).toHaveLength(3);
    expect(texts()[0]).toMatch(/You sent Coffee.*to Bình/);
    expect(texts()[1]).toMatch(/Chi sent Rocket ×2.*to Bình.*400 coins/);
    expect(texts()[2]).toMatch(/Bình sent Rose ×5.*to Chi.*Thank you!.*50 coins/);
    await server.as("binh").sendGift(room, "rose", { receiverId: "an" });
    await advance(500);
    expect(texts()[0]).toMatch(/Bình sent Rose.*to You/);
  });

  test("loads older gifts at a press", async () => {
    const environment = createVirtualEnvironment();
    const server = aShop({ environment });
    await server.ready;
    for (let round = 0; round < 60; round += 1) {
      await server.credit("binh", 5);
      await server.as("binh").sendGift(room, "coffee", { receiverId: "an" });
    }
    // What is told live is told before anybody listens.
    await environment.advanceAsync(1_000);
    const { advance } = await renderWithLobby(<GiftHistory target={{ roomId: "algebra" }} />, { server });
    const before = screen.getAllByRole("listitem").length;
    expect(before).toBeLessThan(60);
    const user = userEvent.setup();
    for (let more = screen.queryByRole("button", { name: "Show more" }); more !== null; ) {
      await user.click(more);
      await advance(1_000);
      more = screen.queryByRole("button", { name: "Show more" });
    }
    expect(screen.getAllByRole("listitem")).toHaveLength(60);
  });

  test("says that there is none yet", async () => {
    await renderWithLobby(<GiftHistory target={{ roomId: "algebra" }} />, { server: aShop() });
    expect(screen.getByText("No gifts yet")).toBeVisible();
  });
});
