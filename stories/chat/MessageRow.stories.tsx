import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoot, MessageRow } from "lobbykit";
import { aChatMessage, aUser } from "lobbykit/testing";
import { expect, waitFor } from "storybook/test";
import { seen } from "../../.storybook/stage.js";

const me = aUser({ id: "an" });
const binh = aUser({ id: "binh", seed: 1, avatarUrl: "/person-2.svg" });
const statuses = ["queued", "sending", "sent", "delivered", "read", "unconfirmed", "failed", "lost"] as const;

const own = statuses.map((status, index) =>
  aChatMessage({
    id: `own-${index}`,
    key: `own-${index}`,
    own: true,
    sender: me,
    // Ten minutes apart, so that each has its own meta line.
    seq: 100 + index * 13,
    status,
    text: `This one is ${status}`,
    ...(status === "failed" ? { failure: { code: "FORBIDDEN" as const } } : {}),
  }),
);
const others = ["One", "Two in the same minute", "Three, still the same group"].map((text, index) =>
  aChatMessage({ sender: binh, seq: 10 + index, text }),
);

/** One message in all its forms. Give it its neighbours: they decide on day, group, name and picture. */
const meta: Meta<typeof MessageRow> = {
  title: "Chat/MessageRow",
  component: MessageRow,
  parameters: { lobby: { conversations: ["direct:an:binh"], history: { count: 0 } } },
  render: (args) => (
    <ChatRoot recipientId="binh">
      <MessageRow {...args} />
    </ChatRoot>
  ),
  args: {
    message: aChatMessage({ sender: binh }),
    previous: undefined,
    next: undefined,
    gapBefore: undefined,
    firstUnread: false,
  },
};
export default meta;

type Story = StoryObj<typeof MessageRow>;

export const Received: Story = {};

/** Its place in the log is marked, and something before it is missing. */
export const FirstUnreadAfterGap: Story = {
  args: { firstUnread: true, gapBefore: { after: 3, before: 10, loading: false } },
};

export const LoadingGap: Story = { args: { gapBefore: { after: 3, before: 10, loading: true } } };

/** Every status that an own message can have. */
export const Statuses: Story = {
  render: () => (
    <ChatRoot recipientId="binh">
      {own.map((message, index) => (
        <MessageRow
          key={message.key}
          message={message}
          previous={own[index - 1]}
          next={own[index + 1]}
          gapBefore={undefined}
          firstUnread={false}
        />
      ))}
    </ChatRoot>
  ),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("[data-status]").length).toBeGreaterThan(7));
  },
};

/** One author within five minutes: one picture, one meta line. */
export const Group: Story = {
  render: () => (
    <ChatRoot recipientId="binh">
      {others.map((message, index) => (
        <MessageRow
          key={message.key}
          message={message}
          previous={others[index - 1]}
          next={others[index + 1]}
          gapBefore={undefined}
          firstUnread={false}
        />
      ))}
    </ChatRoot>
  ),
};

const failures = (["FORBIDDEN", "TOO_LARGE", "INVALID", "STALE", "TIMEOUT"] as const).map((code, index) =>
  aChatMessage({
    id: `failed-${code}`,
    key: `failed-${code}`,
    own: true,
    sender: me,
    seq: 300 + index,
    status: "failed",
    failure: { code },
    text: index % 2 === 0 ? "Short" : "A longer text of several words that takes more than one line of a phone",
  }),
);
const failed = (variant: "bubbles" | "dense") => (
  <ChatRoot recipientId="binh" variant={variant}>
    {failures.map((message, index) => (
      <MessageRow
        key={message.key}
        message={message}
        previous={failures[index - 1]}
        next={failures[index + 1]}
        gapBefore={undefined}
        firstUnread={false}
      />
    ))}
  </ChatRoot>
);
/** The reason is there to be read, without a pointer and without a tooltip, and nothing is cut off. */
const reasonsAreRead: NonNullable<Story["play"]> = async ({ canvas, canvasElement }) => {
  await seen(() => canvas.getByText("Not sent · You are not allowed to do this."));
  await seen(() => canvas.getByText("Not sent · This page is out of date. Reload it and try again."));
  await seen(() => canvas.getByText("Sent? · The server did not answer."));
  const lines = [...canvasElement.querySelectorAll<HTMLElement>(".lobby-failed")];
  await expect(lines).toHaveLength(failures.length);
  const frame = canvasElement.querySelector(".lobby-chat")?.getBoundingClientRect();
  for (const line of lines) {
    await expect(line.querySelector("[title]")).toBeNull();
    for (const part of line.querySelectorAll<HTMLElement>(".lobby-failed-reason, button")) {
      const box = part.getBoundingClientRect();
      await expect(part.scrollWidth).toBeLessThanOrEqual(part.clientWidth);
      await expect(box.left).toBeGreaterThanOrEqual(frame?.left ?? 0);
      await expect(box.right).toBeLessThanOrEqual(frame?.right ?? 0);
    }
  }
};

/** Why each was not sent. */
export const NotSent: Story = {
  parameters: { frame: { width: 320 } },
  render: () => failed("bubbles"),
  play: reasonsAreRead,
};

/** The same in a live room's rows. */
export const NotSentDense: Story = {
  parameters: { frame: { width: 320 } },
  render: () => failed("dense"),
  play: reasonsAreRead,
};

export const NotSentArabic: Story = {
  parameters: { frame: { width: 320 } },
  globals: { locale: "ar", theme: "dark" },
  render: () => failed("bubbles"),
};

export const System: Story = {
  args: { message: aChatMessage({ body: { kind: "system", text: "An created the room" } }) },
};

export const Dense: Story = {
  render: (args) => (
    <ChatRoot roomId="live" variant="dense">
      <MessageRow {...args} />
    </ChatRoot>
  ),
};
