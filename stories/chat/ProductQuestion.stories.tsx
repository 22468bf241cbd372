import type { Meta, StoryObj } from "@storybook/react-vite";
import { type About, ChatRoom } from "lobbykit";
import { expect, userEvent, waitFor } from "storybook/test";
import { type StageParameters, stageOf } from "../../.storybook/stage.js";

const direct = "direct:an:binh";
const shoes: About = { url: "https://shop.example.com/running/p/5", id: "5", title: "Trail running shoes, size 42" };

const onStage = (lobby: StageParameters) => ({
  lobby: { conversations: [direct], history: { count: 6 }, ...lobby },
  frame: { height: 560 },
});

const meta: Meta<typeof ChatRoom> = {
  title: "Chat/Product question",
  component: ChatRoom,
  args: { recipientId: "binh", about: shoes, style: { height: "100%" } },
  parameters: onStage({}),
};
export default meta;

type Story = StoryObj<typeof ChatRoom>;

/** It stands above what is being written, and goes with the first text. */
export const Asking: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole("link", { name: /Trail running shoes/ });
  },
};

/** Sent, and answered about another one: links that show where they lead. */
export const Asked: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { server } = stageOf({ loaded });
    const field = await canvas.findByRole("textbox");
    await step("The question goes with its text", async () => {
      await canvas.findByRole("button", { name: /Trail running shoes/ });
      await userEvent.type(field, "Is it still there?{Enter}");
      await waitFor(() => expect(canvas.queryByRole("button", { name: /Trail running shoes/ })).toBeNull());
    });
    await step("The answer is about another one", async () => {
      const body = { kind: "text" as const, text: "Only this one, sorry!", about: { url: "/running/p/6" } };
      await server.as("binh").send("an", body);
      const links = () =>
        [...canvasElement.querySelectorAll(".lobby-about-link")].map((link) => link.getAttribute("href"));
      await waitFor(() => expect(links()).toEqual([shoes.url, "/running/p/6"]));
    });
  },
};

/** Taken off: the next text is about nothing in particular. */
export const TakenOff: Story = {
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(await canvas.findByRole("button", { name: /Trail running shoes/ }));
    await expect(canvasElement.querySelector(".lobby-about")).toBeNull();
    await expect(canvas.getByRole("textbox")).toHaveFocus();
  },
};

/** A name that does not end, in a narrow place. */
export const Long: Story = {
  args: {
    about: {
      url: `https://shop.example.com/${"running/".repeat(12)}p/5`,
      title: "Trail running shoes ".repeat(6).trim(),
    },
  },
  parameters: { ...onStage({}), frame: { height: 560, width: 300 } },
  play: async ({ canvas }) => {
    await canvas.findByRole("link", { name: /Trail running shoes/ });
  },
};

/** In Arabic: the address keeps its direction. */
export const RightToLeft: Story = {
  globals: { locale: "ar" },
  args: { about: { ...shoes, title: "حذاء للجري" } },
  play: async ({ canvas }) => {
    await canvas.findByRole("link", { name: /حذاء للجري/ });
  },
};
