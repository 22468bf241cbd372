import type { Meta, StoryObj } from "@storybook/react-vite";
import { useNotificationAlerts, useNotifications } from "lobbykit";
import { useState } from "react";
import { expect } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** Settings of one's own for what arrives in a hidden tab, from `useNotificationAlerts`. It asks for the permission only when this button is pressed. */
function AlertSettings() {
  const [heard, setHeard] = useState(0);
  const { permission, requestPermission } = useNotificationAlerts({
    sound: () => setHeard((count) => count + 1),
    browser: true,
  });
  const { unreadCount } = useNotifications();
  return (
    <section aria-label="Alerts" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p>{unreadCount} unread</p>
      <p role="status">{heard} sounds while you were away</p>
      <p>Notifications of the browser: {permission}</p>
      {permission === "default" && (
        <button type="button" onClick={() => void requestPermission()}>
          Allow them
        </button>
      )}
    </section>
  );
}

const meta: Meta<typeof AlertSettings> = {
  title: "Hooks/useNotificationAlerts",
  component: AlertSettings,
  parameters: { lobby: { conversations: [], notifications: [{ title: "Known before" }] } },
};
export default meta;

export const SettingsOfYourOwn: StoryObj<typeof AlertSettings> = {
  play: async ({ canvas, loaded, step }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("1 unread");
    await step("The tab is shown", async () => {
      await server.notify("an", { title: "You see this one" });
      await canvas.findByText("2 unread");
      await expect(canvas.getByRole("status")).toHaveTextContent("0 sounds");
    });
    await step("The tab is hidden", async () => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      await server.notify("an", { title: "You hear this one" });
      await canvas.findByText("1 sounds while you were away");
      Reflect.deleteProperty(document, "hidden");
    });
  },
};
