import type { Meta, StoryObj } from "@storybook/react-vite";
import { useOnlineStatus, usePresence } from "lobbykit";
import { expect } from "storybook/test";
import { people, stageOf } from "../../.storybook/stage.js";

const ids = ["binh", "chi", "dung"];

/** A person of the list, of a hook of his own: it renders when he changes, and the list does not. */
function Person({ id, name }: { readonly id: string; readonly name: string | undefined }) {
  const { presence, status } = usePresence(id);
  return (
    <li>
      <b>{name}</b>: {presence?.activity ?? status}
    </li>
  );
}

/** Who is there, in words of one's own: `useOnlineStatus` for all together, `usePresence` for each. */
function WhoIsThere() {
  const { isOnline, stale, supported } = useOnlineStatus(ids);
  if (!supported) return null;
  return (
    <section aria-label="Who is there" style={{ padding: 16 }}>
      <p role="status">
        {ids.filter(isOnline).length} of {ids.length} online{stale && ", as far as known"}
      </p>
      <ul style={{ margin: 0 }}>
        {people("en")
          .filter(({ id }) => ids.includes(id))
          .map(({ id, name }) => (
            <Person key={id} id={id} name={name} />
          ))}
      </ul>
    </section>
  );
}

const meta: Meta<typeof WhoIsThere> = {
  title: "Hooks/useOnlineStatus",
  component: WhoIsThere,
  parameters: { lobby: { conversations: [] } },
};
export default meta;

export const ListOfYourOwn: StoryObj<typeof WhoIsThere> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("0 of 3 online");
    await server.as("binh").setPresence("online", "Taking a quiz");
    await canvas.findByText(/Taking a quiz/);
    await canvas.findByText("1 of 3 online");
    await server.as("chi").setPresence("away");
    await canvas.findByText(/away/);
    await expect(canvas.getByRole("status")).toHaveTextContent("1 of 3 online");
    server.network.disconnect();
    await canvas.findByText("1 of 3 online, as far as known");
  },
};
