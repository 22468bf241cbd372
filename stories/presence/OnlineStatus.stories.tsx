import type { Meta, StoryObj } from "@storybook/react-vite";
import { OnlineStatus } from "lobbykit";
import { expect, waitFor } from "storybook/test";
import { live, people, type Stage, stageOf } from "../../.storybook/stage.js";

/** One is there, one looks away, one does something, one was there. */
function everyState({ server }: Stage) {
  server.as("binh");
  void server.as("chi").setPresence("away");
  void server.as("dung").setPresence("online", "Watching lesson 3");
}

const meta: Meta<typeof OnlineStatus> = {
  title: "Presence/OnlineStatus",
  component: OnlineStatus,
  args: { userId: "binh" },
  parameters: { frame: { width: "auto", padding: 24 }, lobby: { prepare: everyState } },
};
export default meta;

type Story = StoryObj<typeof OnlineStatus>;

const states = ["binh", "chi", "dung", "nam"] as const;
const row = { display: "flex", flexWrap: "wrap", gap: 24, alignItems: "center" } as const;

/** Online, away, doing something, offline: told apart by shape as well as colour. */
export const States: Story = {
  render: (args) => (
    <div style={row}>
      {states.map((userId) => (
        <OnlineStatus key={userId} {...args} userId={userId} size="l" />
      ))}
    </div>
  ),
  play: async (context) => {
    await live(stageOf(context));
    await context.canvas.findByRole("img", { name: "Online, Watching lesson 3" });
  },
};

export const StatesDark: Story = { ...States, globals: { theme: "dark" } };

/** In words. What somebody does stands in place of "online". */
export const Labels: Story = {
  render: (args) => (
    <div style={{ ...row, flexDirection: "column", alignItems: "start", gap: 12 }}>
      {states.map((userId) => (
        <OnlineStatus key={userId} {...args} userId={userId} showLabel />
      ))}
    </div>
  ),
  play: async ({ canvas }) => {
    await canvas.findByText("Watching lesson 3");
    await canvas.findByText("Away");
  },
};

export const LabelAtTheStart: Story = { args: { showLabel: true, labelPosition: "start" } };

export const Sizes: Story = {
  render: (args) => (
    <div style={row}>
      {(["s", "m", "l"] as const).map((size) => (
        <OnlineStatus key={size} {...args} size={size} showLabel />
      ))}
    </div>
  ),
};

/** When one who is away or gone was last there. */
export const LastSeen: Story = {
  args: { userId: "chi", showLabel: true, showLastSeen: true },
  play: async ({ canvas }) => {
    await canvas.findByText(/^Active 1 minute ago$|^Active this minute$/);
  },
};

/** He comes, does something, looks away. */
export const Live: Story = {
  args: { userId: "hoa", showLabel: true },
  parameters: {
    lobby: {
      act: ({ server }: Stage) => {
        const steps = [
          () => server.as("hoa").setPresence("online"),
          () => server.as("hoa").setPresence("online", "Taking a quiz"),
          () => server.as("hoa").setPresence("away"),
        ];
        let at = 0;
        const timer = setInterval(() => void steps[at++ % steps.length]?.(), 2_000);
        return () => clearInterval(timer);
      },
    },
  },
};

/** The connection is lost: what was known stays, and is plainly not live. */
export const Stale: Story = {
  args: { showLabel: true },
  play: async (context) => {
    const stage = stageOf(context);
    await context.canvas.findByText("Online");
    stage.server.network.disconnect();
    await waitFor(() => expect(context.canvasElement.querySelector(".lobby-online")).toHaveAttribute("data-stale"));
  },
};

/** A list: every row asks for itself, the server is asked once. */
export const InAList: Story = {
  parameters: { frame: { width: 320, padding: 0 } },
  render: (_args, { globals }) => (
    <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {people(globals.locale).map(({ id, name }) => (
        <li key={id} style={{ display: "flex", justifyContent: "space-between", gap: 16, padding: "10px 16px" }}>
          <span>{name}</span>
          <OnlineStatus userId={id} showLabel labelPosition="start" size="s" />
        </li>
      ))}
    </ul>
  ),
};

export const InAListArabic: Story = { ...InAList, globals: { locale: "ar" } };
