import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatEmpty, ChatHeader, ChatLoading, ChatRoot, Composer, MessageList, TypingIndicator } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, stageOf } from "../../.storybook/stage.js";

/** The parts of a chat, each by itself, and an own arrangement of them. */
const meta: Meta<typeof ChatRoot> = {
  title: "Chat/Parts",
  component: ChatRoot,
  args: { recipientId: "binh" },
  parameters: { lobby: { conversations: ["direct:an:binh"] } },
};
export default meta;

type Story = StoryObj<typeof ChatRoot>;

export const Header: Story = {
  args: { children: <ChatHeader presence="online" onMinimize={() => {}} onClose={() => {}} /> },
};

export const HeaderLongName: Story = {
  args: {
    recipientName: "Maximilian Alexander Featherstonehaugh-Worthington of Upper Slaughter",
    children: <ChatHeader presence="away" onMinimize={() => {}} onClose={() => {}} />,
  },
  parameters: { frame: { width: 320 } },
};

export const ComposerEmpty: Story = { args: { children: <Composer /> } };

/** Grows to six lines, then scrolls; counts near the limit; keeps what is too long. */
export const ComposerLimit: Story = {
  args: { maxLength: 100, children: <Composer /> },
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    const box = await canvas.findByRole<HTMLTextAreaElement>("textbox");
    await userEvent.click(box);
    await userEvent.paste("word ".repeat(18));
    await waitFor(() => expect(canvas.getAllByText(/10|left/).length).toBeGreaterThan(0));
    await userEvent.paste("and this is what goes beyond it");
    await userEvent.keyboard("{Enter}");
    await expect(box.value).toContain("beyond it");
  },
};

export const ComposerManyLines: Story = {
  args: { children: <Composer /> },
  play: async ({ canvas }) => {
    const box = await canvas.findByRole<HTMLTextAreaElement>("textbox");
    await userEvent.click(box);
    await userEvent.paste(Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join("\n"));
    await waitFor(() => expect(box.scrollHeight).toBeGreaterThan(box.clientHeight));
  },
};

/** Photos are uploaded by the app: it gives a function. */
export const ComposerWithUpload: Story = {
  args: {
    uploadImage: fn(async () => ({ url: `${location.origin}/lecture.svg`, width: 1200, height: 800 })),
    imageHosts: ["localhost"],
    children: <Composer />,
  },
};

export const TypingOne: Story = {
  args: { children: <TypingIndicator /> },
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await stage.server.as("binh").type("an");
    await canvas.findByText(/is typing/);
  },
};

export const TypingSeveral: Story = {
  args: { recipientId: undefined, roomId: "algebra", children: <TypingIndicator /> },
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await stage.server.as("binh").type("room:algebra");
    await stage.server.as("chi").type("room:algebra");
    await waitFor(() => expect(canvas.getAllByText(/ are typing/).length).toBeGreaterThan(0));
  },
};

export const EmptyState: Story = {
  args: { children: <ChatEmpty /> },
  play: async ({ canvas }) => {
    await canvas.findByText(en.chat.emptyText);
  },
};

export const LoadingState: Story = { args: { children: <ChatLoading /> } };

/** The composer on top, no header: the parts stand where they are put. */
export const OwnArrangement: Story = {
  args: {
    style: { display: "flex", flexDirection: "column", height: 480 },
    children: (
      <>
        <Composer />
        <MessageList style={{ flex: 1, minHeight: 0 }} />
      </>
    ),
  },
};
