import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom, ConversationList } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { useState } from "react";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type StageParameters, stageOf } from "../../.storybook/stage.js";

const ids = ["binh", "chi", "dung", "giang", "hoa", "khanh", "lan", "minh"];
const several: StageParameters = {
  conversations: [
    ...ids.map((id, index) => ({
      id: `direct:an:${id}`,
      messages: 130,
      unread: [0, 3, 0, 0, 120, 0, 1, 0][index] ?? 0,
      // Two hours more for each, and beyond the fifth days.
      quietMs: index * 7_200_000 + Math.max(0, index - 4) * 90_000_000,
    })),
    { id: "room:algebra", title: "Algebra II", messages: 30, unread: 4 },
    {
      id: "room:long",
      title: "The reading group on nineteenth-century letters, Thursday evenings, second floor, bring your own copy",
      messages: 3,
      quietMs: 260_000_000,
    },
    { id: "room:new", title: "Just opened", messages: 0 },
  ],
};

const onStage = (lobby: StageParameters) => ({ lobby: { ...several, ...lobby } });

const meta: Meta<typeof ConversationList> = {
  title: "Chat/ConversationList",
  component: ConversationList,
  args: { onSelect: fn(), style: { height: "100%" } },
  parameters: { lobby: several, frame: { height: 600, width: 360 } },
};
export default meta;

type Story = StoryObj<typeof ConversationList>;

/** Most recent first, with what is unread. */
export const Several: Story = {
  play: async ({ canvas, args, canvasElement }) => {
    const item = await canvas.findByText("Algebra II");
    await userEvent.click(item);
    await expect(args.onSelect).toHaveBeenCalledWith("room:algebra");
    await waitFor(() => expect(canvasElement.querySelectorAll("[data-id]").length).toBe(11));
  },
};

/** A new message lifts its conversation to the top. */
export const Arriving: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText("Algebra II");
    await stage.server.as("minh").send("an", "Is anybody there?");
    await waitFor(() =>
      expect(canvasElement.querySelector("[data-id]")?.getAttribute("data-id")).toBe("direct:an:minh"),
    );
  },
};

export const Selected: Story = { args: { selectedId: "room:algebra" } };

/** Finds by name and by last message, with or without accents. */
export const Search: Story = {
  play: async ({ canvas, canvasElement, step }) => {
    const field = await canvas.findByRole("searchbox");
    await step("By name", async () => {
      await userEvent.type(field, "alge");
      await waitFor(() => expect(canvasElement.querySelectorAll("[data-id]").length).toBe(1));
    });
    await step("Nothing", async () => {
      await userEvent.clear(field);
      await userEvent.type(field, "zzzz");
      await canvas.findByText(en.list.nothingFound("zzzz"));
    });
  },
};

/** With the keyboard alone: one stop of Tab, arrows between, Enter opens. */
export const Keyboard: Story = {
  play: async ({ canvas, args }) => {
    await canvas.findByText("Algebra II");
    await userEvent.click(canvas.getByRole("searchbox"));
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect(args.onSelect).toHaveBeenCalledTimes(1);
  },
};

export const Loading: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.blackhole() }),
};

export const Empty: Story = {
  parameters: { lobby: { conversations: [] } },
  play: async ({ canvas }) => {
    await canvas.findByText(en.list.empty);
  },
};

export const Failed: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.list.error);
  },
};

/** Two hundred: only what is seen is drawn, more is loaded at the end. */
export const TwoHundred: Story = {
  parameters: {
    lobby: {
      conversations: Array.from({ length: 200 }, (_, index) => ({
        id: `room:class-${index}`,
        title: `Class ${index + 1}`,
        messages: 2,
        unread: index % 7 === 0 ? 1 : 0,
      })),
    },
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("[data-id]").length).toBeGreaterThan(5));
    expect(canvasElement.querySelectorAll("[data-id]").length).toBeLessThan(100);
  },
};

export const Vietnamese: Story = { globals: { locale: "vi" } };
export const Arabic: Story = { globals: { locale: "ar" } };
export const Dark: Story = { globals: { theme: "dark" }, args: { selectedId: "room:algebra" } };
export const Phone320: Story = { parameters: { lobby: several, frame: { height: 560, width: 320 } } };

/** The list beside the chat, as an inbox. */
export const Inbox: Story = {
  parameters: { lobby: several, frame: { height: 640, width: "min(100%, 60rem)" } },
  render: function InboxStory(args) {
    const [selected, setSelected] = useState("room:algebra");
    return (
      <div style={{ display: "grid", gridTemplateColumns: "minmax(16rem, 22rem) 1fr", blockSize: "100%" }}>
        <ConversationList {...args} selectedId={selected} onSelect={setSelected} />
        <ChatRoom conversationId={selected} style={{ minInlineSize: 0 }} />
      </div>
    );
  },
};
