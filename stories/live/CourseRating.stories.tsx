import type { Meta, StoryObj } from "@storybook/react-vite";
import { CourseRating } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf, until } from "../../.storybook/stage.js";

const distribution = [21, 34, 96, 289, 844];
const rated: StageParameters = {
  prepare: ({ server }) => void server.topics.set("rating", { average: 4.6, count: 1_284, distribution }),
};

const meta: Meta<typeof CourseRating> = {
  title: "Live/CourseRating",
  component: CourseRating,
  args: { topic: "rating" },
  parameters: { lobby: rated, frame: { padding: 24 } },
};
export default meta;

type Story = StoryObj<typeof CourseRating>;

/** The stars are filled up to the exact fraction. */
export const Rated: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText(en.live.ratingOf("4.6", 1_284));
  },
};

export const WithDistribution: Story = { args: { distribution: true } };

const add = (stage: Stage, stars: number) =>
  stage.server.topics.patch("rating", [
    { op: "set", path: ["count"], value: 1_285 },
    { op: "set", path: ["average"], value: stars },
  ]);

/** A new rating bumps the number once. */
export const Changing: Story = {
  args: { distribution: true },
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await canvas.findByText(en.live.ratingOf("4.6", 1_284));
    await expect(canvasElement.querySelector("[data-beat]")).toBeNull();
    await add(stage, 4.2);
    await canvas.findByText(en.live.ratingOf("4.2", 1_285));
    await expect(canvasElement.querySelector(".lobby-rating[data-beat]")).not.toBeNull();
  },
};

/** With one's own stars: by mouse, touch, or the arrow keys. */
export const Rating: Story = {
  args: { distribution: true, onRate: fn() },
  play: async ({ canvas, args }) => {
    await canvas.findByText(en.live.ratingOf("4.6", 1_284));
    await userEvent.click(canvas.getByRole("radio", { name: en.live.stars(4) }));
    await expect(args.onRate).toHaveBeenCalledWith(4);
    await userEvent.keyboard("{ArrowRight}");
    await expect(args.onRate).toHaveBeenLastCalledWith(5);
    await expect(canvas.getByRole("radio", { name: en.live.stars(5) })).toBeChecked();
  },
};

/** The app could not store it: the stars go back, and it is said. */
export const RatingFailed: Story = {
  args: { myRating: 2, onRate: () => Promise.reject(new Error("no")) },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("radio", { name: en.live.stars(5) }));
    await canvas.findByText(en.live.rateFailed);
    await waitFor(() => expect(canvas.getByRole("radio", { name: en.live.stars(2) })).toBeChecked());
  },
};

/** Fractions, from none to all. */
export const Fractions: Story = {
  parameters: {
    lobby: {
      prepare: ({ server }: Stage) => {
        for (const average of [0.3, 1, 2.5, 3.75, 4.9, 5])
          server.topics.set(`r${Math.round(average * 100)}`, { average, count: 10 });
      },
    },
  },
  render: () => (
    <div style={{ display: "grid", gap: 8 }}>
      {[0.3, 1, 2.5, 3.75, 4.9, 5].map((average) => (
        <CourseRating key={average} topic={`r${Math.round(average * 100)}`} />
      ))}
    </div>
  ),
};

export const NoRatings: Story = {
  args: { topic: "new-course", onRate: fn() },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText(en.live.noRatings).length).toBeGreaterThan(0));
  },
};

export const Loading: Story = {
  parameters: { lobby: { prepare: ({ server }: Stage) => server.network.blackhole() } },
};

export const Stale: Story = {
  args: { distribution: true },
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText(en.live.ratingOf("4.6", 1_284));
    stage.server.network.disconnect();
    await until(() => canvasElement.querySelector("[data-status='stale']") !== null);
  },
};

export const Refused: Story = {
  parameters: { lobby: { live: { topics: { mayRead: () => false } } } },
  play: async ({ canvas }) => {
    await canvas.findByRole("alert");
  },
};
