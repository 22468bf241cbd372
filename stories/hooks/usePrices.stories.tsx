import type { Meta, StoryObj } from "@storybook/react-vite";
import { usePrice, usePrices } from "lobbykit";
import { expect } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";
import { aPrice, openMarket } from "../live/market.js";

const symbols = ["FPT", "VNM", "HPG"];

/** One price, from `usePrice`: it renders when its own symbol moves. */
function Row({ symbol }: { readonly symbol: string }) {
  const price = usePrice(symbol);
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td>{price === undefined ? "–" : Math.round(price.price)}</td>
      <td>{price?.move ?? "as it was"}</td>
    </tr>
  );
}

/** A table of prices of one's own making, and what one share of each costs together, from `usePrices`. */
function Portfolio() {
  const { prices, stale } = usePrices(symbols);
  const sum = Object.values(prices).reduce((total, { price }) => total + price, 0);
  return (
    <section aria-label="Portfolio" style={{ padding: 16 }}>
      <p>
        {Math.round(sum)} together{stale && ", as far as known"}
      </p>
      <table>
        <thead>
          <tr>
            <th>Share</th>
            <th>Price</th>
            <th>Move</th>
          </tr>
        </thead>
        <tbody>
          {symbols.map((symbol) => (
            <Row key={symbol} symbol={symbol} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const meta: Meta<typeof Portfolio> = {
  title: "Hooks/usePrice, usePrices",
  component: Portfolio,
  parameters: { lobby: { conversations: [], prepare: openMarket } },
};
export default meta;

export const TableOfYourOwn: StoryObj<typeof Portfolio> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    const tell = (price: number, at = server.environment.now()) =>
      server.prices.publish([aPrice("HPG", price, 26_150, at)]);
    await canvas.findByRole("row", { name: "HPG 26150 as it was" });
    tell(27_000);
    await canvas.findByRole("row", { name: "HPG 27000 up" });
    // An older one, told late, changes nothing.
    tell(1, 1);
    tell(26_500);
    await canvas.findByRole("row", { name: "HPG 26500 down" });
    const together = canvas.getByText(/together/).textContent;
    server.network.disconnect();
    await expect(await canvas.findByText(/as far as known/)).toHaveTextContent(`${together}, as far as known`);
  },
};
