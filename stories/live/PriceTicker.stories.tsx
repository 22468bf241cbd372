import type { Meta, StoryObj } from "@storybook/react-vite";
import { PriceTicker } from "lobbykit";
import { expect, waitFor } from "storybook/test";
import { live, stageOf, until } from "../../.storybook/stage.js";
import { aPrice, labels, openMarket, runMarket, shares } from "./market.js";

const meta: Meta<typeof PriceTicker> = {
  title: "Live/PriceTicker",
  component: PriceTicker,
  args: { symbol: "FPT", label: "FPT Corporation", currency: "VND" },
  parameters: { lobby: { prepare: openMarket }, frame: { width: 320, padding: 24 } },
};
export default meta;

type Story = StoryObj<typeof PriceTicker>;

/** Symbol, name, price, and how far it has gone today. */
export const Line: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText("+2.10%");
  },
};

/** A move flashes for 300 ms; the arrow and a word say the same without colour. */
export const Moving: Story = {
  play: async ({ canvasElement, canvas, loaded, step }) => {
    const stage = stageOf({ loaded });
    await canvas.findByText("+2.10%");
    const ticker = canvasElement.querySelector(".lobby-ticker");
    await expect(ticker).not.toHaveAttribute("data-flash");
    await step("Up", async () => {
      stage.server.prices.publish([aPrice("FPT", 140_000, 131_500, stage.server.environment.now())]);
      await waitFor(() => expect(ticker).toHaveAttribute("data-flash", "up"));
      await canvas.findByText("+6.46%");
    });
    await step("Down, below where it began", async () => {
      stage.server.prices.publish([aPrice("FPT", 130_000, 131_500, stage.server.environment.now())]);
      await waitFor(() => expect(ticker).toHaveAttribute("data-flash", "down"));
      await expect(ticker).toHaveAttribute("data-trend", "down");
    });
    await step("An older one, told late", async () => {
      stage.server.prices.publish([aPrice("FPT", 1, 131_500, 1)]);
      stage.server.prices.publish([aPrice("FPT", 129_000, 131_500, stage.server.environment.now())]);
      await canvas.findByText("-1.90%");
    });
  },
};

/** One flash after the other. */
export const Flashing: Story = {
  parameters: {
    a11y: { test: "todo" },
    lobby: { prepare: openMarket, act: runMarket([["FPT", 131_500]], 2) },
  },
};

export const Falling: Story = { args: { symbol: "MWG", label: "Mobile World" } };

export const Unchanged: Story = { args: { symbol: "HPG", label: "Hòa Phát Group" } };

/** The amount beside the share. */
export const BothChanges: Story = { args: { change: "both", symbol: "VNM", label: "Vinamilk" } };

/** Small prices get more digits. */
export const Small: Story = {
  args: { symbol: "DOGE", label: "A coin", currency: undefined },
  parameters: {
    lobby: {
      prepare: ({ server }: { server: Parameters<typeof openMarket>[0]["server"] }) =>
        server.prices.publish([aPrice("DOGE", 0.1234, 0.12, server.environment.now())]),
    },
  },
};

/** Stacked, with a line of what was seen. */
export const Card: Story = {
  args: { layout: "card", sparkline: true },
  parameters: { lobby: { prepare: openMarket, act: runMarket([["FPT", 131_500]], 8) } },
  play: async ({ canvas }) => {
    await canvas.findByText("FPT Corporation");
  },
};

/** Latin names begin where the page's writing begins. */
export const Arabic: Story = {
  ...Card,
  globals: { locale: "ar" },
  play: async ({ canvas, canvasElement }) => {
    const label = await canvas.findByText("FPT Corporation");
    const start = canvasElement.querySelector(".lobby-ticker-names")?.getBoundingClientRect().right;
    for (const name of [label, canvas.getByText("FPT")]) await expect(name.getBoundingClientRect().right).toBe(start);
  },
};

/** Several in a row that wraps. */
export const Several: Story = {
  parameters: { frame: { width: "min(100%, 60rem)", padding: 24 }, lobby: { prepare: openMarket } },
  render: (args) => (
    <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(16rem, 1fr))", gap: 12 }}>
      {shares.map(([symbol]) => (
        <PriceTicker key={symbol} {...args} symbol={symbol} label={labels[symbol]} layout="card" />
      ))}
    </div>
  ),
};

/** Before the first price. */
export const Loading: Story = {
  args: { symbol: "NEW", label: "Not traded yet" },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("[data-loading]")).not.toBeNull());
  },
};

/** The connection is lost: the last price stays, muted, and says of when it is. */
export const Stale: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText("+2.10%");
    stage.server.network.disconnect();
    await until(() => canvasElement.querySelector("[data-stale]") !== null);
    await canvas.findByText(/as of/);
  },
};
