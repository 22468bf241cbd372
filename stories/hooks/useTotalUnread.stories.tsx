import type { Meta, StoryObj } from "@storybook/react-vite";
import { useTotalUnread, useUnreadTitle } from "lobbykit";
import { useState } from "react";
import { expect, userEvent, waitFor } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";

/** A part of the page that is mounted for as long as the tab's title shall tell: `useUnreadTitle` needs no place to draw. */
function TitleOfTab() {
  useUnreadTitle({ template: (count, title) => `${count} new · ${title}` });
  return null;
}

/** The number on an app's bell, from `useTotalUnread`: the same that the list and the tab's title show. */
function Bell() {
  const unread = useTotalUnread();
  const [inTitle, setInTitle] = useState(true);
  return (
    <section aria-label="Unread" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p role="status">{unread === 0 ? "Nothing new" : `${unread} unread messages`}</p>
      <label>
        <input type="checkbox" checked={inTitle} onChange={(event) => setInTitle(event.currentTarget.checked)} /> In the
        tab's title too
      </label>
      {inTitle && <TitleOfTab />}
    </section>
  );
}

const meta: Meta<typeof Bell> = {
  title: "Hooks/useTotalUnread, useUnreadTitle",
  component: Bell,
  parameters: {
    lobby: {
      conversations: [
        { id: "direct:an:binh", messages: 4, unread: 2 },
        { id: "room:design", messages: 6, unread: 1 },
      ],
    },
  },
};
export default meta;

export const BellOfYourOwn: StoryObj<typeof Bell> = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByText("3 unread messages");
    await waitFor(() => expect(document.title).toMatch(/^3 new · /));
    await stageOf({ loaded }).server.as("binh").send("an", "One more");
    await canvas.findByText("4 unread messages");
    await waitFor(() => expect(document.title).toMatch(/^4 new · /));
    await userEvent.click(canvas.getByRole("checkbox"));
    await waitFor(() => expect(document.title).not.toMatch(/new · /));
  },
};
