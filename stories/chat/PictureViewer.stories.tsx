import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom } from "lobbykit";
import { en } from "lobbykit/locales/en";
import type { SeedMessage } from "lobbykit/testing";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { seen } from "../../.storybook/stage.js";

const url = (name: string) => `${location.origin}/${name}.svg`;
const messages: readonly SeedMessage[] = [
  { from: "binh", body: "Here is the slide" },
  {
    from: "binh",
    body: { kind: "image", url: url("lecture"), width: 1200, height: 800, text: "A hut at night" },
  },
  { from: "an", body: { kind: "image", url: url("person-1"), width: 600, height: 1200 } },
  { from: "binh", body: { kind: "image", url: "https://tracker.example/pixel.png" } },
  { from: "an", body: { kind: "image", url: url("person-2") } },
];

/** A picture large: a press on one in the conversation opens it, out of its place and back into it. */
const meta: Meta<typeof ChatRoom> = {
  title: "Chat/PictureViewer",
  component: ChatRoom,
  args: { recipientId: "binh", imageHosts: ["localhost"], style: { height: "100%" } },
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages }] }, frame: { height: 600 } },
};
export default meta;

type Story = StoryObj<typeof ChatRoom>;

async function open(canvasElement: HTMLElement, name: string) {
  const link = await waitFor(() => {
    const found = canvasElement.querySelector<HTMLElement>(`a.lobby-image[href$="/${name}.svg"]`);
    if (found === null) throw new Error(`The picture ${name} is not drawn yet.`);
    return found;
  });
  await userEvent.click(link);
  // Over everything: the browser's own top layer.
  return { link, dialog: within(await within(canvasElement).findByRole<HTMLDialogElement>("dialog")) };
}

/** Open, with a caption. */
export const Opened: Story = {
  play: async ({ canvas, canvasElement }) => {
    const { dialog } = await open(canvasElement, "lecture");
    const picture = await dialog.findByRole("img", { name: "A hut at night" });
    await waitFor(() => expect(picture.getBoundingClientRect().width).toBeGreaterThan(100));
    await expect(canvas.getByRole("dialog")).toHaveAccessibleName(/^Photo from/);
  },
};

/** High and without a caption: as high as there is room. */
export const Portrait: Story = {
  play: async ({ canvasElement }) => {
    await open(canvasElement, "person-1");
  },
};

/** On a phone. */
export const Phone: Story = {
  parameters: { frame: { width: "100%", padding: 0 }, viewport: { defaultViewport: "mobile1" } },
  play: async ({ canvasElement }) => {
    await open(canvasElement, "lecture");
  },
};

/** Turned over with buttons and keys, enlarged, and closed: the focus goes back to the picture that was pressed. */
export const TurnedOver: Story = {
  play: async ({ canvas, canvasElement, step }) => {
    const { link, dialog } = await open(canvasElement, "lecture");
    await step("The next one; a picture that was not asked for is passed over", async () => {
      await userEvent.click(await dialog.findByRole("button", { name: en.chat.photoNext }));
      await seen(() => dialog.getByText(/2 \/ 3/));
      await userEvent.keyboard("{ArrowRight}");
      await seen(() => dialog.getByText(/3 \/ 3/));
    });
    await step("Enlarged", async () => {
      const picture = canvas.getByRole("dialog").querySelector<HTMLElement>(".lobby-viewer-picture > img");
      const before = picture?.getBoundingClientRect().width ?? 0;
      await userEvent.keyboard("+");
      await waitFor(() => expect(picture?.getBoundingClientRect().width).toBeGreaterThan(before * 1.5));
      await userEvent.keyboard("-");
    });
    await step("Closed", async () => {
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(canvas.queryByRole("dialog")).toBeNull());
      await expect(link).toHaveFocus();
    });
  },
};
