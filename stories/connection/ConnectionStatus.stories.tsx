import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConnectionStatus } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf } from "../../.storybook/stage.js";

const meta: Meta<typeof ConnectionStatus> = {
  title: "Connection/ConnectionStatus",
  component: ConnectionStatus,
  // A loss is mentioned after 5 s; nobody wants to wait for a story.
  args: { delayMs: 0 },
  parameters: { lobby: { conversations: [] }, frame: { height: 160 } },
};
export default meta;

type Story = StoryObj<typeof ConnectionStatus>;

const before = (prepare: StageParameters["prepare"]) => ({
  lobby: { conversations: [], ...(prepare ? { prepare } : {}) },
});

/** Everything is well: nothing is shown. */
export const Live: Story = {
  args: { delayMs: 5_000 },
  play: async ({ canvasElement, loaded }) => {
    await live(stageOf({ loaded }));
    await waitFor(() =>
      expect(canvasElement.querySelector(".lobby-connection")?.getAttribute("data-state")).toBe("hidden"),
    );
  },
};

export const Connecting: Story = { parameters: before(({ server }) => server.network.blackhole()) };

const lost = async (stage: Stage) => {
  await live(stage);
  stage.server.network.disconnect();
};

/** Lost. It says when it tries again, and lets one try at once. */
export const Reconnecting: Story = {
  play: async ({ canvas, loaded }) => {
    await lost(stageOf({ loaded }));
    await canvas.findByRole("button", { name: en.connection.tryNow });
  },
};

/** It comes back, and says so to screen readers. */
export const BackAgain: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await lost(stage);
    const now = await canvas.findByRole("button", { name: en.connection.tryNow });
    stage.server.network.reconnect();
    await userEvent.click(now);
    await live(stage);
    await waitFor(() =>
      expect(canvasElement.querySelector(".lobby-connection")?.getAttribute("data-state")).toBe("hidden"),
    );
    await canvas.findByText(en.connection.live);
  },
};

/** The token is refused and there is no other. */
export const AuthFailed: Story = {
  args: { onSignIn: fn() },
  parameters: before(({ server }) => server.network.refuse("UNAUTHENTICATED")),
  play: async ({ canvas, args }) => {
    await userEvent.click(await canvas.findByRole("button", { name: en.connection.signInAgain }));
    await expect(args.onSignIn).toHaveBeenCalledOnce();
  },
};

/** Told by the server to stay away. */
export const Closed: Story = {
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    stage.server.core.disconnectUser("an", { code: "kicked" });
    await canvas.findAllByText(en.connection.closed);
  },
};

/** The device has no network. */
export const Offline: Story = {
  parameters: {
    lobby: { conversations: [], offline: true, prepare: ({ server }: Stage) => server.network.disconnect() },
  },
  play: async ({ canvas }) => {
    await canvas.findAllByText(en.connection.offline);
  },
};

/** A pill at the top of the window, in the dark. */
export const FloatingDark: Story = {
  args: { layout: "floating" },
  globals: { theme: "dark" },
  play: async ({ loaded }) => lost(stageOf({ loaded })),
};

/** A card in the upper corner, which can be closed. Of several on a page one shows. */
export const Toast: Story = {
  args: { variant: "toast" },
  play: async ({ canvas, canvasElement, loaded }) => {
    await lost(stageOf({ loaded }));
    await canvas.findByRole("button", { name: en.connection.tryNow });
    await userEvent.click(canvas.getByRole("button", { name: en.shared.close }));
    await waitFor(() => expect(canvasElement.querySelector(".lobby-connection-banner")).toBeNull());
  },
};

export const ToastDark: Story = {
  args: { variant: "toast" },
  globals: { theme: "dark" },
  play: async ({ canvas, loaded }) => {
    await lost(stageOf({ loaded }));
    await canvas.findByRole("button", { name: en.shared.close });
  },
};

export const ToastSignIn: Story = {
  args: { variant: "toast", onSignIn: fn() },
  parameters: before(({ server }) => server.network.refuse("UNAUTHENTICATED")),
  play: async ({ canvas }) => {
    await canvas.findByRole("button", { name: en.connection.signInAgain });
  },
};

export const ToastArabic: Story = {
  args: { variant: "toast" },
  globals: { locale: "ar" },
  play: async ({ loaded }) => lost(stageOf({ loaded })),
};

export const Vietnamese: Story = {
  globals: { locale: "vi" },
  play: async ({ loaded }) => lost(stageOf({ loaded })),
};

export const Arabic: Story = {
  globals: { locale: "ar" },
  play: async ({ loaded }) => lost(stageOf({ loaded })),
};
