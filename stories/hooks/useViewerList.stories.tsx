import type { Meta, StoryObj } from "@storybook/react-vite";
import { type User, useViewerCount, useViewerList } from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** Who looks at a lesson, by name, from `useViewerList`: asked once, and again when somebody wants to know. */
function Viewers({ viewableId }: { readonly viewableId: string }) {
  const { count } = useViewerCount(viewableId);
  const { viewers, more, status, error, reload } = useViewerList(viewableId);
  return (
    <section aria-label="Viewers" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p>
        {count} watching · names {status}
      </p>
      {error !== null && <p role="alert">{error.code === "FORBIDDEN" ? "Names are not shown here." : error.code}</p>}
      <ul style={{ margin: 0 }}>
        {viewers.map(({ id, name }) => (
          <li key={id}>{name ?? id}</li>
        ))}
      </ul>
      {more > 0 && <p>and {more} more</p>}
      <button type="button" onClick={reload}>
        Ask again
      </button>
    </section>
  );
}

const meta: Meta<typeof Viewers> = {
  title: "Hooks/useViewerList",
  component: Viewers,
  args: { viewableId: "lesson-3" },
  parameters: { lobby: { conversations: [], authorize: () => true } },
};
export default meta;

type Story = StoryObj<typeof Viewers>;

export const NamesOfYourOwn: Story = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("1 watching · names ready");
    await expect(canvas.getAllByRole("listitem")).toHaveLength(1);
    await server.as("binh").watch("lesson-3");
    await canvas.findByText(/2 watching/);
    await userEvent.click(canvas.getByRole("button", { name: "Ask again" }));
    await canvas.findByText(String(server.users[1]?.name));
  },
};

/** The app shows no names, as every app does until it says otherwise. */
export const Refused: Story = {
  parameters: { lobby: { authorize: (_user: User, { kind }: { readonly kind: string }) => kind !== "listViewers" } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Names are not shown here.");
  },
};
