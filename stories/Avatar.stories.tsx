import type { Meta, StoryObj } from "@storybook/react-vite";
import { Avatar } from "lobbykit";
import { expect, waitFor } from "storybook/test";
import { people } from "../.storybook/stage.js";

const meta: Meta<typeof Avatar> = {
  title: "Avatar",
  component: Avatar,
  args: { userId: "binh", name: "Noah Bennett", size: 48 },
  parameters: { frame: { width: "auto", padding: 24 } },
};
export default meta;

type Story = StoryObj<typeof Avatar>;

/** Initials, in the hue of the person. */
export const Initials: Story = {};

export const Picture: Story = {
  args: { src: "/person-1.svg" },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("img")?.naturalWidth).toBeGreaterThan(0));
  },
};

/** A picture that can't be had: the initials stand in. */
export const Broken: Story = {
  args: { src: "/no-such-picture.png" },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("img")).toBeNull());
    await expect(canvas.getByRole("img", { name: /Noah Bennett/ })).toHaveTextContent("NB");
  },
};

/** Nothing is known of the person. */
export const Nameless: Story = { args: { name: undefined } };

export const Presence: Story = {
  render: (args) => (
    <div style={{ display: "flex", gap: 16 }}>
      {(["online", "away", "busy", "offline"] as const).map((presence) => (
        <Avatar key={presence} {...args} presence={presence} />
      ))}
    </div>
  ),
};

export const Sizes: Story = {
  args: { presence: "online" },
  render: (args) => (
    <div style={{ display: "flex", gap: 16, alignItems: "end" }}>
      {[20, 24, 28, 36, 48, 64, 96].map((size) => (
        <Avatar key={size} {...args} size={size} />
      ))}
    </div>
  ),
};

/** Many people, in their hues and scripts. */
export const People: Story = {
  render: () => (
    <div style={{ display: "flex", gap: 12, flexWrap: "wrap" }}>
      {(["en", "vi", "ar"] as const).flatMap((locale) =>
        people(locale).map(({ id, name }) => (
          <Avatar key={`${locale}-${id}`} userId={`${locale}-${id}`} name={name} size={40} />
        )),
      )}
    </div>
  ),
};

export const PeopleDark: Story = { ...People, globals: { theme: "dark" } };
