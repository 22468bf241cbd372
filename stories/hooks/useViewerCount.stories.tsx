import type { Meta, StoryObj } from "@storybook/react-vite";
import { useViewerCount } from "lobbykit";
import { stageOf } from "../../.storybook/stage.js";

/** How many look at a lesson, in words of one's own. */
function Watching({ viewableId }: { readonly viewableId: string }) {
  const { count, peak, stale, supported } = useViewerCount(viewableId);
  if (!supported) return null;
  return (
    <p role="status" style={{ padding: 16 }}>
      {count === null ? "Counting…" : `${count} watching${stale ? ", a moment ago" : ""}; ${peak} at most`}
    </p>
  );
}

const meta: Meta<typeof Watching> = {
  title: "Hooks/useViewerCount",
  component: Watching,
  args: { viewableId: "lesson-3" },
  parameters: { lobby: { conversations: [] } },
};
export default meta;

/** Oneself, then two more, then one less; then the connection is lost. */
export const WordsOfYourOwn: StoryObj<typeof Watching> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("1 watching; 1 at most");
    await server.as("binh").watch("lesson-3");
    await server.as("chi").watch("lesson-3");
    await canvas.findByText("3 watching; 3 at most");
    await server.as("chi").unwatch("lesson-3");
    await canvas.findByText("2 watching; 3 at most");
    server.network.disconnect();
    await canvas.findByText("2 watching, a moment ago; 3 at most");
  },
};
