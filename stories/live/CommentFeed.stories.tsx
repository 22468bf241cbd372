import type { Meta, StoryObj } from "@storybook/react-vite";
import { CommentFeed, type LiveComment } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, seen, stageOf, until } from "../../.storybook/stage.js";

const words = [
  "The part on limits is the best explanation I have seen so far.",
  "Could somebody say what happens at 12:40? The sign changes and I can’t follow.",
  "Bài giảng rất dễ hiểu, cảm ơn thầy!",
  "<b>Not bold</b>, and https://example.com is no link: text is text.",
  "A very long wordwithoutanyblankthatgoesonandonandonandonandonandonandonandonandonandonandon.",
  "شكرًا على هذا الدرس الرائع",
  "Two lines,\nas they were written.",
];

function comment({ server }: Stage, index: number): LiveComment {
  const author = server.users[(index % (server.users.length - 1)) + 1] ?? { id: "binh" };
  return {
    id: `c${index}`,
    userId: author.id,
    name: author.name ?? "",
    ...(author.avatarUrl === undefined ? {} : { avatarUrl: author.avatarUrl }),
    text: words[index % words.length] ?? "",
    at: server.environment.now() - (40 - index) * 1_900_000,
    ...(index % 3 === 0 ? { rating: 5 - (index % 2) } : {}),
  };
}

const several = (count: number) => (stage: Stage) => {
  const comments = Array.from({ length: count }, (_, index) => comment(stage, index));
  stage.server.topics.set("comments", { comments: Object.fromEntries(comments.map((one) => [one.id, one])) });
};

const arrive = (stage: Stage, index: number) => {
  const value = { ...comment(stage, index), at: stage.server.environment.now() };
  return stage.server.topics.patch("comments", [{ op: "set", path: ["comments", value.id], value }]);
};

const commented: StageParameters = {
  prepare: several(7),
  live: {
    topics: {
      mayChange: () => true,
    },
  },
};

const meta: Meta<typeof CommentFeed> = {
  title: "Live/CommentFeed",
  component: CommentFeed,
  args: { topic: "comments" },
  parameters: { lobby: commented, frame: { width: "min(100%, 34rem)", padding: 24 } },
};
export default meta;

type Story = StoryObj<typeof CommentFeed>;

/** Newest first. */
export const Several: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole("article")).toHaveLength(7);
    await canvas.findByText(/<b>Not bold<\/b>/);
  },
};

/** At the beginning of the list a new one shows at once. */
export const Arriving: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findAllByRole("article");
    await arrive(stage, 20);
    await waitFor(() => expect(canvas.getAllByRole("article")).toHaveLength(8));
  },
};

/** Further down nothing moves under the reader’s eyes: new ones wait behind a button. */
export const Waiting: Story = {
  parameters: { lobby: { ...commented, prepare: several(30) }, frame: { width: 400, padding: 24 } },
  decorators: [
    (Story) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      <section aria-label="Course" tabIndex={0} style={{ height: 420, overflow: "auto" }}>
        <Story />
      </section>
    ),
  ],
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await waitFor(() => expect(canvas.getAllByRole("article")).toHaveLength(20));
    const scroller = canvasElement.querySelector("section") as HTMLElement;
    scroller.scrollTop = 600;
    await until(() => canvasElement.querySelector("[data-held]") !== null);
    const first = canvas.getAllByRole("article")[0];
    for (const index of [40, 41, 42]) await arrive(stage, index);
    const button = await canvas.findByRole("button", { name: en.live.newComments(3) });
    await expect(canvas.getAllByRole("article")[0]).toBe(first);
    await userEvent.click(button);
    await waitFor(() => expect(canvas.queryByRole("button", { name: en.live.newComments(3) })).toBeNull());
    await waitFor(() => expect(scroller.scrollTop).toBeLessThan(200));
  },
};

/** One’s own shows at once, as being posted, and stays. */
export const Posting: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findAllByRole("article");
    stage.server.network.latencyMs = 300;
    await userEvent.type(canvas.getByRole("textbox"), "Thank you, that helped!");
    await userEvent.click(canvas.getByRole("button", { name: en.live.post }));
    await canvas.findByText(en.live.posting);
    await canvas.findByText("Thank you, that helped!");
    await waitFor(() => expect(canvas.queryByText(en.live.posting)).toBeNull());
    await seen(() => canvas.getByText("Thank you, that helped!"));
  },
};

/** The server refuses it: the text stays, to be tried again or deleted. */
export const Refusing: Story = {
  parameters: { lobby: { prepare: several(3), live: { topics: { mayChange: () => false } } } },
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await canvas.findAllByRole("article");
    await userEvent.type(canvas.getByRole("textbox"), "Not allowed here");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await canvas.findByRole("button", { name: en.shared.retry });
    await seen(() => canvas.getByText("Not allowed here"));
  },
};

/** The app’s own way to store comments, which fails. */
export const SubmitFailed: Story = {
  args: { onSubmit: fn(() => Promise.reject(new Error("no"))) },
  play: async ({ canvas, args }) => {
    await canvas.findAllByRole("article");
    await userEvent.type(canvas.getByRole("textbox"), "Hello");
    await userEvent.click(canvas.getByRole("button", { name: en.live.post }));
    await canvas.findByRole("alert");
    await expect(args.onSubmit).toHaveBeenCalledWith("Hello");
    await userEvent.click(canvas.getByRole("button", { name: en.shared.delete }));
    await expect(canvas.queryByText("Hello")).toBeNull();
  },
};

/** Five hundred: a page of them, more at the press of a button. */
export const Many: Story = {
  parameters: { lobby: { ...commented, prepare: several(499) } },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("button", { name: en.live.showEarlier }));
    await waitFor(() => expect(canvas.getAllByRole("article")).toHaveLength(40));
  },
};

export const ReadOnly: Story = { args: { composer: false } };

export const Phone: Story = { parameters: { frame: { width: 320, padding: 12 } } };

/** A phone with text of twice the size: names are cut, and nothing runs out of the frame. */
export const LargeText: Story = {
  parameters: { frame: { width: 170, padding: 12 } },
  play: async ({ canvas }) => {
    for (const comment of await canvas.findAllByRole("article"))
      await expect(comment.scrollWidth).toBeLessThanOrEqual(comment.clientWidth);
  },
};

export const Empty: Story = {
  parameters: { lobby: { prepare: () => {} } },
  play: async ({ canvas }) => {
    await canvas.findByText(en.live.noComments);
  },
};

export const Loading: Story = {
  parameters: { lobby: { prepare: ({ server }: Stage) => server.network.blackhole() } },
};

export const Failed: Story = {
  parameters: { lobby: { live: { topics: { mayRead: () => false } } } },
  play: async ({ canvas }) => {
    await canvas.findByText(en.live.commentsError);
  },
};

/** The connection is lost: what is known stays, and says so. */
export const Stale: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findAllByRole("article");
    stage.server.network.disconnect();
    await until(() => canvas.queryByText(en.live.notLive) !== null);
  },
};
