import type { Meta, StoryObj } from "@storybook/react-vite";
import { useLobby, useLobbySelector, useLocale, useMaybeLobby } from "lobbykit";
import { userEvent } from "storybook/test";
import { live, seen, stageOf } from "../../.storybook/stage.js";

/** A part that also works outside of a provider, by `useMaybeLobby`. */
function Who() {
  const name = useMaybeLobby()?.user?.name;
  return <p>{name === undefined ? "Nobody is signed in" : `Signed in as ${name}`}</p>;
}

/** The client itself, from `useLobby`; any value of the state, from `useLobbySelector`; the words, from `useLocale`. */
function Outbox() {
  const lobby = useLobby();
  const { chat } = useLocale();
  const unsent = useLobbySelector((state) =>
    Object.values(state.lobby.chat.conversations).reduce((sum, { pending }) => sum + pending.length, 0),
  );
  return (
    <section aria-label="Outbox" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <Who />
      <p role="status">{unsent} on their way</p>
      <button type="button" onClick={() => void lobby.sendMessage("direct:an:binh", { kind: "text", text: "Hello" })}>
        {chat.send}
      </button>
    </section>
  );
}

const meta: Meta<typeof Outbox> = {
  title: "Hooks/useLobby, useLobbySelector",
  component: Outbox,
  parameters: { lobby: { conversations: ["direct:an:binh"] } },
};
export default meta;

export const OutboxOfYourOwn: StoryObj<typeof Outbox> = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findByText(`Signed in as ${stage.server.users[0]?.name}`);
    stage.server.network.disconnect();
    await userEvent.click(canvas.getByRole("button", { name: "Send" }));
    await canvas.findByText("1 on their way");
    stage.server.network.reconnect();
    await seen(() => canvas.getByText("0 on their way"));
  },
};
