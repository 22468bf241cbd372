import type { Meta, StoryObj } from "@storybook/react-vite";
import { useRoom } from "lobbykit";
import { expect } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";
import { roomId, withRoom } from "../room/crowd.js";

/** Everything of a room, drawn by the app from `useRoom`. */
function OwnPanel() {
  const { info, stream, memberCount, roster, recent, stale, status } = useRoom(roomId);
  return (
    <dl style={{ margin: 0, padding: 16 }}>
      <dt>Room</dt>
      <dd>{info.title ?? status}</dd>
      <dt>Stream</dt>
      <dd>{stream?.live ? stream.title : "none"}</dd>
      <dt>People</dt>
      <dd>
        {memberCount}
        {stale && " (as it was)"}: {roster.map(({ name }) => name).join(", ")}
      </dd>
      <dt>Lately</dt>
      <dd>{recent === null ? "nobody moved" : `${recent.joinedCount} came, ${recent.leftCount} went`}</dd>
    </dl>
  );
}

const meta: Meta<typeof OwnPanel> = {
  title: "Hooks/useRoom",
  component: OwnPanel,
  parameters: withRoom(),
};
export default meta;

export const PanelOfYourOwn: StoryObj<typeof OwnPanel> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("Evening stream");
    await canvas.findByText("Guitar for beginners");
    await canvas.findByText(/^8: /);
    const guest = server.users.find(({ id }) => id === "guest-3");
    await server.as("guest-3").enterRoom(roomId);
    await expect(await canvas.findByText(/^9: /)).toHaveTextContent(String(guest?.name));
    await server.core.room.endStream(roomId);
    await canvas.findByText("none");
    server.network.disconnect();
    await canvas.findByText(/as it was/);
  },
};
