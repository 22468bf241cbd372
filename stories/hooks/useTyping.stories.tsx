import type { Meta, StoryObj } from "@storybook/react-vite";
import { useOpenConversation, useTyping } from "lobbykit";
import { stageOf } from "../../.storybook/stage.js";

/** Who types, in words of one's own. */
function WhoTypes({ recipientId }: { readonly recipientId: string }) {
  useOpenConversation(recipientId);
  const { users, supported, setTyping } = useTyping(recipientId);
  return (
    <section aria-label="Typing" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p role="status">
        {users.length === 0
          ? "Nobody types."
          : `${users.map(({ userName, userId }) => userName ?? userId).join(", ")} types…`}
      </p>
      <label>
        Type here, and the others see it{" "}
        <input disabled={!supported} onInput={() => setTyping(true)} onBlur={() => setTyping(false)} />
      </label>
    </section>
  );
}

const meta: Meta<typeof WhoTypes> = {
  title: "Hooks/useTyping",
  component: WhoTypes,
  args: { recipientId: "binh" },
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 2 }] } },
};
export default meta;

export const WordsOfYourOwn: StoryObj<typeof WhoTypes> = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByText("Nobody types.");
    const binh = stageOf({ loaded }).server.as("binh");
    await binh.type("an");
    await canvas.findByText(/types…/);
    await binh.stopTyping("an");
    await canvas.findByText("Nobody types.");
  },
};
