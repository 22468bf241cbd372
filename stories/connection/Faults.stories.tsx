import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom, useConnection } from "lobbykit";
import type { MockServer } from "lobbykit/testing";
import { useEffect } from "react";
import { stageOf } from "../../.storybook/stage.js";

interface FaultProps {
  /** One way, ms. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Chance that a frame is lost, and the connection with it. */
  readonly loss: number;
  readonly disconnected: boolean;
  /** Messages are refused for now. */
  readonly rateLimited: boolean;
  /** Messages a second by the other one. */
  readonly flood: number;
}

function FaultyRoom({ server, ...faults }: FaultProps & { readonly server: MockServer }) {
  const { latencyMs, jitterMs, loss, disconnected, rateLimited, flood } = faults;
  const connection = useConnection();
  useEffect(() => {
    Object.assign(server.network, { latencyMs, jitterMs, loss });
  }, [server, latencyMs, jitterMs, loss]);
  useEffect(() => {
    if (!disconnected) return;
    server.network.disconnect();
    return () => server.network.reconnect();
  }, [server, disconnected]);
  useEffect(() => server.network.rateLimit(rateLimited ? 3_000 : null), [server, rateLimited]);
  useEffect(() => (flood > 0 ? server.flood("direct:an:binh", flood) : undefined), [server, flood]);
  return (
    <div style={{ display: "flex", flexDirection: "column", blockSize: "100%" }}>
      <p style={{ margin: 0, padding: 12, fontSize: 13, fontVariantNumeric: "tabular-nums" }}>
        {connection.status} · attempt {connection.attempt} · {connection.latencyMs ?? "–"} ms
      </p>
      <ChatRoom recipientId="binh" style={{ flex: 1, minBlockSize: 0 }} />
    </div>
  );
}

/** Make the network bad with the controls below, write, and see what becomes of it. */
const meta: Meta<FaultProps> = {
  title: "Connection/Bad network",
  args: { latencyMs: 0, jitterMs: 0, loss: 0, disconnected: false, rateLimited: false, flood: 0 },
  argTypes: {
    latencyMs: { control: { type: "range", min: 0, max: 3_000, step: 50 } },
    jitterMs: { control: { type: "range", min: 0, max: 3_000, step: 50 } },
    loss: { control: { type: "range", min: 0, max: 0.5, step: 0.01 } },
    flood: { control: { type: "range", min: 0, max: 1_000, step: 10 } },
  },
  parameters: { lobby: { conversations: ["direct:an:binh"] }, frame: { height: 640 } },
  render: (args, context) => <FaultyRoom {...args} server={stageOf(context).server} />,
};
export default meta;

export const Controls: StoryObj<FaultProps> = {};

export const SlowAndLossy: StoryObj<FaultProps> = { args: { latencyMs: 600, jitterMs: 800, loss: 0.05 } };
