import type { Meta, StoryObj } from "@storybook/react-vite";
import { useConnection, useSocket } from "lobbykit";
import { userEvent } from "storybook/test";
import { live, stageOf } from "../../.storybook/stage.js";

/** What of the socket is used here; in an app it is the `Socket` of socket.io-client. */
interface Emitter {
  emit(event: string, payload: unknown): void;
}

/** An event of the app's own beside those of lobbykit, through the same socket, from `useSocket`. */
function Wave() {
  const socket = useSocket<Emitter>();
  const { status } = useConnection();
  return (
    <section aria-label="Wave" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p role="status">{socket === null ? "No socket yet" : `The socket is ${status}`}</p>
      <button type="button" disabled={socket === null} onClick={() => socket?.emit("class:wave", { to: "binh" })}>
        Wave
      </button>
    </section>
  );
}

const meta: Meta<typeof Wave> = {
  title: "Hooks/useSocket",
  component: Wave,
  parameters: { lobby: { conversations: [] } },
};
export default meta;

export const EventOfYourOwn: StoryObj<typeof Wave> = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText("The socket is live");
    // The network breaks where the event passes: so it has gone out.
    stage.server.network.cutNext({ kind: "command", event: "class:wave" });
    await userEvent.click(canvas.getByRole("button", { name: "Wave" }));
    await canvas.findByText(/The socket is (reconnecting|connecting)|No socket/);
    await canvas.findByText("The socket is live");
  },
};
