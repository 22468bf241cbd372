import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom } from "lobbykit";
import { expect, fireEvent, userEvent, waitFor } from "storybook/test";
import { live, type StageParameters, stageOf } from "../../.storybook/stage.js";

const room = "room:live";
const flooded = (perSecond: number): StageParameters => ({
  conversations: [{ id: room, title: "Evening stream" }],
  history: { count: 30 },
  act: ({ server }) => server.flood(room, perSecond),
});

const meta: Meta<typeof ChatRoom> = {
  title: "Chat/Livestream",
  component: ChatRoom,
  args: { roomId: "live", name: "Evening stream", variant: "dense", style: { height: "100%" } },
  parameters: { frame: { height: 600, width: 360 } },
};
export default meta;

type Story = StoryObj<typeof ChatRoom>;

/** A lively room: ten messages a second. */
export const Lively: Story = { parameters: { lobby: flooded(10) } };

/** A thousand messages a second. Scroll up: the list holds still and counts what you miss. */
export const Flood: Story = {
  parameters: { lobby: flooded(1_000) },
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const rows = () => canvasElement.querySelectorAll(".lobby-row").length;
    await waitFor(() => expect(rows()).toBeGreaterThan(10));
    await step("The page stays small under the flood", async () => {
      const { server } = stage;
      const { head } = await server.store.bounds(room);
      await waitFor(async () => expect((await server.store.bounds(room)).head).toBeGreaterThan(head + 500));
      expect(rows()).toBeLessThan(250);
    });
    await step("Reading pauses it", async () => {
      const log = canvas.getByRole("log");
      fireEvent.wheel(log, { deltaY: -600 });
      log.scrollTop = Math.max(0, log.scrollTop - 600);
      const paused = await canvas.findByRole("button", { name: /new/ });
      await userEvent.click(paused);
      await waitFor(() => expect(canvas.queryByRole("button", { name: /new/ })).toBeNull());
    });
  },
};

/** The same room on a phone, in the dark. */
export const PhoneDark: Story = {
  parameters: { lobby: flooded(5), frame: { height: 640, width: 320 } },
  globals: { theme: "dark" },
};

export const Arabic: Story = { parameters: { lobby: flooded(2) }, globals: { locale: "ar" } };

/** At rest. */
export const Quiet: Story = {
  parameters: { lobby: { conversations: [{ id: room, title: "Evening stream" }], history: { count: 40 } } },
};
