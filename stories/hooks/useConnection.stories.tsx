import type { Meta, StoryObj } from "@storybook/react-vite";
import { useConnection } from "lobbykit";
import { userEvent } from "storybook/test";

/** All that is known of the connection, with its two buttons. */
function Panel() {
  const { status, attempt, latencyMs, guarantees, error, connect, disconnect } = useConnection();
  return (
    <section aria-label="Connection" style={{ padding: 16 }}>
      <dl>
        <dt>Status</dt>
        <dd data-testid="status">{status}</dd>
        <dt>Failed attempts</dt>
        <dd>{attempt}</dd>
        <dt>Round trip</dt>
        <dd>{latencyMs === null ? "unknown" : `${Math.round(latencyMs)} ms`}</dd>
        <dt>Guarantees</dt>
        <dd>{guarantees ?? "none yet"}</dd>
        <dt>Error</dt>
        <dd>{error?.code ?? "none"}</dd>
      </dl>
      <button type="button" onClick={() => disconnect()}>
        Disconnect
      </button>{" "}
      <button type="button" onClick={() => connect()}>
        Connect
      </button>
    </section>
  );
}

const meta: Meta<typeof Panel> = {
  title: "Hooks/useConnection",
  component: Panel,
  parameters: { lobby: { conversations: [] } },
};
export default meta;

export const PanelOfYourOwn: StoryObj<typeof Panel> = {
  play: async ({ canvas }) => {
    await canvas.findByText("live");
    await canvas.findByText("L4");
    await userEvent.click(canvas.getByRole("button", { name: "Disconnect" }));
    await canvas.findByText("closed");
    await userEvent.click(canvas.getByRole("button", { name: "Connect" }));
    await canvas.findByText("live");
  },
};
