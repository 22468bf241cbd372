import type { Meta, StoryObj } from "@storybook/react-vite";
import { ActiveViewers } from "lobbykit";
import { expect, waitFor } from "storybook/test";
import { live, type Stage, stageOf } from "../../.storybook/stage.js";

const crowd = (count: number) => Array.from({ length: count }, (_, index) => `viewer-${index}`);

/** So many others watch it already. */
function watching(count: number, viewableId = "lesson-3") {
  return ({ server }: Stage) => {
    for (const id of crowd(count)) void server.as(id).watch(viewableId);
  };
}

const meta: Meta<typeof ActiveViewers> = {
  title: "Viewers/ActiveViewers",
  component: ActiveViewers,
  args: { viewableId: "lesson-3" },
  parameters: { frame: { width: "auto", padding: 24 }, lobby: { prepare: watching(41) } },
};
export default meta;

type Story = StoryObj<typeof ActiveViewers>;

export const Some: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText("42 watching");
  },
};

export const SomeDark: Story = { ...Some, globals: { theme: "dark" } };

/** "1.2K": cut, never rounded up. */
export const Thousands: Story = {
  parameters: { lobby: { prepare: watching(1_248) } },
  play: async ({ canvas }) => {
    await canvas.findByText("1,249 watching");
  },
};

export const ThousandsInFull: Story = { ...Thousands, args: { compact: false } };

export const ThousandsVietnamese: Story = {
  parameters: { lobby: { prepare: watching(1_248) } },
  globals: { locale: "vi" },
};

export const ThousandsArabic: Story = {
  parameters: { lobby: { prepare: watching(1_248) } },
  globals: { locale: "ar" },
};

/** For a stream: a dot that breathes. */
export const LiveDot: Story = { args: { live: true } };

/** People come and go; the digits roll, once a second at most. */
export const Rolling: Story = {
  args: { live: true },
  parameters: {
    lobby: {
      prepare: watching(8),
      act: ({ server }: Stage) => {
        let at = 100;
        const timer = setInterval(() => {
          for (let come = 0; come < 7; come++) void server.as(`viewer-${at++}`).watch("lesson-3");
          void server.as(`viewer-${at - 3}`).unwatch("lesson-3");
        }, 700);
        return () => clearInterval(timer);
      },
    },
  },
};

/** No number has come yet. */
export const Counting: Story = {
  parameters: { lobby: { prepare: ({ server }: Stage) => server.network.disconnect() } },
};

/** The connection is lost: the number stays, with the time up to which it was right. */
export const Stale: Story = {
  args: { live: true },
  play: async (context) => {
    const stage = stageOf(context);
    await context.canvas.findByText("42 watching");
    stage.server.network.disconnect();
    await context.canvas.findByText(/^as of/);
  },
};

export const StaleDark: Story = { ...Stale, globals: { theme: "dark" } };

/** Two videos on one page, each with its own count. */
export const TwoVideos: Story = {
  parameters: {
    lobby: {
      prepare: (stage: Stage) => {
        watching(4)(stage);
        watching(19, "lesson-4")(stage);
      },
    },
  },
  render: (args) => (
    <div style={{ display: "flex", gap: 16 }}>
      <ActiveViewers {...args} />
      <ActiveViewers {...args} viewableId="lesson-4" />
    </div>
  ),
  play: async ({ canvas }) => {
    await canvas.findByText("5 watching");
    await canvas.findByText("20 watching");
  },
};

/** Who they are, asked for only when it is opened, where the app shows names. */
export const Names: Story = {
  args: { names: true },
  parameters: {
    frame: { width: 360, height: 460, padding: 24 },
    lobby: {
      authorize: (_user: unknown, { kind }: { kind: string }) => (kind === "listViewers" ? true : undefined),
      prepare: ({ server }: Stage) => {
        for (const { id } of server.users.slice(1)) void server.as(id).watch("lesson-3");
        for (const id of crowd(230)) void server.as(id).watch("lesson-3");
      },
    },
  },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await live(stageOf(context));
    await userEvent.click(await canvas.findByRole("button", { name: /watching/ }));
    const panel = await canvas.findByRole("dialog", { name: "Who is watching" });
    await waitFor(() => expect(panel).toHaveTextContent("and 42 more"));
  },
};

export const NamesDark: Story = { ...Names, globals: { theme: "dark" } };

/** The app shows no names. */
export const NamesNotAllowed: Story = {
  args: { names: true },
  parameters: { frame: { width: 360, height: 260, padding: 24 } },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await live(stageOf(context));
    await userEvent.click(await canvas.findByRole("button", { name: /watching/ }));
    await canvas.findByText("You are not allowed to do this.");
  },
};
