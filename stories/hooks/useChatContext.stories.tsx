import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoot, useChatActions, useChatContext, useMessages } from "lobbykit";
import { expect, userEvent } from "storybook/test";

/** A part of one's own for any chat: it knows by `useChatContext` which chat it stands in, and is given nothing. */
function QuickAnswers() {
  const { conversationId, title, maxLength } = useChatContext();
  const { send } = useChatActions(conversationId);
  const count = useMessages(conversationId).length;
  return (
    <fieldset style={{ display: "flex", gap: 8, margin: 16 }}>
      <legend>
        To {title}, {maxLength} characters at most
      </legend>
      {["Yes", "No", "Later"].map((answer) => (
        <button key={answer} type="button" onClick={() => send(answer)}>
          {answer}
        </button>
      ))}
      <output aria-label="Messages">{count}</output>
    </fieldset>
  );
}

/** The frame of a chat with nothing in it but the part of one's own. */
function Frame({ recipientId }: { readonly recipientId: string }) {
  return (
    <ChatRoot recipientId={recipientId} recipientName="Noah Bennett">
      <QuickAnswers />
    </ChatRoot>
  );
}

const meta: Meta<typeof Frame> = {
  title: "Hooks/useChatContext",
  component: Frame,
  args: { recipientId: "binh" },
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 4 }] } },
};
export default meta;

export const PartOfYourOwn: StoryObj<typeof Frame> = {
  play: async ({ canvas }) => {
    await canvas.findByText("4");
    await userEvent.click(canvas.getByRole("button", { name: "Later" }));
    await canvas.findByText("5");
    await expect(canvas.getByRole("group")).toHaveAccessibleName(/^To Noah Bennett/);
  },
};
