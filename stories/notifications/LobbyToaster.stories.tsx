import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom, LobbyToaster, NotificationCenter } from "lobbykit";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, stageOf } from "../../.storybook/stage.js";

const onNavigate = fn();

const meta: Meta<typeof LobbyToaster> = {
  title: "Notifications/LobbyToaster",
  component: LobbyToaster,
  args: { onNavigate, durationMs: 600_000 },
  parameters: { lobby: { notifications: 5 }, frame: { height: 420, width: 640 } },
  render: (args) => (
    <div style={{ padding: 16 }}>
      <NotificationCenter />
      <LobbyToaster {...args} />
    </div>
  ),
};
export default meta;

type Story = StoryObj<typeof LobbyToaster>;

const shown = () => [...document.querySelectorAll(".lobby-toast[data-state=open]")];
const tell = (stage: Stage, title: string, more: object = {}) =>
  stage.server.notify("an", { kind: "comment", title, message: "The recording stops at 32:10 for me.", ...more });

/** One arrives. What was loaded is never shown here. */
export const Arriving: Story = {
  play: async ({ loaded, canvas }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await expect(shown()).toHaveLength(0);
    await tell(stage, "Jonas commented on lesson 4", { href: "/courses/4" });
    const link = await canvas.findByRole("link", { name: /Jonas commented/ });
    await userEvent.click(link);
    await expect(onNavigate).toHaveBeenCalledWith("/courses/4", expect.anything());
    await waitFor(() => expect(shown()).toHaveLength(0));
    await tell(stage, "Priya replied to you", { kind: "reply" });
    await waitFor(() => expect(shown()).toHaveLength(1));
  },
};

/** Three at most, the newest; closing one is not reading it. */
export const Several: Story = {
  play: async ({ loaded, canvas }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    for (const [index, kind] of ["purchase", "comment", "system", "reply"].entries())
      await tell(stage, `Number ${index + 1}`, { kind, level: index === 2 ? "warning" : "info" });
    await waitFor(() => expect(shown()).toHaveLength(3));
    await expect(shown()[0]).toHaveTextContent("Number 4");
    const [close] = await canvas.findAllByRole("button", { name: "Close" });
    if (close) await userEvent.click(close);
    await waitFor(() => expect(shown()).toHaveLength(2));
    await expect(stage.lobby.store.getState().lobby.notifications?.unreadCount).toBe(7);
  },
};

/** Read in another tab: it goes. */
export const ReadElsewhere: Story = {
  play: async ({ loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await tell(stage, "Soon gone");
    await waitFor(() => expect(shown()).toHaveLength(1));
    const { notifications } = await stage.server.store.notifications.list("an", { cursor: null, limit: 1 });
    await stage.server.core.handleHttp(
      new Request("http://x/api/lobby/notifications/read", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ids: notifications.map(({ id }) => id) }),
      }),
      { id: "an" },
    );
    await waitFor(() => expect(shown()).toHaveLength(0));
    await tell(stage, "Another one");
    await waitFor(() => expect(shown()).toHaveLength(1));
  },
};

/** At the lower start. */
export const LowerStart: Story = {
  args: { position: "bottom-start" },
  play: async ({ loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await tell(stage, "Down here");
    await waitFor(() => expect(shown()).toHaveLength(1));
  },
};

const whole = { frame: { height: "100dvh", width: "100%", padding: 0 } };
const phone = {
  parameters: { viewport: { options: { phone390: { name: "390", styles: { width: "390px", height: "700px" } } } } },
  globals: { viewport: { value: "phone390", isRotated: false } },
};
const boxOf = (selector: string) => document.querySelector<HTMLElement>(selector)?.getBoundingClientRect();
/** Three come, and none stands over what is named. */
const coversNone =
  (...selectors: readonly string[]): NonNullable<Story["play"]> =>
  async ({ loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    for (const title of ["The first", "The second", "The third"]) await tell(stage, title);
    await waitFor(() => expect(shown()).toHaveLength(3));
    const toasts = boxOf(".lobby-toasts");
    for (const selector of selectors) {
      const box = boxOf(selector);
      if (box === undefined || toasts === undefined) throw new Error(`Nothing is ${selector}`);
      const apart =
        toasts.top >= box.bottom || toasts.bottom <= box.top || toasts.left >= box.right || toasts.right <= box.left;
      await expect(apart, selector).toBe(true);
    }
    await expect(toasts?.bottom).toBeLessThan(window.innerHeight);
    await expect(toasts?.left).toBeGreaterThanOrEqual(0);
    await expect(toasts?.right).toBeLessThanOrEqual(window.innerWidth);
  };

/** The bell is where they would stand: they stand below the bar that it is in. */
export const BelowTheBell: Story = {
  parameters: whole,
  render: (args) => (
    <div style={{ color: "var(--lobby-text)" }}>
      <header
        style={{
          display: "flex",
          alignItems: "center",
          justifyContent: "space-between",
          padding: "8px 16px",
          borderBlockEnd: "1px solid var(--lobby-line)",
        }}
      >
        <b>Sen</b>
        <NotificationCenter />
      </header>
      <LobbyToaster {...args} />
    </div>
  ),
  play: coversNone(".lobby-bell", "header"),
};

export const BelowTheBellArabic: Story = { ...BelowTheBell, globals: { locale: "ar" } };

export const BelowTheBellPhone: Story = {
  ...BelowTheBell,
  ...phone,
  parameters: { ...whole, ...phone.parameters },
};

export const BelowTheBellPhoneArabic: Story = {
  ...BelowTheBellPhone,
  globals: { ...phone.globals, locale: "ar" },
};

/** A chat fills the phone: they leave its header and what is being written free. */
export const OverChatPhone: Story = {
  parameters: { ...whole, ...phone.parameters, lobby: { conversations: ["direct:an:binh"] } },
  globals: phone.globals,
  args: { position: "bottom-end" },
  render: (args) => (
    <>
      <ChatRoom recipientId="binh" />
      <LobbyToaster {...args} />
    </>
  ),
  play: coversNone(".lobby-header", ".lobby-composer"),
};

/** In the corner of a floating chat: above what is being written. */
export const OverFloatingChat: Story = {
  parameters: { ...whole, lobby: { conversations: ["direct:an:binh"] } },
  args: { position: "bottom-end" },
  render: (args) => (
    <>
      <ChatRoom recipientId="binh" layout="floating" />
      <LobbyToaster {...args} />
    </>
  ),
  play: coversNone(".lobby-composer"),
};
