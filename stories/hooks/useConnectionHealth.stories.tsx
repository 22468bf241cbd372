import type { Meta, StoryObj } from "@storybook/react-vite";
import { type HealthLevel, useConnectionHealth } from "lobbykit";
import type { CSSProperties } from "react";
import { expect, userEvent } from "storybook/test";
import { live, stageOf } from "../../.storybook/stage.js";

const marks: Readonly<Record<HealthLevel, string>> = { healthy: "●", degraded: "◐", down: "○", unknown: "–" };

const panel: CSSProperties = { display: "grid", gap: 12, padding: 16, fontSize: 14, lineHeight: "20px" };
const row: CSSProperties = { display: "flex", justifyContent: "space-between", gap: 16 };
const cell: CSSProperties = { textAlign: "start", paddingBlock: 4, paddingInlineEnd: 12, verticalAlign: "top" };

/** A panel of one's own for support staff: how everything is, and what went wrong. */
function HealthPanel() {
  const { overall, socket, api, latencyMs, apiLatencyMs, checking, errors, check, clearErrors } = useConnectionHealth();
  const levels: readonly (readonly [string, HealthLevel, number | null])[] = [
    ["Overall", overall, null],
    ["Socket", socket, latencyMs],
    ["API", api, apiLatencyMs],
  ];
  return (
    <section aria-label="Connection health" style={panel}>
      {levels.map(([name, level, ms]) => (
        <div key={name} style={row} data-testid={name} data-level={level}>
          <span>{name}</span>
          <span>
            {ms !== null && `${ms} ms · `}
            {level} <span aria-hidden="true">{marks[level]}</span>
          </span>
        </div>
      ))}
      <div style={{ display: "flex", gap: 8 }}>
        <button type="button" className="lobby-button-quiet" onClick={() => void check()} disabled={checking}>
          {checking ? "Checking…" : "Check the API"}
        </button>
        <button type="button" className="lobby-button-quiet" onClick={clearErrors} disabled={errors.length === 0}>
          Clear the log
        </button>
      </div>
      {errors.length === 0 ? (
        <p style={{ margin: 0, color: "var(--lobby-muted)" }}>Nothing went wrong.</p>
      ) : (
        <table style={{ borderCollapse: "collapse", inlineSize: "100%" }}>
          <thead>
            <tr>
              <th style={cell}>Kind</th>
              <th style={cell}>What</th>
              <th style={cell}>Times</th>
            </tr>
          </thead>
          <tbody>
            {[...errors].reverse().map(({ kind, subject, message, count }) => (
              <tr key={`${kind} ${subject} ${message}`}>
                <td style={cell}>{kind}</td>
                <td style={cell}>
                  {subject}: {message}
                </td>
                <td style={cell}>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const meta: Meta<typeof HealthPanel> = {
  title: "Hooks/useConnectionHealth",
  component: HealthPanel,
  parameters: { lobby: { conversations: [] }, frame: { height: 360 } },
};
export default meta;

type Story = StoryObj<typeof HealthPanel>;

/** All is well. The API is asked when somebody wants to know. */
export const Healthy: Story = {
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.click(canvas.getByRole("button", { name: "Check the API" }));
    await canvas.findAllByText(/healthy/);
    await expect(canvas.getByTestId("API")).toBeInTheDocument();
  },
};

/** The socket is gone while the API answers: it asked by itself. */
export const SocketDown: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    stage.server.network.refuse("UNAVAILABLE", 60_000);
    stage.server.network.cut();
    await canvas.findByText("socket");
    await expect(canvas.getByTestId("Socket")).toHaveAttribute("data-level", "down");
  },
};

/** Both are gone. The API counts as down after three requests, which takes a few seconds. */
export const Down: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    stage.server.network.disconnect();
    await canvas.findByText("socket");
  },
};

export const Dark: Story = { ...SocketDown, globals: { theme: "dark" } };
