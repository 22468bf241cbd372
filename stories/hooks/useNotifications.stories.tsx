import type { Meta, StoryObj } from "@storybook/react-vite";
import { type NotificationFilter, useNotifications, useUnreadNotifications } from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** A bell's number, of a hook of its own: it renders when the number changes and asks for nothing. */
function Badge() {
  const unread = useUnreadNotifications();
  return <output aria-label="Unread notifications">{unread}</output>;
}

/** A list of notifications of one's own making, from `useNotifications`: filter, read, clear, pages. */
function PlainNotifications({ filter: first = "all" }: { readonly filter?: NotificationFilter }) {
  const { notifications, status, hasMore, loadMore, filter, setFilter, markRead, markAllRead, clear, error } =
    useNotifications({ filter: first });
  return (
    <section aria-label="Notifications" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p>
        {status} · {notifications.length} shown · <Badge /> unread
      </p>
      {error !== null && <p role="alert">{error.code}</p>}
      <label>
        <input
          type="checkbox"
          checked={filter === "unread"}
          onChange={(event) => setFilter(event.currentTarget.checked ? "unread" : "all")}
        />{" "}
        Only what is unread
      </label>
      <ul style={{ margin: 0 }}>
        {notifications.map(({ id, title, message, read }) => (
          <li key={id}>
            <b>{title}</b> {message}{" "}
            {!read && (
              <button type="button" onClick={() => markRead(id)} aria-label={`Mark “${title}” as read`}>
                Read
              </button>
            )}
          </li>
        ))}
      </ul>
      {hasMore && (
        <button type="button" onClick={() => void loadMore()}>
          More
        </button>
      )}
      <div style={{ display: "flex", gap: 8 }}>
        <button type="button" onClick={() => markAllRead()}>
          All read
        </button>
        <button type="button" onClick={() => clear()}>
          Clear
        </button>
      </div>
    </section>
  );
}

const meta: Meta<typeof PlainNotifications> = {
  title: "Hooks/useNotifications",
  component: PlainNotifications,
  parameters: {
    lobby: {
      conversations: [],
      notifications: [
        { title: "Exercise 3 is due", message: "Tomorrow at noon" },
        { title: "Jonas replied", kind: "reply" },
        { title: "Payment received", kind: "purchase", read: true },
      ],
    },
  },
};
export default meta;

export const ListOfYourOwn: StoryObj<typeof PlainNotifications> = {
  play: async ({ canvas, loaded, step }) => {
    const unread = canvas.getByRole("status", { name: "Unread notifications" });
    await canvas.findByText(/ready · 3 shown/);
    await expect(unread).toHaveTextContent("2");
    await step("One comes by itself", async () => {
      await stageOf({ loaded }).server.notify("an", { title: "A lesson begins", message: "In five minutes" });
      await canvas.findByText(/ready · 4 shown/);
      await expect(unread).toHaveTextContent("3");
    });
    await step("Only what is unread", async () => {
      await userEvent.click(canvas.getByRole("checkbox"));
      await canvas.findByText(/ready · 3 shown/);
      await userEvent.click(canvas.getByRole("button", { name: "Mark “Jonas replied” as read" }));
      await canvas.findByText(/ready · 2 shown/);
    });
    await step("All of them", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "All read" }));
      await canvas.findByText(/ready · 0 shown/);
      await expect(unread).toHaveTextContent("0");
      await userEvent.click(canvas.getByRole("checkbox"));
      await canvas.findByText(/ready · 4 shown/);
      await userEvent.click(canvas.getByRole("button", { name: "Clear" }));
      await canvas.findByText(/ready · 0 shown/);
    });
    await step("And what comes after", async () => {
      await stageOf({ loaded }).server.notify("an", { title: "Chi commented", message: "Nice one!" });
      await canvas.findByText("Chi commented");
      await expect(unread).toHaveTextContent("1");
    });
  },
};
