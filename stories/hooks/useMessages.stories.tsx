import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  type ConversationId,
  useChatActions,
  useConversation,
  useMessages,
  useOpenConversation,
  useUnreadCount,
} from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** Who it is with, from `useConversation`: no message renders it. */
function Head({ id }: { readonly id: ConversationId | null }) {
  const { peer, status } = useConversation(id);
  return (
    <h2 style={{ margin: 0 }}>
      {peer?.name ?? peer?.id} ({status})
    </h2>
  );
}

/** What is said, from `useMessages`. */
function Lines({ id }: { readonly id: ConversationId | null }) {
  const messages = useMessages(id);
  return (
    <ol style={{ margin: 0 }}>
      {messages.map(({ key, own, body }) => (
        <li key={key}>
          {own ? "Me" : "Bình"}: {body.text}
        </li>
      ))}
    </ol>
  );
}

/** What can be done, from `useChatActions`: nothing at all renders it. */
function Actions({ id }: { readonly id: ConversationId | null }) {
  const { send, markRead } = useChatActions(id);
  return (
    <div style={{ display: "flex", gap: 8 }}>
      <button type="button" onClick={() => send("👋")}>
        Wave
      </button>
      <button type="button" onClick={() => markRead()}>
        Read
      </button>
    </div>
  );
}

/** What is unread, from `useUnreadCount`. */
function Unread({ id }: { readonly id: ConversationId | null }) {
  const unread = useUnreadCount(id);
  return <p role="status">{unread} unread</p>;
}

/** `useChat` in parts: the chat is opened once by `useOpenConversation`, and each part renders for its own sake only. */
function ChatInParts({ recipientId }: { readonly recipientId: string }) {
  const id = useOpenConversation(recipientId);
  return (
    <section aria-label="Chat" style={{ display: "grid", gap: 8, padding: 16 }}>
      <Head id={id} />
      <Unread id={id} />
      <Lines id={id} />
      <Actions id={id} />
    </section>
  );
}

const meta: Meta<typeof ChatInParts> = {
  title: "Hooks/useMessages and other parts of useChat",
  component: ChatInParts,
  args: { recipientId: "binh" },
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 4, unread: 1 }] } },
};
export default meta;

export const ChatOfParts: StoryObj<typeof ChatInParts> = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByText(/\(ready\)/);
    await canvas.findByText("1 unread");
    await expect(canvas.getAllByRole("listitem")).toHaveLength(4);
    await stageOf({ loaded }).server.as("binh").send("an", "One more");
    await canvas.findByText("Bình: One more");
    await canvas.findByText("2 unread");
    await userEvent.click(canvas.getByRole("button", { name: "Read" }));
    await canvas.findByText("0 unread");
    await userEvent.click(canvas.getByRole("button", { name: "Wave" }));
    await canvas.findByText("Me: 👋");
  },
};
