import type { Meta, StoryObj } from "@storybook/react-vite";
import { Inbox } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf } from "../../.storybook/stage.js";

const ids = ["binh", "chi", "dung", "giang", "hoa", "khanh", "lan", "minh"];
const several: StageParameters = {
  conversations: [
    ...ids.map((id, index) => ({
      id: `direct:an:${id}`,
      messages: 20,
      unread: [0, 3, 0, 0, 120, 0, 1, 0][index] ?? 0,
      quietMs: index * 7_200_000,
    })),
    { id: "room:algebra", title: "Algebra II", messages: 30, unread: 4 },
  ],
  // They are here: presence is theirs to tell.
  prepare: ({ server }: Stage) => {
    for (const id of ["binh", "chi", "giang"]) void server.as(id).setPresence("online");
    void server.as("dung").setPresence("away");
    void server.as("hoa").setPresence("online", "Watching lesson 3");
  },
};
const onStage = (lobby: StageParameters = {}, frame?: { width?: number | string; height?: number }) => ({
  lobby: { ...several, ...lobby },
  frame: { height: 640, width: 960, ...frame },
});

const meta: Meta<typeof Inbox> = {
  title: "Inbox/Inbox",
  component: Inbox,
  args: { onSelect: fn(), style: { height: "100%" } },
  parameters: onStage(),
};
export default meta;

type Story = StoryObj<typeof Inbox>;

const marks = (canvasElement: HTMLElement) => [
  ...canvasElement.querySelectorAll("[data-id] .lobby-avatar[data-presence]"),
];

/** Nothing chosen yet; who is there shows at once. */
export const List: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText(en.inbox.choose);
    await waitFor(() => expect(marks(canvasElement).length).toBe(8));
    await waitFor(() =>
      expect(
        canvasElement.querySelector('[data-id="direct:an:binh"] .lobby-avatar')?.getAttribute("data-presence"),
      ).toBe("online"),
    );
  },
};

/** Choosing reads; the dot follows the person. */
export const Choosing: Story = {
  play: async ({ canvasElement, args, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await waitFor(() => expect(marks(canvasElement).length).toBe(8));
    const item = canvasElement.querySelector<HTMLElement>('[data-id="direct:an:chi"] button');
    if (item) await userEvent.click(item);
    await expect(args.onSelect).toHaveBeenCalledWith("direct:an:chi");
    await waitFor(() =>
      expect(canvasElement.querySelector(".lobby-header .lobby-avatar")?.getAttribute("data-presence")).toBe("online"),
    );
    await waitFor(() => expect(item?.querySelector(".lobby-badge")).toBeNull());
    await stage.server.as("chi").setPresence("away");
    await waitFor(() =>
      expect(canvasElement.querySelector(".lobby-header .lobby-avatar")?.getAttribute("data-presence")).toBe("away"),
    );
    await expect(item?.querySelector(".lobby-avatar")?.getAttribute("data-presence")).toBe("away");
  },
};

/** A room that nobody has open here: its number rises all the same. */
export const ArrivingElsewhere: Story = {
  args: { defaultSelectedId: "direct:an:binh" },
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const badge = () => canvasElement.querySelector('[data-id="room:algebra"] .lobby-badge [aria-hidden]')?.textContent;
    await waitFor(() => expect(badge()).toBe("4"));
    await stage.server.as("lan").send("room:algebra", "Is anybody in the room?");
    await waitFor(() => expect(badge()).toBe("5"));
  },
};

export const Open: Story = { args: { defaultSelectedId: "direct:an:hoa" } };
export const Room: Story = { args: { defaultSelectedId: "room:algebra" } };
export const Empty: Story = { parameters: onStage({ conversations: [] }) };
export const Failed: Story = {
  parameters: onStage({ prepare: ({ server }: Stage) => server.network.failRequests(503) }),
};
export const Dark: Story = { args: { defaultSelectedId: "direct:an:binh" }, globals: { theme: "dark" } };
export const Arabic: Story = { args: { defaultSelectedId: "direct:an:dung" }, globals: { locale: "ar" } };
export const Vietnamese: Story = { args: { defaultSelectedId: "direct:an:dung" }, globals: { locale: "vi" } };

/** One at a time: into the conversation, and back to where one was. */
export const Phone390: Story = {
  parameters: onStage({}, { width: 390 }),
  play: async ({ canvas, canvasElement, step }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("[data-id]").length).toBe(9));
    const item = canvasElement.querySelector<HTMLElement>('[data-id="direct:an:chi"] button');
    await step("Open", async () => {
      if (item) await userEvent.click(item);
      const back = await canvas.findByRole("button", { name: en.inbox.back });
      await waitFor(() => expect(back).toHaveFocus());
    });
    await step("Back", async () => {
      await userEvent.click(canvas.getByRole("button", { name: en.inbox.back }));
      await waitFor(() => expect(item).toHaveFocus());
    });
  },
};
export const PhoneOpen: Story = {
  args: { defaultSelectedId: "direct:an:binh" },
  parameters: onStage({}, { width: 390 }),
};
