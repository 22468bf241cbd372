import type { Meta, StoryObj } from "@storybook/react-vite";
import { SupportChat } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, userEvent, waitFor } from "storybook/test";
import { live, type StageParameters, stageOf, until } from "../../.storybook/stage.js";

const mine = "support:an";
const onStage = (lobby: StageParameters, frame?: { width?: number; height?: number }) => ({
  lobby: { conversations: [], roles: { lan: ["agent"] }, ...lobby },
  frame: { height: 560, width: 400, ...frame },
});

const meta: Meta<typeof SupportChat> = {
  title: "Support/SupportChat",
  component: SupportChat,
  args: { layout: "inline" },
  parameters: onStage({}),
};
export default meta;

type Story = StoryObj<typeof SupportChat>;

/** Asked for help with something, and said what it is. */
const asked =
  (topic = "billing", ...words: readonly string[]): NonNullable<StageParameters["prepare"]> =>
  ({ server }) => {
    const an = server.as("an");
    void an.support.start(topic).then(async () => {
      for (const text of words) await an.send(mine, text);
    });
  };
const taken: NonNullable<StageParameters["prepare"]> = ({ server }) => {
  const [an, lan] = [server.as("an"), server.as("lan")];
  void (async () => {
    await an.support.start("billing");
    await an.send(mine, "I was charged twice for the course on statistics.");
    await lan.support.take(mine);
    await lan.send(mine, "Hello! Let me look that up for you.");
    await an.send(mine, "Thank you 🙏");
  })();
};

/** Nothing asked yet: what is it about? */
export const Choosing: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await step("Choose a topic with the keyboard", async () => {
      const topic = await canvas.findByRole("button", { name: en.support.topic("billing") });
      topic.focus();
      await userEvent.keyboard("{Enter}");
      await canvas.findByText(en.support.queued);
    });
    await step("Write while nobody is there", async () => {
      await userEvent.type(await canvas.findByRole("textbox"), "My invoice is wrong{enter}");
      await waitFor(() => expect(canvasElement.querySelector('.lobby-row[data-status="sent"]')).not.toBeNull());
    });
    await step("An agent joins and answers", async () => {
      const { server } = stageOf({ loaded });
      await server.as("lan").support.take(mine);
      await server.as("lan").send(mine, "I am looking at it");
      await canvas.findByText("I am looking at it");
      await waitFor(() => expect(canvasElement.querySelector("[data-status='taken']")).not.toBeNull());
    });
  },
};

export const Topics: Story = {};

/** Nobody has taken it yet. */
export const Waiting: Story = {
  parameters: onStage({ prepare: asked("billing", "I was charged twice.", "Is anybody there?") }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.support.queuedText);
  },
};

/** An agent has joined. */
export const Taken: Story = {
  parameters: onStage({ prepare: taken }),
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBe(3));
    await waitFor(() => expect(canvas.queryByText(en.support.queuedText)).toBeNull());
  },
};

/** Done. What was said stays, and one may start again. */
export const Closed: Story = {
  parameters: onStage({
    prepare: (stage) => {
      taken(stage);
      void until(() => true).then(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await stage.server.as("lan").support.close(mine);
      });
    },
  }),
  play: async ({ canvas, step }) => {
    const again = await canvas.findByRole("button", { name: en.support.again });
    await step("Start again", async () => {
      await userEvent.click(again);
      await userEvent.click(await canvas.findByRole("button", { name: en.support.topic("technical") }));
      await canvas.findByText(en.support.queued);
    });
  },
};

/** No answer from the server yet. */
export const Loading: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.blackhole() }),
};

/** Asked while the line is down: it goes out by itself. */
export const Starting: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const topic = await canvas.findByRole("button", { name: en.support.topic("technical") });
    stage.server.network.disconnect();
    await userEvent.click(topic);
    await canvas.findByText(en.support.starting);
    await userEvent.type(await canvas.findByRole("textbox"), "Written while the line was down{enter}");
    await canvas.findByText("Written while the line was down");
  },
};

/** The app does not let this person ask. */
export const Refused: Story = {
  parameters: onStage({ authorize: () => false }),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("button", { name: en.support.topic("general") }));
    await expect(await canvas.findByRole("alert")).toHaveTextContent(en.support.notStarted);
  },
};

export const OwnTopics: Story = {
  args: {
    title: "Course help",
    topics: [
      { id: "lesson", label: "A lesson" },
      { id: "certificate", label: "My certificate" },
      { id: "payment", label: "Payment and refunds, also of courses that I have not begun yet" },
    ],
  },
};

const corner = (lobby: StageParameters = {}) => onStage(lobby, { width: 700, height: 640 });

/** The button in the corner. Escape closes the panel and gives the focus back. */
export const Floating: Story = {
  args: { layout: "floating" },
  parameters: corner({ prepare: taken }),
  play: async ({ canvas, canvasElement, step }) => {
    const launcher = await canvas.findByRole("button", { name: en.support.open(en.support.title) });
    await step("Open with the keyboard", async () => {
      launcher.focus();
      await userEvent.keyboard("{Enter}");
      await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBe(3));
      await waitFor(() => expect(document.activeElement?.closest(".lobby-support-panel")).not.toBeNull());
    });
    await step("Escape closes", async () => {
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(launcher).toHaveFocus());
      await waitFor(() => expect(canvasElement.querySelector(".lobby-support-panel")).toBeNull());
    });
    await userEvent.click(launcher);
  },
};

/** What came while the panel was closed. */
export const FloatingUnread: Story = {
  args: { layout: "floating" },
  parameters: corner({ prepare: taken }),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    for (const words of ["I have found it.", "You get the money back."]) await stage.server.as("lan").send(mine, words);
    await waitFor(() =>
      expect(canvasElement.querySelector(".lobby-support-badge [aria-hidden]")?.textContent).toBe("2"),
    );
  },
};

export const FloatingOpen: Story = { args: { layout: "floating", defaultOpen: true }, parameters: corner() };

export const Dark: Story = { globals: { theme: "dark" }, parameters: onStage({ prepare: taken }) };
export const DarkTopics: Story = { globals: { theme: "dark" } };
export const Arabic: Story = { globals: { locale: "ar" }, parameters: onStage({ prepare: taken }) };
export const ArabicTopics: Story = { globals: { locale: "ar" } };
export const Vietnamese: Story = {
  globals: { locale: "vi" },
  parameters: onStage({ prepare: asked("account", "Chào shop") }),
};
export const Phone320: Story = { parameters: onStage({ prepare: taken }, { width: 320, height: 560 }) };
export const Wide: Story = { parameters: onStage({}, { width: 720, height: 480 }) };
