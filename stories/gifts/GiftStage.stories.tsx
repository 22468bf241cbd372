import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom, GiftPicker, GiftStage } from "lobbykit";
import type { ComponentProps } from "react";
import { expect, waitFor } from "storybook/test";
import { live, people, type Stage, stageOf, until } from "../../.storybook/stage.js";
import { room, shopOf, withShop } from "./shop.js";

type Args = ComponentProps<typeof GiftStage> & { readonly chat?: boolean };

const host = people("en").slice(1, 2);

/** Shows gifts as they are given: small ones as cards, dear ones over everything but the composer. */
const meta: Meta<Args> = {
  title: "Gifts/GiftStage",
  component: GiftStage,
  args: { target: { roomId: "live" } },
  parameters: { ...withShop(), frame: { width: "min(100%, 24rem)", height: 560, padding: 8 } },
  render: ({ chat = true, ...args }) => (
    <div style={{ position: "relative", blockSize: "100%", overflow: "hidden" }}>
      {chat ? (
        <ChatRoom roomId="live" name="Evening stream" variant="dense" style={{ blockSize: "100%" }} />
      ) : (
        <img src="/lecture.svg" alt="" style={{ inlineSize: "100%", blockSize: "100%", objectFit: "cover" }} />
      )}
      <GiftStage {...args} />
    </div>
  ),
};
export default meta;

type Story = StoryObj<Args>;

const give = async ({ server, lobby }: Stage, gifts: readonly (readonly [string, string, number?])[]) => {
  await until(() => (lobby.store.getState().lobby.gifts?.conversations[room]?.catalogue.length ?? 0) > 0);
  for (const [from, giftId, quantity = 1] of gifts) {
    await server.credit(from, 100_000);
    await server.as(from).sendGift(room, giftId, { quantity, receiverId: "an" });
  }
};
/** Gives these, and waits until that animation is on the stage. */
const scene =
  (giftId: string, animation: string): NonNullable<Story["play"]> =>
  async ({ canvasElement, loaded }) => {
    await live(stageOf({ loaded }));
    await give(stageOf({ loaded }), [["chi", giftId, 3]]);
    await waitFor(() =>
      expect(canvasElement.querySelector(`.lobby-gift-scene[data-animation="${animation}"]`)).not.toBeNull(),
    );
  };

/** Three at most; the same gift by the same person counts up. */
export const Cards: Story = {
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await give(stage, [
      ["binh", "rose"],
      ["chi", "coffee", 5],
      ["dung", "lotus"],
      ["giang", "lantern"],
      ["binh", "rose"],
      ["binh", "rose", 10],
    ]);
    await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-gift-card")).toHaveLength(3));
    await waitFor(() => expect(canvasElement.querySelector(".lobby-gift-lane")).toHaveTextContent("×12"));
    // Cards begin above the composer, and take no clicks.
    const composer = canvasElement.querySelector(".lobby-composer")?.getBoundingClientRect();
    for (const card of canvasElement.querySelectorAll(".lobby-gift-card")) {
      await expect(card.getBoundingClientRect().bottom).toBeLessThanOrEqual(composer?.top ?? 0);
      await expect(getComputedStyle(card).pointerEvents).toBe("none");
    }
  },
};

export const Fireworks: Story = { play: scene("rocket", "fireworks") };
export const Hearts: Story = { play: scene("heart", "hearts") };
export const Stars: Story = { play: scene("star", "stars") };
export const Rainbow: Story = { play: scene("rainbow", "rainbow") };

/** Over a film. */
export const OverVideo: Story = {
  args: { chat: false },
  parameters: { frame: { width: "min(100%, 44rem)", height: 396, padding: 8 } },
  play: scene("rocket", "fireworks"),
};

/** One's own gift is there at the tap, before any other. */
export const Own: Story = {
  render: (args) => (
    <div style={{ position: "relative", blockSize: "100%" }}>
      <GiftPicker target={args.target} receivers={host} layout="inline" />
      <GiftStage {...args} style={{ inset: "auto 0 0", blockSize: 220 }} />
    </div>
  ),
  parameters: { frame: { width: 376, height: 700, padding: 8 } },
  play: async ({ canvas, canvasElement, loaded }) => {
    await live(stageOf({ loaded }));
    (await canvas.findByRole("radio", { name: /^Rose/ })).click();
    (await canvas.findByRole("button", { name: "Send Rose · 1" })).click();
    await waitFor(() => expect(canvasElement.querySelector(".lobby-gift-card[data-own]")).toHaveTextContent("You"));
  },
};

/** Ten gifts a second by a whole room: three cards, one scene, everything else counted up or waiting; the page keeps its pace. */
export const UnderLoad: Story = {
  parameters: withShop({
    act: ({ server }) => {
      const crowd = people("en").slice(1);
      const gifts = shopOf();
      let given = 0;
      const timer = setInterval(() => {
        const from = crowd[(given * 7) % crowd.length]?.id ?? "binh";
        const gift = gifts[(given * 5) % (given % 4 === 0 ? gifts.length : 6)];
        given += 1;
        void server
          .credit(from, 10_000)
          .then(() =>
            server.as(from).sendGift(room, gift?.id ?? "rose", { receiverId: "an", quantity: 1 + (given % 3) }),
          );
      }, 100);
      return () => clearInterval(timer);
    },
  }),
  play: async ({ canvasElement, loaded }) => {
    await live(stageOf({ loaded }));
    await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-gift-card")).toHaveLength(3));
    await waitFor(() => expect(canvasElement.querySelector(".lobby-gift-scene")).not.toBeNull());
    await expect(canvasElement.querySelectorAll(".lobby-gift-scene")).toHaveLength(1);
    await expect(canvasElement.querySelectorAll(".lobby-gift-stage *").length).toBeLessThan(400);
  },
};

export const Dark: Story = { ...Cards, globals: { theme: "dark" } };

export const LongNames: Story = {
  parameters: {
    ...withShop({
      gifts: {
        catalogue: [
          { id: "rose", name: "Rose of the seven very long rivers", price: 1, animation: "default" },
          { id: "crown", name: "Crown of the seven very long rivers", price: 300, animation: "rainbow" },
        ],
      },
      users: [
        { id: "an", name: "An" },
        { id: "max", name: "Maximilian Alexander Featherstonehaugh-Worthington" },
        { id: "x" },
      ],
    }),
    frame: { width: 304, height: 560, padding: 8 },
  },
  play: async ({ canvasElement, loaded }) => {
    await live(stageOf({ loaded }));
    await give(stageOf({ loaded }), [
      ["max", "rose", 100],
      ["x", "rose"],
      ["max", "crown", 2],
    ]);
    await waitFor(() => expect(canvasElement.querySelector(".lobby-gift-scene")).not.toBeNull());
  },
};

export const Arabic: Story = { ...Cards, parameters: withShop({}, "ar"), globals: { locale: "ar" } };

export const Vietnamese: Story = { ...Cards, parameters: withShop({}, "vi"), globals: { locale: "vi" } };
