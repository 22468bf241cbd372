import type { Meta, StoryObj } from "@storybook/react-vite";
import { LiveRoom, type LiveRoomProps } from "lobbykit";
import { ar } from "lobbykit/locales/ar";
import { en } from "lobbykit/locales/en";
import type { MockServer } from "lobbykit/testing";
import { useEffect } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { live, stageOf } from "../../.storybook/stage.js";
import { crowd, described, roomId, streaming, withRoom } from "./crowd.js";

interface Rates {
  /** People who come or go a second. */
  readonly moves: number;
  /** Messages a second. */
  readonly messages: number;
}

function BusyRoom({ moves, messages, server, ...props }: LiveRoomProps & Rates & { readonly server: MockServer }) {
  useEffect(() => crowd(server, moves, messages), [server, moves, messages]);
  return <LiveRoom {...props} />;
}

/** The side panel of a livestream. The sliders say how busy it is. */
const meta: Meta<LiveRoomProps & Rates> = {
  title: "Room/LiveRoom",
  args: { roomId, moves: 0, messages: 0, style: { height: "100%" } },
  argTypes: {
    moves: { control: { type: "range", min: 0, max: 50, step: 1 } },
    messages: { control: { type: "range", min: 0, max: 2_000, step: 10 } },
  },
  parameters: { ...withRoom(), frame: { height: 640, width: 380 } },
  render: (args, context) => <BusyRoom {...args} server={stageOf(context).server} />,
};
export default meta;

type Story = StoryObj<LiveRoomProps & Rates>;

/** A stream with some people. The people's button opens the roster, and Escape closes it. */
export const Live: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await live(stageOf({ loaded }));
    const room = () => canvasElement.querySelector(".lobby-live-room");
    await waitFor(() => expect(room()).toHaveAttribute("data-stream", "live"));
    await canvas.findByText(en.room.live);
    await step("Who is here", async () => {
      const button = await canvas.findByRole("button", { name: /People in the room, 8 people/ });
      await userEvent.click(button);
      const drawer = within(await canvas.findByRole("dialog", { name: en.room.people }));
      const [first] = await drawer.findAllByRole("listitem");
      await expect(first).toHaveTextContent(en.room.host);
      await expect(drawer.getAllByRole("listitem")).toHaveLength(8);
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(canvas.queryByRole("dialog", { name: en.room.people })).toBeNull());
      await expect(button).toHaveFocus();
    });
    await step("Givers, by the arrow keys", async () => {
      await userEvent.click(await canvas.findByRole("tab", { name: en.room.chatTab }));
      await userEvent.keyboard("{ArrowRight}");
      await expect(canvas.getByRole("tab", { name: en.room.giversTab })).toHaveAttribute("aria-selected", "true");
      await userEvent.keyboard("{ArrowLeft}");
      await canvas.findByRole("log");
    });
  },
};

/** People come and go, and write. */
export const Lively: Story = { args: { moves: 4, messages: 8 } };

/** A thousand messages a second and fifty people who come and go: it stays as quick as a quiet one. */
export const Flood: Story = {
  args: { moves: 50, messages: 1_000 },
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const rows = () => canvasElement.querySelectorAll(".lobby-row").length;
    await waitFor(() => expect(rows()).toBeGreaterThan(10));
    const { head } = await stage.server.store.bounds(`room:${roomId}`);
    await waitFor(async () =>
      expect((await stage.server.store.bounds(`room:${roomId}`)).head).toBeGreaterThan(head + 500),
    );
    expect(rows()).toBeLessThan(250);
    await waitFor(() => expect(canvasElement.querySelector('.lobby-room-moves[data-state="moved"]')).not.toBeNull());
  },
};

/** "… and 12 others joined": one line for all who come within a while. */
export const Joins: Story = {
  play: async ({ canvas, loaded }) => {
    const { server, ...stage } = stageOf({ loaded });
    await live({ server, ...stage });
    await canvas.findByText(en.room.live);
    await waitFor(() => expect(stage.lobby.store.getState().lobby.room?.rooms[roomId]?.memberCount).toBe(8));
    for (let index = 0; index < 14; index++) await server.as(`guest-${index}`).enterRoom(roomId);
    await canvas.findByText(/and 1\d others joined/);
  },
};

export const NotStarted: Story = {
  parameters: withRoom({ prepare: ({ server }) => void described(server) }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.room.notStarted);
  },
};

export const Ended: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText(en.room.live);
    await stage.server.core.room.endStream(roomId);
    await canvas.findByText(/The stream ended at/);
    await expect(canvas.queryByText(en.room.live)).toBeNull();
  },
};

/** The app does not let him in. */
export const Refused: Story = {
  parameters: withRoom({ authorize: ({ id }, action) => !(id === "an" && action.kind === "open") }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.room.refused);
  },
};

/** Sent away while he was in it. */
export const Removed: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText(en.room.live);
    await stage.server.core.closeConversation(`room:${roomId}`, "an", "kicked");
    await canvas.findByText(en.room.removed.kicked);
  },
};

/** The connection is gone: what is shown is as it was. */
export const Lost: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText(en.room.live);
    stage.server.network.disconnect();
    await waitFor(() => expect(canvasElement.querySelector(".lobby-live-room")).toHaveAttribute("data-stale"));
  },
};

/** More people than a roster names: they are counted. */
export const Crowded: Story = {
  parameters: withRoom({
    limits: { roomRoster: 20 },
    prepare: (stage) => {
      streaming(stage);
      for (let index = 0; index < 60; index++) void stage.server.as(`guest-${index}`).enterRoom(roomId);
    },
  }),
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.click(await canvas.findByRole("button", { name: /68 people/ }));
    await canvas.findByRole("dialog", { name: en.room.people });
  },
};

/** A room of one's own: nobody to give to. */
export const AsHost: Story = { parameters: withRoom({ user: "binh" }) };

export const Floating: Story = {
  args: { layout: "floating", onClose: () => {}, style: {} },
  parameters: { frame: { width: "100%", height: 640 } },
};

export const Dark: Story = { args: { moves: 2, messages: 3 }, globals: { theme: "dark" } };

export const PhoneDark: Story = {
  args: { moves: 2, messages: 3 },
  parameters: { frame: { height: 700, width: 320 } },
  globals: { theme: "dark" },
};

export const Vietnamese: Story = {
  args: { moves: 3, messages: 2 },
  parameters: withRoom({}, "vi"),
  globals: { locale: "vi" },
};

export const Arabic: Story = {
  args: { moves: 3, messages: 2 },
  parameters: withRoom({}, "ar"),
  globals: { locale: "ar" },
  play: async ({ canvas }) => {
    await canvas.findByText(ar.room.live);
  },
};
