import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom } from "lobbykit";
import { expect, waitFor } from "storybook/test";
import { live, type Stage, stageOf } from "../../.storybook/stage.js";
import { room, withShop } from "./shop.js";

/** Gifts in a chat: rows the server writes when a gift has been charged. */
const meta: Meta<typeof ChatRoom> = {
  title: "Gifts/In the chat",
  component: ChatRoom,
  args: { roomId: "live", name: "Evening stream", timeZone: "UTC", style: { height: "100%" } },
  parameters: { ...withShop({ history: { count: 4 } }), frame: { height: 560, width: 376, padding: 8 } },
};
export default meta;

type Story = StoryObj<typeof ChatRoom>;

const talk = async (stage: Stage, conversation: typeof room | "direct:an:binh" = room) => {
  const { server } = stage;
  await live(stage);
  const direct = conversation !== room;
  for (const id of ["an", "binh", "chi"]) await server.credit(id, 100_000);
  await server.as("binh").send(conversation, "Who is coming tonight?");
  await server.as("binh").sendGift(conversation, "rose", {
    quantity: 5,
    receiverId: "an",
    note: "For yesterday’s notes, thank you so much!",
  });
  if (!direct) await server.as("chi").sendGift(conversation, "rocket", { receiverId: "binh" });
  await server.as("an").sendGift(conversation, "lotus", { quantity: 10, receiverId: "binh" });
};
const rows = async (canvasElement: HTMLElement, count: number) => {
  await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-gift-row")).toHaveLength(count));
};

export const DenseRoom: Story = {
  args: { variant: "dense" },
  play: async ({ canvasElement, loaded }) => {
    await talk(stageOf({ loaded }));
    await rows(canvasElement, 3);
  },
};

export const Bubbles: Story = {
  play: async ({ canvasElement, loaded }) => {
    await talk(stageOf({ loaded }));
    await rows(canvasElement, 3);
  },
};

export const Direct: Story = {
  args: { roomId: undefined, recipientId: "binh", name: undefined },
  parameters: withShop({ conversations: ["direct:an:binh"] }),
  play: async ({ canvasElement, loaded }) => {
    await talk(stageOf({ loaded }), "direct:an:binh");
    await rows(canvasElement, 2);
  },
};

export const DenseDark: Story = { ...DenseRoom, globals: { theme: "dark" } };
export const BubblesDark: Story = { ...Bubbles, globals: { theme: "dark" } };
export const DenseNarrow: Story = { ...DenseRoom, parameters: { frame: { height: 560, width: 304, padding: 8 } } };
export const DenseArabic: Story = {
  ...DenseRoom,
  parameters: withShop({ history: { count: 4 } }, "ar"),
  globals: { locale: "ar" },
};
export const BubblesArabic: Story = {
  ...Bubbles,
  parameters: withShop({ history: { count: 4 } }, "ar"),
  globals: { locale: "ar" },
};
export const BubblesVietnamese: Story = {
  ...Bubbles,
  parameters: withShop({ history: { count: 4 } }, "vi"),
  globals: { locale: "vi" },
};
