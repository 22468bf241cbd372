import { act, fireEvent } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { CourseRating } from "../../../src/components/live/CourseRating.js";
import { readRating } from "../../../src/components/live/ratingState.js";
import { ar } from "../../../src/locales/ar.js";
import { en } from "../../../src/locales/en.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "../chat/aServer.js";

const rated = (state: unknown = { average: 4.6, count: 1_284, distribution: [1, 0, 0, 1, 2] }) => {
  const server = aServer();
  server.topics.set("rating", state);
  return server;
};
const fills = (container: HTMLElement) =>
  [...container.querySelectorAll<HTMLElement>(".lobby-star")].map((star) =>
    star.style.getPropertyValue("--lobby-filled"),
  );

describe("a rating", () => {
  test("fills the stars up to the exact fraction, and says it in words", async () => {
    const { container, getByText } = await renderWithLobby(<CourseRating topic="rating" />, {
      server: rated({ average: 3.25, count: 1_284 }),
    });
    expect(fills(container)).toEqual(["100%", "100%", "100%", "25%", "0%"]);
    getByText("3.3 of 5, 1,284 ratings");
  });

  test("bumps at a change, not at its appearance", async () => {
    const { server, container, getByText, advance } = await renderWithLobby(<CourseRating topic="rating" />, {
      server: rated(),
    });
    const rating = container.querySelector(".lobby-rating") as HTMLElement;
    expect(rating.dataset.beat).toBeUndefined();
    await act(() => server.topics.patch("rating", [{ op: "set", path: ["count"], value: 1_285 }]));
    await advance();
    getByText("4.6 of 5, 1,285 ratings");
    expect(rating.dataset.beat).toBe("1");
  });

  test("shows how many gave which, from the most stars to the fewest", async () => {
    const { getAllByText } = await renderWithLobby(<CourseRating topic="rating" distribution />, { server: rated() });
    expect(getAllByText(/stars?: \d+%/).map((bar) => bar.textContent)).toEqual([
      "5 stars: 50%",
      "4 stars: 25%",
      "3 stars: 0%",
      "2 stars: 0%",
      "1 star: 25%",
    ]);
  });

  test("takes one's own stars at once, and takes them back with a word when they can't be stored", async () => {
    let refuse: (error: Error) => void = () => {};
    const given: number[] = [];
    const { getByRole, getByText, advance } = await renderWithLobby(
      <CourseRating
        topic="rating"
        myRating={2}
        onRate={(stars) => {
          given.push(stars);
          return new Promise<void>((_, reject) => {
            refuse = reject;
          });
        }}
      />,
      { server: rated() },
    );
    fireEvent.click(getByRole("radio", { name: en.live.stars(5) }));
    expect(given).toEqual([5]);
    expect(getByRole("radio", { name: en.live.stars(5) })).toBeChecked();
    refuse(new Error("no"));
    await advance();
    expect(getByRole("radio", { name: en.live.stars(2) })).toBeChecked();
    getByText(en.live.rateFailed);
  });

  test("without ratings, refused, stale, and without a topic says so", async () => {
    const empty = await renderWithLobby(<CourseRating topic="new" />, { server: rated() });
    expect(empty.container.querySelector("[data-empty]")).toHaveTextContent(en.live.noRatings);
    empty.unmount();
    const refused = await renderWithLobby(<CourseRating topic="rating" />, {
      server: aServer({ live: { topics: { mayRead: () => false } } }),
    });
    refused.getByRole("alert");
    refused.unmount();
    const lost = await renderWithLobby(<CourseRating topic="rating" />, { server: rated() });
    lost.server.network.disconnect();
    await lost.advance();
    expect(lost.container.querySelector("[data-status='stale']")).toHaveTextContent(en.live.notLive);
    lost.unmount();
    const idle = await renderWithLobby(<CourseRating topic={null} />, { server: rated() });
    expect(idle.container.querySelector("[data-status='idle']")).toBeInTheDocument();
    expect(idle.server.topics.followers("rating")).toBe(0);
  });

  test("is written from right to left where the language is", async () => {
    const { container, getByText } = await renderWithLobby(<CourseRating topic="rating" />, {
      server: rated(),
      locale: ar,
    });
    expect(container.querySelector(".lobby-rating")).toHaveAttribute("dir", "rtl");
    getByText(/من 5/);
  });
});

test("reads a rating in either form, and refuses what is none", () => {
  expect(readRating({ average: 7, count: 2.5, distribution: { 1: 1, 5: 3, 6: 9 } })).toEqual({
    average: 5,
    count: 2,
    distribution: [1, 0, 0, 0, 3],
  });
  expect(readRating({ average: 4, count: 1, distribution: [1, "x", -2, 3] }).distribution).toEqual([1, 0, 0, 3, 0]);
  for (const none of [null, 3, {}, { average: "4", count: 1 }, { average: Number.NaN, count: 1 }])
    expect(() => readRating(none)).toThrow();
});
