import type { Meta, StoryObj } from "@storybook/react-vite";
import { type User, useAllNotifications, useNotifications } from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { seen } from "../../.storybook/stage.js";

/** An admin's table of what everybody was told, from `useAllNotifications`, and a form to tell somebody something. */
function Everybody() {
  const { notifications, status, error, hasMore, loadMore, reload } = useAllNotifications();
  const { send } = useNotifications({ enabled: false });
  if (error !== null) return <p role="alert">{error.code === "FORBIDDEN" ? "For admins only." : error.code}</p>;
  return (
    <section aria-label="All notifications" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p>
        {status} · {notifications.length} notifications
      </p>
      <table>
        <thead>
          <tr>
            <th>Whose</th>
            <th>What</th>
            <th>Read</th>
          </tr>
        </thead>
        <tbody>
          {notifications.map(({ id, userId, title, read }) => (
            <tr key={id}>
              <td>{userId}</td>
              <td>{title}</td>
              <td>{read ? "yes" : "no"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore && (
        <button type="button" onClick={() => void loadMore()}>
          More
        </button>
      )}
      <form
        style={{ display: "flex", gap: 8 }}
        onSubmit={async (event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const title = String(new FormData(form).get("title"));
          const sent = await send({ to: { userId: "binh" }, title, message: "" });
          if (!sent.ok) return;
          form.reset();
          await reload();
        }}
      >
        <label>
          Tell Bình <input name="title" required autoComplete="off" />
        </label>
        <button type="submit">Send</button>
      </form>
    </section>
  );
}

const meta: Meta<typeof Everybody> = {
  title: "Hooks/useAllNotifications",
  component: Everybody,
  parameters: {
    lobby: {
      conversations: [],
      roles: { an: ["admin"] },
      authorize: (_user: User, { kind }: { readonly kind: string }) => (kind === "notify" ? true : undefined),
      notifications: [{ title: "Exercise 3 is due" }, { title: "Payment received", userId: "chi", read: true }],
    },
  },
};
export default meta;

type Story = StoryObj<typeof Everybody>;

export const TableOfYourOwn: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText("ready · 2 notifications");
    await userEvent.type(canvas.getByRole("textbox"), "Your course begins{enter}");
    await canvas.findByText("ready · 3 notifications");
    await seen(() => canvas.getByRole("row", { name: "binh Your course begins no" }));
  },
};

/** Who is no admin is told so. */
export const Refused: Story = {
  parameters: { lobby: { roles: { an: [] } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("For admins only.");
  },
};
