import type { Meta, StoryObj } from "@storybook/react-vite";
import { LiveBadge, RoomMoves, Roster } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect } from "storybook/test";
import { live, stageOf } from "../../.storybook/stage.js";
import { crowd, roomId, streaming, withRoom } from "./crowd.js";

/** The parts of a live room, for a room of one's own. */
const meta: Meta = { title: "Room/Parts", parameters: { ...withRoom(), frame: { width: 320, padding: 16 } } };
export default meta;

type Story = StoryObj;

export const Badge: Story = { render: () => <LiveBadge since={Date.UTC(2026, 2, 10, 18, 30)} /> };

export const BadgeDark: Story = { ...Badge, globals: { theme: "dark" } };

export const People: Story = {
  render: () => <Roster roomId={roomId} />,
  play: async ({ canvas }) => {
    await canvas.findByText(en.room.host);
    await expect(canvas.getAllByRole("listitem").length).toBeGreaterThan(5);
  },
};

/** Each person drawn by the app. */
export const PeopleOfYourOwn: Story = {
  render: () => <Roster roomId={roomId}>{({ id, name }) => <a href={`#${id}`}>{name ?? id}</a>}</Roster>,
};

/** Nobody has come yet but the reader. */
export const Alone: Story = {
  parameters: withRoom({ prepare: () => {} }),
  render: () => <Roster roomId={roomId} />,
};

export const Moves: Story = {
  parameters: withRoom({
    prepare: (stage) => streaming(stage),
    act: ({ server }) => crowd(server, 5, 0),
  }),
  render: () => <RoomMoves roomId={roomId} />,
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await canvas.findByText(/joined/);
  },
};
