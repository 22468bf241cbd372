import type { Meta, StoryObj } from "@storybook/react-vite";
import { useChat, useSupport } from "lobbykit";
import { userEvent } from "storybook/test";
import { stageOf, until } from "../../.storybook/stage.js";

/** A visitor's way to help of one's own making: `useSupport` for the request, `useChat` for what is said. */
function PlainSupport() {
  const { status, agent, conversationId, start } = useSupport();
  const { messages } = useChat(conversationId === null ? null : { conversationId });
  return (
    <section aria-label="Help" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p role="status">
        {status === "queued" ? "Somebody comes soon." : agent !== null ? `${agent.name} helps you.` : status}
      </p>
      <ul style={{ margin: 0 }}>
        {messages.map(({ key, own, body }) => (
          <li key={key}>
            {own ? "Me" : "Help"}: {body.text}
          </li>
        ))}
      </ul>
      {status === "none" && (
        <button type="button" onClick={() => start("billing", "I was charged twice")}>
          I was charged twice
        </button>
      )}
    </section>
  );
}

const meta: Meta<typeof PlainSupport> = {
  title: "Hooks/useSupport",
  component: PlainSupport,
  parameters: { lobby: { conversations: [], roles: { lan: ["agent"] } } },
};
export default meta;

export const HelpOfYourOwn: StoryObj<typeof PlainSupport> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    const lan = server.as("lan");
    await userEvent.click(await canvas.findByRole("button"));
    await canvas.findByText("Somebody comes soon.");
    await lan.support.take("support:an");
    await canvas.findByText(/helps you/);
    await lan.send("support:an", "Let me look");
    await canvas.findByText("Help: Let me look");
    await lan.support.close("support:an");
    await until(() => canvas.getByRole("status").textContent === "closed");
  },
};
