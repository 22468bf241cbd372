import type { Meta, StoryObj } from "@storybook/react-vite";
import { AvatarStack } from "lobbykit";
import { people, type Stage } from "../../.storybook/stage.js";

const meta: Meta<typeof AvatarStack> = {
  title: "Presence/AvatarStack",
  component: AvatarStack,
  parameters: {
    frame: { width: "auto", padding: 24 },
    lobby: {
      prepare: ({ server }: Stage) => {
        for (const id of ["binh", "dung"]) server.as(id);
      },
    },
  },
  render: (args, { globals }) => <AvatarStack {...args} users={args.users ?? people(globals.locale)} />,
};
export default meta;

type Story = StoryObj<typeof AvatarStack>;

/** Four pictures, and how many more. A screen reader hears the names. */
export const Many: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole("img", { name: /and 8 others$/ });
  },
};

export const ManyDark: Story = { ...Many, globals: { theme: "dark" } };

export const Arabic: Story = { globals: { locale: "ar" } };

/** Who is there has his mark, and it lies over the next picture. */
export const WithPresence: Story = { args: { showPresence: true, size: 40 } };

/** Of thousands only some are known. */
export const OfThousands: Story = { args: { total: 12_345 } };

export const Two: Story = { args: { users: people("en").slice(0, 2) } };

/** A lone "+1" would take as much space as the fifth. */
export const Five: Story = { args: { users: people("en").slice(0, 5) } };

export const Sizes: Story = {
  render: (_args, { globals }) => (
    <div style={{ display: "grid", gap: 16 }}>
      {[20, 28, 40, 56].map((size) => (
        <AvatarStack key={size} users={people(globals.locale)} size={size} />
      ))}
    </div>
  ),
};
