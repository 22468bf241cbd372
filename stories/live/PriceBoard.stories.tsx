import type { Meta, StoryObj } from "@storybook/react-vite";
import { PriceBoard } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, waitFor } from "storybook/test";
import { live, stageOf, until } from "../../.storybook/stage.js";
import { fifty, labels, openMarket, runMarket, shares } from "./market.js";

const meta: Meta<typeof PriceBoard> = {
  title: "Live/PriceBoard",
  component: PriceBoard,
  args: { symbols: shares.map(([symbol]) => symbol), labels, currency: "VND" },
  parameters: { lobby: { prepare: openMarket }, frame: { width: "min(100%, 40rem)" } },
};
export default meta;

type Story = StoryObj<typeof PriceBoard>;

export const Open: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText("+2.10%");
    await expect(await canvas.findAllByRole("row")).toHaveLength(9);
    await canvas.findByRole("table", { name: en.live.prices });
  },
};

/** Every column. */
export const Everything: Story = {
  args: { sparkline: true, volume: true, change: "both" },
  parameters: {
    a11y: { test: "todo" },
    lobby: {
      prepare: openMarket,
      act: runMarket(
        shares.map(([symbol, , open]) => [symbol, open] as const),
        20,
      ),
    },
  },
};

/** Fifty symbols, 300 updates a second: each row renders when its own price changes, at most once a frame. */
export const Market: Story = {
  args: { symbols: fifty.map(([symbol]) => symbol), labels: {}, currency: undefined, sparkline: true },
  parameters: { a11y: { test: "todo" }, lobby: { act: runMarket(fifty, 300) } },
  play: async ({ canvasElement }) => {
    await until(() => canvasElement.querySelectorAll("[data-loading]").length === 0);
    await waitFor(() => expect(canvasElement.querySelectorAll("[data-flash]").length).toBeGreaterThan(10));
  },
};

/** On a phone the columns that can be spared go. */
export const Phone: Story = {
  args: { sparkline: true, volume: true },
  parameters: { frame: { width: 320, padding: 0 } },
};

export const Loading: Story = { parameters: { lobby: { prepare: () => {} } } };

/** The connection is lost. */
export const Stale: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText("+2.10%");
    stage.server.network.disconnect();
    await until(() => canvasElement.querySelectorAll("[data-stale]").length === 8);
  },
};

/** The server does not let this user see prices. */
export const Refused: Story = {
  parameters: { lobby: { live: { prices: { mayRead: () => false } } } },
  play: async ({ canvas }) => {
    await canvas.findByRole("alert");
  },
};
