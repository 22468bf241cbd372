import type { Meta, StoryObj } from "@storybook/react-vite";
import { NotificationCenter, type NotificationKinds } from "lobbykit";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { live, type StageParameters, stageOf, until } from "../../.storybook/stage.js";

const onStage = (lobby: StageParameters) => ({ lobby });
const bar = {
  display: "flex",
  justifyContent: "flex-end",
  alignItems: "center",
  padding: "8px 16px",
  borderBlockEnd: "1px solid var(--lobby-line)",
} as const;

const meta: Meta<typeof NotificationCenter> = {
  title: "Notifications/NotificationCenter",
  component: NotificationCenter,
  args: { onNavigate: fn(), layout: "inline" },
  parameters: { lobby: { notifications: 24 }, frame: { height: 560, width: 380 } },
};
export default meta;

type Story = StoryObj<typeof NotificationCenter>;

const inBar: Story["render"] = (args) => (
  <div style={bar}>
    <NotificationCenter {...args} />
  </div>
);

/** A bell in the app's bar. Escape closes and gives the focus back; a press beside it closes too. */
export const Popover: Story = {
  args: { layout: "popover" },
  parameters: { frame: { height: 620, width: 640 } },
  render: inBar,
  play: async ({ canvas, canvasElement }) => {
    const bell = await canvas.findByRole("button", { name: /3/ });
    await userEvent.click(bell);
    const panel = await canvas.findByRole("dialog");
    await expect(bell).toHaveAttribute("aria-expanded", "true");
    await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
    const box = panel.getBoundingClientRect();
    await expect(box.right).toBeLessThanOrEqual(document.documentElement.clientWidth);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(canvas.queryByRole("dialog")).toBeNull());
    await expect(bell).toHaveFocus();
    await userEvent.click(bell);
    await canvas.findByRole("dialog");
    await userEvent.click(canvasElement);
    await waitFor(() => expect(canvas.queryByRole("dialog")).toBeNull());
    await userEvent.click(bell);
    await canvas.findByRole("dialog");
  },
};

/** The list where it stands: a page, a sidebar. */
export const Inline: Story = {
  play: async ({ canvas, args }) => {
    const [first] = await canvas.findAllByRole("link");
    if (first === undefined) throw new Error("there is no link");
    await expect(first).toHaveAccessibleName(/Unread/);
    await userEvent.click(first);
    await expect(args.onNavigate).toHaveBeenCalledWith(
      "/courses/algebra/lessons/3#comment-12",
      expect.objectContaining({ kind: "reply" }),
    );
    await waitFor(() => expect(first).not.toHaveAccessibleName(/Unread/));
  },
};

/** The others behave as one list under the arrow keys. */
export const Keyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findAllByRole("listitem");
    const mains = () => [...canvasElement.querySelectorAll<HTMLElement>(".lobby-notification-main")];
    mains()[0]?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await expect(mains()[2]).toHaveFocus();
    await userEvent.keyboard("{End}");
    await expect(mains().at(-1)).toHaveFocus();
    await userEvent.keyboard("{Home}");
    await expect(mains()[0]).toHaveFocus();
  },
};

/** Only what is unread; reading one takes it off the list. */
export const UnreadOnly: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole("listitem");
    await userEvent.click(canvas.getByRole("button", { name: /^Unread|^Chưa đọc|^غير/ }));
    await waitFor(() => expect(canvas.getAllByRole("listitem")).toHaveLength(3));
  },
};

/** Marked as read, all at once, with nothing to wait for. */
export const MarkAllRead: Story = {
  args: { layout: "inline" },
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findAllByRole("listitem");
    await userEvent.click(canvas.getByRole("button", { name: "Mark all as read" }));
    await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-notification[data-unread]")).toHaveLength(0));
    await until(() => stage.lobby.store.getState().lobby.notifications?.changes.length === 0);
  },
};

/** Clearing asks once. */
export const Clearing: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole("listitem");
    await userEvent.click(canvas.getByRole("button", { name: "Clear all" }));
    await userEvent.click(await canvas.findByRole("button", { name: "Clear all?" }));
    await canvas.findByText("Nothing here yet");
  },
};

/** New ones come while somebody reads further down: nothing moves, a pill says how many. */
export const ArrivingWhileReading: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await canvas.findAllByRole("listitem");
    const scroller = canvasElement.querySelector<HTMLElement>(".lobby-notifications-scroll");
    if (scroller === null) throw new Error("there is no list");
    scroller.scrollTop = 240;
    scroller.dispatchEvent(new Event("scroll"));
    const row = canvasElement.querySelectorAll(".lobby-notification")[5];
    await waitFor(() => expect(scroller.scrollTop).toBe(240));
    const before = row?.getBoundingClientRect().top;
    for (const title of ["One", "Two", "Three"]) await stage.server.notify("an", { title });
    const pill = await canvas.findByRole("button", { name: "3 new" });
    await expect(row?.getBoundingClientRect().top).toBe(before);
    await userEvent.click(pill);
    await canvas.findByText("Three");
    await waitFor(() => expect(scroller.scrollTop).toBe(0));
  },
};

