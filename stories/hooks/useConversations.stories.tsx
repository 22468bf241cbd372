import type { Meta, StoryObj } from "@storybook/react-vite";
import { useConversations, useUnreadCount } from "lobbykit";
import { expect } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** A list of one's own: names, previews and counts from `useConversations`, no component of lobbykit. */
function PlainList() {
  const { conversations, totalUnread, status, hasMore, loadMore } = useConversations();
  return (
    <section aria-label="Conversations" style={{ padding: 16 }}>
      <p>
        {status} · {totalUnread} unread
      </p>
      <ul style={{ margin: 0 }}>
        {conversations.map(({ id, title, participants, lastMessage }) => (
          <li key={id}>
            <b>{title ?? participants[0]?.name ?? id}</b> <Unread id={id} />{" "}
            <small>{lastMessage?.body.kind === "text" && lastMessage.body.text}</small>
          </li>
        ))}
      </ul>
      {hasMore && (
        <button type="button" onClick={() => loadMore()}>
          More
        </button>
      )}
    </section>
  );
}

/** A hook of its own, so that a new message renders one row and not the list. */
function Unread({ id }: { readonly id: string }) {
  const count = useUnreadCount(id);
  return count > 0 && <span>({count})</span>;
}

const meta: Meta<typeof PlainList> = {
  title: "Hooks/useConversations",
  component: PlainList,
  parameters: {
    lobby: {
      conversations: [
        { id: "direct:an:binh", messages: 4, unread: 2 },
        { id: "direct:an:chi", messages: 3 },
        { id: "room:design", messages: 6, unread: 1 },
      ],
    },
  },
};
export default meta;

export const ListOfYourOwn: StoryObj<typeof PlainList> = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByText("ready · 3 unread");
    await stageOf({ loaded }).server.as("binh").send("an", "One more");
    await canvas.findByText("ready · 4 unread");
    await expect(canvas.getAllByRole("listitem")[0]).toHaveTextContent("One more");
  },
};
