import type { Meta, StoryObj } from "@storybook/react-vite";
import { useGifts } from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";
import { withShop } from "../gifts/shop.js";

/** A shop of one's own making, from `useGifts`: what can be given, what there is to spend, what became of each tap, what others give. */
function PlainShop() {
  const { catalogue, balance, status, send, pending, retry, dismiss, recent } = useGifts({ roomId: "live" });
  const last = recent.at(-1);
  return (
    <section aria-label="Gifts" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p>
        {status} · {balance} coins
      </p>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
        {catalogue.map(({ id, name, price }) => (
          <button
            key={id}
            type="button"
            disabled={balance !== null && price > balance}
            onClick={() => send({ giftId: id, quantity: 1, receiverId: "binh" })}
          >
            {name}, {price}
          </button>
        ))}
      </div>
      <ul style={{ margin: 0 }}>
        {pending.map((tap) => (
          <li key={tap.key}>
            {tap.gift.name}: {tap.status}{" "}
            {(tap.status === "failed" || tap.status === "unknown") && (
              <>
                <button type="button" onClick={() => retry(tap.key)}>
                  Try again
                </button>{" "}
                <button type="button" onClick={() => dismiss(tap.key)}>
                  Forget it
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      <p role="status">
        {last !== undefined &&
          `${last.senderName ?? last.senderId} gave ${last.name} to ${last.receiverName ?? last.receiverId}`}
      </p>
    </section>
  );
}

const meta: Meta<typeof PlainShop> = {
  title: "Hooks/useGifts",
  component: PlainShop,
  parameters: withShop(),
};
export default meta;

export const ShopOfYourOwn: StoryObj<typeof PlainShop> = {
  play: async ({ canvas, loaded, step }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("ready · 1250 coins");
    await step("Give", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "Coffee, 5" }));
      await canvas.findByText(/Coffee: sent/);
      await canvas.findByText("ready · 1245 coins");
    });
    await step("What costs more than there is can't be chosen", async () => {
      for (const left of [745, 245]) {
        await userEvent.click(canvas.getByRole("button", { name: "Rainbow, 500" }));
        await canvas.findByText(`ready · ${left} coins`);
      }
      await expect(canvas.getByRole("button", { name: "Rainbow, 500" })).toBeDisabled();
    });
    await step("Somebody else gives", async () => {
      await server.as("chi").sendGift("room:live", "rose");
      await canvas.findByText(/gave Rose to/);
    });
  },
};