/** The bell swings once and counts. */
export const Ringing: Story = {
  args: { layout: "popover" },
  parameters: { lobby: { notifications: 0 }, frame: { height: 120, width: 320 } },
  render: inBar,
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const bell = await canvas.findByRole("button", { name: "Notifications" });
    await until(() => stage.lobby.store.getState().lobby.notifications?.lists.all?.status === "ready");
    await stage.server.notify("an", { title: "Ding" });
    await waitFor(() => expect(bell).toHaveAccessibleName("Notifications, 1 unread"));
    await waitFor(() => expect(bell.querySelector("[data-ring]")).not.toBeNull());
  },
};

/** More than fit on a badge. */
export const Many: Story = {
  args: { layout: "popover" },
  parameters: {
    lobby: { notifications: Array.from({ length: 240 }, (_, index) => ({ title: `Notification ${index + 1}` })) },
    frame: { height: 120, width: 320 },
  },
  render: inBar,
  play: async ({ canvas }) => {
    const bell = await canvas.findByRole("button", { name: "Notifications, 99+ unread" });
    await expect(within(bell).getByText("99+")).toBeInTheDocument();
  },
};

/** Ten thousand, of which only those on the screen are drawn. */
export const TenThousand: Story = {
  parameters: {
    lobby: {
      notifications: Array.from({ length: 10_000 }, (_, index) => ({ title: `Notification ${index + 1}`, read: true })),
    },
  },
  play: async ({ canvas, canvasElement, loaded }) => {
    const { lobby } = stageOf({ loaded });
    await canvas.findAllByRole("listitem");
    const scroller = canvasElement.querySelector<HTMLElement>(".lobby-notifications-scroll");
    for (let page = 0; page < 6; page += 1) {
      const held = lobby.store.getState().lobby.notifications?.held.length ?? 0;
      await until(() => {
        // Again and again: what has arrived may not be drawn yet, and then this is no scrolling.
        if (scroller) scroller.scrollTop = scroller.scrollHeight;
        return (lobby.store.getState().lobby.notifications?.held.length ?? 0) > held;
      });
    }
    await waitFor(() => expect(canvasElement.querySelectorAll("*").length).toBeLessThan(900));
  },
};

/** Nothing yet. */
export const Empty: Story = { parameters: onStage({ notifications: 0 }) };

/** Everything is read. */
export const AllRead: Story = {
  args: { filters: ["unread", "all"] },
  parameters: onStage({ notifications: [{ title: "Old news", read: true }] }),
  play: async ({ canvas }) => {
    await canvas.findByText("All read");
  },
};

/** The first page is on its way. */
export const Loading: Story = { parameters: onStage({ notifications: 8, network: { latencyMs: 600_000 } }) };

/** The first page could not be had: what to do, and a button that does it. */
export const Failed: Story = {
  parameters: onStage({ notifications: 8, prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas, loaded }) => {
    await canvas.findByRole("alert");
    stageOf({ loaded }).server.network.failRequests(null);
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await canvas.findAllByRole("listitem");
  },
};

const long = "Supercalifragilisticexpialidocious ".repeat(12);

/** Words of any length and writing, and addresses that may not be followed. */
export const Hostile: Story = {
  args: { filters: ["all"] },
  parameters: onStage({
    notifications: [
      { title: long.slice(0, 200), message: long.slice(0, 400) },
      { title: "W".repeat(200), message: "https://example.com/".padEnd(300, "a") },
      { title: "<img src=x onerror=alert(1)>", message: "<script>alert(1)</script>", level: "error" },
      { title: "ردّ عليك يوسف", message: "هل يمكنك إرسال الملف مرة أخرى؟", kind: "reply" },
      { title: "No message", kind: "__proto__" },
    ],
  }),
};

const kinds: NotificationKinds = {
  homework: {
    label: "Homework",
    icon: "📝",
    tone: "warning",
    Body: ({ notification }) => (
      <>
        <span className="lobby-notification-title">{notification.title}</span>
        <progress aria-label="Done" value={0.6} style={{ inlineSize: "100%" }} />
      </>
    ),
    Actions: () => (
      <>
        <button type="button" className="lobby-button">
          Hand in
        </button>
        <button type="button" className="lobby-button-quiet">
          Later
        </button>
      </>
    ),
  },
};

/** A kind of the app's own: icon, colour, content, buttons, and a filter of its own. */
export const OwnKinds: Story = {
  args: { kinds, filters: ["all", "unread", { kind: "homework" }] },
  parameters: onStage({
    notifications: [
      { kind: "homework", title: "Exercise 3 is due tomorrow", href: "/homework/3" },
      { kind: "comment", title: "Jonas commented", message: "Nice one!", read: true },
      { kind: "purchase", title: "Payment received", read: true },
    ],
  }),
  play: async ({ canvas }) => {
    await canvas.findByText("Exercise 3 is due tomorrow");
    await userEvent.click(canvas.getByRole("button", { name: "Homework" }));
    await waitFor(() => expect(canvas.getAllByRole("listitem")).toHaveLength(1));
  },
};

/** On a phone the panel is a sheet over the whole width. */
export const Phone: Story = {
  args: { layout: "popover" },
  parameters: { frame: { height: 120, width: 320 }, viewport: { defaultViewport: "mobile1" } },
  render: inBar,
};
