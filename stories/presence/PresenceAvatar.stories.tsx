import type { Meta, StoryObj } from "@storybook/react-vite";
import { PresenceAvatar } from "lobbykit";
import { people, type Stage } from "../../.storybook/stage.js";

const meta: Meta<typeof PresenceAvatar> = {
  title: "Presence/PresenceAvatar",
  component: PresenceAvatar,
  args: { userId: "binh", name: "Noah Bennett", size: 48 },
  parameters: {
    frame: { width: "auto", padding: 24 },
    lobby: {
      prepare: ({ server }: Stage) => {
        server.as("binh");
        void server.as("chi").setPresence("away");
        void server.as("dung").setPresence("online", "Watching lesson 3");
      },
    },
  },
};
export default meta;

type Story = StoryObj<typeof PresenceAvatar>;

export const Online: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole("img", { name: "Noah Bennett, Online" });
  },
};

/** Online, away, doing something, offline. */
export const States: Story = {
  render: (args, { globals }) => (
    <div style={{ display: "flex", gap: 16 }}>
      {people(globals.locale)
        .slice(1, 5)
        .map(({ id, name, avatarUrl }) => (
          <PresenceAvatar key={id} {...args} userId={id} name={name} src={avatarUrl} />
        ))}
    </div>
  ),
  play: async ({ canvas }) => {
    await canvas.findByRole("img", { name: /, Watching lesson 3$/ });
  },
};

export const StatesDark: Story = { ...States, globals: { theme: "dark" } };

export const StatesArabic: Story = { ...States, globals: { locale: "ar" } };

export const Sizes: Story = {
  args: { userId: "dung" },
  render: (args) => (
    <div style={{ display: "flex", gap: 16, alignItems: "end" }}>
      {[20, 28, 36, 48, 64, 96].map((size) => (
        <PresenceAvatar key={size} {...args} size={size} />
      ))}
    </div>
  ),
};
