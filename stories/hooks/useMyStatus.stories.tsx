import type { Meta, StoryObj } from "@storybook/react-vite";
import { useMyStatus } from "lobbykit";
import { live, stageOf } from "../../.storybook/stage.js";

/** What others see of oneself, from `useMyStatus`: by visibility, focus and use of the page, or by one's own word. */
function MyStatus() {
  const { status, activity, setActivity, setAway } = useMyStatus();
  return (
    <section aria-label="My status" style={{ display: "grid", gap: 12, justifyItems: "start", padding: 16 }}>
      <output>{activity === null ? status : `${status}, ${activity}`}</output>
      <button type="button" onClick={() => setActivity("Watching lesson 3")}>
        Watch lesson 3
      </button>
      <button type="button" onClick={() => setAway(status !== "away")}>
        {status === "away" ? "I am back" : "I am away"}
      </button>
    </section>
  );
}

const meta: Meta<typeof MyStatus> = {
  title: "Hooks/useMyStatus",
  component: MyStatus,
  parameters: { lobby: { conversations: [] } },
};
export default meta;

export const SwitchOfYourOwn: StoryObj<typeof MyStatus> = {
  play: async (context) => {
    const { canvas, userEvent } = context;
    await live(stageOf(context));
    await userEvent.click(await canvas.findByRole("button", { name: "Watch lesson 3" }));
    await canvas.findByText("online, Watching lesson 3");
    await userEvent.click(canvas.getByRole("button", { name: "I am away" }));
    await canvas.findByText("away, Watching lesson 3");
  },
};
