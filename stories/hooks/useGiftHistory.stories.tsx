import type { Meta, StoryObj } from "@storybook/react-vite";
import { useGiftHistory, useGiftLeaderboard } from "lobbykit";
import { expect } from "storybook/test";
import { type Stage, stageOf } from "../../.storybook/stage.js";
import { room, withShop } from "../gifts/shop.js";

const target = { roomId: "live" };

/** The ledger in plain lines, from `useGiftHistory`, and the three who gave most, from `useGiftLeaderboard`. */
function Ledger() {
  const { gifts, status, hasMore, loadMore } = useGiftHistory(target);
  const { leaders, status: board, reload } = useGiftLeaderboard(target);
  return (
    <section aria-label="Ledger" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <h2 style={{ margin: 0 }}>Most generous</h2>
      <ol style={{ margin: 0 }}>
        {leaders.slice(0, 3).map(({ userId, name, total }) => (
          <li key={userId}>
            {name ?? userId}: {total}
          </li>
        ))}
      </ol>
      {board === "error" && (
        <button type="button" onClick={() => void reload()}>
          Ask again
        </button>
      )}
      <h2 style={{ margin: 0 }}>Gifts</h2>
      <ul style={{ margin: 0 }}>
        {gifts.map(({ id, senderName, senderId, name, quantity, receiverName, receiverId }) => (
          <li key={id}>
            {senderName ?? senderId} gave {quantity} × {name} to {receiverName ?? receiverId}
          </li>
        ))}
      </ul>
      {hasMore && (
        <button type="button" disabled={status === "loading"} onClick={() => void loadMore()}>
          Older gifts
        </button>
      )}
    </section>
  );
}

async function given({ server }: Stage): Promise<void> {
  await server.as("binh").sendGift(room, "rose", { quantity: 5, receiverId: "chi" });
  await server.as("chi").sendGift(room, "cake", { receiverId: "binh" });
}

const meta: Meta<typeof Ledger> = {
  title: "Hooks/useGiftHistory, useGiftLeaderboard",
  component: Ledger,
  parameters: withShop({ prepare: (stage) => void given(stage) }),
};
export default meta;

/** A new gift is in the ledger at once. Sums are told again some seconds later, so that a room full of people does not ask at every gift. */
export const LedgerOfYourOwn: StoryObj<typeof Ledger> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText(/gave 5 × Rose/);
    await canvas.findByText(/: 25$/);
    const [first, second] = canvas.getAllByRole("listitem");
    await expect(first).toHaveTextContent(": 25");
    await expect(second).toHaveTextContent(": 5");
    await server.as("binh").sendGift(room, "crown", { receiverId: "chi" });
    await canvas.findByText(/gave 1 × Crown/);
    await expect(canvas.getAllByRole("listitem")[2]).toHaveTextContent("Crown");
  },
};
