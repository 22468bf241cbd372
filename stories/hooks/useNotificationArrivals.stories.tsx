import type { Meta, StoryObj } from "@storybook/react-vite";
import { type Notification, useNotificationArrivals, useNotifications } from "lobbykit";
import { useState } from "react";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** A line that says what has just arrived, from `useNotificationArrivals`: never what was there before. */
function LastNews() {
  const [quiet, setQuiet] = useState(false);
  const [last, setLast] = useState<Notification | null>(null);
  useNotificationArrivals(setLast, { enabled: !quiet });
  const { notifications } = useNotifications();
  return (
    <section aria-label="News" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p role="status">{last === null ? "No news yet." : `Just now: ${last.title}`}</p>
      <p>{notifications.length} in all</p>
      <label>
        <input type="checkbox" checked={quiet} onChange={(event) => setQuiet(event.currentTarget.checked)} /> Be quiet
      </label>
    </section>
  );
}

const meta: Meta<typeof LastNews> = {
  title: "Hooks/useNotificationArrivals",
  component: LastNews,
  parameters: { lobby: { conversations: [], notifications: [{ title: "Known before" }] } },
};
export default meta;

export const NewsOfYourOwn: StoryObj<typeof LastNews> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("1 in all");
    await expect(canvas.getByRole("status")).toHaveTextContent("No news yet.");
    await server.notify("an", { title: "A lesson begins" });
    await canvas.findByText("Just now: A lesson begins");
    await userEvent.click(canvas.getByRole("checkbox"));
    await server.notify("an", { title: "Another one" });
    await canvas.findByText("3 in all");
    await expect(canvas.getByRole("status")).toHaveTextContent("A lesson begins");
  },
};
