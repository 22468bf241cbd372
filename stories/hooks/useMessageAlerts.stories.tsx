import type { Meta, StoryObj } from "@storybook/react-vite";
import { useConversations, useMessageAlerts } from "lobbykit";
import { useState } from "react";
import { expect, spyOn } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** Settings of one's own for what is told while nobody looks, from `useMessageAlerts`. It asks for the permission only when this button is pressed. */
function AlertSettings() {
  const [heard, setHeard] = useState(0);
  const [sound, setSound] = useState(true);
  const { permission, requestPermission } = useMessageAlerts({
    sound: sound && (() => setHeard((count) => count + 1)),
    browser: true,
  });
  const { status } = useConversations();
  return (
    <section aria-label="Alerts" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p>Conversations {status}</p>
      <p role="status">{heard} sounds while you were away</p>
      <label>
        <input type="checkbox" checked={sound} onChange={(event) => setSound(event.currentTarget.checked)} /> A sound
      </label>
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
  title: "Hooks/useMessageAlerts",
  component: AlertSettings,
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 4 }] } },
};
export default meta;

export const SettingsOfYourOwn: StoryObj<typeof AlertSettings> = {
  play: async ({ canvas, loaded, step }) => {
    const binh = stageOf({ loaded }).server.as("binh");
    const focus = spyOn(document, "hasFocus");
    await canvas.findByText("Conversations ready");
    await step("Somebody looks", async () => {
      focus.mockReturnValue(true);
      await binh.send("an", "You see this one");
      await expect(canvas.getByRole("status")).toHaveTextContent("0 sounds");
    });
    await step("Nobody looks", async () => {
      focus.mockReturnValue(false);
      await binh.send("an", "You hear this one");
      await canvas.findByText("1 sounds while you were away");
    });
    focus.mockRestore();
  },
};
